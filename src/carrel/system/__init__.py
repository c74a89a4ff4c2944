"""Differences between operating systems: paths, resources, logging, instance lock."""
