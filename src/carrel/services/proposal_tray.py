"""What waits for the student's word: accepting, changing and rejecting what rules proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from carrel.domain.changes import Change
from carrel.domain.claims import Certainty, Claim
from carrel.domain.errors import CarrelError, InputError, NotFound
from carrel.domain.ids import ClaimId, MaterialId, QuestionId, SectionId, TopicId
from carrel.domain.materials import Origin, Section
from carrel.domain.proposals.proposal import (
    Proposal,
    ProposalKind,
    ProposedClaim,
    ProposedQuestion,
    Rule,
)
from carrel.domain.proposals.waiting import Decided, NextWaiting, ProposalState
from carrel.domain.questions.drafts import Draft, question_of
from carrel.domain.text.locate import locate, relocated
from carrel.services.claim_editing import ClaimEditing
from carrel.services.desk import Desk
from carrel.services.proposed_holders import ProposedHolders, TopicNames
from carrel.services.topic_editing import TopicDraft, TopicEditing
from carrel.storage.claim_edits import ClaimEdits
from carrel.storage.journal import Action
from carrel.storage.material_store import MaterialStore
from carrel.storage.proposal_store import ProposalStore
from carrel.storage.question_store import QuestionStore
from carrel.storage.topic_store import TopicStore

_CHANGED = {
    ProposalKind.TOPIC: (Change.PROPOSALS, Change.TOPICS),
    ProposalKind.CLAIM: (Change.PROPOSALS, Change.CLAIMS, Change.TOPICS),
    ProposalKind.QUESTION: (Change.PROPOSALS, Change.QUESTIONS),
}
_ACCEPT = {
    ProposalKind.TOPIC: "Accept a proposed topic",
    ProposalKind.CLAIM: "Accept a proposed claim",
    ProposalKind.QUESTION: "Accept a proposed question",
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many proposals were accepted, and why the others were not, each in a sentence."""

    count: int
    refused: tuple[CarrelError, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """What the student says that proposed words claim.

    A holder can be such as :meth:`ProposalTray.speakers` gives for one that is no topic yet.
    """

    statement: str
    asserted_by: TopicId
    ascribed_to: TopicId
    certainty: Certainty


class ProposalTray:
    """The proposals of a library's texts. Accepting and rejecting are steps that can be undone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._proposals = ProposalStore(desk.database)
        self._texts = MaterialStore(desk.database)
        self._topics = TopicEditing(desk)
        self._claims = ClaimEdits(desk.database)
        self._speakers = ClaimEditing(desk)
        self._questions = QuestionStore(desk.database)
        self._groups = TopicStore(desk.database)
        self._holders = ProposedHolders(desk)

    def waiting(self, sections: Sequence[Section]) -> tuple[Proposal, ...]:
        """What waits in these sections, in the order of the text; not what has lost its words."""
        texts = {section.id: section.text for section in sections}
        found = (_in_text(one, texts) for one in self._proposals.waiting(texts))
        return tuple(proposal for proposal in found if proposal is not None)

    def all_of(self, material: MaterialId) -> tuple[tuple[Proposal, ProposalState], ...]:
        """All proposals for a material in the order of the text, with what was said of each."""
        return self._proposals.of_material(material)

    def decided_in(self, sections: Iterable[SectionId]) -> Decided:
        """How many of the proposals in these sections have been decided."""
        return self._proposals.decided_in(sections)

    def decided_of(self, material: MaterialId) -> Decided:
        """How many of the proposals in a material have been decided."""
        return self._proposals.decided_of(material)

    def next_waiting(
        self, after: SectionId, material: MaterialId, kinds: Iterable[ProposalKind] = ProposalKind
    ) -> NextWaiting | None:
        """The next section in which proposals of these kinds wait; at the end from the first on."""
        return self._proposals.next_waiting(material, after, kinds)

    def place(self, material: MaterialId) -> str:
        """The fingerprint of the proposal that the student looked at last; empty if none."""
        return self._proposals.place(material)

    def keep_place(self, material: MaterialId, fingerprint: str) -> None:
        """Keep which proposal the student looks at, for the next time."""
        with self._desk.quiet_change():
            self._proposals.keep_place(material, fingerprint)

    def reject(self, material: MaterialId, fingerprints: Iterable[str]) -> int:
        """Let proposals not come back; returns how many that were."""
        wanted = tuple(fingerprints)
        label = "Reject a proposal" if len(wanted) == 1 else "Reject {n} proposals"
        with self._desk.action(label, Change.PROPOSALS, n=len(wanted)) as action:
            return self._proposals.decide(
                action, material, wanted, ProposalState.REJECTED, at=self._desk.clock()
            )

    def reject_rule(self, material: MaterialId, rule: Rule) -> int:
        """Let all that a rule proposed for a material not come back; returns how many that were."""
        alike = (
            one.fingerprint
            for one, state in self._proposals.of_material(material)
            if one.rule is rule and state is ProposalState.WAITING
        )
        return self.reject(material, alike)

    def accept(self, material: MaterialId, fingerprints: Iterable[str]) -> Accepted:
        """Make topics, claims and questions of proposals, in one step.

        Who holds a claim becomes a topic too. Of several, those that cannot be made are left
        waiting; a single one raises :class:`InputError`.
        """
        wanted = [self._found(one) for one in self._still_waiting(material, fingerprints)]
        sound, refused = self._sifted(wanted)
        if refused and len(wanted) == 1:
            raise refused[0]
        if not sound:
            return Accepted(0, tuple(refused))
        kinds = {proposal.kind for proposal in sound}
        changed = dict.fromkeys(change for kind in kinds for change in _CHANGED[kind])
        label = _ACCEPT[sound[0].kind] if len(sound) == 1 else "Accept {n} proposals"
        with self._desk.action(label, *changed, n=len(sound)) as action:
            self._make(action, material, sound)
            self._keep(action, sound)
        return Accepted(len(sound), tuple(refused))

    def accept_topic(self, proposal: Proposal, draft: TopicDraft) -> None:
        """Make a topic as the student has changed it; raises :class:`InputError`."""
        draft = self._topics.checked(draft, proposal.material)
        with self._accepting(proposal) as action:
            self._topics.add_within(action, proposal.material, (draft,))
            self._keep(action, (proposal,))

    def language(self, material: MaterialId) -> str:
        """The language of a material (BCP 47), empty where nobody knows it."""
        return self._texts.material(material).language

    def groups(self, material: MaterialId) -> tuple[str, ...]:
        """The groups that a topic of a material can be put into."""
        return self._groups.groups(material)

    def speakers(self, proposal: Proposal) -> tuple[tuple[TopicId, str], ...]:
        """Who can hold a proposed claim: id and name, those first whom the proposal names."""
        own = self._holders.proposed(proposal)
        known = {topic for topic, _ in own}
        others = self._speakers.speakers(proposal.material)
        return (*own, *(one for one in others if one[0] not in known))

    def claim_draft(self, proposal: Proposal) -> Claim:
        """A proposed claim, to be changed; raises TypeError for other kinds."""
        proposed = proposal.proposed
        if not isinstance(proposed, ProposedClaim):
            raise TypeError(proposal.kind)
        names = self._holders.names(proposal.material)
        return Claim(
            id=ClaimId(""),
            material=proposal.material,
            statement=proposed.statement,
            passage=proposal.passage,
            asserted_by=names.id_or_proposed(proposed.asserted_by),
            ascribed_to=names.id_or_proposed(proposed.ascribed_to),
            certainty=proposed.certainty,
            hedge=proposed.hedge,
            origin=Origin.OWN,
        )

    def accept_claim(self, proposal: Proposal, words: ClaimWords) -> None:
        """Make a claim as the student has changed it; raises :class:`InputError`."""
        statement = " ".join(words.statement.split())
        if not statement:
            raise InputError("The statement is empty; say in a sentence what the words claim.")
        draft = self.claim_draft(proposal)
        with self._accepting(proposal) as action:
            holders = (words.asserted_by, words.ascribed_to)
            asserter, holder = self._holders.made(action, proposal, holders)
            claim = replace(
                draft,
                statement=statement,
                asserted_by=asserter,
                ascribed_to=holder,
                certainty=words.certainty,
            )
            self._add_claim(action, claim)
            self._keep(action, (proposal,))

    def question_draft(self, proposal: Proposal) -> Draft:
        """A proposed question, to be changed; raises TypeError for other kinds."""
        if not isinstance(proposal.proposed, ProposedQuestion):
            raise TypeError(proposal.kind)
        names = self._holders.names(proposal.material)
        return self._draft(proposal, proposal.proposed, names)

    def accept_question(self, proposal: Proposal, draft: Draft) -> None:
        """Make a question as the student has changed it; raises :class:`QuestionError`."""
        question_of(draft, QuestionId(""), Origin.OWN)
        with self._accepting(proposal) as action:
            self._add_question(action, draft)
            self._keep(action, (proposal,))

    def _accepting(self, proposal: Proposal) -> AbstractContextManager[Action]:
        if not self._still_waiting(proposal.material, (proposal.fingerprint,)):
            raise NotFound("This proposal is not waiting any more; it was decided elsewhere.")
        return self._desk.action(_ACCEPT[proposal.kind], *_CHANGED[proposal.kind])

    def _still_waiting(
        self, material: MaterialId, fingerprints: Iterable[str]
    ) -> tuple[Proposal, ...]:
        found = self._proposals.with_fingerprints(material, fingerprints)
        return tuple(one for one, state in found if state is ProposalState.WAITING)

    def _found(self, proposal: Proposal) -> Proposal | InputError:
        section = self._texts.section(proposal.passage.section)
        found = _in_text(proposal, {section.id: section.text})
        if found is not None:
            return found
        return InputError(
            "The words “{words}” are not in the text any more; let it be searched again.",
            words=proposal.passage.quote,
        )

    def _sifted(
        self, wanted: Iterable[Proposal | InputError]
    ) -> tuple[list[Proposal], list[CarrelError]]:
        """The proposals of which something can be made, and why the others cannot."""
        sound: list[Proposal] = []
        refused: list[CarrelError] = []
        for one in wanted:
            if isinstance(one, InputError):
                refused.append(one)
                continue
            try:
                self._check(one)
            except InputError as error:
                refused.append(error)
            else:
                sound.append(one)
        return sound, refused

    def _check(self, proposal: Proposal) -> None:
        if isinstance(proposal.proposed, ProposedQuestion):
            draft = self._draft(proposal, proposal.proposed, TopicNames(()))
            question_of(draft, QuestionId(""), Origin.OWN)

    def _make(self, action: Action, material: MaterialId, sound: Sequence[Proposal]) -> None:
        """Topics first: claims and questions are tied to them."""
        self._holders.make_topics(action, material, sound)
        names = self._holders.names(material)
        for proposal in sound:
            match proposal.proposed:
                case ProposedClaim():
                    self._add_claim(action, self.claim_draft(proposal))
                case ProposedQuestion() as question:
                    self._add_question(action, self._draft(proposal, question, names))

    def _keep(self, action: Action, accepted: Iterable[Proposal]) -> None:
        found = tuple(accepted)
        self._proposals.decide(
            action,
            found[0].material,
            (proposal.fingerprint for proposal in found),
            ProposalState.ACCEPTED,
            at=self._desk.clock(),
        )

    def _add_claim(self, action: Action, claim: Claim) -> None:
        made = replace(claim, id=ClaimId(self._desk.new_id()))
        key = self._desk.new_id()
        self._claims.add(action, made, passage_key=key, at=self._desk.clock())

    def _add_question(self, action: Action, draft: Draft) -> None:
        question = question_of(draft, QuestionId(self._desk.new_id()), Origin.OWN)
        position = self._questions.next_position(question.material)
        self._questions.add(action, question, at=self._desk.clock(), position=position)

    def _draft(self, proposal: Proposal, proposed: ProposedQuestion, names: TopicNames) -> Draft:
        topics = (names.id(name) for name in proposed.topics)
        return Draft(
            material=proposal.material,
            kind=proposed.kind,
            prompt=proposed.prompt,
            body=proposed.body,
            explanation=proposed.explanation,
            support=proposed.support,
            passages=(proposal.passage,),
            topics=tuple(dict.fromkeys(topic for topic in topics if topic)),
            level=proposed.level,
            section=proposal.passage.section,
            language=self._texts.material(proposal.material).language or "en",
        )


def _in_text(proposal: Proposal, texts: Mapping[SectionId, str]) -> Proposal | None:
    """The proposal at its words in the text as it is now; None where they are gone."""
    passage = proposal.passage
    text = texts[passage.section]
    if text[passage.start : passage.end] == passage.quote:
        return proposal
    location = locate(passage, text)
    if not location.is_found:
        return None
    return replace(proposal, passage=relocated(location, passage.section, text))
