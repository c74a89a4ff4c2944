"""The list of all questions: finding them, and doing something with many at once."""
