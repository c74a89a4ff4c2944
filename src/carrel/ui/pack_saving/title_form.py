"""The title page of a pack: what it is called, whose it is, and who may use it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.ids import MaterialId
from carrel.domain.pack_saving import PackDetails
from carrel.ui.icons import icon
from carrel.ui.pack_saving.licence_field import LicenceField
from carrel.ui.widgets.labels import body, muted
from carrel.ui.widgets.language_box import LanguageBox

_MOST_EDITIONS = 9999
_SIGN_SIZE = 18


class TitleForm(QWidget):
    """Shows the details of a pack to be written on; ``changed`` with each change."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLineEdit()
        self.authors = _lines(2)
        self.language = LanguageBox()
        self.licence = LicenceField()
        self.edition = QSpinBox()
        self.source = QLineEdit()
        self.description = _lines(2)
        self.name = QLineEdit()
        self._doubt = body()
        self._doubt_row = _warning(self._doubt)
        self._about_edition = muted()
        self._build()

    @property
    def details(self) -> PackDetails:
        """What is written now."""
        return PackDetails(
            name=MaterialId(self.name.text().strip()),
            title=self.title.text(),
            authors=tuple(self.authors.toPlainText().splitlines()),
            language=self.language.tag,
            licence=self.licence.licence,
            source=self.source.text(),
            description=self.description.toPlainText(),
            edition=self.edition.value(),
        )

    def show_details(self, details: PackDetails, *, saved: int) -> None:
        """Show what is suggested; ``saved`` is the edition saved last, 0 for none."""
        self.title.setText(details.title)
        self.authors.setPlainText("\n".join(details.authors))
        self.language.show_tag(details.language)
        self.licence.show_licence(details.licence)
        self.edition.setValue(details.edition)
        self.source.setText(details.source)
        self.description.setPlainText(details.description)
        self.name.setText(details.name)
        for line in (self.title, self.source, self.name):
            line.setCursorPosition(0)
        if saved:
            told = self.tr("Edition {number} was saved last; a higher one replaces it elsewhere.")
            self._about_edition.setText(told.format(number=saved))
        else:
            self._about_edition.setText(self.tr("Higher editions take the place of lower ones."))

    def show_doubt(self, text: str) -> None:
        """Warn of what the text's own licence says; nothing if it allows what was chosen."""
        self._doubt.setText(text)
        self._doubt_row.setVisible(bool(text))

    def _build(self) -> None:
        self.edition.setRange(1, _MOST_EDITIONS)
        self.edition.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._doubt.setObjectName("packDoubt")
        self._doubt_row.hide()
        about_name = muted(
            self.tr("Libraries know the pack by this name; it should not change between editions.")
        )
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setVerticalSpacing(10)
        rows: tuple[tuple[str, str, QWidget, QWidget | None], ...] = (
            ("packTitle", self.tr("Title"), self.title, None),
            ("packAuthors", self.tr("Authors, one a line"), self.authors, None),
            ("packLanguage", self.tr("Language"), self.language, None),
            ("packLicenceField", self.tr("Licence"), self.licence, self._doubt_row),
            ("packEdition", self.tr("Edition"), self.edition, self._about_edition),
            ("packSource", self.tr("Source of the text"), self.source, None),
            ("packDescription", self.tr("In a few words"), self.description, None),
            ("packName", self.tr("Name of the pack"), self.name, about_name),
        )
        for name, text, field, below in rows:
            field.setObjectName(name)
            field.setAccessibleName(text)
            form.addRow(text, field if below is None else _with_words(field, below))
        # Where these two are written in is a widget of its own.
        for box in (self.language, self.edition):
            if (line := box.lineEdit()) is not None:
                line.setAccessibleName(box.accessibleName())
        self._connect()

    def _connect(self) -> None:
        for line in (self.title, self.source, self.name):
            line.textChanged.connect(self.changed)
        for field in (self.authors, self.description):
            field.textChanged.connect(self.changed)
        self.language.currentTextChanged.connect(self.changed)
        self.licence.changed.connect(self.changed)
        self.edition.valueChanged.connect(self.changed)


def _lines(count: int) -> QPlainTextEdit:
    """A field for a few lines, which Tab leaves."""
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(count * field.fontMetrics().lineSpacing() + 16)
    return field


def _with_words(field: QWidget, words: QWidget) -> QWidget:
    """A field with words below it that belong to it."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(field)
    column.addWidget(words)
    return both


def _warning(words: QLabel) -> QWidget:
    """Words beside the sign of a warning."""
    sign = QLabel()
    sign.setPixmap(icon("warning").pixmap(_SIGN_SIZE, _SIGN_SIZE))
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 2, 0, 0)
    row.setSpacing(8)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return both
