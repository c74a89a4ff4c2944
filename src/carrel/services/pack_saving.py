"""Saving any material as a study pack: what it says of itself, what goes in, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from carrel.domain.errors import InputError
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import ShareReport, no_share_report
from carrel.domain.materials import Origin
from carrel.domain.pack_saving import (
    PackChoice,
    PackDetails,
    Part,
    SavingProblem,
    counts_of,
    is_told_by_the_text,
    to_give_out,
)
from carrel.domain.packs import Pack, PackThing
from carrel.domain.text.slugs import slugify
from carrel.formats.pack.saving import PackFile, pack_file, put_pack
from carrel.services.desk import Desk
from carrel.services.title_pages import TitlePages
from carrel.storage.material_store import MaterialStore
from carrel.storage.saved_pack_store import SavedPackStore
from carrel.storage.study_work_store import StudyWorkStore


@dataclass(frozen=True, slots=True)
class PackOffer:
    """What a material's pack would say and hold, as it was saved last or else as it comes.

    ``text_licence`` is what the material's document or pack says of its own rights. ``saved`` is
    the edition that was saved last, 0 for none.
    """

    details: PackDetails
    choice: PackChoice
    text_licence: str = ""
    saved: int = 0


@dataclass(frozen=True, slots=True)
class PackDraft:
    """A pack that could be saved. ``counts`` are of all that the material has."""

    material: MaterialId
    details: PackDetails
    choice: PackChoice
    file: PackFile
    counts: Mapping[Part, int]
    notes: int
    sections: int

    @property
    def problems(self) -> tuple[SavingProblem, ...]:
        """What is wrong with it."""
        return self.file.problems


class PackSaving:
    """Makes packs of the library's materials; it may run on any thread that has opened the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._materials = MaterialStore(desk.database)
        self._said = SavedPackStore(desk.database)

    def offer(self, material: MaterialId) -> PackOffer:
        """What is suggested; raises :class:`NotFound`."""
        page = self._materials.material(material)
        kept = self._said.said(material)
        saved = int(kept.get("saved", 0))
        own = page.edition if page.origin is Origin.PACK else 0
        details = PackDetails(
            name=MaterialId(kept.get("name", page.id)),
            title=kept.get("title", page.title),
            authors=tuple(kept.get("authors", page.authors)),
            language=kept.get("language", page.language),
            licence=kept.get("licence", page.licence),
            source=kept.get("source", page.source),
            description=kept.get("description", page.description),
            edition=max(saved, own) + 1,
        )
        choice = PackChoice(
            frozenset(part for part in Part if part not in kept.get("without", ())),
            frozenset(kept.get("left_out", ())),
            dict(kept.get("picture_words", {})),
        )
        licence = TitlePages(self._desk).own_title_page(material).licence
        return PackOffer(details, choice, licence, saved)

    def draft(
        self,
        material: MaterialId,
        details: PackDetails,
        choice: PackChoice,
        progress: ShareReport = no_share_report,
    ) -> PackDraft:
        """Make a pack and check it; nothing is written.

        Raises :class:`NotFound`, :class:`InputError` for a title page that no pack can have or a
        pack that is too large, and what ``progress`` raises.
        """
        details = checked(details)
        progress(0.05)
        work = StudyWorkStore(self._desk.database).work(material)
        progress(0.3)
        given = to_give_out(work.contents, details, choice)
        file = pack_file(given)
        file = replace(file, problems=(*file.problems, *_of_nobody(work.contents, given)))
        progress(0.95)
        return PackDraft(
            material=material,
            details=details,
            choice=choice,
            file=file,
            counts=counts_of(work.contents),
            notes=len(work.annotations),
            sections=len(work.contents.sections),
        )

    def in_next_edition(self, draft: PackDraft) -> PackDraft:
        """The draft as the edition that it is due to be: the last one's if nothing has changed."""
        saved = self.offer(draft.material).saved
        if not saved or not self.is_as_saved(draft):
            return draft
        return self.draft(draft.material, replace(draft.details, edition=saved), draft.choice)

    def is_as_saved(self, draft: PackDraft) -> bool:
        """Whether the edition that was saved last has the same contents."""
        return self._said.said(draft.material).get("digest") == draft.file.digest

    def save(self, draft: PackDraft, target: Path) -> int:
        """Write a pack without faults to a file; returns its size in bytes.

        What was said and chosen is suggested the next time. Raises :class:`InputError` for a pack
        with faults, and where the file cannot be written; what was there then stays.
        """
        put_pack(draft.file, target)
        saved = {"saved": draft.details.edition, "digest": draft.file.digest}
        self._keep(draft.material, _as_kept(draft.details, draft.choice) | saved)
        return len(draft.file.content)

    def remember(self, material: MaterialId, details: PackDetails, choice: PackChoice) -> None:
        """Suggest this the next time; nothing is saved. Raises :class:`NotFound`."""
        self._materials.row_id(material)
        kept = self._said.said(material)
        saved = {key: kept[key] for key in ("saved", "digest") if key in kept}
        self._keep(material, _as_kept(details, choice) | saved)

    def without_faults(self, draft: PackDraft) -> PackChoice:
        """The choice of a draft without the things that have faults and can be left out."""
        out = {one.key for one in draft.file.faults if one.can_be_left_out}
        return replace(draft.choice, left_out=draft.choice.left_out | out)

    def _keep(self, material: MaterialId, said: Mapping[str, object]) -> None:
        with self._desk.quiet_change():
            self._said.say(material, said)


def checked(details: PackDetails) -> PackDetails:
    """The title page without needless blanks; raises :class:`InputError` for an unfit one."""
    title = " ".join(details.title.split())
    name = details.name.strip()
    if not title:
        raise InputError("A study pack needs a title; write one.")
    if not name or slugify(name) != name:
        raise InputError(
            "The pack cannot be called “{name}”: use small letters, digits and single hyphens,"
            " as in {example}.",
            name=name,
            example=slugify(name) or "my-pack",
        )
    if details.edition < 1:
        raise InputError("Editions are counted from 1; give a larger number.")
    return replace(
        details,
        name=MaterialId(name),
        title=title,
        authors=tuple(" ".join(one.split()) for one in details.authors if one.strip()),
        language=details.language.strip(),
        licence=" ".join(details.licence.split()),
        source=" ".join(details.source.split()),
        description=details.description.strip(),
    )


def _of_nobody(contents: Pack, given: Pack) -> Iterator[SavingProblem]:
    """Remarks on the claims that are the author's in the pack because nobody else is named."""
    kept = {claim.id for claim in given.claims}
    for claim in contents.claims:
        if claim.id in kept and is_told_by_the_text(claim) and not claim.ascribed_to:
            yield SavingProblem(
                PackThing.CLAIM,
                claim.id,
                claim.statement,
                "nobody is named who says it, or whose view it is.",
                advice="In the pack, the author of the text says it.",
                is_fault=False,
            )


def _as_kept(details: PackDetails, choice: PackChoice) -> dict[str, object]:
    return {
        "name": details.name,
        "title": details.title,
        "authors": list(details.authors),
        "language": details.language,
        "licence": details.licence,
        "source": details.source,
        "description": details.description,
        "without": sorted(part for part in Part if part not in choice.parts),
        "left_out": sorted(choice.left_out),
        "picture_words": dict(choice.picture_words),
    }
