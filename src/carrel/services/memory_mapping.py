"""What is remembered of the paragraphs of a text, of its sections, and of topics, at any date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from carrel.domain.ids import MaterialId, QuestionId, SectionId, TopicId
from carrel.domain.materials import Section
from carrel.domain.memory_map import (
    FARTHEST_DAYS,
    MemoryCounts,
    MemoryMap,
    PlacedCard,
    counts_by_section,
    mapped,
    with_what_is_below,
)
from carrel.domain.scheduling import ParameterSet
from carrel.domain.text.paragraphs import Paragraph, is_plain, lines_as_paragraphs, paragraphs_of
from carrel.services.desk import Desk
from carrel.services.exam_planning import ExamPlanning
from carrel.services.reading import document_of, parsed
from carrel.services.study_rules import StudyRules
from carrel.storage.material_store import MaterialStore
from carrel.storage.memory_store import MemoryStore, SectionText

LARGE_WORDS = 30_000
"""Reading so many words of Markdown takes the better part of a second where it is not plain."""

LARGE_QUESTIONS = 3_000


class MemoryMapping:
    """Maps of what is remembered. They are read once and can then be asked for any date."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = MemoryStore(desk.database)
        self._materials = MaterialStore(desk.database)
        self._rules = StudyRules(desk)
        self._exams = ExamPlanning(desk)
        self._paragraphs: dict[SectionId, tuple[str, tuple[Paragraph, ...]]] = {}

    def on(self, desk: Desk) -> MemoryMapping:
        """The same on another connection; what was found out about texts is shared."""
        other = MemoryMapping(desk)
        other._paragraphs = self._paragraphs
        return other

    def is_large(self, material: MaterialId) -> bool:
        """Whether mapping all of a material may take longer than a student should wait."""
        words, questions = self._store.size(material)
        return words > LARGE_WORDS or questions > LARGE_QUESTIONS

    @property
    def rules(self) -> ParameterSet:
        """What decides when a memory fades."""
        return self._rules.scheduling().parameters

    def now(self) -> datetime:
        """The time, in UTC."""
        return self._desk.clock()

    def days_ahead(self, material: MaterialId) -> tuple[int, bool]:
        """How many days ahead it is worth looking, and whether that is the day of an exam."""
        exam = self._exams.exam_for(material)
        days = 0 if exam is None else (exam.day - self._exams.today()).days
        return (days, True) if days > 0 else (FARTHEST_DAYS, False)

    def of_page(self, sections: Sequence[Section]) -> MemoryMap:
        """The paragraphs of some sections with their cards, in one query."""
        cards = self._store.in_sections((one.id for one in sections), self.rules, self.now())
        return {
            section.id: mapped(paragraphs_of(document_of(section)), cards.get(section.id, ()))
            for section in sections
        }

    def of_material(self, material: MaterialId) -> MemoryMap:
        """The paragraphs of all sections of a material with their cards, in two queries."""
        cards = self._store.in_material(material, self.rules, self.now())
        return self.of_texts(self._store.texts(material), cards)

    def of_texts(
        self,
        texts: Iterable[SectionText],
        cards: Mapping[SectionId, Sequence[PlacedCard]],
    ) -> MemoryMap:
        """The paragraphs of texts that were read, with cards that were read."""
        return {
            text.section: mapped(self._paragraphs_of(text), cards.get(text.section, ()))
            for text in texts
        }

    def by_section(
        self, material: MaterialId, found: MemoryMap, at: datetime
    ) -> dict[SectionId, MemoryCounts]:
        """The paragraphs of each section, with all below it, by how they stand at a time."""
        outline = self._materials.outline(material)
        return with_what_is_below(outline, counts_by_section(found, at))

    def by_topic(self, at: datetime) -> dict[TopicId, MemoryCounts]:
        """The questions on each topic by how they stand; topics without any are left out."""
        return {
            topic: MemoryCounts.of_questions(cards, at)
            for topic, cards in self._store.on_topics(self.rules, self.now()).items()
        }

    def of_questions(self, questions: Iterable[QuestionId], at: datetime) -> MemoryCounts:
        """These questions by how they stand at a time."""
        cards = self._store.of_questions(questions, self.rules, self.now())
        return MemoryCounts.of_questions(cards, at)

    def prompts(self, questions: Iterable[QuestionId]) -> dict[QuestionId, str]:
        """What these questions ask, as plain text in one line."""
        return {
            question: " ".join(parsed(prompt).text.split())
            for question, prompt in self._store.prompts(questions).items()
        }

    def _paragraphs_of(self, text: SectionText) -> tuple[Paragraph, ...]:
        known = self._paragraphs.get(text.section)
        if known is None or known[0] != text.content_hash:
            found = (
                lines_as_paragraphs(text.text)
                if is_plain(text.markdown)
                else paragraphs_of(parsed(text.markdown))
            )
            known = self._paragraphs[text.section] = (text.content_hash, found)
        return known[1]
