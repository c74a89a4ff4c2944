"""A few lines of text that look as the reading settings say, marked in the four colours."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from carrel.domain.annotations import Colour
from carrel.domain.ids import SectionId
from carrel.domain.reading import TextRange
from carrel.domain.settings import Settings
from carrel.domain.text.escaping import paragraph
from carrel.domain.text.markdown import parse
from carrel.ui.theme import Theme
from carrel.ui.widgets.annotation_look import SHAPES, AnnotationLook
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.document_writer import Part, Typeset, typeset
from carrel.ui.widgets.text_marks import TextMark
from carrel.ui.widgets.typography import Inks, Typography

_HEIGHT = 170
_LAYER = "colours"
_SECTION = SectionId("sample/sample")


class Sample(QWidget):
    """The name of each colour is marked in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._look = AnnotationLook(theme, self)
        self._settings = Settings()
        self.text = DocumentView(Typography())
        self.text.setObjectName("readingSample")
        self.text.setAccessibleName(self.tr("How your texts look"))
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        self._look.changed.connect(self._write)
        self._write()

    def show_settings(self, settings: Settings) -> None:
        """Look as these settings say."""
        if settings != self._settings:
            self._settings = settings
            self._look.set_up(settings.ground, settings.colour_names)
            self._write()

    def _write(self) -> None:
        typography = Typography.of(self._settings)
        names = {colour: self._look.title(colour) for colour in Colour}
        sample = self.tr(
            "This is how your texts look. Words that you mark as {important} or {question}, as"
            " {evidence} or {disagree}, look like this. The two of them spoke again that evening,"
            " for longer than either had expected to, and neither said afterwards what about."
        )
        words, places = _words(sample, names)
        self.text.setPalette(self._look.palette)
        made = typeset(
            [Part(_SECTION, "", 1, parse(paragraph(words)))],
            typography=typography,
            inks=Inks.of(self._look.palette),
            pictures=lambda _section, _span: QImage(),
        )
        self.text.show_text(made, typography)
        marks = [self._mark(made, colour, *place) for colour, place in places.items()]
        self.text.set_marks(_LAYER, marks)

    def _mark(self, made: Typeset, colour: Colour, start: int, end: int) -> TextMark:
        span = made.positions.span(TextRange(_SECTION, start, end))
        assert span is not None
        return TextMark(
            str(colour),
            *span,
            ground=self._look.highlight(colour),
            ink=self._look.ink(colour),
            shape=SHAPES[colour],
        )


def _words(sample: str, names: Mapping[Colour, str]) -> tuple[str, dict[Colour, tuple[int, int]]]:
    """The sample with the names in it, and where each name stands, in code points."""
    words, places = "", {}
    for piece, colour, _spec, _conversion in Formatter().parse(sample):
        words += piece
        if colour is not None:
            name = " ".join(names[Colour(colour)].split())
            places[Colour(colour)] = (len(words), len(words) + len(name))
            words += name
    return words, places
