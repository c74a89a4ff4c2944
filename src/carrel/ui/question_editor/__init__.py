"""Writing and changing a question in a window of its own, with a preview and checks."""
