"""Makes a material of questions: a text to read with every prompt and answer, and its questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from carrel.domain.errors import QuestionError, UnreadableFile
from carrel.domain.materials import Asset, DraftMaterial, DraftSection
from carrel.domain.questions.body import Asked, Body, Kind
from carrel.domain.questions.brought import BroughtQuestion, PastAnswer
from carrel.domain.questions.cloze import GAP, Cloze
from carrel.domain.questions.kinds import read_body
from carrel.domain.text.language import guess_language
from carrel.domain.text.markdown import parse

_DEEPEST = 6

Group = tuple[str, ...]
"""Where questions belong: the names of a category or deck and of those around it."""


_NO_NAMES = ("", "Default")
"""What decks and categories are called that nobody has named."""


@dataclass(frozen=True, slots=True)
class _Kept:
    kind: Kind
    given: Mapping[str, Any]
    body: Body
    prompt: str
    explanation: str
    tags: tuple[str, ...]
    past: tuple[PastAnswer, ...]


@dataclass
class QuestionBook:
    """Takes questions one by one. What cannot be taken is counted, by why it cannot."""

    groups: dict[Group, list[_Kept]] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)

    def add(
        self,
        group: Group,
        kind: Kind,
        body: Mapping[str, Any],
        *,
        prompt: str = "",
        explanation: str = "",
        tags: Sequence[str] = (),
        past: Iterable[PastAnswer] = (),
    ) -> None:
        """Take a question, if its parts fit together."""
        try:
            read = read_body(kind, body)
        except QuestionError as error:
            self.leave(f"questions that do not fit together ({error.problems[0].what})")
            return
        if not prompt.strip() and not read.headline.strip():
            self.leave("questions without a prompt")
            return
        kept = _Kept(
            kind,
            body,
            read,
            prompt.strip(),
            explanation.strip(),
            tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip())),
            tuple(past),
        )
        self.groups.setdefault(group, []).append(kept)

    def leave(self, what: str, count: int = 1) -> None:
        """Count things that stay behind."""
        self.left[what] += count

    def material(
        self, title: str, *, assets: Sequence[Asset] = (), warnings: Sequence[str] = ()
    ) -> DraftMaterial:
        """The material; a group is a section below the groups around it.

        The group that all questions are in names it, else ``title``.

        Raises :class:`UnreadableFile` if no question could be taken.
        """
        title = self._group_of_all() or title
        sections: list[DraftSection] = []
        questions: list[BroughtQuestion] = []
        opened: list[str] = []
        for group, kept in sorted(self.groups.items(), key=lambda one: self._order(one[0])):
            names = [name.strip() or title for name in group] or [title]
            shared = _shared(opened, names)
            for level, name in enumerate(names[shared:-1], start=shared + 1):
                sections.append(DraftSection(name, min(level, _DEEPEST), ""))
            opened = names
            markdown, places = _text_of(kept)
            sections.append(DraftSection(names[-1], min(len(names), _DEEPEST), markdown))
            questions += [
                BroughtQuestion(
                    len(sections) - 1, *place, one.kind, one.given, one.prompt, one.explanation,
                    one.tags, one.past,
                )
                for one, place in zip(kept, places, strict=True)
            ]  # fmt: skip
        told = [
            *warnings,
            *(f"Left behind: {count:,} {what}." for what, count in self.left.items()),
        ]
        if not questions:
            raise UnreadableFile(
                "“{name}” holds no question that Carrel can ask.{told}",
                name=title,
                told="".join(f" {one}" for one in told[:1]),
            )
        text = " ".join(section.markdown for section in sections)
        return DraftMaterial(
            title=title,
            sections=tuple(sections),
            language=guess_language(text),
            warnings=tuple(told),
            assets=tuple(assets),
            questions=tuple(questions),
        )

    def _group_of_all(self) -> str:
        """The innermost group that all questions are in or below; empty where there is none."""
        shared: list[str] = []
        for names in zip(*self.groups, strict=False):
            if len(set(names)) > 1:
                break
            shared.append(names[0].strip())
        return next((name for name in reversed(shared) if name not in _NO_NAMES), "")

    def _order(self, group: Group) -> tuple[int, ...]:
        """Groups stand where their first question came, next to those that they are within."""
        known = list(self.groups)
        return tuple(
            next(i for i, one in enumerate(known) if one[:depth] == group[:depth])
            for depth in range(1, len(group) + 1)
        )


def _shared(before: Sequence[str], names: Sequence[str]) -> int:
    """How many of the names around are those of the section before."""
    count = 0
    for one, other in zip(before, names[:-1], strict=False):
        if one != other:
            break
        count += 1
    return count


def _text_of(kept: Sequence[_Kept]) -> tuple[str, list[tuple[int, int]]]:
    """Prompts and answers as Markdown, and the first and last block of each answer."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    count = 0
    for one in kept:
        asked, answer = _told(one)
        for text in filter(None, (asked, answer)):
            parts.append(text)
            first, count = count, count + _block_count(text)
        places.append((first, max(first, count - 1)))
    return "\n\n".join(parts), places


def _told(one: _Kept) -> tuple[str, str]:
    """What is asked and what is right, as a text tells it."""
    if isinstance(one.body, Cloze):
        gaps = one.body.gaps
        return one.prompt, GAP.sub(lambda place: gaps[int(place[1]) - 1].answer, one.body.text)
    shown = one.body.on_paper(Asked(), seed=one.prompt)
    asked = "\n\n".join(filter(None, (one.prompt, shown.text)))
    answers = "\n\n".join(shown.answers)
    return asked, "\n".join(f"> {line}".rstrip() for line in answers.split("\n"))


def _block_count(markdown: str) -> int:
    return sum(1 for block in parse(markdown).blocks if not block.footnote)
