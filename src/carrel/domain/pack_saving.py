"""What is said and chosen when a material is saved as a study pack, and what is objected to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from carrel.domain.claims import Claim
from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.packs import Pack, PackThing
from carrel.domain.questions.question import Question
from carrel.domain.timeline import Event
from carrel.domain.topics import Topic, TopicKind


class Part(StrEnum):
    """What a pack can have besides its text. Claims include the positions table."""

    TOPICS = "topics"
    CLAIMS = "claims"
    EVENTS = "events"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class PackDetails:
    """What a pack says of itself. Libraries know it by ``name``, and its editions by that."""

    name: MaterialId
    title: str
    authors: tuple[str, ...] = ()
    language: str = ""
    licence: str = ""
    source: str = ""
    description: str = ""
    edition: int = 1


@dataclass(frozen=True, slots=True)
class PackChoice:
    """What goes into a pack.

    ``left_out`` are ids of topics, claims, events and questions that stay behind.
    ``picture_words`` say what pictures of the text show, by the names of the pictures.
    """

    parts: frozenset[Part] = frozenset(Part)
    left_out: frozenset[str] = frozenset()
    picture_words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SavingProblem:
    """What is wrong with a thing that was to go into a pack.

    ``key`` is its id in the library, ``name`` what it is called or asks. ``picture`` is the one
    that the problem is about. A fault keeps the pack from being saved with this thing in it.
    """

    thing: PackThing
    key: str
    name: str
    what: str
    advice: str = ""
    is_fault: bool = True
    picture: str = ""

    @property
    def can_be_left_out(self) -> bool:
        """Whether the pack can do without the thing."""
        return self.thing not in (PackThing.PACK, PackThing.SECTION, PackThing.ISSUE)

    def __str__(self) -> str:
        about = f"{self.thing} “{self.name}”: " if self.name else ""
        return f"{about}{self.what}" + (f" {self.advice}" if self.advice else "")


class Doubt(StrEnum):
    """Why it is not certain that a text may be given out under a licence."""

    UNKNOWN = "unknown"
    RESERVED = "reserved"
    SAME_LICENCE_WANTED = "same licence wanted"
    NOT_FOR_MONEY = "not for money"
    NAMES_WANTED = "names wanted"
    OTHER_TERMS = "other terms"


_T = TypeVar("_T", Topic, Claim, Event, Question)

_AUTHOR_SLUG = "author"
_AUTHOR_NAME = "The author"

_BRACKETS = str.maketrans("[]\\", "() ")
_CC = re.compile(r"\b(?:cc|creative commons)\b", re.IGNORECASE)
_TERMS = {
    "by": re.compile(r"\bby\b|attribution", re.IGNORECASE),
    "sa": re.compile(r"\bsa\b|share.?alike", re.IGNORECASE),
    "nc": re.compile(r"\bnc\b|non.?commercial", re.IGNORECASE),
    "nd": re.compile(r"\bnd\b|no.?deriv", re.IGNORECASE),
}
_FREE = re.compile(r"\bcc.?(?:0|zero)\b|public domain", re.IGNORECASE)
_RESERVED = re.compile(r"all rights reserved|copyright|©|\(c\)", re.IGNORECASE)


def doubt_about(licence: str, *, of_text: str) -> Doubt | None:
    """Why a text whose own licence is ``of_text`` may perhaps not be given out under ``licence``.

    It goes by the names of common licences and by the words that reserve all rights; empty
    ``of_text`` means that nothing is known. None where nothing speaks against it.
    """
    if not of_text.strip():
        return Doubt.UNKNOWN
    if _FREE.search(of_text) or _same(licence, of_text):
        return Doubt.RESERVED if _RESERVED.search(of_text) and not _FREE.search(of_text) else None
    if not _CC.search(of_text):
        return Doubt.RESERVED if _RESERVED.search(of_text) else Doubt.OTHER_TERMS
    own, given = _terms(of_text), _terms(licence) if _CC.search(licence) else frozenset()
    if "sa" in own - given or ("sa" in own and own != given):
        return Doubt.SAME_LICENCE_WANTED
    if "nc" in own - given:
        return Doubt.NOT_FOR_MONEY
    if _FREE.search(licence):
        return Doubt.NAMES_WANTED
    return Doubt.OTHER_TERMS if "nd" in own - given else None


def _same(first: str, second: str) -> bool:
    return first.casefold().split() == second.casefold().split()


def _terms(licence: str) -> frozenset[str]:
    return frozenset(name for name, words in _TERMS.items() if words.search(licence))


def to_give_out(pack: Pack, details: PackDetails, choice: PackChoice) -> Pack:
    """The pack with what was chosen, under its new title page.

    What refers to something that stays behind goes without it; claims stay with their holders.
    Claims that name nobody who says them are the author's: it is the author's text that says so.
    """
    material = replace(
        pack.material,
        id=details.name,
        title=details.title,
        authors=details.authors,
        language=details.language,
        licence=details.licence,
        source=details.source,
        description=details.description,
        edition=details.edition,
    )
    taken = replace(
        _without(pack, choice),
        material=material,
        sections=tuple(
            replace(one, markdown=_described(one.markdown, choice.picture_words))
            for one in pack.sections
        ),
    )
    taken = _with_author(taken)
    topics = {topic.id for topic in taken.topics}
    return replace(
        taken,
        relations=tuple(r for r in taken.relations if {r.source, r.target} <= topics),
        mentions=tuple(mention for mention in taken.mentions if mention.topic in topics),
    )


def counts_of(pack: Pack) -> dict[Part, int]:
    """How many things of each part a pack has."""
    return {
        Part.TOPICS: len(pack.topics),
        Part.CLAIMS: len(pack.claims),
        Part.EVENTS: len(pack.events),
        Part.QUESTIONS: len(pack.questions),
    }


def _without(pack: Pack, choice: PackChoice) -> Pack:
    parts, out = choice.parts, choice.left_out
    has_claims = {Part.TOPICS, Part.CLAIMS} <= parts
    return replace(
        pack,
        groups=pack.groups if Part.TOPICS in parts else (),
        topics=_kept(pack.topics, out) if Part.TOPICS in parts else (),
        claims=_kept(pack.claims, out) if has_claims else (),
        links=pack.links if has_claims else (),
        holders=pack.holders if has_claims else (),
        issues=pack.issues if has_claims else (),
        events=_kept(pack.events, out) if Part.EVENTS in parts else (),
        questions=_kept(pack.questions, out) if Part.QUESTIONS in parts else (),
    )


def is_told_by_the_text(claim: Claim) -> bool:
    """Whether nobody is named who says it: the text itself does, of others or of its own accord.

    A claim that somebody says and that is nobody's view has lost a holder, and is not among them.
    """
    return not claim.asserted_by


def _with_author(pack: Pack) -> Pack:
    """The pack with its author as a topic, if one of its claims is told by the text itself."""
    if not any(is_told_by_the_text(claim) for claim in pack.claims):
        return pack
    author, topics = _author_of(pack)
    claims = (
        replace(one, asserted_by=author, ascribed_to=one.ascribed_to or author)
        if is_told_by_the_text(one)
        else one
        for one in pack.claims
    )
    return replace(pack, topics=topics, claims=tuple(claims))


def _author_of(pack: Pack) -> tuple[TopicId, tuple[Topic, ...]]:
    """The topic that is the author, and the topics with it."""
    own = TopicId(f"{pack.material.id}/{_AUTHOR_SLUG}")
    for topic in pack.topics:
        if topic.id == own or topic.name.casefold() == _AUTHOR_NAME.casefold():
            return topic.id, pack.topics
    made = Topic(own, pack.material.id, _AUTHOR_NAME, TopicKind.PERSON, links_by_name=False)
    return own, (*pack.topics, made)


def _kept(things: Iterable[_T], out: frozenset[str]) -> tuple[_T, ...]:
    return tuple(one for one in things if one.id not in out)


def _described(markdown: str, words: Mapping[str, str]) -> str:
    """The source with words for those of its pictures that have none."""
    for name, shown in words.items():
        said = " ".join(shown.translate(_BRACKETS).split())
        markdown = markdown.replace(f"![]({name}", f"![{said}]({name}")
    return markdown
