"""The line above a page that says where the student is and leads back up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from carrel.ui.icons import icon
from carrel.ui.navigator import Crumb, Place
from carrel.ui.widgets.buttons import LinkButton

_LEAST_WIDTH = 80
_ARROW_SIDE = 12


class Breadcrumb(QWidget):
    """Steps from the page down to what it shows. Where room is short the last step is elided."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breadcrumb")
        self.setAccessibleName(self.tr("Where you are"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._crumbs: tuple[Crumb, ...] = ()
        self._links: list[_CrumbLink] = []
        """The steps that are links: the first ones of the row, up to one that is not."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def texts(self) -> list[str]:
        """What the steps say in full, outermost first."""
        return [crumb.text for crumb in self._crumbs]

    def show_crumbs(self, crumbs: Sequence[Crumb]) -> None:
        """Show these steps."""
        if tuple(crumbs) != self._crumbs:
            self._crumbs = tuple(crumbs)
            self._fill()

    def minimumSizeHint(self) -> QSize:
        """The steps give way to everything else in the line."""
        return QSize(_LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the steps into the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fill()

    def _fill(self) -> None:
        """Say the steps; the links that are there are used again: most often one word changes."""
        wanted = list(zip(self._crumbs, self._fitting(), strict=True))
        kept = 0
        for link, (crumb, text) in zip(self._links, wanted, strict=False):
            if crumb.place is None:
                break
            link.show_crumb(crumb, text)
            kept += 1
        self._drop_after(2 * kept - 1 if kept else 0)
        del self._links[kept:]
        for index, (crumb, text) in enumerate(wanted[kept:], start=kept):
            if index:
                self._row.addWidget(self._arrow())
            step = self._step(crumb, text)
            self._row.addWidget(step)
            if isinstance(step, _CrumbLink) and len(self._links) == index:
                self._links.append(step)
        self._row.addStretch(1)

    def _drop_after(self, count: int) -> None:
        """Take away all but the first ``count`` widgets of the row, and what stretches it."""
        while (entry := self._row.takeAt(count)) is not None:
            if (widget := entry.widget()) is not None:
                # Not deleted at once: the click that led here may come from it.
                widget.hide()
                widget.deleteLater()

    def _step(self, crumb: Crumb, text: str) -> QWidget:
        if crumb.place is None:
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setContentsMargins(4, 0, 4, 0)
            label.setToolTip(crumb.text if text != crumb.text else "")
            return label
        link = _CrumbLink(self.chosen)
        link.show_crumb(crumb, text)
        return link

    def _arrow(self) -> QLabel:
        arrow = QLabel()
        shape = icon("forward", QPalette.ColorRole.PlaceholderText)
        arrow.setPixmap(shape.pixmap(QSize(_ARROW_SIDE, _ARROW_SIDE), self.devicePixelRatioF()))
        return arrow

    def _fitting(self) -> list[str]:
        """The words of each step, cut short from the longest on until all fit."""
        metrics = self.fontMetrics()
        texts = [crumb.text for crumb in self._crumbs]
        room = self.width() - len(texts) * (_ARROW_SIDE + 20)
        widths = [metrics.horizontalAdvance(text) for text in texts]
        while sum(widths) > room and max(widths, default=0) > _LEAST_WIDTH:
            longest = widths.index(max(widths))
            over = sum(widths) - room
            widths[longest] = max(_LEAST_WIDTH, widths[longest] - over)
        return [
            metrics.elidedText(text, Qt.TextElideMode.ElideRight, width + 1)
            for text, width in zip(texts, widths, strict=True)
        ]


class _CrumbLink(LinkButton):
    """A step that leads to its place."""

    def __init__(self, chosen: SignalInstance) -> None:
        super().__init__()
        self._place: Place | None = None
        self.clicked.connect(lambda: chosen.emit(self._place))

    def show_crumb(self, crumb: Crumb, text: str) -> None:
        """Say ``text``, which is all of the step or what there is room for."""
        self._place = crumb.place
        told = text.replace("&", "&&")
        if told != self.text():
            self.setText(told)
        self.setAccessibleName(crumb.text)
        self.setToolTip(crumb.text if text != crumb.text else "")
