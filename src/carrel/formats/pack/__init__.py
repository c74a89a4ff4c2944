"""The study pack: reading, checking and writing the exchange format."""
