"""Texts as sections, and what is found in them."""

from __future__ import annotations

from carrel.domain.ids import MaterialId
from carrel.domain.materials import DraftSection, Section
from carrel.domain.proposals.finding import find
from carrel.domain.proposals.findings import Findings
from carrel.domain.sections import placed
from carrel.domain.topics import SectionSpan
from carrel.services.language_data import words_of


class Found:
    """Findings with the texts that they point into."""

    def __init__(self, sections: list[Section], language: str) -> None:
        self.sections = sections
        self.words = words_of(language)
        self.texts = {section.id: section.text for section in sections}
        self.findings: Findings = find(sections, self.words)

    def text(self, span: SectionSpan) -> str:
        """The words at a place."""
        return self.texts[span.section][span.start : span.end]


def sections_of(*texts: str) -> list[Section]:
    """Sections with these texts, in Markdown."""
    drafts = [
        DraftSection(title=f"Part {number}", level=1, markdown=text)
        for number, text in enumerate(texts, start=1)
    ]
    return list(placed(MaterialId("m"), drafts))


def found(*texts: str, language: str = "en") -> Found:
    """What is found in sections with these texts, in Markdown."""
    return Found(sections_of(*texts), language)
