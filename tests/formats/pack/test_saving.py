"""Whatever an imported text looks like, it reads the same from the pack that is saved of it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from carrel.domain.claims import Certainty, Claim
from carrel.domain.ids import ClaimId, MaterialId, QuestionId, TopicId
from carrel.domain.materials import DraftSection, Material
from carrel.domain.packs import Pack
from carrel.domain.questions.kinds import read_body
from carrel.domain.questions.question import Question, Support
from carrel.domain.sections import placed
from carrel.domain.text.passage import passage_at
from carrel.domain.topics import Topic, TopicKind
from carrel.formats.pack.files import read_zipped
from carrel.formats.pack.read import inspect_files
from carrel.formats.pack.saving import pack_file
from question_samples import SAMPLES

BLOCKS = st.sampled_from(
    [
        "Plain words, and more of them.",
        "The same. The same. The same.",
        'Words with *stress*, `code {#x}` and a [link](https://example.org "t").',
        "A note.[^1]\n\n[^1]: What it says.",
        "Another.[^1]\n\n[^1]: Something else.",
        "See [the map].\n\n[the map]: https://example.org/a",
        "See [the map].\n\n[the map]: https://example.org/b",
        "# A heading within",
        "### Deeper {#with-slug}",
        "Underlined\n==========",
        "Also\n---",
        "```\n# no heading {#none}\n\n---\n```",
        "    indented # code",
        "- one\n- two\n\n  # in a list",
        "> quoted\n> # also",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "$x^2$ and $$y$$ for 5 $ or 6 $",
        "Line  \nbreak and \\# sign",
        "<b>raw</b> &amp; <script>x</script>",
        "---",
        "Emoji 😀 é ﬁ \u00a0 \u202e done",
        "{#looks-like-a-slug}",
        "[^1] without its note",
    ]
)
TITLES = st.sampled_from(["One", "Two {#b}", "3. Three", "# Four", "Fünf *x*", "", "Шесть", "六"])
SECTIONS = st.lists(
    st.tuples(TITLES, st.integers(1, 4), st.lists(BLOCKS, max_size=4).map("\n\n".join)),
    min_size=1,
    max_size=5,
)


def pack_of(sections: list[tuple[str, int, str]], data: st.DataObject) -> Pack:
    """A pack of these sections, with a claim and a question on words anywhere in them."""
    material = Material(MaterialId("made"), "Made", language="en")
    drafts = [DraftSection(title, level, text) for title, level, text in sections]
    made = tuple(placed(material.id, drafts))
    topic = Topic(TopicId("made/who"), material.id, "Who", TopicKind.PERSON)
    with_words = [one for one in made if one.text.strip()]
    if not with_words:
        return Pack(material, "", made)
    section = data.draw(st.sampled_from(with_words))
    words = [n for n, sign in enumerate(section.text) if not sign.isspace()]
    start = data.draw(st.sampled_from(words))
    end = data.draw(st.sampled_from([n for n in words if n >= start])) + 1
    passage = passage_at(section.id, section.text, start, end)
    claim = Claim(
        id=ClaimId("made/c1"),
        material=material.id,
        statement="It is so.",
        passage=passage,
        asserted_by=topic.id,
        ascribed_to=topic.id,
        certainty=Certainty.STATED,
        topics=(topic.id,),
    )
    question = Question(
        id=QuestionId("made/q1"),
        material=material.id,
        prompt="Which?",
        body=read_body("flashcard", SAMPLES["flashcard"]),
        support=Support.INFERRED,
        passages=(passage,),
        topics=(topic.id,),
        claims=(claim.id,),
        section=section.id,
    )
    return Pack(material, "", made, topics=(topic,), claims=(claim,), questions=(question,))


@given(SECTIONS, st.data())
def test_that_texts_claims_and_questions_read_back_as_they_were(sections, data):
    pack = pack_of(sections, data)
    file = pack_file(pack)
    assert file.faults == ()
    again = inspect_files(read_zipped(Path("made.carrel"), BytesIO(file.content))).pack
    assert again is not None
    assert [(one.id, one.title, one.level, one.text) for one in again.sections] == [
        (one.id, one.title, one.level, one.text) for one in pack.sections
    ]
    assert replace(again, material=pack.material, content_hash="", sections=pack.sections) == pack
