"""The main window, its navigation and menus."""
