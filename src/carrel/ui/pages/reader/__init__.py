"""The Read page: outline, text column, and margin with notes."""
