"""What study material is and the rules of studying it: pure values and functions."""
