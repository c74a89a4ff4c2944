"""Questions: what each kind holds and how an answer to it is graded."""
