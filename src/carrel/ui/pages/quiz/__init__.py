"""The Quiz page: choosing what to be asked, one question at a time, and what came of it."""
