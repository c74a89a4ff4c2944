"""Storing the notes and topics that came in with a document, within its import."""

from __future__ import annotations

from carrel.domain.annotation_merging import AnnotationMerging
from carrel.domain.annotation_placing import AnnotationPlacing
from carrel.domain.brought_topics import BroughtTopic
from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.materials import DraftMaterial, Origin, Section
from carrel.domain.text.folding import fold
from carrel.domain.topics import Relation, RelationKind, Topic, TopicKind
from carrel.services.desk import Desk
from carrel.storage.annotation_store import AnnotationStore
from carrel.storage.row_writer import PlainRows
from carrel.storage.topic_edits import TopicEdits


def bring_notes(
    desk: Desk, material: MaterialId, draft: DraftMaterial, sections: tuple[Section, ...]
) -> None:
    """Store a document's annotations; its ``sections`` are in the library already."""
    store, rows = AnnotationStore(desk.database), PlainRows(desk.database)
    placements = AnnotationPlacing(sections).place(draft.annotations)
    merging = AnnotationMerging(material, (), store.owners)
    merged = merging.merge(placements, now=desk.clock(), new_id=desk.new_id)
    with desk.database.transaction():
        for one in merged.added:
            store.add(rows, one, passage_key=desk.new_id())


def bring_topics(desk: Desk, material: MaterialId, topics: tuple[BroughtTopic, ...]) -> None:
    """Store a document's topics with their relations; of those of one name the first."""
    edits, rows = TopicEdits(desk.database), PlainRows(desk.database)
    made: dict[str, TopicId] = {}
    with desk.database.transaction():
        for one in topics:
            if fold(one.name) in made:
                continue
            made[fold(one.name)] = name = TopicId(desk.new_id())
            topic = Topic(
                id=name,
                material=material,
                name=one.name,
                kind=next(
                    (kind for kind in TopicKind if kind.value == one.kind), TopicKind.CONCEPT
                ),
                group=one.group,
                aliases=one.aliases,
                definition=one.definition,
                origin=Origin.OWN,
            )
            edits.add(rows, topic, group_key=desk.new_id(), at=desk.clock())
        for one in topics:
            source = made[fold(one.name)]
            for kind, others in (
                (RelationKind.BROADER, one.broader),
                (RelationKind.RELATED, one.related),
            ):
                for other in others:
                    target = made.get(fold(other), source)
                    if target != source:
                        edits.relate(rows, Relation(source, kind, target))
