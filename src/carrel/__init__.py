"""Carrel: read structured study material, annotate it, and be quizzed on it, offline."""
