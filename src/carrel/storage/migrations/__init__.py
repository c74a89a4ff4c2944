"""One frozen module for each step of the library file's schema."""
