"""What a student's answers and reading say of how studying goes."""
