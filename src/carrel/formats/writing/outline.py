"""The outline of sections and the tree of topics as OPML 2.0 (http://opml.org/spec2.opml)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from carrel.domain.ids import SectionId
from carrel.domain.study_work import StudyWork
from carrel.domain.topics import RelationKind, Topic
from carrel.formats.writing.written import Written, one_file
from carrel.formats.writing.xml_text import without_controls


def write_outline(works: Sequence[StudyWork]) -> Written:
    """For each material its sections as they are nested, then its topics by group."""
    root = ET.Element("opml", version="2.0")
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = without_controls(
        ", ".join(work.contents.material.title for work in works)
    )
    body = ET.SubElement(root, "body")
    for work in works:
        top = _outline(body, work.contents.material.title)
        _add_sections(_outline(top, "Sections"), work)
        if work.contents.topics:
            _add_topics(_outline(top, "Topics"), work)
    ET.indent(root)
    return one_file(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def _outline(parent: ET.Element, text: str, *, note: str = "") -> ET.Element:
    made = ET.SubElement(parent, "outline", text=without_controls(text))
    if note:
        made.set("_note", without_controls(note))
    return made


def _add_sections(parent: ET.Element, work: StudyWork) -> None:
    places: dict[SectionId | None, ET.Element] = {None: parent}
    for section in work.contents.sections:
        above = places.get(section.parent, parent)
        places[section.id] = _outline(above, section.title)


def _add_topics(parent: ET.Element, work: StudyWork) -> None:
    groups = {group.slug: _outline(parent, group.name) for group in work.contents.groups}
    topics = {topic.id: topic for topic in work.contents.topics}
    broader = {
        relation.source: relation.target
        for relation in work.contents.relations
        if relation.kind is RelationKind.BROADER and relation.target in topics
    }
    made: dict[str, ET.Element] = {}

    def place(topic: Topic, below: frozenset[str]) -> ET.Element:
        if topic.id in made:
            return made[topic.id]
        above = broader.get(topic.id)
        # A circle of broader topics is cut where it closes.
        if above is not None and above not in below:
            element = place(topics[above], below | {topic.id})
        else:
            element = groups.get(topic.group, parent)
        made[topic.id] = _outline(element, topic.name, note=topic.definition)
        return made[topic.id]

    for topic in work.contents.topics:
        place(topic, frozenset({topic.id}))
