"""Materials with any annotations on any of their words, for properties of exports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from carrel.domain.annotations import Annotation, Colour, Style
from carrel.domain.ids import AnnotationId, TopicId
from carrel.domain.text.passage import Passage, passage_at
from carrel.domain.topics import Topic, TopicKind
from study_works import work_of

GONE = "Words that went away\nlong ago, all."
WORDS = st.sampled_from(["mill", "*old*", "Wasser", "“so”", "a—b", "1.", "[[Peace]]", "水車", "#x"])
LINES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
BLOCKS = st.one_of(
    LINES,
    LINES.map("- {}".format),
    LINES.map("> {}".format),
    st.just("---"),
    st.just("```\nx\n```"),
)
MARKDOWN = st.lists(BLOCKS, min_size=1, max_size=6).map("\n\n".join)
NOTES = st.one_of(st.just(""), MARKDOWN)
TIMES = st.integers(0, 10**9).map(lambda n: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=n))


@st.composite
def works(draw):
    """A material of one section with annotations on any of its words."""
    work = work_of(text=draw(MARKDOWN))
    topic = Topic(TopicId("book/peace"), work.contents.material.id, "Peace", TopicKind.CONCEPT)
    work = replace(work, contents=replace(work.contents, topics=(topic,)))
    (section,) = work.contents.sections
    made = []
    for number in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, max(0, len(section.text) - 1)))
        end = draw(st.integers(start, len(section.text)))
        passage = passage_at(section.id, section.text, start, end)
        kind = draw(st.sampled_from(["words", "section", "orphan"]))
        if kind == "orphan":
            passage = Passage(section.id, 3, 3 + len(GONE), GONE, "a", "b")
        if kind == "section" or not any(map(str.isalnum, passage.quote)):
            kind, passage = "section", None
        elif passage.quote != passage.quote.strip():
            continue
        note = draw(NOTES if passage else MARKDOWN).strip()
        created = draw(TIMES)
        made.append(
            Annotation(
                id=AnnotationId(f"00000000-0000-4000-8000-{number:012}"),
                section=section.id,
                passage=passage,
                colour=draw(st.sampled_from(Colour)),
                style=draw(st.sampled_from([Style.HIGHLIGHT, Style.UNDERLINE, Style.BOOKMARK]))
                if passage
                else Style.NOTE,
                note=note,
                tags=tuple(sorted(draw(st.sets(st.sampled_from(["a", "two words", "x--y>"]))))),
                created_at=created,
                updated_at=created + timedelta(seconds=draw(st.integers(0, 99))),
                is_orphan=kind == "orphan",
            )
        )
    return replace(work, annotations=tuple(made))
