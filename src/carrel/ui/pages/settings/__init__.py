"""The Settings page: what a student sets for themselves, in groups."""
