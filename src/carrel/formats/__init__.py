"""File formats: bytes in, domain values out, and back."""
