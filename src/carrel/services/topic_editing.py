"""Editing topics: adding, changing, merging, splitting, tying and joining them, and their words.

Each method is one step that can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from carrel.domain.changes import Change
from carrel.domain.errors import InputError
from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.materials import Origin
from carrel.domain.text.folding import fold
from carrel.domain.text.passage import Passage, passage_at
from carrel.domain.topics import Relation, SectionSpan, Topic, TopicKind
from carrel.services.desk import Desk
from carrel.services.mention_finding import MentionFinding
from carrel.storage.journal import Action
from carrel.storage.material_store import MaterialStore
from carrel.storage.mention_store import MentionStore
from carrel.storage.topic_edits import TopicEdits
from carrel.storage.topic_links import TopicLinks
from carrel.storage.topic_store import TopicStore

LONGEST_NAME = 200
"""Code points that a topic's name or alias may have."""


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """What the student says a topic is. An empty ``group`` puts it among those of its kind.

    A new topic whose name means others elsewhere ("critics") does not ``links_by_name``.
    """

    name: str
    kind: TopicKind = TopicKind.CONCEPT
    group: str = ""
    aliases: tuple[str, ...] = ()
    definition: str = ""
    links_by_name: bool = True


class TopicEditing:
    """Changes the topics of a desk's library. What a pack brought stays known beside each change.

    Every method raises :class:`NotFound` for a topic that is not there and :class:`InputError` for
    what cannot be done.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._topics = TopicStore(desk.database)
        self._edits = TopicEdits(desk.database)
        self._mentions = MentionStore(desk.database)
        self._materials = MaterialStore(desk.database)
        self._finding = MentionFinding(desk.database)
        self._links = TopicLinks(desk.database)

    def add(self, material: MaterialId, draft: TopicDraft) -> TopicId:
        """Add a topic to a material and find where texts name it; returns its id."""
        draft = self.checked(draft, material)
        with self._desk.action("Add topic “{name}”", Change.TOPICS, name=draft.name) as action:
            (topic,) = self.add_within(action, material, (draft,))
        return topic

    def add_within(
        self, action: Action, material: MaterialId, drafts: Sequence[TopicDraft]
    ) -> tuple[TopicId, ...]:
        """Add topics as part of a larger step; the texts are gone through once for all of them.

        The drafts are such as :meth:`checked` gives.
        """
        topics = [self._topic(material, draft) for draft in drafts]
        for topic in topics:
            self._edits.add(action, topic, group_key=self._desk.new_id(), at=self._desk.clock())
        self._find_again(action, *(topic.id for topic in topics))
        return tuple(topic.id for topic in topics)

    def change(self, topic: TopicId, draft: TopicDraft) -> None:
        """Let a topic be what ``draft`` says; if its names change, it is found anew."""
        before = self._topics.topic(topic)
        draft = self.checked(draft, before.material, topic)
        with self._desk.action("Change topic “{name}”", Change.TOPICS, name=draft.name) as action:
            self._change(action, before, draft)

    def delete(self, topic: TopicId) -> None:
        """Remove a topic; the words that speak of it, its notes and questions stay."""
        name = self._topics.topic(topic).name
        with self._desk.action("Delete topic “{name}”", Change.TOPICS, name=name) as action:
            self._edits.delete(action, topic, at=self._desk.clock())

    def merge(self, topic: TopicId, into: TopicId) -> None:
        """Let a topic be part of another one of the same material: one page, all names."""
        merged, head = self._topics.topic(topic), self._topics.topic(into)
        if merged.id == head.id or head.merged_into == merged.id:
            raise InputError("A topic cannot be merged into itself; choose another one.")
        if merged.material != head.material:
            raise InputError(
                "“{name}” is a topic of another material; join the two instead of merging them.",
                name=head.name,
            )
        with self._desk.action(
            "Merge “{name}” into “{into}”", Change.TOPICS, name=merged.name, into=head.name
        ) as action:
            self._edits.merge(action, topic, head.merged_into or head.id)

    def unmerge(self, topic: TopicId) -> None:
        """Let a topic that was merged into another one stand by itself again."""
        name = self._topics.topic(topic).name
        with self._desk.action("Part “{name}” again", Change.TOPICS, name=name) as action:
            self._edits.unmerge(action, topic)

    def split(self, topic: TopicId, draft: TopicDraft) -> TopicId:
        """Make a topic of its own of some of a topic's aliases; returns its id.

        The aliases of ``draft`` that ``topic`` has, and its name if that is one of them, go over
        with the words that they name.
        """
        whole = self._topics.topic(topic)
        taken = {fold(name) for name in (draft.name, *draft.aliases)}
        rest = tuple(alias for alias in whole.aliases if fold(alias) not in taken)
        draft = self.checked(draft, whole.material)
        with self._desk.action(
            "Split “{name}” off “{whole}”", Change.TOPICS, name=draft.name, whole=whole.name
        ) as action:
            self._change(action, whole, replace(draft_of(whole), aliases=rest))
            (made,) = self.add_within(action, whole.material, (draft,))
        return made

    def relate(self, relation: Relation) -> None:
        """Tie two topics of one material."""
        source, target = self._topics.topic(relation.source), self._topics.topic(relation.target)
        if source.id == target.id:
            raise InputError("A topic cannot be tied to itself; choose another one.")
        if source.material != target.material:
            raise InputError(
                "“{name}” is a topic of another material; only topics of one material can be tied.",
                name=target.name,
            )
        with self._desk.action(
            "Tie “{source}” to “{target}”", Change.TOPICS, source=source.name, target=target.name
        ) as action:
            self._edits.relate(action, relation)

    def unrelate(self, relation: Relation) -> None:
        """Take the tie between two topics away."""
        with self._desk.action("Untie two topics", Change.TOPICS) as action:
            self._edits.unrelate(action, relation)

    def join(self, first: TopicId, second: TopicId) -> None:
        """Say that topics of two materials are the same: they become one page with parts."""
        self._say(first, second, is_joined=True)

    def part(self, first: TopicId, second: TopicId) -> None:
        """Say that topics of two materials are not the same, though they have one name."""
        self._say(first, second, is_joined=False)

    def tag(self, topic: TopicId, spans: Iterable[SectionSpan]) -> None:
        """Say that these words speak of a topic."""
        name = self._topics.topic(topic).name
        passages = [self._passage(span) for span in spans]
        with self._desk.action("Mark as “{name}”", Change.TOPICS, name=name) as action:
            for passage in passages:
                self._mentions.tag(action, topic, passage, key=self._desk.new_id())

    def reject(self, topics: Iterable[TopicId], spans: Iterable[SectionSpan]) -> None:
        """Say that these words do not speak of any of ``topics`` (the parts of one page)."""
        topics = tuple(topics)
        name = self._topics.topic(topics[0]).name
        passages = [self._passage(span) for span in spans]
        with self._desk.action("Not about “{name}”", Change.TOPICS, name=name) as action:
            for topic, passage in product(topics, passages):
                self._mentions.reject(action, topic, passage, key=self._desk.new_id())

    def _topic(self, material: MaterialId, draft: TopicDraft) -> Topic:
        return Topic(
            id=TopicId(self._desk.new_id()),
            material=self._materials.material(material).id,
            name=draft.name,
            kind=draft.kind,
            group=draft.group,
            aliases=draft.aliases,
            definition=draft.definition,
            links_by_name=draft.links_by_name,
            origin=Origin.OWN,
        )

    def _change(self, action: Action, before: Topic, draft: TopicDraft) -> None:
        after = replace(
            before,
            name=draft.name,
            kind=draft.kind,
            group=draft.group,
            aliases=draft.aliases,
            definition=draft.definition,
        )
        group_key = self._desk.new_id()
        self._edits.change(action, after, group_key=group_key, at=self._desk.clock())
        if (after.name, after.aliases) != (before.name, before.aliases):
            self._find_again(action, before.id)

    def _find_again(self, action: Action, *topics: TopicId) -> None:
        """Their words in the texts, and the notes that link to them by name."""
        self._finding.find_again(action, *topics)
        self._links.renew(action)

    def _say(self, first: TopicId, second: TopicId, *, is_joined: bool) -> None:
        one, other = self._topics.topic(first), self._topics.topic(second)
        if one.material == other.material:
            raise InputError(
                "“{name}” is of the same material; merge the two instead of joining them.",
                name=other.name,
            )
        label = "Join “{name}” of two materials" if is_joined else "Part “{name}” of two materials"
        with self._desk.action(label, Change.TOPICS, name=one.name) as action:
            self._edits.join(action, first, second, is_joined=is_joined)

    def _passage(self, span: SectionSpan) -> Passage:
        text = self._materials.section(span.section).text
        return passage_at(span.section, text, span.start, span.end)

    def checked(
        self, draft: TopicDraft, material: MaterialId, topic: TopicId | None = None
    ) -> TopicDraft:
        """The draft without blanks and repetitions, for a new topic or for ``topic``.

        Raises :class:`InputError`.
        """
        name = " ".join(draft.name.split())
        if not fold(name).strip():
            raise InputError("A topic needs a name; write what it is called.")
        aliases = _tidy(draft.aliases, name)
        if any(len(each) > LONGEST_NAME for each in (name, *aliases)):
            raise InputError("A name may have {n} letters at most; shorten it.", n=LONGEST_NAME)
        if self._edits.is_name_taken(material, name, draft.kind, but_by=topic):
            raise InputError(
                "This material has a topic of this kind called “{name}” already;"
                " choose another name, or merge the two.",
                name=name,
            )
        return replace(
            draft,
            name=name,
            group=" ".join(draft.group.split()),
            aliases=aliases,
            definition=draft.definition.strip(),
        )


def draft_of(topic: Topic) -> TopicDraft:
    """What a topic is now, to be changed."""
    return TopicDraft(topic.name, topic.kind, topic.group, topic.aliases, topic.definition)


def _tidy(aliases: Iterable[str], name: str) -> tuple[str, ...]:
    """Aliases in their order, each once, without those that say nothing new."""
    found: dict[str, str] = {}
    for alias in aliases:
        text = " ".join(alias.split())
        if fold(text).strip() and text != name:
            found.setdefault(text, text)
    return tuple(found)
