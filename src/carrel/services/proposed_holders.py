"""The topics that proposals are about: those there are, and those that come with accepting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from carrel.domain.ids import MaterialId, TopicId
from carrel.domain.proposals.proposal import (
    Proposal,
    ProposalKind,
    ProposedClaim,
    ProposedTopic,
    Rule,
)
from carrel.domain.proposals.waiting import ProposalState
from carrel.domain.text.folding import fold
from carrel.domain.topics import Topic, TopicKind
from carrel.services.desk import Desk
from carrel.services.topic_editing import TopicDraft, TopicEditing
from carrel.storage.journal import Action
from carrel.storage.proposal_store import ProposalStore
from carrel.storage.topic_store import TopicStore

_PROPOSED = "proposed:"
"""What stands before the name of a holder who is no topic yet, in place of a topic's id."""


class TopicNames:
    """What the topics of one material are called; a name goes before an alias."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self._ids: dict[str, TopicId] = {}
        self._titles: dict[TopicId, str] = {}
        listed = tuple(topics)
        for topic in listed:
            self._titles[topic.id] = topic.name
            self._ids.setdefault(fold(topic.name), topic.merged_into or topic.id)
        for topic in listed:
            for alias in topic.aliases:
                self._ids.setdefault(fold(alias), topic.merged_into or topic.id)

    def id(self, name: str) -> TopicId:
        """The topic that is called this, empty if there is none."""
        return self._ids.get(fold(name), TopicId("")) if name else TopicId("")

    def title(self, topic: TopicId) -> str:
        """The name of a topic that is there."""
        return self._titles[topic]

    def id_or_proposed(self, name: str) -> TopicId:
        """As :meth:`id`, but for a name without a topic what stands for one that is to be made."""
        return self.id(name) or (TopicId(_PROPOSED + name) if name else TopicId(""))


class ProposedHolders:
    """Finds or makes the topics that proposals name."""

    def __init__(self, desk: Desk) -> None:
        self._topics = TopicStore(desk.database)
        self._proposals = ProposalStore(desk.database)
        self._editing = TopicEditing(desk)
        self._desk = desk

    def names(self, material: MaterialId) -> TopicNames:
        """What the topics of a material are called now."""
        return TopicNames(self._topics.topics(material))

    def proposed(self, proposal: Proposal) -> tuple[tuple[TopicId, str], ...]:
        """Who holds a proposed claim: ids, or what stands for them, and names."""
        names = self.names(proposal.material)
        found: dict[TopicId, str] = {}
        for name in _holders_in(proposal):
            topic = names.id_or_proposed(name)
            found[topic] = name if topic.startswith(_PROPOSED) else names.title(topic)
        return tuple(found.items())

    def make_topics(
        self, action: Action, material: MaterialId, accepted: Sequence[Proposal]
    ) -> None:
        """Make the proposed topics that are not there yet, and those that hold proposed claims."""
        names = self.names(material)
        drafts: dict[str, TopicDraft] = {}
        for proposal in accepted:
            if isinstance(proposal.proposed, ProposedTopic):
                _keep(drafts, topic_draft(proposal.proposed), names)
        for proposal in accepted:
            for name in _holders_in(proposal):
                if not names.id(name) and not _is_among(name, drafts):
                    _keep(drafts, self._draft(action, proposal, name), names)
        self._add(action, material, tuple(drafts.values()))

    def made(
        self, action: Action, proposal: Proposal, holders: Iterable[TopicId]
    ) -> tuple[TopicId, ...]:
        """The topics of holders, made where :meth:`proposed` stands for them."""
        wanted = tuple(holders)
        new = dict.fromkeys(
            one.removeprefix(_PROPOSED) for one in wanted if one.startswith(_PROPOSED)
        )
        drafts = tuple(self._draft(action, proposal, name) for name in new)
        self._add(action, proposal.material, drafts)
        names = self.names(proposal.material)
        return tuple(
            names.id(one.removeprefix(_PROPOSED)) if one.startswith(_PROPOSED) else one
            for one in wanted
        )

    def _add(self, action: Action, material: MaterialId, drafts: Sequence[TopicDraft]) -> None:
        if drafts:
            checked = [self._editing.checked(draft, material) for draft in drafts]
            self._editing.add_within(action, material, checked)

    def _draft(self, action: Action, claim: Proposal, name: str) -> TopicDraft:
        """A holder as a topic: as it is proposed, where it is; that proposal is accepted too."""
        # "Critics", "the author": role words mean others in other texts.
        if claim.rule is Rule.UNNAMED_SOURCE or name[:1].islower():
            return TopicDraft(name, TopicKind.GROUP, links_by_name=False)
        for proposal in self._proposals.waiting_of_kind(claim.material, ProposalKind.TOPIC):
            proposed = proposal.proposed
            assert isinstance(proposed, ProposedTopic)
            if fold(name) in {fold(one) for one in (proposed.name, *proposed.aliases)}:
                self._proposals.decide(
                    action,
                    claim.material,
                    (proposal.fingerprint,),
                    ProposalState.ACCEPTED,
                    at=self._desk.clock(),
                )
                return topic_draft(proposed)
        return TopicDraft(name, TopicKind.PERSON)


def topic_draft(proposed: ProposedTopic) -> TopicDraft:
    """A proposed topic as the student would have written it."""
    return TopicDraft(
        proposed.name,
        proposed.kind,
        aliases=proposed.aliases,
        definition=proposed.definition,
    )


def _holders_in(proposal: Proposal) -> tuple[str, ...]:
    proposed = proposal.proposed
    if not isinstance(proposed, ProposedClaim):
        return ()
    return tuple(name for name in (proposed.asserted_by, proposed.ascribed_to) if name)


def _keep(drafts: dict[str, TopicDraft], draft: TopicDraft, names: TopicNames) -> None:
    if not names.id(draft.name):
        drafts.setdefault(fold(draft.name), draft)


def _is_among(name: str, drafts: dict[str, TopicDraft]) -> bool:
    return any(
        fold(name) == fold(one) for draft in drafts.values() for one in (draft.name, *draft.aliases)
    )
