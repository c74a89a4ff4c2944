"""The linter of study packs: everything that is wrong, and what there is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from carrel.domain.errors import NotFound, UnreadableFile
from carrel.domain.packs import Pack, PackProblem
from carrel.formats.pack.copying import shared_runs
from carrel.formats.pack.lint import objections
from carrel.formats.pack.read import Reading, inspect_pack
from carrel.formats.pack.section_files import pictures_without_words


@dataclass(frozen=True, slots=True)
class PackCheck:
    """What came of checking a pack. ``counts`` are of what could be read."""

    problems: tuple[PackProblem, ...]
    counts: dict[str, object] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check_pack(path: Path, *, against: Path | None = None) -> PackCheck:
    """Check the pack at ``path``, also for words copied from the text file ``against``.

    Raises :class:`NotFound` or :class:`UnreadableFile` when there is no pack or file to read.
    """
    source = None if against is None else _text_of(against)
    reading = inspect_pack(path)
    check = check_reading(reading)
    if source is None or against is None:
        return check
    copied = shared_runs(reading.section_texts, reading.marked, source, against.name)
    return replace(check, problems=tuple(_in_order([*check.problems, *copied], reading)))


def check_reading(reading: Reading) -> PackCheck:
    """Check a pack that has been read."""
    problems = list(reading.problems)
    if reading.pack is not None and reading.contents is not None:
        problems = list(objections(reading.pack, reading.contents))
        problems += pictures_without_words(reading.pack.sections, reading.contents.places)
    return PackCheck(tuple(_in_order(problems, reading)), _counts(reading.pack))


def _text_of(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound("There is no file {path}; check the name.", path=path) from error
    except OSError as error:
        raise UnreadableFile("{path} cannot be read: {reason}.", path=path, reason=error) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _in_order(problems: list[PackProblem], reading: Reading) -> list[PackProblem]:
    order = {name: number for number, name in enumerate(reading.files)}
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda one: (order.get(one.file, -1), one.line or 0))


def _counts(pack: Pack | None) -> dict[str, object]:
    sections = () if pack is None else pack.sections
    questions = () if pack is None else pack.questions
    kinds = Counter(question.kind.value for question in questions)
    return {
        "sections": len(sections),
        "words": sum(section.word_count for section in sections),
        "topics": 0 if pack is None else len(pack.topics),
        "claims": 0 if pack is None else len(pack.claims),
        "links": 0 if pack is None else len(pack.links),
        "events": 0 if pack is None else len(pack.events),
        "questions": len(questions),
        "kinds": dict(sorted(kinds.items())),
    }
