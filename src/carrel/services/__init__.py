"""What a student can do, one module per activity, without a window."""
