"""A study pack: a material with everything that its author made for it, ready to be installed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from carrel.domain.claims import Claim, ClaimLink, Holder, Issue
from carrel.domain.materials import Asset, Material, Section
from carrel.domain.questions.question import Question
from carrel.domain.timeline import Event
from carrel.domain.topics import Mention, Relation, Topic


class PackThing(StrEnum):
    """What a pack holds that can have a problem; PACK is its title page and the pack as a whole."""

    PACK = "pack"
    SECTION = "section"
    TOPIC = "topic"
    CLAIM = "claim"
    ISSUE = "issue"
    EVENT = "event"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class PackProblem:
    """Something wrong in a pack. ``line`` counts from 1; ``hint`` says what may be meant or done.

    ``file`` is the path inside the pack with forward slashes; ``line`` is None where the problem is
    of the file as a whole. ``advice`` says what may be done to somebody who does not write the
    files; empty if ``hint`` says that too. A remark keeps nobody from giving the pack out.
    """

    file: str
    line: int | None
    what: str
    hint: str = ""
    advice: str = field(default="", compare=False)
    is_remark: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{place}: {self.what}" + (f" {self.hint}" if self.hint else "")


@dataclass(frozen=True, slots=True)
class PackGroup:
    """A group of topics, as the author named it."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything of one pack. A topic's ``group`` is the slug of its group, or empty.

    ``content_hash`` names exactly these files. ``mentions`` are those that the author tagged.
    """

    material: Material
    content_hash: str
    sections: tuple[Section, ...]
    assets: tuple[Asset, ...] = ()
    groups: tuple[PackGroup, ...] = ()
    topics: tuple[Topic, ...] = ()
    relations: tuple[Relation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    links: tuple[ClaimLink, ...] = ()
    holders: tuple[Holder, ...] = ()
    issues: tuple[Issue, ...] = ()
    events: tuple[Event, ...] = ()
    questions: tuple[Question, ...] = ()
