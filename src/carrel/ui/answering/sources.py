"""The texts and pictures that questions need from their materials."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QImage

from carrel.domain.errors import NotFound
from carrel.domain.ids import MaterialId, SectionId, material_of
from carrel.domain.materials import Section
from carrel.domain.questions.question import Question
from carrel.domain.text.document import Span
from carrel.domain.text.passage import Passage
from carrel.services.reading import Reading
from carrel.ui.widgets.flowing_text import Picture
from carrel.ui.widgets.passage_view import no_pictures


class Sources:
    """Looks up what stands behind a question; what is gone is left out."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def sections(self, passages: Iterable[Passage]) -> tuple[Section, ...]:
        """The sections that passages stand in, each once."""
        found: dict[SectionId, Section] = {}
        for wanted in dict.fromkeys(passage.section for passage in passages):
            try:
                chapter = self._reading.chapter(wanted)
            except NotFound:
                continue
            found |= {section.id: section for section in chapter.sections if section.id == wanted}
        return tuple(found.values())

    def picture(self, material: MaterialId, name: str) -> QImage | None:
        """A picture of a material; None if there is none that can be read."""
        asset = self._reading.picture(material, name)
        image = QImage() if asset is None else QImage.fromData(asset.content)
        return None if image.isNull() else image

    def pictures_of(self, question: Question) -> Picture:
        """What looks up the pictures that a question names."""
        return lambda name: self.picture(question.material, name)

    def picture_of_span(self, section: SectionId, span: Span) -> QImage:
        """The picture in a section's text, or an empty one."""
        return self.picture(material_of(section), span.target) or no_pictures(section, span)
