"""Proposes questions for a text: few of each section, the best, spread over kinds and places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from carrel.domain.ids import SectionId
from carrel.domain.job_report import ShareReport, no_share_report
from carrel.domain.proposals.asking import Asking
from carrel.domain.proposals.candidate import Idea, Made, without_fault
from carrel.domain.proposals.dated import Dated
from carrel.domain.proposals.facts import Facts
from carrel.domain.proposals.findings import Findings
from carrel.domain.proposals.gaps import gap_ideas
from carrel.domain.proposals.ground import Ground
from carrel.domain.proposals.proposal import Proposal, Rule
from carrel.domain.proposals.reported import Reported
from carrel.domain.text.folding import fold
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.text.passage import Passage

MOST_OF_A_SECTION = 10

MOST_OF_A_RULE = 3
"""Questions by one rule in one section."""

MOST_OF_A_MATERIAL = 300

WORDS_FOR_ONE = 60
"""Words of a section for each question on it beyond the first ones."""

FEWEST_ROOM = 2

OFF: frozenset[Rule] = frozenset()
"""Rules that are not asked by, because too few of their questions were right when counted."""

_SHARE_ASKED = 0.3
"""Share of the words cited by a question from which on they are asked about already."""

_TRIED = 60
"""Ideas that are tried in a section."""

_REPEATED_RULE = 0.12
"""What a question loses in rank for each one by its rule that its section has already."""

_NEAR = 0.25
"""What it loses at the most for standing near another one."""


@dataclass(frozen=True, slots=True)
class Existing:
    """What a material has already: fingerprints of proposals that were decided about, and the
    passages of its questions."""

    fingerprints: frozenset[str] = frozenset()
    passages: tuple[Passage, ...] = ()


NOTHING = Existing()


def propose_questions(
    texts: Mapping[SectionId, str],
    findings: Findings,
    words: LanguageWords,
    existing: Existing = NOTHING,
    *,
    report: ShareReport = no_share_report,
    off: frozenset[Rule] = OFF,
) -> tuple[Proposal, ...]:
    """Questions on a material, in the order of its text; the same for the same text.

    ``texts`` are the plain texts of its sections in order. At most :data:`MOST_OF_A_SECTION` are
    proposed of a section and :data:`MOST_OF_A_MATERIAL` in all, and no two on the same sentence.
    """
    ground = Ground(texts, findings, words.asking.connecting)
    asker = _Asker(Asking(ground, words), existing, off)
    rounds: list[list[Proposal]] = []
    for number, (section, text) in enumerate(texts.items(), start=1):
        rounds.append(asker.of_section(section, len(text.split())))
        report(number / len(texts))
    kept = _within(rounds, MOST_OF_A_MATERIAL)
    return tuple(proposal for proposals in kept for proposal in _in_order(proposals))


class _Asker:
    """Chooses among the ideas of all rules, one section after the other."""

    def __init__(self, asking: Asking, existing: Existing, off: frozenset[Rule]) -> None:
        self._asking = asking
        self._ground = asking.ground
        self._facts = Facts(asking)
        self._dated = Dated(asking)
        self._reported = Reported(asking)
        self._decided = existing.fingerprints
        self._asked: defaultdict[SectionId, list[Passage]] = defaultdict(list)
        for passage in existing.passages:
            self._asked[passage.section].append(passage)
        self._off = off
        self._frames = Counter[str]()
        self._answers = Counter[str]()

    def of_section(self, section: SectionId, word_count: int) -> list[Proposal]:
        """The proposals of a section, the best first."""
        room = min(MOST_OF_A_SECTION, FEWEST_ROOM + word_count // WORDS_FOR_ONE)
        ideas = sorted(self._ideas(section), key=lambda idea: (-idea.score, idea.first.start))
        chosen: list[tuple[Idea, Proposal]] = []
        tried = 0
        while ideas and len(chosen) < room and tried < _TRIED:
            best = max(ideas, key=lambda idea: self._rank(idea, [one for one, _ in chosen]))
            ideas.remove(best)
            tried += 1
            proposal = self._made(best)
            if proposal is None:
                continue
            chosen.append((best, proposal))
            ideas = [idea for idea in ideas if self._goes_with(idea, chosen)]
        return [proposal for _, proposal in chosen]

    def _ideas(self, section: SectionId) -> Iterator[Idea]:
        for idea in self._all_ideas(section):
            if idea.rule not in self._off and not self._is_asked(idea):
                yield idea

    def _all_ideas(self, section: SectionId) -> Iterator[Idea]:
        for sentence in self._ground.section(section):
            yield from self._facts.ideas(sentence)
            yield from self._dated.ideas(sentence)
            yield from self._reported.ideas(sentence)
            if self._asking.is_clear(sentence):
                yield from gap_ideas(self._asking, sentence)
        yield from self._dated.orders(section)

    def _is_asked(self, idea: Idea) -> bool:
        """Whether a question that the material has already is on these words."""
        start, end = idea.first.start, (idea.last or idea.first).end
        return any(
            min(end, passage.end) - max(start, passage.start)
            > _SHARE_ASKED * (passage.end - passage.start)
            for passage in self._asked[idea.first.section]
        )

    def _rank(self, idea: Idea, chosen: Iterable[Idea]) -> float:
        rank = idea.score
        for other in chosen:
            rank -= _REPEATED_RULE * (other.rule is idea.rule)
            rank -= _NEAR / (1 + abs(other.first.number - idea.first.number))
        return rank

    def _goes_with(self, idea: Idea, chosen: list[tuple[Idea, Proposal]]) -> bool:
        of_rule = sum(other.rule is idea.rule for other, _ in chosen)
        return of_rule < MOST_OF_A_RULE and all(
            idea.facts.isdisjoint(other.facts) for other, _ in chosen
        )

    def _made(self, idea: Idea) -> Proposal | None:
        made = idea.make()
        if made is None:
            return None
        answer, frame = fold(made.answer), _frame(made)
        if self._frames[frame] or self._is_worn_out(idea.rule, answer):
            return None
        proposal = idea.proposal(self._ground, made)
        if proposal.fingerprint in self._decided:
            return None
        if not without_fault(proposal, self._ground.language):
            return None
        self._frames[frame] += 1
        self._answers[answer] += 1
        return proposal

    def _is_worn_out(self, rule: Rule, answer: str) -> bool:
        """Whether an answer was asked for so often that it is guessed."""
        return rule is not Rule.HOW_CERTAIN and self._answers[answer] >= 3


def _frame(made: Made) -> str:
    """What a question shows, folded: two that show the same have several right answers."""
    body = made.question.body
    shown = body.get("text") or body.get("statement") or ""
    return " ".join(fold(f"{made.question.prompt} {shown}").split())


def _within(rounds: list[list[Proposal]], most: int) -> list[list[Proposal]]:
    """The best of each section, as many of each as there is room for in all."""
    each = max((len(proposals) for proposals in rounds), default=0)
    while each > 1 and sum(min(each, len(proposals)) for proposals in rounds) > most:
        each -= 1
    return [proposals[:each] for proposals in rounds]


def _in_order(proposals: list[Proposal]) -> list[Proposal]:
    return sorted(proposals, key=lambda each: (each.passage.start, -each.score, each.fingerprint))
