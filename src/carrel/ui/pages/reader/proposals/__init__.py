"""The tray beside the text: what rules propose for a page, to be accepted, changed or rejected."""
