"""The window in which an exam date is set and its plan is seen."""
