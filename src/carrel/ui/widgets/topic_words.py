"""The words in which the window speaks of kinds of topics and of how often they are mentioned."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from carrel.domain.topic_map import Cluster
from carrel.domain.topics import TopicKind


def kind_name(kind: TopicKind) -> str:
    """A kind of topic, in the singular."""
    return {
        TopicKind.CONCEPT: _tr("concept"),
        TopicKind.TERM: _tr("term"),
        TopicKind.PERSON: _tr("person"),
        TopicKind.STATE: _tr("state"),
        TopicKind.ORGANISATION: _tr("organisation"),
        TopicKind.GROUP: _tr("group"),
        TopicKind.REGION: _tr("region"),
        TopicKind.PLACE: _tr("place"),
        TopicKind.EVENT: _tr("event"),
    }[kind]


def kind_heading(kind: TopicKind) -> str:
    """All topics of a kind."""
    return {
        TopicKind.CONCEPT: _tr("Concepts"),
        TopicKind.TERM: _tr("Terms"),
        TopicKind.PERSON: _tr("People"),
        TopicKind.STATE: _tr("States"),
        TopicKind.ORGANISATION: _tr("Organisations"),
        TopicKind.GROUP: _tr("Groups of people"),
        TopicKind.REGION: _tr("Regions"),
        TopicKind.PLACE: _tr("Places"),
        TopicKind.EVENT: _tr("Events"),
    }[kind]


def cluster_name(cluster: Cluster) -> str:
    """What the topics of a group, or those of a kind that are in none, are called."""
    return cluster.group or (kind_heading(cluster.kind) if cluster.kind else _tr("Other topics"))


def mentions_in_words(count: int) -> str:
    """How often something is mentioned."""
    if count == 0:
        return _tr("not mentioned by name")
    return _tr("mentioned once") if count == 1 else _tr("mentioned {n} times").format(n=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TopicWords", text)
