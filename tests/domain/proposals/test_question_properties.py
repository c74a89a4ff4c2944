"""Whatever a text holds and whatever was found in it, proposed questions keep their promises."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.claims import Certainty
from carrel.domain.ids import SectionId
from carrel.domain.proposals.candidate import without_fault
from carrel.domain.proposals.findings import (
    DatedSentence,
    Definition,
    Findings,
    Hedge,
    KeyPhrase,
    Name,
    Report,
)
from carrel.domain.proposals.proposal import Proposal, ProposedQuestion
from carrel.domain.proposals.questions import (
    MOST_OF_A_SECTION,
    propose_questions,
)
from carrel.domain.questions.words import has_words
from carrel.domain.text.folding import fold
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.text.sentences import sentences
from carrel.domain.timeline import Precision, precision_of
from carrel.domain.topics import SectionSpan, TopicKind
from carrel.formats.language_file import read_language

LANGUAGES = Path(__file__).parents[3] / "data" / "languages"
WORDS = [
    *(
        read_language((LANGUAGES / f"{code}.yaml").read_bytes(), name=f"{code}.yaml")
        for code in ("en", "fr")
    ),
    LanguageWords("eo"),
]
PEOPLE = ["Anna Berg", "Paul Weiss", "Clara Holm", "Otto Lind"]
SUBJECTS = [*PEOPLE, "The mill of Lindau", "Berg", "However, he"]
VERBS = ["built", "may sell", "probably saw", "said that the council painted", "founded", "is"]
OBJECTS = ["the {{1}} bridge", "a telescope", "1,250 charts", "“the moon”", "its clock", "Berg"]
TAILS = ["in 1862.", "on 5 May 1871.", "in 1884 and 1885.", "with a brewer?", "by the lake.", "😀."]

sentence = st.builds(
    lambda *parts: " ".join(parts),
    st.sampled_from(SUBJECTS),
    st.sampled_from(VERBS),
    st.sampled_from(OBJECTS),
    st.sampled_from(["for the school of the valley", "near the old harbour", "with much care"]),
    st.sampled_from(TAILS),
)
text = st.one_of(st.lists(sentence, max_size=14).map(" ".join), st.text(max_size=120))


@st.composite
def found(draw: st.DrawFn) -> tuple[dict[SectionId, str], Findings]:
    """Sections, and findings at any places of them, sound or not."""
    texts = {
        SectionId(f"book/s{number}"): words
        for number, words in enumerate(draw(st.lists(text, min_size=1, max_size=3)))
    }
    spans = tuple(
        SectionSpan(section, start, end)
        for section, words in texts.items()
        for start, end in sentences(words)
    )
    if not spans:
        return texts, Findings("en", spans)

    def within(span: SectionSpan) -> SectionSpan:
        first, last = sorted(draw(st.tuples(*[st.integers(span.start, span.end + 1)] * 2)))
        return SectionSpan(span.section, first, last)

    def words_at(span: SectionSpan) -> str:
        return texts[span.section][span.start : span.end]

    def occurrences(words: str) -> tuple[SectionSpan, ...]:
        return tuple(
            SectionSpan(span.section, at, at + len(words))
            for span in spans
            if (at := texts[span.section].find(words, span.start, span.end)) >= 0
        )

    any_sentence = st.sampled_from(spans)
    kinds = st.sampled_from([*[TopicKind.PERSON] * 20, *TopicKind])
    names = [
        Name(
            called,
            draw(kinds),
            occurrences(called),
            draw(st.sampled_from([(), ("Berg",)])),
            draw(st.sampled_from([True, True, True, False])),
            draw(st.sampled_from(["", "mayor of the town", "a maker of maps", called])),
            within(draw(any_sentence)),
        )
        for called in PEOPLE
    ]
    picked = [within(draw(any_sentence)) for _ in range(draw(st.integers(0, 4)))]
    phrases = [KeyPhrase(words_at(span), (span,), draw(st.floats(0, 9))) for span in picked]
    phrases += [KeyPhrase(each, occurrences(each), 2.0) for each in ("telescope", "old harbour")]
    definitions = [Definition(words_at(at), words_at(at), at, at, at) for at in picked]
    reports = [
        Report(
            around,
            within(around),
            draw(st.sampled_from(["", "Anna Berg", "Paul Weiss"])),
            "somebody",
            draw(st.sampled_from(["said", ""])),
            draw(st.sampled_from(list(Certainty))),
            draw(st.booleans()),
        )
        for around in draw(st.lists(any_sentence, max_size=3))
    ]
    reports += [
        Report(around, SectionSpan(at.section, at.start, around.end), holder, holder, "said")
        for at in occurrences("the council painted")
        for around in spans
        if (around.section, around.start) <= (at.section, at.start) and at.end <= around.end
        for holder in PEOPLE
        if texts[around.section].startswith(holder, around.start)
    ]
    hedges = [
        Hedge(word, at, at, Certainty.INFERRED)
        for word in ("may", "probably")
        for at in occurrences(word)
    ]
    dates = [
        DatedSentence(iso, precision_of(iso), words, at, at)
        for words, iso in (("in 1862", "1862"), ("5 May 1871", "1871-05-05"), ("1884", "1884"))
        for at in occurrences(words)
    ]
    dates += [DatedSentence("2001", Precision.YEAR, "", at, at) for at in picked]
    language = draw(st.sampled_from(["en", "fr", "eo", ""]))
    return texts, Findings(
        language,
        spans,
        tuple(names),
        tuple(phrases),
        tuple(definitions),
        tuple(reports),
        tuple(hedges),
        tuple(dates),
    )


def asked(proposal: Proposal) -> ProposedQuestion:
    assert isinstance(proposal.proposed, ProposedQuestion)
    return proposal.proposed


def right_and_wrong(body: ProposedQuestion) -> tuple[list[str], list[str]]:
    gaps, offered = body.body.get("gaps", ()), body.body.get("options", ())
    right = [answer for gap in gaps for answer in (gap["answer"], *gap.get("accept", ()))]
    right += [option["text"] for option in offered if option.get("correct")]
    right += body.body.get("accept", ())
    wrong = [each for gap in gaps for each in gap.get("distractors", ())]
    wrong += [option["text"] for option in offered if not option.get("correct")]
    return right, wrong


@given(found(), st.sampled_from(WORDS))
def test_that_every_proposal_keeps_its_promises(
    given_: tuple[dict[SectionId, str], Findings], words: LanguageWords
) -> None:
    texts, findings = given_

    proposals = propose_questions(texts, findings, words)

    assert proposals == propose_questions(texts, findings, words)
    assert len({one.fingerprint for one in proposals}) == len(proposals)
    for section, plain in texts.items():
        own = [one.passage for one in proposals if one.passage.section == section]
        assert len(own) <= MOST_OF_A_SECTION
        assert all(plain[one.start : one.end] == one.quote for one in own)
    for one in proposals:
        assert without_fault(one, findings.language)
        right, wrong = right_and_wrong(asked(one))
        shown = f"{asked(one).prompt} {asked(one).body.get('text', '')}"
        assert not any(has_words(shown, answer) for answer in right)
        assert not {fold(each) for each in right} & {fold(each) for each in wrong}
        assert len({fold(each) for each in wrong}) == len(wrong)
        assert asked(one).explanation
