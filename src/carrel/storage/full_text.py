"""Queries for the full-text indexes, made from what a person typed."""

from __future__ import annotations

from collections.abc import Iterable


def words_that_begin(words: Iterable[str]) -> str:
    """An FTS5 query for rows in which every one of ``words`` begins a word.

    Quoting keeps FTS5's own syntax (``AND``, ``*``, ``col:``) from being read out of them.
    """
    quoted = (word.replace('"', '""') for word in words)
    return " ".join(f'"{word}" *' for word in quoted)
