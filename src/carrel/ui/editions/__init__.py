"""Comparing a newer version of a text with the material whose place it may take."""
