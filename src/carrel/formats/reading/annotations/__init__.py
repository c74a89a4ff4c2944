"""Highlights and notes of other programs: bytes in, what they say of which text out."""
