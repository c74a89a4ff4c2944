"""What a careful editor would object to in a pack that can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from carrel.domain.ids import QuestionId, TopicId
from carrel.domain.mentions import finder_of
from carrel.domain.packs import Pack, PackProblem
from carrel.domain.questions.choice import SingleChoice
from carrel.domain.questions.objections import Objection, objections_to
from carrel.domain.questions.question import Question
from carrel.domain.text.pictures import pictures_in
from carrel.formats.pack.contents import Contents
from carrel.formats.pack.entries import Entry

ENOUGH_TO_JUDGE_POSITIONS = 3
"""From so many single choice questions on, right answers should not all stand in one place."""


def objections(pack: Pack, contents: Contents) -> tuple[PackProblem, ...]:
    """All objections to a pack, after the problems that were met when it was read.

    ``contents`` tells where its things stand in its files.
    """
    questions = {question.id: question for question in pack.questions}
    pairs = [
        (entry, questions[key])
        for entry in _question_entries(contents)
        if (key := QuestionId(f"{pack.material.id}/{entry.value['id']}")) in questions
    ]
    for entry, question in pairs:
        _tell(entry, objections_to(question, pack.material.language))
        _check_pictures(entry, {asset.name for asset in pack.assets})
    _check_positions(pairs)
    _check_mentions(pack, contents)
    return tuple(contents.findings.problems)


def _question_entries(contents: Contents) -> Iterator[Entry]:
    for file in contents.question_files():
        yield from contents.entries(file, "questions")


def _tell(entry: Entry, found: Iterable[Objection]) -> None:
    for objection in found:
        path = objection.path if entry.has(str(objection.path[0])) else ("id",)
        if objection.is_fault:
            entry.complain(objection.what, *path, hint=objection.hint)
        else:
            entry.remark(objection.what, *path, hint=objection.hint, advice=objection.advice)


def _check_pictures(entry: Entry, assets: set[str]) -> None:
    """Pictures of a question are in the pack and have words for those who cannot see them."""
    for path, text in _texts(entry.value):
        for picture in pictures_in(text):
            if picture.name not in assets:
                entry.complain(
                    f"the picture “{picture.name}” is not in the pack.",
                    *path,
                    hint="Put it into the folder assets/, refer to it as ![...](assets/name.png).",
                )
            elif not picture.words.strip():
                entry.complain(
                    f"the picture “{picture.name}” has no alternative text.",
                    *path,
                    hint="Write what it shows: ![a map of the Baltic](assets/map.png).",
                )


def _texts(value: object, *path: str | int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """All texts of an entry with their places."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts(one, *path, key)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _texts(one, *path, number)


def _check_positions(pairs: list[tuple[Entry, Question]]) -> None:
    placed = [
        (entry, next(n for n, option in enumerate(question.body.options) if option.is_right))
        for entry, question in pairs
        if isinstance(question.body, SingleChoice)
    ]
    positions = Counter(position for _, position in placed)
    if len(placed) >= ENOUGH_TO_JUDGE_POSITIONS and len(positions) == 1:
        entry, position = placed[0]
        entry.remark(
            f"all {len(placed)} single choice questions have the right answer in place"
            f" {position + 1}.",
            "options",
            hint="Put the right answers in different places.",
        )


def _check_mentions(pack: Pack, contents: Contents) -> None:
    spoken_of = _named(pack) | _tagged(pack)
    for key in ("topics", "people", "glossary"):
        for entry in contents.entries("topics.yaml", key):
            if contents.topic_id(entry.value["slug"]) not in spoken_of:
                entry.remark(
                    f"nothing in the pack speaks of the topic “{entry.value['name']}”.",
                    hint="Add an alias that the text uses, or tag words under “mentions”.",
                    advice="Give it another name that the text uses, or tag words with it.",
                )


def _named(pack: Pack) -> set[TopicId]:
    """The topics that a section names."""
    finder = finder_of(pack.topics, language=pack.material.language)
    return {found.topic for section in pack.sections for found in finder.find(section.text)}


def _tagged(pack: Pack) -> set[TopicId]:
    """The topics that something else of the pack is about."""
    return {
        *(mention.topic for mention in pack.mentions),
        *(topic for claim in pack.claims for topic in claim.topics),
        *(topic for claim in pack.claims for topic in (claim.asserted_by, claim.ascribed_to)),
        *(topic for event in pack.events for topic in event.topics),
        *(topic for question in pack.questions for topic in question.topics),
    }
