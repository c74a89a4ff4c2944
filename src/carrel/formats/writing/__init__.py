"""Writers that take a student's work out to other programs."""
