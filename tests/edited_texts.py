"""Texts that are edited at random with every word followed, so that the truth is known.

A text is sections of paragraphs of words. Each word keeps its number through all edits; a word put
in its place has the number too, but is no longer the same. So where a passage's words are after an
edit is known, however the program looks for them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from carrel.domain.ids import SectionId
from carrel.domain.text.markdown import parse
from carrel.domain.text.passage import Passage, passage_at

PACK = Path(__file__).parent.parent / "data" / "macron-putin" / "sections"

REFRAIN = "Neither side has published a full record of the call."
"""A sentence that edited texts say five times."""

_STRANGE = (
    *("harbour", "lantern", "orchard", "saddle", "ribbon", "granite", "meadow", "violin"),
    *("chimney", "basket", "pepper", "anchor", "marble", "thistle", "wagon", "copper"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, with its marks. ``number`` is its own; ``is_same`` until it is replaced."""

    text: str
    number: int
    is_same: bool = True


Paragraph = tuple[Word, ...]
Section = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Sections of paragraphs of words; each section keeps the name that it has in ``names``."""

    names: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def plain(self) -> dict[SectionId, str]:
        """The plain text of each section."""
        return {
            SectionId(f"m/{name}"): "\n".join(_said(paragraph) for paragraph in section)
            for name, section in zip(self.names, self.sections, strict=True)
        }

    def places(self) -> Iterator[tuple[SectionId, int, Word]]:
        """Each word with its section and where it begins there."""
        for name, section in zip(self.names, self.sections, strict=True):
            start = 0
            for paragraph in section:
                for word in paragraph:
                    yield SectionId(f"m/{name}"), start, word
                    start += len(word.text) + 1

    def passage(self, section: int, first: int, count: int) -> tuple[Passage, frozenset[int]]:
        """The passage of some words of a section, and their numbers."""
        name = SectionId(f"m/{self.names[section]}")
        found = [(start, word) for where, start, word in self.places() if where == name]
        chosen = found[first : first + count]
        end = chosen[-1][0] + len(chosen[-1][1].text)
        numbers = frozenset(word.number for _, word in chosen)
        return passage_at(name, self.plain[name], chosen[0][0], end), numbers


def corpus() -> Text:
    """The bundled material, with :data:`REFRAIN` in five places of five sections."""
    numbers = iter(range(10**9))
    files = sorted(PACK.glob("*.md"))
    sections = []
    for index, file in enumerate(files):
        lines = parse(file.read_text(encoding="utf-8")).text.split("\n")
        if index < 5:
            lines[4 + index] += " " + REFRAIN + " " + " ".join(lines[6].split()[:9])
        sections.append(
            tuple(tuple(Word(word, next(numbers)) for word in line.split()) for line in lines)
        )
    return Text(tuple(file.stem for file in files), tuple(sections))


def one_section(text: Text) -> Text:
    """The same with all sections in one, as a plain text file has them."""
    return Text(("all",), (tuple(line for section in text.sections for line in section),))


def _said(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


Edit = Callable[[Text, random.Random], Text]


def _of_sections(change: Callable[[Section, random.Random], Section]) -> Edit:
    def edit(text: Text, chance: random.Random) -> Text:
        return replace(text, sections=tuple(change(one, chance) for one in text.sections))

    return edit


def _reordered(section: Section, chance: random.Random) -> Section:
    return tuple(chance.sample(section, len(section)))


def _moved(section: Section, chance: random.Random) -> Section:
    lines = list(section)
    for _ in range(max(1, len(lines) // 8)):
        line = lines.pop(chance.randrange(len(lines)))
        lines.insert(chance.randrange(len(lines) + 1), line)
    return tuple(lines)


def _shortened(section: Section, chance: random.Random) -> Section:
    return tuple(line for line in section if chance.random() > 0.3) or section[:1]


def _enlarged(section: Section, chance: random.Random) -> Section:
    lines = []
    for line in section:
        if chance.random() < 0.3:
            words = chance.choices(_STRANGE, k=chance.randrange(4, 30))
            lines.append(tuple(Word(word, -1) for word in words))
        lines.append(line)
    return tuple(lines)


def _reworded(line: Paragraph, chance: random.Random, share: float) -> Paragraph:
    words: list[Word] = []
    for word in line:
        luck = chance.random()
        if luck < share / 2:
            words.append(replace(word, text=chance.choice(_STRANGE), is_same=False))
        elif luck < share * 0.75:
            words += [word, Word(chance.choice(_STRANGE), -1)]
        elif luck > share:
            words.append(word)
    return tuple(words) or line[:1]


def _sentences_edited(section: Section, chance: random.Random) -> Section:
    return tuple(
        _reworded(line, chance, 0.2) if chance.random() < 0.4 else line for line in section
    )


def _sentences_cut(section: Section, chance: random.Random) -> Section:
    return tuple(_without_a_sentence(line, chance) for line in section)


def _without_a_sentence(line: Paragraph, chance: random.Random) -> Paragraph:
    ends = [number + 1 for number, word in enumerate(line) if word.text[-1] in ".?!”"]
    if len(ends) < 3 or chance.random() < 0.5:
        return line
    which = chance.randrange(1, len(ends))
    return line[: ends[which - 1]] + line[ends[which] :]


_SIGNS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "."})
_CURLED = str.maketrans({'"': "”", "'": "’", "-": "–"})


def _signs_changed(section: Section, chance: random.Random) -> Section:
    return tuple(
        tuple(
            replace(word, text=word.text.translate(_SIGNS if _has_curled(word) else _CURLED))
            for word in line
        )
        for line in section
    )


def _has_curled(word: Word) -> bool:
    return word.text.translate(_SIGNS) != word.text


def _sections_cut(text: Text, chance: random.Random) -> Text:
    kept = sorted(chance.sample(range(len(text.sections)), max(1, len(text.sections) * 2 // 3)))
    return Text(
        tuple(text.names[number] for number in kept),
        tuple(text.sections[number] for number in kept),
    )


def _sections_reordered(text: Text, chance: random.Random) -> Text:
    order = chance.sample(range(len(text.sections)), len(text.sections))
    return Text(
        tuple(text.names[number] for number in order),
        tuple(text.sections[number] for number in order),
    )


def _moved_between_sections(text: Text, chance: random.Random) -> Text:
    sections = [list(section) for section in text.sections]
    for _ in range(6):
        source = chance.choice([section for section in sections if len(section) > 2])
        line = source.pop(chance.randrange(len(source)))
        goal = chance.choice(sections)
        goal.insert(chance.randrange(len(goal) + 1), line)
    return replace(text, sections=tuple(tuple(section) for section in sections))


EDITS: dict[str, Edit] = {
    "paragraphs reordered": _of_sections(_reordered),
    "paragraphs moved": _of_sections(_moved),
    "paragraphs cut": _of_sections(_shortened),
    "paragraphs added": _of_sections(_enlarged),
    "paragraphs moved to other sections": _moved_between_sections,
    "sentences edited": _of_sections(_sentences_edited),
    "sentences cut": _of_sections(_sentences_cut),
    "typographic signs changed": _of_sections(_signs_changed),
    "sections cut": _sections_cut,
    "sections reordered": _sections_reordered,
}


def edited(text: Text, names: Sequence[str], chance: random.Random) -> Text:
    """The text after these edits, one after the other."""
    for name in names:
        text = EDITS[name](text, chance)
    return text


class Verdict(StrEnum):
    """What may be said of what was found for a passage."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSED = "missed"
    LET_GO = "let go"


