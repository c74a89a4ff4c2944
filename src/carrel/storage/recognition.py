"""Recognising a document as another version of a material that the library has."""

from __future__ import annotations

import json
from collections.abc import Iterable

from carrel.domain.ids import MaterialId
from carrel.storage.database import Database

_LEAST_SHARED = 0.3
"""Share of the sections that must be the same where the names are not."""

# Short sections ("To be continued.") are the same in texts that have nothing to do with each other.
_SAME_SECTIONS = """
SELECT material.key, count(DISTINCT section.content_hash) AS shared
FROM section JOIN material ON material.id = section.material_id
WHERE section.content_hash IN (SELECT value FROM json_each(?)) AND section.deleted_at IS NULL
    AND section.words >= 20 AND material.origin = 'import' AND material.state = 'ready'
    AND material.deleted_at IS NULL
GROUP BY material.id ORDER BY shared DESC, material.id LIMIT 1
"""
_SAME_NAME = """
SELECT key FROM material
WHERE origin = 'import' AND state = 'ready' AND deleted_at IS NULL
    AND (title = :title COLLATE NOCASE OR key = :name OR source = :source AND source <> '')
ORDER BY title = :title COLLATE NOCASE DESC, id DESC LIMIT 1
"""


def known_version(
    database: Database,
    *,
    title: str,
    name: str,
    source: str,
    content_hashes: Iterable[str],
) -> MaterialId | None:
    """The imported material that a document may be a newer version of.

    It has a good part of the sections of ``content_hashes``, or the same ``title`` or ``source``,
    or is called as ``name``, the slug of the file. None if there is no such material.
    """
    hashes = sorted(set(content_hashes))
    row = database.row(_SAME_SECTIONS, (json.dumps(hashes),))
    if row is not None and row["shared"] >= _LEAST_SHARED * len(hashes):
        return MaterialId(row["key"])
    row = database.row(_SAME_NAME, {"title": title, "name": name, "source": source})
    return None if row is None else MaterialId(row["key"])
