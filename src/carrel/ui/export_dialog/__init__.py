"""Taking study work out to other programs: the window, its words, and what decides."""
