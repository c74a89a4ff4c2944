"""The Notes page: everything that was marked and written, in all materials."""
