"""The signs that make a spreadsheet take a cell for a formula; an apostrophe before them helps."""

from __future__ import annotations

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
