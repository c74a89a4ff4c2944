"""Backups, the doctor and rescue in the window: dialogs that lay out, presenters that decide."""
