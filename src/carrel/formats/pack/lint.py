"""What a careful editor would object to in a pack that can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from carrel.domain.ids import QuestionId, TopicId
from carrel.domain.mentions import finder_of
from carrel.domain.packs import Pack, PackProblem
from carrel.domain.questions.body import Body
from carrel.domain.questions.certainty import HowCertain
from carrel.domain.questions.choice import MultipleChoice, Option, SingleChoice
from carrel.domain.questions.cloze import Cloze
from carrel.domain.questions.flashcard import Flashcard
from carrel.domain.questions.matching import Matching
from carrel.domain.questions.question import Question, Support
from carrel.domain.questions.short_answer import ShortAnswer
from carrel.domain.questions.true_false import TrueFalse
from carrel.formats.pack.contents import Contents
from carrel.formats.pack.entries import Entry
from carrel.formats.pack.words import content_words, folded_words, has_words

ENOUGH_TO_JUDGE_POSITIONS = 3
"""From so many single choice questions on, right answers should not all stand in one place."""

LEAST_SUPPORT = 0.5
"""Share of the telling words of a literal answer that its passages must have."""


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
        _check_support(entry, question)
        _check_hedge(entry, question)
        _check_distractors(entry, question)
    _check_positions(pairs)
    _check_mentions(pack, contents)
    return tuple(contents.findings.problems)


def _question_entries(contents: Contents) -> Iterator[Entry]:
    for file in contents.question_files():
        yield from contents.entries(file, "questions")


def _check_support(entry: Entry, question: Question) -> None:
    if question.support is not Support.LITERAL or not question.passages:
        return
    said = " ".join(passage.quote for passage in question.passages)
    for variants in _answers(question.body):
        if max(_supported(answer, said) for answer in variants) < LEAST_SUPPORT:
            entry.complain(
                f"the answer “{variants[0]}” is marked literal, but its words are not in the"
                " passages cited.",
                "support" if entry.has("support") else "id",
                hint="Cite the words that say it, or mark it “support: inferred”.",
            )


def _answers(body: Body) -> Iterator[tuple[str, ...]]:
    """The answers whose words a literal passage has, each with the variants that will do."""
    match body:
        case SingleChoice(options) | MultipleChoice(options):
            yield from ((option.text,) for option in options if option.is_right)
        case Cloze():
            yield from (gap.accepted for gap in body.gaps)
        case ShortAnswer() if body.accept:
            yield body.accept
        case ShortAnswer():
            yield (body.model,)
        case Flashcard():
            yield (body.back,)


def _supported(answer: str, said: str) -> float:
    """The share of the answer's telling words that are in what is said."""
    wanted = content_words(answer)
    if not wanted:
        return 1.0
    return len(wanted & content_words(said)) / len(wanted)


def _check_hedge(entry: Entry, question: Question) -> None:
    if not isinstance(question.body, HowCertain) or not question.body.hedge:
        return
    said = " ".join(passage.quote for passage in question.passages)
    if question.passages and not has_words(said, question.body.hedge):
        entry.complain(
            f"the hedge “{question.body.hedge}” is not in the passages cited.",
            "hedge",
            hint="Quote the sentence with the hedging word.",
        )


def _check_distractors(entry: Entry, question: Question) -> None:
    for answers, distractors in _choices(question.body):
        for path, distractor in distractors:
            held = next((one for one in answers if has_words(one, distractor)), None)
            if held is None:
                continue
            is_equal = folded_words(held) == folded_words(distractor)
            told = "is equal to" if is_equal else "is contained in"
            entry.complain(
                f"the distractor “{distractor}” {told} the answer “{held}”.",
                *path,
                hint="A student who chooses it would be partly right; write another.",
            )


_Placed = tuple[tuple[str | int, ...], str]


def _choices(body: Body) -> Iterator[tuple[list[str], list[_Placed]]]:
    """Right answers, and the wrong ones offered beside them with their place in the entry."""
    match body:
        case SingleChoice(options) | MultipleChoice(options):
            yield _split(options, "options")
        case TrueFalse():
            yield _split(body.reasons, "reasons")
        case Cloze():
            for number, gap in enumerate(body.gaps):
                yield list(gap.accepted), _placed(gap.distractors, "gaps", number, "distractors")
        case Matching():
            yield [pair.right for pair in body.pairs], _placed(body.spare, "spare")


def _placed(texts: Sequence[str], *path: str | int) -> list[_Placed]:
    return [((*path, number), text) for number, text in enumerate(texts)]


def _split(options: tuple[Option, ...], key: str) -> tuple[list[str], list[_Placed]]:
    right = [option.text for option in options if option.is_right]
    wrong: list[_Placed] = [
        ((key, number), option.text) for number, option in enumerate(options) if not option.is_right
    ]
    return right, wrong


def _check_positions(pairs: list[tuple[Entry, Question]]) -> None:
    placed = [
        (entry, next(n for n, option in enumerate(question.body.options) if option.is_right))
        for entry, question in pairs
        if isinstance(question.body, SingleChoice)
    ]
    positions = Counter(position for _, position in placed)
    if len(placed) >= ENOUGH_TO_JUDGE_POSITIONS and len(positions) == 1:
        entry, position = placed[0]
        entry.complain(
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
                entry.complain(
                    f"nothing in the pack speaks of the topic “{entry.value['name']}”.",
                    hint="Add an alias that the text uses, or tag words under “mentions”.",
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
