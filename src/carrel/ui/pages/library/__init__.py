"""The Library page: every material as a card, and how new ones come in."""
