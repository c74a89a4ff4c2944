"""Looking at documents before they are stored, and mending what the readers got wrong."""
