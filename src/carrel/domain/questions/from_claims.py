"""Questions made from claims: who says it, how certain, and what stands against it.

They are the same whenever they are made from the same claims: their ids name the claim, and what
looks random in them depends on it alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain

from carrel.domain.claims import AGAINST, Claim, ClaimLink, LinkKind, hedge_words
from carrel.domain.ids import ClaimId, QuestionId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.questions.body import Body
from carrel.domain.questions.certainty import HowCertain
from carrel.domain.questions.choice import Option, SingleChoice
from carrel.domain.questions.question import Level, Question, Support
from carrel.domain.questions.shuffling import fraction, shuffled
from carrel.domain.text.escaping import paragraph
from carrel.domain.text.folding import fold
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.text.passage import Passage

MOST_OPTIONS = 4

_STRIDE = 7_919
"""A prime: walking a list by it meets every place once, and neighbours far from each other."""


class Exercise(StrEnum):
    """What questions made from claims and events ask."""

    HOLDER = "holder"
    CERTAINTY = "certainty"
    OPPOSITION = "opposition"
    ORDER = "order"


Speech = tuple[TopicId, TopicId]
"""Who says something, and whose view it describes."""


class ClaimQuestions:
    """Makes questions from the claims of one material.

    ``names`` are those of who can say or hold something; a claim of nobody known is not asked who
    says it. ``words`` are those of the material's language, with its prompts. Only claims whose
    words are in the text make questions, so that a miss leads to them.
    """

    def __init__(
        self,
        claims: Sequence[Claim],
        links: Iterable[ClaimLink],
        names: Mapping[TopicId, str],
        words: LanguageWords,
    ) -> None:
        self._said = words
        self._claims = {claim.id: claim for claim in claims if claim.passage is not None}
        self._names = names
        self._speeches = list(dict.fromkeys(map(_speech, self._claims.values())))
        self._links: defaultdict[ClaimId, list[ClaimLink]] = defaultdict(list)
        for link in links:
            if link.source in self._claims and link.target in self._claims:
                self._links[link.source].append(link)
                self._links[link.target].append(link)
        self._about: defaultdict[TopicId, list[ClaimId]] = defaultdict(list)
        for claim in self._claims.values():
            for topic in claim.topics:
                self._about[topic].append(claim.id)

    def made(self, exercise: Exercise, claim: Claim) -> tuple[Question, ...]:
        """The questions of a sort that a claim makes; none where it has nothing to ask."""
        if claim.id not in self._claims:
            return ()
        match exercise:
            case Exercise.HOLDER:
                return tuple(self._who_says(claim))
            case Exercise.CERTAINTY:
                return (self._how_certain(claim),)
            case Exercise.OPPOSITION:
                return tuple(self._what_opposes(claim))
            case Exercise.ORDER:
                return ()

    def _who_says(self, claim: Claim) -> Iterator[Question]:
        right = _speech(claim)
        if not self._is_known(right):
            return
        seed = f"{claim.id}~{Exercise.HOLDER}"
        # What is easily taken for it: that the holder says it, or that the speaker holds it.
        alike = [(claim.ascribed_to,) * 2, (claim.asserted_by,) * 2]
        others = [self._speeches[number] for number in shuffled(len(self._speeches), seed)]
        wrong = [
            each
            for each in dict.fromkeys((*alike, *others))
            if each != right and self._is_known(each)
        ][: MOST_OPTIONS - 1]
        if not wrong:
            return
        options = [Option(self._in_words(right), is_right=True)]
        options += [Option(self._in_words(each), why=self._why_not(claim, each)) for each in wrong]
        yield _question(
            claim,
            seed,
            self._said.prompt("whose_view"),
            SingleChoice(tuple(options)),
            f"{self._in_words(right)}.",
            Level.ATTRIBUTION,
        )

    def _how_certain(self, claim: Claim) -> Question:
        quote = "" if claim.passage is None else claim.passage.quote
        hedge = next((word for word in hedge_words(claim.hedge) if word in quote), "")
        told = [self._said.prompt(f"certainty_{claim.certainty}")]
        if hedge:
            told.append(self._said.prompt("shown_by", word=hedge))
        return _question(
            claim,
            f"{claim.id}~{Exercise.CERTAINTY}",
            self._said.prompt("how_certain"),
            HowCertain(claim.statement, claim.certainty, hedge),
            " ".join(told),
            Level.ATTRIBUTION,
        )

    def _what_opposes(self, claim: Claim) -> Iterator[Question]:
        against = self._against(claim)
        linked = self._linked_otherwise(claim)
        # What goes with an opponent may well oppose the claim too.
        allied = self._linked_with(against) - linked.keys()
        for other, link in against.items():
            seed = f"{claim.id}~{Exercise.OPPOSITION}~{other.rpartition('/')[2]}"
            options = [Option(self._claims[other].statement, is_right=True)]
            for each in chain(linked, self._others(claim, seed)):
                if len(options) == MOST_OPTIONS:
                    break
                if each in linked or each not in (claim.id, *against, *allied):
                    text = self._claims[each].statement
                    if _is_new(text, options):
                        options.append(Option(text, why=linked.get(each, "")))
            if len(options) > 1:
                is_opposed = link.kind is LinkKind.OPPOSES
                yield _question(
                    claim,
                    seed,
                    self._said.prompt("what_opposes" if is_opposed else "what_is_in_tension"),
                    SingleChoice(tuple(options)),
                    link.why,
                    Level.COMPREHENSION,
                    *self._words(other),
                )

    def _others(self, claim: Claim, seed: str) -> Iterator[ClaimId]:
        """Claims in an order that depends on ``seed``: on the same topics first, then any."""
        near = [each for topic in claim.topics for each in self._about[topic]]
        for claims in (near, list(self._claims)):
            first = int(fraction(seed) * len(claims))
            yield from (
                claims[number * _STRIDE % len(claims) - first] for number in range(len(claims))
            )

    def _words(self, claim: ClaimId) -> tuple[Passage, ...]:
        passage = self._claims[claim].passage
        return () if passage is None else (passage,)

    def _against(self, claim: Claim) -> dict[ClaimId, ClaimLink]:
        """The claims that stand against one, each with the first link that says so."""
        found: dict[ClaimId, ClaimLink] = {}
        for link in self._links[claim.id]:
            if link.kind in AGAINST:
                found.setdefault(_other_end(link, claim), link)
        return found

    def _linked_with(self, claims: Iterable[ClaimId]) -> set[ClaimId]:
        """The claims at the other end of any link of ``claims``."""
        return {
            end
            for claim in claims
            for link in self._links[claim]
            for end in (link.source, link.target)
        }

    def _linked_otherwise(self, claim: Claim) -> dict[ClaimId, str]:
        """The claims that bear on one without standing against it, and how in a sentence."""
        against = self._against(claim)
        return {
            other: self._said.prompt(f"link_{link.kind.replace('-', '_')}")
            for link in self._links[claim.id]
            if link.target == claim.id and link.kind not in AGAINST
            if (other := _other_end(link, claim)) not in against
        }

    def _is_known(self, speech: Speech) -> bool:
        return all(topic in self._names for topic in speech)

    def _in_words(self, speech: Speech) -> str:
        asserter, holder = (self._names[topic] for topic in speech)
        if speech[0] == speech[1]:
            return self._said.prompt("own_view", name=asserter)
        return self._said.prompt("view_of_other", name=asserter, holder=holder)

    def _why_not(self, claim: Claim, speech: Speech) -> str:
        is_ascribed = claim.asserted_by != claim.ascribed_to
        if is_ascribed and speech == (claim.ascribed_to, claim.ascribed_to):
            return self._said.prompt(
                "said_of_other",
                name=self._names[claim.asserted_by],
                holder=self._names[claim.ascribed_to],
            )
        return ""


def _question(
    claim: Claim,
    key: str,
    asked: str,
    body: Body,
    explanation: str,
    level: Level,
    *more: Passage,
) -> Question:
    """A question on a claim; one that does not show the claim itself quotes it in its prompt."""
    own = () if claim.passage is None else (claim.passage,)
    prompt = asked if body.headline else f"{asked}\n\n> {paragraph(claim.statement)}"
    return Question(
        id=QuestionId(key),
        material=claim.material,
        prompt=prompt,
        body=body,
        explanation=paragraph(explanation),
        support=Support.INFERRED,
        passages=(*more, *own),
        topics=claim.topics,
        claims=(claim.id,),
        level=level,
        origin=Origin.GENERATED,
        section=own[0].section if own else None,
    )


def _speech(claim: Claim) -> Speech:
    return claim.asserted_by, claim.ascribed_to


def _other_end(link: ClaimLink, claim: Claim) -> ClaimId:
    return link.target if link.source == claim.id else link.source


def _is_new(text: str, options: Iterable[Option]) -> bool:
    return fold(text) not in {fold(option.text) for option in options}
