"""Readers that turn documents of other programs into Markdown sections."""
