"""The title page of a material: its name, authors, language, source and licence, and its cover."""

from __future__ import annotations

import hashlib
import json

from carrel.domain.changes import Change
from carrel.domain.errors import InputError
from carrel.domain.ids import MaterialId
from carrel.domain.materials import Asset, Material, TitlePage
from carrel.services.desk import Desk
from carrel.storage.material_intake import OWN_COVER, write_assets
from carrel.storage.material_store import MaterialStore
from carrel.storage.override_store import OverrideStore

_FIELDS = ("title", "authors", "language", "source", "licence", "cover")


class TitlePages:
    """What the student changes here stays when a newer edition comes. Each change can be undone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._materials = MaterialStore(desk.database)
        self._overrides = OverrideStore(desk.database)

    def title_page(self, material: MaterialId) -> TitlePage:
        """What is in force now; raises :class:`NotFound`."""
        found = self._materials.material(material)
        return TitlePage(found.title, found.authors, found.language, found.source, found.licence)

    def own_title_page(self, material: MaterialId) -> TitlePage:
        """What the document or pack itself has; raises :class:`NotFound`."""
        now = self.title_page(material)
        before = self._overrides.author_values("material", material)
        authors = before.get("authors")
        return TitlePage(
            title=before.get("title") or now.title,
            authors=now.authors if authors is None else tuple(json.loads(authors)),
            language=_first(before.get("language"), now.language),
            source=_first(before.get("source"), now.source),
            licence=_first(before.get("licence"), now.licence),
        )

    def change(self, material: MaterialId, page: TitlePage) -> None:
        """Let a material have this title page, as one step.

        Raises :class:`NotFound`, and :class:`InputError` for a title without a letter.
        """
        title = " ".join(page.title.split())
        if not title:
            raise InputError("A material needs a title; write one.")
        self._materials.row_id(material)
        authors = [author.strip() for author in page.authors if author.strip()]
        self._change(
            "Change the details of “{title}”",
            material,
            {
                "title": title,
                "authors": json.dumps(authors, ensure_ascii=False),
                "language": page.language.strip(),
                "source": page.source.strip(),
                "licence": page.licence.strip(),
            },
        )

    def cover(self, material: MaterialId) -> Asset | None:
        """The picture that stands for a material; raises :class:`NotFound`."""
        return self.picture(self._materials.material(material))

    def picture(self, material: Material) -> Asset | None:
        """The cover of a material that is known already, one that was removed too."""
        return self._materials.asset(material.id, material.cover) if material.cover else None

    def set_cover(self, material: MaterialId, content: bytes, media_type: str) -> None:
        """Let a picture of the student's choice stand for a material; raises :class:`NotFound`."""
        row_id = self._materials.row_id(material)
        digest = hashlib.blake2b(content, digest_size=8).hexdigest()
        picture = Asset(f"{OWN_COVER}{digest}", media_type, content)
        # The picture itself stays when the step is undone: the journal holds no bytes.
        with self._desk.quiet_change() as database:
            write_assets(database, row_id, [picture])
        self._change("Choose a cover", material, {"cover": picture.name})

    def use_own_cover(self, material: MaterialId) -> None:
        """Give up the chosen cover for the document's own, or for none; raises NotFound."""
        self._materials.row_id(material)
        before = self._overrides.author_values("material", material)
        if "cover" in before:
            self._change("Use the document’s own cover", material, {"cover": before["cover"] or ""})

    def drop_cover(self, material: MaterialId) -> None:
        """Show no cover; raises :class:`NotFound`."""
        self._materials.row_id(material)
        self._change("Remove the cover", material, {"cover": ""})

    def has_chosen_cover(self, material: MaterialId) -> bool:
        """Whether the cover is another one than the document's own."""
        return "cover" in self._overrides.author_values("material", material)

    def _change(self, label: str, material: MaterialId, values: dict[str, object]) -> None:
        title = self._materials.material(material).title
        now = self._desk.clock()
        with self._desk.action(label, Change.MATERIALS, title=title) as action:
            for field in _FIELDS:
                if field in values:
                    self._overrides.change(
                        action, "material", material, field, values[field], at=now
                    )


def _first(author_value: str | None, now: str) -> str:
    return now if author_value is None else author_value
