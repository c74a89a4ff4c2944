"""questions/*.yaml: questions of all kinds, each citing the words that answer it."""

from __future__ import annotations

from carrel.domain.errors import Problem, QuestionError
from carrel.domain.ids import QuestionId, SectionId
from carrel.domain.questions.body import Body, Kind
from carrel.domain.questions.kinds import read_body
from carrel.domain.questions.question import Level, Question, Support
from carrel.domain.text.passage import Passage
from carrel.formats.pack.contents import Contents
from carrel.formats.pack.entries import Entry
from carrel.formats.pack.schema import QUESTION_KEYS

_ONE_ANSWER = "No distractor may equal the answer or another one; write it anew or take it out."


def read_questions(contents: Contents) -> tuple[Question, ...]:
    """All questions, file by file, in the author's order; those with a problem are left out."""
    entries = [
        entry
        for file in contents.question_files()
        for entry in contents.entries(file, "questions")
        if contents.questions.enter(entry, "id")
    ]
    found = (_question(contents, entry) for entry in entries)
    return tuple(question for question in found if question is not None)


def _question(contents: Contents, entry: Entry) -> Question | None:
    body = _body(entry)
    passages = tuple(_cited(contents, entry))
    section = _section(contents, entry, passages)
    topics, claims = contents.topic_ids(entry), contents.claim_ids(entry)
    if body is None:
        return None
    prompt = entry.get("prompt").strip()
    if not prompt and not body.headline:
        entry.complain("the question has no “prompt”.", hint="Write what the student is asked.")
    return Question(
        id=QuestionId(f"{contents.material}/{entry.value['id']}"),
        material=contents.material,
        prompt=prompt,
        body=body,
        explanation=entry.get("explanation").strip(),
        support=Support(entry.get("support", Support.LITERAL)),
        passages=passages,
        topics=topics,
        claims=claims,
        tags=tuple(dict.fromkeys(entry.get("tags", ()))),
        level=Level(entry.get("level")),
        section=section,
    )


def _body(entry: Entry) -> Body | None:
    given = {key: value for key, value in entry.value.items() if key not in QUESTION_KEYS}
    try:
        return read_body(Kind(entry.value["kind"]), given)
    except QuestionError as error:
        for problem in error.problems:
            hint = _ONE_ANSWER if "says the same" in problem.what else ""
            entry.complain(f"{_place(problem)} {problem.what}.", *problem.path, hint=hint)
        return None


def _place(problem: Problem) -> str:
    """Where a problem is, in words; a key that should not be there is none of its own place."""
    path = problem.path[:-1] if problem.what.startswith("has no key") else problem.path
    steps = [f"number {step + 1}" if isinstance(step, int) else step for step in path]
    return ", ".join(steps) or "the question"


def _cited(contents: Contents, entry: Entry) -> list[Passage]:
    if not entry.get("cites", ()):
        entry.complain(
            "the question cites no words that answer it.",
            hint="Add “cites” with a section and a quotation from it.",
        )
    found = (contents.passage(cite) for cite in entry.entries("cites"))
    return [passage for passage in found if passage is not None]


def _section(contents: Contents, entry: Entry, passages: tuple[Passage, ...]) -> SectionId | None:
    """Where the question belongs: as it says, else where its first words stand."""
    slug = entry.get("section")
    if slug:
        is_known = contents.section_slugs.resolve(entry, slug, "section")
        return contents.section_id(slug) if is_known else None
    return passages[0].section if passages else None
