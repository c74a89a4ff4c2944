"""What the student changed in things that came from a pack, beside what the author wrote.

The thing's own table holds the value in force. Its ``override`` row holds the student's value, the
author's value that it was made against, and the author's value now.
"""

from __future__ import annotations

from datetime import datetime

from carrel.domain.editions import EditedByBoth
from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId
from carrel.storage.database import Database, Row
from carrel.storage.edition_rows import column_text
from carrel.storage.journal import Action

CITES = "cites"
"""The field of a question that is no column: see :mod:`carrel.storage.cited_words`."""

THINGS = ("question", "topic", "claim", "event", "material")
"""The tables whose rows of a pack can be overridden, field by field."""

_WRITTEN_BY_OTHERS = ("pack", "generated")
"""Origins of things of which the student's changes are kept apart."""


class OverrideStore:
    """The student's changes to packs. ``field`` is a column; values are as the table has them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def change(
        self, action: Action, thing: str, key: str, field: str, value: object, *, at: datetime
    ) -> None:
        """Let ``value`` be in force; the author's own value again ends the override.

        A thing of the student's own is simply changed, except for materials: a newer version of a
        file has a title page too. Raises :class:`NotFound`.
        """
        row = self._thing(thing, key)
        if row[field] == value:
            return
        action.update(thing, row["id"], {field: value, "updated_at": at.isoformat()})
        if row["origin"] not in _WRITTEN_BY_OTHERS and thing != "material":
            return
        known = self._override(thing, key, field)
        author = column_text(row[field]) if known is None else known["author_value"]
        text = column_text(value)
        if text == author:
            if known is not None:
                action.delete("override", known["id"])
        elif known is None:
            self._add(action, thing, key, field, text, author, at=at)
        else:
            action.update(
                "override",
                known["id"],
                {"value": text, "made_against": author, "updated_at": at.isoformat()},
            )

    def author_values(self, thing: str, key: str) -> dict[str, str | None]:
        """What the author wrote in the fields that the student has changed."""
        rows = self._database.rows(
            "SELECT field, author_value FROM override WHERE thing = ? AND thing_key = ?"
            " ORDER BY id",
            (thing, key),
        )
        return {row["field"]: _column_value(row["field"], row["author_value"]) for row in rows}

    def edited_by_both(self, material: MaterialId) -> tuple[EditedByBoth, ...]:
        """What both the student and, since then, the author of a material have changed."""
        found = []
        for thing in THINGS:
            rows = self._database.rows(
                f"SELECT override.* FROM override JOIN {thing} AS one ON one.key = thing_key"
                f" JOIN material ON material.id = one.{_owner(thing)}"
                " WHERE thing = ? AND material.key = ? AND one.deleted_at IS NULL"
                f" AND field != '{CITES}'"
                " AND author_value != made_against ORDER BY override.id",
                (thing, material),
            )
            found += [
                EditedByBoth(
                    thing, row["thing_key"], row["field"], row["value"], row["author_value"]
                )
                for row in rows
            ]
        return tuple(found)

    def keep_own(self, action: Action, conflict: EditedByBoth, *, at: datetime) -> None:
        """The student has seen the author's new value and keeps their own."""
        known = self._override(conflict.thing, conflict.key, conflict.field)
        if known is not None:
            values = {"made_against": known["author_value"], "updated_at": at.isoformat()}
            action.update("override", known["id"], values)

    def take_authors(self, action: Action, conflict: EditedByBoth, *, at: datetime) -> None:
        """The author's new value comes in force and the student's is given up."""
        known = self._override(conflict.thing, conflict.key, conflict.field)
        if known is not None:
            author = _column_value(conflict.field, known["author_value"])
            self.change(action, conflict.thing, conflict.key, conflict.field, author, at=at)

    def _add(
        self,
        action: Action,
        thing: str,
        key: str,
        field: str,
        value: str,
        author: str,
        *,
        at: datetime,
    ) -> None:
        action.insert(
            "override",
            {
                "thing": thing,
                "thing_key": key,
                "field": field,
                "value": value,
                "made_against": author,
                "author_value": author,
                "created_at": at.isoformat(),
                "updated_at": at.isoformat(),
            },
        )

    def _thing(self, thing: str, key: str) -> Row:
        if thing not in THINGS:
            raise KeyError(thing)
        row = self._database.row(f"SELECT * FROM {thing} WHERE key = ?", (key,))
        if row is None:
            raise NotFound("There is no {thing} “{key}”.", thing=thing, key=key)
        return row

    def _override(self, thing: str, key: str, field: str) -> Row | None:
        return self._database.row(
            "SELECT * FROM override WHERE thing = ? AND thing_key = ? AND field = ?",
            (thing, key, field),
        )


def _owner(thing: str) -> str:
    """The column of a table that names the material a thing belongs to."""
    return "id" if thing == "material" else "material_id"


def _column_value(field: str, text: str) -> str | None:
    """What a column gets for the text that an override holds."""
    is_reference = field.endswith("_id") or field in ("asserted_by", "ascribed_to")
    return None if is_reference and not text else text
