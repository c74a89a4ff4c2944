"""The window in which a material's title, authors, language, source, licence and cover change."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.materials import TitlePage
from carrel.ui.dialogs import choose_files
from carrel.ui.pages.library.covers import picture_patterns
from carrel.ui.pages.library.material_card import size_words
from carrel.ui.widgets.buttons import PrimaryButton
from carrel.ui.widgets.labels import muted
from carrel.ui.widgets.language_box import LanguageBox

COVER_SIZE = QSize(150, 210)


class DetailsDialog(QDialog):
    """Shows a title page to be written on. ``own`` is what the document itself has.

    Save leaves as ``save_requested`` with a :class:`TitlePage`. What is done with the cover takes
    effect at once: ``cover_chosen`` with a path, ``own_cover_requested``, ``no_cover_requested``.
    """

    save_requested = Signal(object)
    cover_chosen = Signal(object)
    own_cover_requested = Signal()
    no_cover_requested = Signal()

    def __init__(self, page: TitlePage, own: TitlePage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("materialDetails")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Details of “{title}”").format(title=page.title))
        self.setMinimumWidth(640)
        self._own = own
        self.title = QLineEdit()
        self.authors = _field_of_lines(3)
        self.language = LanguageBox()
        self.source = _field_of_lines(3)
        self.licence = QLineEdit()
        self._cover = QLabel()
        self._space = muted()
        self._problem = QLabel()
        self._problem.setObjectName("detailsProblem")
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._build(has_own=own != page)
        self._show(page)
        self.title.setFocus()

    @property
    def page(self) -> TitlePage:
        """What is written now."""
        return TitlePage(
            title=self.title.text(),
            authors=tuple(self.authors.toPlainText().splitlines()),
            language=self.language.tag,
            source=" ".join(self.source.toPlainText().split()),
            licence=self.licence.text(),
        )

    def show_cover(self, cover: QPixmap | None, *, is_chosen: bool) -> None:
        """Show the cover; ``is_chosen`` if the student has chosen another than the document's."""
        if cover is None:
            self._cover.setText(self.tr("No cover"))
        else:
            self._cover.setPixmap(cover)
        self.own_cover.setVisible(is_chosen)
        self.no_cover.setVisible(cover is not None)

    def show_space(self, size: int) -> None:
        """Say how many bytes the material takes."""
        text = self.tr("Takes {size} in the library.")
        self._space.setText(text.format(size=size_words(size)))

    def show_problem(self, text: str) -> None:
        """Say what cannot be done, in the window itself."""
        self._problem.setText(text)
        self._problem.show()

    def _show(self, page: TitlePage) -> None:
        self.title.setText(page.title)
        self.title.setCursorPosition(0)
        self.authors.setPlainText("\n".join(page.authors))
        self.language.show_tag(page.language)
        self.source.setPlainText(page.source)
        self.licence.setText(page.licence)

    def _build(self, *, has_own: bool) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setVerticalSpacing(10)
        for text, field in (
            (self.tr("Title"), self.title),
            (self.tr("Authors, one a line"), self.authors),
            (self.tr("Language"), self.language),
            (self.tr("Source"), self.source),
            (self.tr("Licence"), self.licence),
        ):
            field.setAccessibleName(text)
            form.addRow(text, field)
        top = QHBoxLayout()
        top.setSpacing(20)
        top.addLayout(self._cover_column())
        top.addLayout(form, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._space)
        column.addWidget(self._problem)
        column.addSpacing(4)
        column.addWidget(self._buttons(has_own=has_own))

    def _cover_column(self) -> QVBoxLayout:
        self._cover.setFixedSize(COVER_SIZE)
        self._cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cover.setFrameShape(QLabel.Shape.StyledPanel)
        self._cover.setAccessibleName(self.tr("Cover"))
        choose = QPushButton(self.tr("Choose a picture …"))
        choose.setObjectName("chooseCover")
        choose.clicked.connect(self._choose_cover)
        self.own_cover = QPushButton(self.tr("The document’s own"))
        self.own_cover.clicked.connect(self.own_cover_requested)
        self.no_cover = QPushButton(self.tr("No cover"))
        self.no_cover.clicked.connect(self.no_cover_requested)
        column = QVBoxLayout()
        column.setSpacing(8)
        for widget in (self._cover, choose, self.own_cover, self.no_cover):
            column.addWidget(widget)
        column.addStretch(1)
        return column

    def _buttons(self, *, has_own: bool) -> QDialogButtonBox:
        box = QDialogButtonBox()
        save = PrimaryButton(self.tr("Save"))
        save.setObjectName("detailsSave")
        save.setDefault(True)
        box.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(QDialogButtonBox.StandardButton.Cancel)
        if has_own:
            restore = box.addButton(
                self.tr("As in the document"), QDialogButtonBox.ButtonRole.ResetRole
            )
            restore.setObjectName("detailsRestore")
            restore.clicked.connect(lambda: self._show(self._own))
        box.accepted.connect(lambda: self.save_requested.emit(self.page))
        box.rejected.connect(self.reject)
        return box

    def _choose_cover(self) -> None:
        def chosen(paths: list[Path]) -> None:
            self.cover_chosen.emit(paths[0])

        patterns = " ".join(picture_patterns())
        filters = [self.tr("Pictures ({patterns})").format(patterns=patterns)]
        choose_files(self, self.tr("Choose a cover"), filters, chosen)


def _field_of_lines(count: int) -> QPlainTextEdit:
    """A field for a few lines, which Tab leaves."""
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(count * field.fontMetrics().lineSpacing() + 16)
    return field
