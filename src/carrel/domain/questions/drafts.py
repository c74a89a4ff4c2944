"""A question that is being written: it may still be wrong, and says what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from carrel.domain.errors import Problem, QuestionError
from carrel.domain.ids import ClaimId, MaterialId, QuestionId, SectionId, TopicId, material_of
from carrel.domain.materials import Origin
from carrel.domain.questions.body import Body, Kind
from carrel.domain.questions.cloze import GAP
from carrel.domain.questions.kinds import read_body
from carrel.domain.questions.objections import objections_to
from carrel.domain.questions.question import Level, Question, Support
from carrel.domain.text.passage import Passage, passage_at
from carrel.domain.text.sentences import sentences

LONGEST_GAP_WORDS = 6
"""Words that a selection may have to become a gap; a longer one becomes the text of a question."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been written so far. ``body`` holds the keys of its kind, as a study pack does.

    ``language`` is the BCP 47 tag of the material's language.
    """

    material: MaterialId
    kind: Kind
    prompt: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    explanation: str = ""
    support: Support = Support.LITERAL
    passages: tuple[Passage, ...] = ()
    topics: tuple[TopicId, ...] = ()
    claims: tuple[ClaimId, ...] = ()
    tags: tuple[str, ...] = ()
    level: Level = Level.NONE
    section: SectionId | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Check:
    """What is told of a draft. One that ``is_fault`` must be mended before it can be asked.

    ``details`` fill the places in ``template``. ``path`` leads to the fault: keys, and list
    positions from 0.
    """

    template: str
    hint: str = ""
    is_fault: bool = False
    path: tuple[str | int, ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """What is told, in English; the window translates the template."""
        return self.template.format(**self.details)


def draft_of(question: Question) -> Draft:
    """The draft that a question would have come from."""
    return Draft(
        material=question.material,
        kind=question.kind,
        prompt=question.prompt,
        body=question.body.to_dict(),
        explanation=question.explanation,
        support=question.support,
        passages=question.passages,
        topics=question.topics,
        claims=question.claims,
        tags=question.tags,
        level=question.level,
        section=question.section,
    )


def draft_from(section: SectionId, text: str, start: int, end: int) -> Draft:
    """The first draft for words that a student chose in a section's plain text.

    A few words within a sentence become the gap of a cloze, anything longer the back of a
    flashcard. The sentence around the words is what answers. Offsets are code points.
    """
    first, last = _sentence_around(text, start, end)
    chosen = text[start:end].strip()
    passage = passage_at(section, text, first, last)
    is_gap = bool(chosen) and len(chosen.split()) <= LONGEST_GAP_WORDS and chosen != passage.quote
    if is_gap:
        at = text.index(chosen, start)
        gap_text = f"{text[first:at]}{{{{1}}}}{text[at + len(chosen) : last]}"
        body: dict[str, Any] = {"text": " ".join(gap_text.split()), "gaps": [{"answer": chosen}]}
        return Draft(
            material_of(section),
            Kind.CLOZE,
            body=body,
            passages=(passage,),
            section=section,
        )
    whole = passage_at(section, text, start, end) if chosen else passage
    return Draft(
        material_of(section),
        Kind.FLASHCARD,
        body={"front": "", "back": " ".join(whole.quote.split())},
        passages=(whole,),
        section=section,
    )


def body_for(kind: Kind, draft: Draft) -> dict[str, Any]:
    """The body that a draft begins with when its kind is changed to ``kind``.

    What was the answer stays the answer as far as the new kind has a place for it.
    """
    quote = " ".join(draft.passages[0].quote.split()) if draft.passages else ""
    answer = _answer(draft) or quote
    right, wrong = {"text": answer, "correct": True}, {"text": ""}
    bodies: dict[Kind, dict[str, Any]] = {
        Kind.SINGLE_CHOICE: {"options": [right, wrong, wrong]},
        Kind.MULTIPLE_CHOICE: {"options": [right, wrong, wrong]},
        Kind.TRUE_FALSE: {"answer": True},
        Kind.CLOZE: {"text": quote, "gaps": []},
        Kind.SHORT_ANSWER: {"accept": [answer]},
        Kind.MATCHING: {"pairs": [{"left": "", "right": ""}, {"left": "", "right": ""}]},
        Kind.ORDERING: {"items": ["", "", ""]},
        Kind.CERTAINTY: {"statement": quote, "answer": "stated"},
        Kind.EVIDENCE: {},
        Kind.FLASHCARD: {"front": draft.prompt, "back": answer},
    }
    return bodies[kind]


def with_gap(text: str, start: int, end: int, count: int) -> tuple[str, str]:
    """A cloze text with one more gap for the words from ``start`` to ``end``, and those words.

    ``count`` is the number of gaps it has already. Raises ValueError where there are no words, or
    where they touch another gap.
    """
    words = text[start:end].strip()
    if not words or "{{" in words or "}}" in words:
        raise ValueError("no words for a gap")
    at = text.index(words, start)
    return f"{text[:at]}{{{{{count + 1}}}}}{text[at + len(words) :]}", words


def without_gap(text: str, number: int, answer: str) -> str:
    """A cloze text with the words back in the gap ``number`` (from 1), later ones renumbered."""

    def put(found: Any) -> str:
        this = int(found[1])
        if this == number:
            return answer
        return f"{{{{{this - (this > number)}}}}}"

    return GAP.sub(put, text)


def question_of(draft: Draft, key: QuestionId, origin: Origin) -> Question:
    """The question that a draft says; raises :class:`QuestionError` with all that is wrong."""
    problems: list[Problem] = []
    body: Body | None = None
    try:
        body = read_body(draft.kind, draft.body)
    except QuestionError as error:
        problems += error.problems
    if not draft.prompt.strip() and (body is None or not body.headline):
        needs_none = draft.kind in (Kind.CLOZE, Kind.FLASHCARD, Kind.CERTAINTY)
        if not needs_none:
            problems.append(Problem(("prompt",), "must not be blank"))
    if draft.kind is Kind.EVIDENCE and not draft.passages:
        problems.append(Problem(("cites",), "needs the words that show it"))
    if problems or body is None:
        raise QuestionError(tuple(problems))
    return Question(
        id=key,
        material=draft.material,
        prompt=draft.prompt.strip(),
        body=body,
        explanation=draft.explanation.strip(),
        support=draft.support,
        passages=draft.passages,
        topics=draft.topics,
        claims=draft.claims,
        tags=draft.tags,
        level=draft.level,
        origin=origin,
        section=draft.section,
    )


def checks_of(draft: Draft) -> tuple[Check, ...]:
    """All that a careful editor would say of a draft, faults first."""
    try:
        question = question_of(draft, QuestionId("draft"), Origin.OWN)
    except QuestionError as error:
        return tuple(
            Check(problem.template, is_fault=True, path=problem.path, details=problem.details)
            for problem in error.problems
        )
    found = [
        Check(objection.template, objection.advice or objection.hint, details=objection.details)
        for objection in objections_to(question, draft.language)
    ]
    if not draft.passages:
        found.append(
            Check(
                "the question cites no words that answer it.",
                "Without them a miss cannot lead back to the text.",
            )
        )
    if not draft.explanation.strip():
        found.append(
            Check("there is no explanation.", "Say in a sentence why the answer is right.")
        )
    return tuple(found)


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """From the beginning of the first sentence touched to the end of the last one."""
    touched = [
        span for span in sentences(text) if span[0] < max(end, start + 1) and span[1] > start
    ]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


def _answer(draft: Draft) -> str:
    """The first answer of a draft in words, as far as it has one."""
    body = draft.body
    for option in body.get("options", ()):
        if option.get("correct"):
            return str(option.get("text", ""))
    if body.get("gaps"):
        return str(body["gaps"][0].get("answer", ""))
    if body.get("accept"):
        return str(body["accept"][0])
    return str(body.get("back", ""))
