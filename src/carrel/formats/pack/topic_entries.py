"""topics.yaml: groups, topics, people, glossary, relations and tagged mentions."""

from __future__ import annotations

from collections.abc import Iterator

from carrel.domain.packs import PackGroup
from carrel.domain.topics import (
    Mention,
    MentionOrigin,
    Relation,
    RelationKind,
    Topic,
    TopicKind,
)
from carrel.formats.pack.contents import Contents
from carrel.formats.pack.entries import Entry

FILE = "topics.yaml"
_LISTS = ("topics", "people", "glossary")


def read_groups(contents: Contents) -> tuple[PackGroup, ...]:
    """The groups in the author's order."""
    return tuple(
        PackGroup(entry.value["slug"], entry.value["name"])
        for entry in contents.entries(FILE, "groups")
        if contents.groups.enter(entry, "slug")
    )


def read_topics(contents: Contents) -> tuple[tuple[Topic, ...], tuple[Relation, ...]]:
    """Topics, people and terms in the author's order, and how they stand to each other."""
    entries = [
        entry
        for name in _LISTS
        for entry in contents.entries(FILE, name)
        if contents.topics.enter(entry, "slug")
    ]
    topics = tuple(_topic(contents, entry) for entry in entries)
    relations = tuple(relation for entry in entries for relation in _relations(contents, entry))
    return topics, relations


def read_mentions(contents: Contents) -> tuple[Mention, ...]:
    """The mentions that the author tagged."""
    mentions = []
    for entry in contents.entries(FILE, "mentions"):
        is_known = contents.topics.resolve(entry, entry.value["topic"], "topic")
        passage = contents.passage(entry)
        if is_known and passage is not None:
            topic = contents.topic_id(entry.value["topic"])
            mentions.append(Mention(topic, passage, MentionOrigin.TAGGED))
    return tuple(mentions)


def _topic(contents: Contents, entry: Entry) -> Topic:
    group = entry.get("group")
    if group:
        contents.groups.resolve(entry, group, "group")
    return Topic(
        id=contents.topic_id(entry.value["slug"]),
        material=contents.material,
        name=entry.value["name"],
        kind=TopicKind(entry.get("kind", TopicKind.TERM)),
        group=group,
        aliases=tuple(dict.fromkeys(entry.get("aliases", ()))),
        definition=entry.get("definition"),
        links_by_name=entry.get("links_by_name", True),
        is_background=entry.get("background", False),
    )


def _relations(contents: Contents, entry: Entry) -> Iterator[Relation]:
    source = contents.topic_id(entry.value["slug"])
    for kind in RelationKind:
        for name in contents.topics.resolved(entry, kind.value):
            if name == entry.value["slug"]:
                entry.complain(f"the topic “{name}” refers to itself.", kind.value)
            else:
                yield Relation(source, kind, contents.topic_id(name))
