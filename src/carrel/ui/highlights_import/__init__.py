"""Bringing in highlights of other programs: the window that shows what was found, and where."""
