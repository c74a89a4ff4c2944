"""What is known of a pack while its files are read: its YAML, its sections, its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from carrel.domain.ids import ClaimId, MaterialId, SectionId, TopicId
from carrel.domain.materials import Section
from carrel.domain.text.passage import Passage
from carrel.formats.pack.entries import Entry, Findings, Register, top_entries
from carrel.formats.pack.quotations import QuotationProblem, Quotations
from carrel.formats.pack.section_files import SectionPlaces
from carrel.formats.pack.strict_yaml import Marked


class Contents:
    """The files of a pack that have the right shape, and the registers of its names.

    The registers fill up in the order in which the files are read: groups and topics first, then
    claims, holders and questions.
    """

    def __init__(
        self,
        material: MaterialId,
        files: Mapping[str, Marked],
        sections: tuple[Section, ...],
        places: SectionPlaces,
        findings: Findings,
    ) -> None:
        self.material = material
        self.findings = findings
        self.places = places
        self.section_slugs = places.slugs
        self.groups = Register("group")
        self.topics = Register("topic")
        self.claims = Register("claim")
        self.holders = Register("holder")
        self.issues = Register("issue")
        self.events = Register("event")
        self.questions = Register("question")
        self._files = files
        self._quotations = Quotations({section.slug: section for section in sections})

    def entries(self, file: str, key: str) -> Iterable[Entry]:
        """The mappings of the list ``key`` in a file; none if the pack has no such file."""
        marked = self._files.get(file)
        return () if marked is None else top_entries(file, marked, self.findings, key)

    def question_files(self) -> list[str]:
        """The paths of the question files, in order."""
        return [name for name in self._files if name.startswith("questions/")]

    def topic_id(self, slug: str) -> TopicId:
        """The name that a topic of this pack has in a library."""
        return TopicId(f"{self.material}/{slug}")

    def topic_ids(self, entry: Entry, key: str = "topics") -> tuple[TopicId, ...]:
        """The topics that an entry names; unknown ones are problems."""
        return tuple(self.topic_id(slug) for slug in self.topics.resolved(entry, key))

    def claim_id(self, id_: str) -> ClaimId:
        """The name that a claim of this pack has in a library."""
        return ClaimId(f"{self.material}/{id_}")

    def claim_ids(self, entry: Entry, key: str = "claims") -> tuple[ClaimId, ...]:
        """The claims that an entry names; unknown ones are problems."""
        return tuple(self.claim_id(id_) for id_ in self.claims.resolved(entry, key))

    def section_id(self, slug: str) -> SectionId:
        """The name that a section of this pack has in a library."""
        return SectionId(f"{self.material}/{slug}")

    def passage(self, entry: Entry) -> Passage | None:
        """The words that an entry quotes from a section; None, with a problem, if it has them not.

        The entry has the keys ``section``, ``quote`` and perhaps ``nth``.
        """
        slug = entry.value["section"]
        if not self.section_slugs.resolve(entry, slug, "section"):
            return None
        found = self._quotations.find(slug, entry.value["quote"], entry.value.get("nth"))
        if isinstance(found, QuotationProblem):
            entry.complain(found.what, "quote", hint=found.hint)
            return None
        return found
