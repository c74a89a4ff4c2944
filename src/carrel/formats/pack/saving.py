"""A pack as the one file that would be saved, and what a careful editor objects to in it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from carrel.domain.errors import InputError
from carrel.domain.pack_saving import SavingProblem
from carrel.domain.packs import Pack, PackProblem, PackThing
from carrel.formats.pack.check import check_reading
from carrel.formats.pack.digest import contents_digest
from carrel.formats.pack.files import read_zipped
from carrel.formats.pack.read import Reading, inspect_files
from carrel.formats.pack.things import ThingsByPlace, picture_of
from carrel.formats.pack.write import pack_files, slug_of, zipped
from carrel.formats.writing.placing import put_files
from carrel.formats.writing.written import one_file

_SHOWN = 120


@dataclass(frozen=True, slots=True)
class PackFile:
    """A pack as bytes, and its problems in the order of its things.

    ``digest`` names its contents, whatever its edition.
    """

    content: bytes
    digest: str
    problems: tuple[SavingProblem, ...]

    @property
    def faults(self) -> tuple[SavingProblem, ...]:
        """The problems that keep it from being saved."""
        return tuple(one for one in self.problems if one.is_fault)


def pack_file(pack: Pack) -> PackFile:
    """Make the file of a pack and check it as ``carrel pack check`` does.

    Raises :class:`InputError` for one that is larger than a pack may be.
    """
    made = pack_files(pack)
    content = zipped(made.files)
    reading = inspect_files(read_zipped(Path(f"{pack.material.id}.carrel"), io.BytesIO(content)))
    names = _Names(pack)
    missing = (
        SavingProblem(one.thing, one.key, names.name(one.thing, one.key), one.why)
        for one in made.left_out
    )
    problems = tuple(dict.fromkeys((*missing, *_told(reading, names))))
    return PackFile(content, contents_digest(made.files), problems)


def put_pack(file: PackFile, target: Path) -> None:
    """Write the file whole or not at all; raises :class:`InputError` where it cannot be."""
    if file.faults:
        raise InputError("The pack was not saved: {problem}", problem=file.faults[0])
    put_files(one_file(file.content), target)


class _Names:
    """The things of a pack by what they are called in it."""

    def __init__(self, pack: Pack) -> None:
        self._named: dict[tuple[PackThing, str], tuple[str, str]] = {}
        for thing, pairs in _named_things(pack).items():
            for key, name in pairs.items():
                self._named[thing, slug_of(key)] = (key, _short(name))

    def thing(self, thing: PackThing, slug: str) -> tuple[str, str]:
        """The id in the library and the name of a thing; its slug where it is not known."""
        return self._named.get((thing, slug), (slug, slug))

    def name(self, thing: PackThing, key: str) -> str:
        """The name of a thing of this id."""
        return self.thing(thing, slug_of(key))[1]


def _named_things(pack: Pack) -> Mapping[PackThing, Mapping[str, str]]:
    return {
        PackThing.SECTION: {one.id: one.title for one in pack.sections},
        PackThing.TOPIC: {one.id: one.name for one in pack.topics},
        PackThing.CLAIM: {one.id: one.statement for one in pack.claims},
        PackThing.ISSUE: {one.id: one.title for one in pack.issues},
        PackThing.EVENT: {one.id: one.title for one in pack.events},
        PackThing.QUESTION: {one.id: one.headline for one in pack.questions},
    }


def _told(reading: Reading, names: _Names) -> Iterator[SavingProblem]:
    places = ThingsByPlace(reading)
    for problem in check_reading(reading).problems:
        thing, slug = places.of(problem)
        key, name = names.thing(thing, slug) if slug else ("", "")
        yield SavingProblem(
            thing,
            key,
            name,
            _sentence(problem, thing),
            advice=problem.advice or problem.hint,
            is_fault=not problem.is_remark,
            picture=picture_of(problem),
        )


def _sentence(problem: PackProblem, thing: PackThing) -> str:
    """The problem in words; where it stands is told for what is no thing of the student's."""
    if thing is PackThing.PACK:
        return f"{problem.file}: {problem.what}"
    return problem.what


def _short(name: str) -> str:
    words = " ".join(name.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"
