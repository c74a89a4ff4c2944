"""Adding claims, correcting, hiding and tagging them, and linking them with each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from carrel.domain.changes import Change
from carrel.domain.claims import Certainty, Claim, ClaimLink, LinkKind
from carrel.domain.errors import InputError
from carrel.domain.ids import ClaimId, MaterialId, TopicId, material_of
from carrel.domain.materials import Origin
from carrel.domain.reading import TextRange
from carrel.domain.text.folding import fold
from carrel.domain.text.passage import passage_at
from carrel.domain.topics import Topic, TopicKind
from carrel.services.desk import Desk
from carrel.storage.claim_edits import ClaimEdits
from carrel.storage.claim_store import ClaimStore
from carrel.storage.material_store import MaterialStore
from carrel.storage.topic_store import TopicStore

_SPEAKING = frozenset({TopicKind.PERSON, TopicKind.GROUP, TopicKind.ORGANISATION, TopicKind.STATE})


class ClaimEditing:
    """What a student does with claims; each act is one step that can be undone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._claims = ClaimStore(desk.database)
        self._edits = ClaimEdits(desk.database)
        self._texts = MaterialStore(desk.database)
        self._topics = TopicStore(desk.database)

    def speakers(self, material: MaterialId) -> tuple[tuple[TopicId, str], ...]:
        """Who can say or hold something in a material: id and name, by name."""
        topics = self.topics(material)
        return tuple((topic.id, topic.name) for topic in topics if topic.kind in _SPEAKING)

    def topics(self, material: MaterialId) -> tuple[Topic, ...]:
        """What a claim of a material can be about, by name."""
        topics = self._topics.topics(material)
        return tuple(sorted(topics, key=lambda topic: fold(topic.name)))

    def add(
        self,
        place: TextRange,
        statement: str,
        *,
        asserted_by: TopicId,
        ascribed_to: TopicId,
        certainty: Certainty,
    ) -> ClaimId:
        """Say what words claim. Empty ids mean that the text does not say who.

        Raises :class:`InputError` for an empty statement or a range outside of the text.
        """
        text = self._texts.section(place.section).text
        if not 0 <= place.start < place.end <= len(text):
            raise InputError("There are no words to mark there; select some text first.")
        claim = Claim(
            id=ClaimId(self._desk.new_id()),
            material=material_of(place.section),
            statement=_checked(statement),
            passage=passage_at(place.section, text, place.start, place.end),
            asserted_by=asserted_by,
            ascribed_to=ascribed_to,
            certainty=certainty,
            origin=Origin.OWN,
        )
        key = self._desk.new_id()
        with self._desk.action("Add claim", Change.CLAIMS) as action:
            self._edits.add(action, claim, passage_key=key, at=self._desk.clock())
        return claim.id

    def change(
        self,
        claim: ClaimId,
        statement: str,
        *,
        asserted_by: TopicId,
        ascribed_to: TopicId,
        certainty: Certainty,
    ) -> None:
        """Correct a claim; a pack's keeps its author's values beside the student's.

        Raises :class:`NotFound`, and :class:`InputError` for an empty statement.
        """
        changed = replace(
            self._claims.claim(claim),
            statement=_checked(statement),
            asserted_by=asserted_by,
            ascribed_to=ascribed_to,
            certainty=certainty,
        )
        with self._desk.action("Correct claim", Change.CLAIMS) as action:
            self._edits.change(action, changed, at=self._desk.clock())

    def restore(self, claim: ClaimId) -> None:
        """Let a claim that was corrected be as its author wrote it."""
        with self._desk.action("Restore the author's claim", Change.CLAIMS) as action:
            self._edits.restore(action, self._claims.claim(claim).id, at=self._desk.clock())

    def delete(self, claim: ClaimId) -> None:
        """Delete a claim of the student's own; a pack's raises :class:`InputError`."""
        if self._claims.claim(claim).origin is not Origin.OWN:
            raise InputError("This claim belongs to the material; hide it instead.")
        with self._desk.action("Delete claim", Change.CLAIMS) as action:
            self._edits.delete(action, claim, at=self._desk.clock())

    def hide(self, claim: ClaimId) -> None:
        """Leave a claim of the author's out of the ledger until it is brought back.

        Raises :class:`InputError` for one of the student's own, which can be deleted.
        """
        if self._claims.claim(claim).origin is Origin.OWN:
            raise InputError("This claim is your own; delete it instead.")
        with self._desk.action("Hide claim", Change.CLAIMS) as action:
            self._edits.delete(action, claim, at=self._desk.clock())

    def bring_back(self, claim: ClaimId) -> None:
        """Show a claim again that was hidden."""
        with self._desk.action("Bring back claim", Change.CLAIMS) as action:
            self._edits.bring_back(action, self._claims.claim(claim).id)

    def tag(self, claim: ClaimId, topics: Iterable[TopicId]) -> None:
        """Say which topics a claim of the student's own is about.

        The author's raise :class:`InputError`: the next edition would say otherwise.
        """
        if self._claims.claim(claim).origin is not Origin.OWN:
            raise InputError("This claim belongs to the material; its topics are its author's.")
        with self._desk.action("Tag claim", Change.CLAIMS, Change.TOPICS) as action:
            self._edits.set_topics(action, claim, topics)

    def unlink(self, link: ClaimLink) -> None:
        """Take a link between two claims away, the student's own or the author's."""
        with self._desk.action("Unlink claims", Change.CLAIMS) as action:
            self._edits.unlink(action, link, at=self._desk.clock())

    def link(self, source: ClaimId, kind: LinkKind, target: ClaimId, why: str = "") -> None:
        """Say how one claim bears on another of the same material.

        Raises :class:`InputError` where that is so already, or for a claim and itself.
        """
        ends = (self._claims.claim(source), self._claims.claim(target))
        if source == target or ends[0].material != ends[1].material:
            raise InputError("Choose another claim of the same material.")
        with self._desk.action("Link claims", Change.CLAIMS) as action:
            self._edits.link(action, ClaimLink(source, kind, target, why.strip()))


def _checked(statement: str) -> str:
    statement = " ".join(statement.split())
    if not statement:
        raise InputError("The statement is empty; say in a sentence what the words claim.")
    return statement
