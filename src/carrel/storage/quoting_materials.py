"""Which materials hold quoted words, by the full-text index."""

from __future__ import annotations

import re
from collections.abc import Iterable

from carrel.domain.ids import MaterialId
from carrel.domain.text.folding import is_unspaced
from carrel.storage.database import Database, Row

_WORD = re.compile(r"\w+")
_PHRASE_WORDS = 6
_PHRASE_SIGNS = 10

_BY_WORDS = """
SELECT DISTINCT material.key FROM section_fts JOIN section ON section.id = section_fts.rowid
JOIN material ON material.id = material_id
WHERE section_fts MATCH ? AND section.deleted_at IS NULL
    AND material.state = 'ready' AND material.deleted_at IS NULL
"""
_BY_SIGNS = """
SELECT DISTINCT material.key FROM section JOIN material ON material.id = material_id
WHERE instr(section.text, ?) AND section.deleted_at IS NULL
    AND material.state = 'ready' AND material.deleted_at IS NULL
"""


def materials_quoting(database: Database, quotes: Iterable[str]) -> dict[MaterialId, int]:
    """How many of the quotations each material holds, by some words of their middles."""
    found: dict[MaterialId, int] = {}
    for quote in quotes:
        for row in _holding(database, quote):
            material = MaterialId(row[0])
            found[material] = found.get(material, 0) + 1
    return found


def _holding(database: Database, quote: str) -> list[Row]:
    if is_unspaced(quote):
        # The index takes a line of such a script for one word.
        middle = max(0, len(quote) // 2 - _PHRASE_SIGNS // 2)
        return database.rows(_BY_SIGNS, (quote[middle : middle + _PHRASE_SIGNS],))
    words = _WORD.findall(quote)
    middle = max(0, len(words) // 2 - _PHRASE_WORDS // 2)
    phrase = " ".join(words[middle : middle + _PHRASE_WORDS])
    return database.rows(_BY_WORDS, (f'text: "{phrase}"',)) if phrase else []
