"""Materials with questions as exports are given them, made without a library."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from carrel.domain.annotations import Annotation, Colour, Style
from carrel.domain.ids import AnnotationId, MaterialId, TopicId
from carrel.domain.materials import Asset, DraftSection, Material
from carrel.domain.packs import Pack
from carrel.domain.questions.question import Question
from carrel.domain.sections import placed
from carrel.domain.study_work import StudyWork
from carrel.domain.text.passage import passage_at
from carrel.domain.topics import Topic, TopicKind
from question_samples import SAMPLES, question

PICTURE = Asset("assets/map.png", "image/png", b"\x89PNG\r\n\x1a\n")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = "The war is the reason. Critics say that talk gives standing."


def work_of(*questions: Question, text: str = TEXT) -> StudyWork:
    """A material “Book” with one section, a topic and a picture; questions cite its first words."""
    material = Material(MaterialId("book"), "Book: one/two", authors=("A. Writer",), language="en")
    sections = tuple(placed(material.id, [DraftSection("One & all", 1, text, slug="one")]))
    words = passage_at(sections[0].id, sections[0].text, 0, min(len(sections[0].text), 21))
    topic = Topic(TopicId("book/war"), material.id, "The war: a cause", TopicKind.CONCEPT)
    asked = tuple(
        replace(one, passages=(words,), topics=(topic.id,), explanation="Said *plainly*.")
        for one in questions
    )
    contents = Pack(material, "", sections, (PICTURE,), topics=(topic,), questions=asked)
    return StudyWork(contents)


def work_of_kind(kind: str, **more: object) -> StudyWork:
    """The material with one question of a kind."""
    return work_of(question(kind, prompt=f"About {kind}: what?", **more))


def work_of_all_kinds() -> StudyWork:
    """The material with a question of each kind."""
    return work_of(*(question(kind, f"q-{kind}") for kind in SAMPLES))


def annotated(work: StudyWork, *, quote: str, note: str = "", **more: object) -> StudyWork:
    """The work with one annotation more, on the first place of ``quote`` in its section."""
    (section, *_) = work.contents.sections
    start = section.text.index(quote) if quote else 0
    passage = passage_at(section.id, section.text, start, start + len(quote)) if quote else None
    fields = {
        "colour": Colour.IMPORTANT,
        "style": Style.HIGHLIGHT if quote else Style.NOTE,
        "tags": (),
        **more,
    }
    one = Annotation(
        id=AnnotationId(f"note-{len(work.annotations) + 1}"),
        section=section.id,
        passage=passage,
        note=note,
        created_at=NOON,
        updated_at=NOON,
        **fields,
    )
    return replace(work, annotations=(*work.annotations, one))
