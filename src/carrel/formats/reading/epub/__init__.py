"""Books as EPUB 2 and 3."""
