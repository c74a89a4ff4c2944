"""Short texts with what was found in them, and the questions that rules propose for them."""

from __future__ import annotations

from pathlib import Path

from carrel.domain.claims import Certainty
from carrel.domain.proposals.proposal import Proposal, ProposedQuestion, Rule
from carrel.domain.proposals.questions import Existing, propose_questions
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.topics import TopicKind
from carrel.formats.language_file import read_language
from found_by_hand import FoundByHand

LANGUAGES = Path(__file__).parents[1] / "data" / "languages"


ENGLISH, FRENCH = (
    read_language((LANGUAGES / f"{code}.yaml").read_bytes(), name=f"{code}.yaml")
    for code in ("en", "fr")
)


PEOPLE = ("Anna Berg", "Paul Weiss", "Clara Holm", "Otto Lindgren")


OTHERS = (
    "Paul Weiss drew careful maps of the northern valleys. Clara Holm collected ferns in the hills"
    " around the lake. Otto Lindgren kept the accounts of the observatory for decades. Paul Weiss"
    " and Clara Holm and Otto Lindgren died young."
)


def proposed(
    found: FoundByHand,
    rule: Rule | None = None,
    *,
    words: LanguageWords = ENGLISH,
    existing: Existing | None = None,
) -> list[Proposal]:
    """What is proposed by a rule alone, or by all of them."""
    off = frozenset(Rule) - {rule} if rule else frozenset[Rule]()
    return list(
        propose_questions(found.texts, found.findings, words, existing or Existing(), off=off)
    )


def question(proposal: Proposal) -> ProposedQuestion:
    assert isinstance(proposal.proposed, ProposedQuestion)
    return proposal.proposed


def only(found: FoundByHand, rule: Rule, words: LanguageWords = ENGLISH) -> ProposedQuestion:
    (one,) = proposed(found, rule, words=words)
    assert one.rule is rule
    return question(one)


def on_a_name(sentence: str) -> FoundByHand:
    return FoundByHand([f"{sentence} {OTHERS} Anna Berg lived to be old."]).people(*PEOPLE)


def history() -> FoundByHand:
    text = (
        "In 1862 Anna Berg founded the observatory above the lake. The mill of Lindau burnt down"
        " in 1871 after a dry summer. In 1884 Clara Holm opened a school for the girls of the"
        " valley. Otto Lindgren sold the telescope in 1899 to a brewer."
    )
    found = FoundByHand([text * 1]).people(*PEOPLE).name("Lindau", TopicKind.PLACE)
    for year in ("1862", "1871", "1884", "1899"):
        found.date(f"in {year}" if f"in {year}" in text else f"In {year}", year)
    return found.phrase("mill of Lindau")


def debate() -> FoundByHand:
    text = (
        "Anna Berg argued that the old bridge would not carry the new trains. The river rose in"
        " spring. Nobody was hurt. The town paid for the damage. The winter was mild. Paul Weiss"
        " said that the railway needed a tunnel under the lake. The river fell. The harvest was"
        " poor. The prices rose. Clara Holm insisted that the council had hidden the true costs."
    )
    return (
        FoundByHand([text])
        .people(*PEOPLE[:3])
        .report("the old bridge would not carry the new trains", "Anna Berg", "argued")
        .report("the railway needed a tunnel under the lake", "Paul Weiss", "said")
        .report("the council had hidden the true costs", "Clara Holm", "insisted")
    )


def hedged(sentence: str, word: str, certainty: Certainty) -> FoundByHand:
    return FoundByHand([f"{sentence} {OTHERS}"]).people(*PEOPLE).hedge(word, certainty)
