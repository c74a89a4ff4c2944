"""Saving a material as a study pack: the window, its words, and what decides."""
