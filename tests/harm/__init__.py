"""Proof by harm: the program is killed, starved and cut short, and nothing saved may be lost."""
