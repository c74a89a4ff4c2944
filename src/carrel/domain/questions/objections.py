"""What a careful editor would object to in a question that can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from carrel.domain.questions.body import Body
from carrel.domain.questions.certainty import HowCertain
from carrel.domain.questions.choice import MultipleChoice, Option, SingleChoice
from carrel.domain.questions.cloze import Cloze
from carrel.domain.questions.flashcard import Flashcard
from carrel.domain.questions.matching import Matching
from carrel.domain.questions.question import Question, Support
from carrel.domain.questions.short_answer import ShortAnswer
from carrel.domain.questions.true_false import TrueFalse
from carrel.domain.questions.words import content_words, folded_words, has_words

LEAST_SUPPORT = 0.5
"""Share of the telling words of a literal answer that its passages must have."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection, where it is (keys and list positions from 0), and what can be done.

    ``details`` fill the places in ``template``. ``advice`` says what can be done to somebody who
    does not write the files, where ``hint`` does not. A fault makes the question wrong; others make
    it less good.
    """

    path: Path
    template: str
    hint: str
    advice: str = ""
    is_fault: bool = False
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """The objection in English; the window translates the template."""
        return self.template.format(**self.details)


def objections_to(question: Question, language: str = "en") -> tuple[Objection, ...]:
    """All objections to a question: to its support, its hedge, its distractors.

    ``language`` is the BCP 47 tag of the language that it is written in.
    """
    return (*_to_support(question, language), *_to_hedge(question), *_to_distractors(question.body))


def _to_support(question: Question, language: str) -> Iterator[Objection]:
    if question.support is not Support.LITERAL or not question.passages:
        return
    said = " ".join(passage.quote for passage in question.passages)
    for variants in _answers(question.body):
        if max(_supported(answer, said, language) for answer in variants) < LEAST_SUPPORT:
            yield Objection(
                ("support",),
                "the answer “{answer}” is marked literal, but its words are not in the passages"
                " cited.",
                "Cite the words that say it, or mark it “support: inferred”.",
                "Choose the words that say it, or let it be a question whose answer is concluded.",
                details={"answer": variants[0]},
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


def _supported(answer: str, said: str, language: str) -> float:
    """The share of the answer's telling words that are in what is said."""
    wanted = content_words(answer, language)
    if not wanted:
        return 1.0
    return len(wanted & content_words(said, language)) / len(wanted)


def _to_hedge(question: Question) -> Iterator[Objection]:
    if not isinstance(question.body, HowCertain) or not question.body.hedge:
        return
    said = " ".join(passage.quote for passage in question.passages)
    if question.passages and not has_words(said, question.body.hedge):
        yield Objection(
            ("hedge",),
            "the hedge “{hedge}” is not in the passages cited.",
            "Quote the sentence with the hedging word.",
            details={"hedge": question.body.hedge},
        )


def _to_distractors(body: Body) -> Iterator[Objection]:
    for answers, distractors in _choices(body):
        for path, distractor in distractors:
            held = next((one for one in answers if has_words(one, distractor)), None)
            if held is None:
                continue
            is_equal = folded_words(held) == folded_words(distractor)
            yield Objection(
                path,
                "the distractor “{distractor}” is equal to the answer “{answer}”."
                if is_equal
                else "the distractor “{distractor}” is contained in the answer “{answer}”.",
                "A student who chooses it would be partly right; write another.",
                is_fault=is_equal,
                details={"distractor": distractor, "answer": held},
            )


_Placed = tuple[Path, str]


def _choices(body: Body) -> Iterator[tuple[list[str], list[_Placed]]]:
    """Right answers, and the wrong ones offered beside them with their places."""
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