def judged(
    numbers: frozenset[int], now: Text, section: SectionId | None, start: int, end: int
) -> Verdict:
    """Whether a place found for the passage of these words is right; an orphan has no ``section``.

    Words that all stand together as they were must be found, and exactly. Else a place is right
    whose words are more than half those of the passage, or the largest part of it. An orphan is
    missed if six tenths of its letters, a word and its neighbours at least, are still together.
    """
    alive = [place for place in now.places() if place[2].number in numbers]
    best = _largest_part(now, numbers)
    if section is None:
        same = sum(len(word.text) for _, _, word in best if word.is_same)
        whole = max(1, sum(len(word.text) for _, _, word in alive))
        is_there = len(alive) >= 0.6 * len(numbers) and same >= 0.6 * whole
        return Verdict.MISSED if is_there and len(best) >= 0.6 * len(numbers) else Verdict.LET_GO
    if not alive:
        return Verdict.WRONG
    if _is_whole(best, numbers):
        is_exact = (section, start, end) == (best[0][0], best[0][1], _end(best))
        return Verdict.RIGHT if is_exact else Verdict.WRONG
    inside = [
        place
        for place in now.places()
        if place[0] == section and place[1] < end and place[1] + len(place[2].text) > start
    ]
    common = sum(len(word.text) for _, _, word in inside if word.number in numbers)
    given = sum(len(word.text) for _, _, word in inside)
    wanted = min(sum(len(word.text) for _, _, word in part) for part in (alive, best))
    return Verdict.RIGHT if 2 * common > given and 2 * common > wanted else Verdict.WRONG


Placed = tuple[SectionId, int, Word]


def _end(words: Sequence[Placed]) -> int:
    return words[-1][1] + len(words[-1][2].text)


def _is_whole(words: Sequence[Placed], numbers: frozenset[int]) -> bool:
    letters = sum(len(word.text) + 1 for _, _, word in words) - 1
    return (
        len(words) == len(numbers)
        and all(word.is_same for _, _, word in words)
        and _end(words) - words[0][1] == letters
        and [word.number for _, _, word in words] == sorted(numbers)
    )


def _largest_part(now: Text, numbers: frozenset[int]) -> list[Placed]:
    """Most of the words that stand together, with no more than three others in between."""
    parts: list[list[Placed]] = [[]]
    strangers = 0
    for place in now.places():
        if place[2].number not in numbers:
            strangers += 1
            continue
        if parts[-1] and (parts[-1][-1][0] != place[0] or strangers > 3):
            parts.append([])
        parts[-1].append(place)
        strangers = 0
    return max(parts, key=lambda part: sum(len(word.text) for _, _, word in part))
