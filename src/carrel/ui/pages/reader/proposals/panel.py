"""The tray's widgets: what waits on the page, how far one has come, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from carrel.domain.proposals.proposal import ProposalKind
from carrel.ui.pages.reader.proposals.actions import TrayActions
from carrel.ui.pages.reader.proposals.rows import ProposalsList
from carrel.ui.pages.reader.proposals.words import kind_title
from carrel.ui.shortcuts import shown
from carrel.ui.widgets.buttons import PrimaryButton, icon_button
from carrel.ui.widgets.flow import Flow
from carrel.ui.widgets.labels import heading, muted, strong
from carrel.ui.widgets.progress_line import ProgressLine

_LEAST_WIDTH = 280
_LINES_WITH_NOTICE = 30
"""Lines of text that the tray is high from which on it says where proposals come from."""


class ProposalPanel(QWidget):
    """Stands beside the text."""

    kind_chosen = Signal(object)
    """The kind to list alone, or None for all."""

    asked = Signal()
    """The button of what is shown in place of a list was pressed."""

    stopped = Signal()
    closed = Signal()

    def __init__(self, actions: TrayActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proposalTray")
        self.setMinimumWidth(_LEAST_WIDTH)
        self._actions = actions
        self.list = ProposalsList()
        self.notice = muted(
            self.tr(
                "Found by rules, on this computer. Rules can be wrong: nothing counts as yours"
                " before you accept it."
            )
        )
        self.filters: dict[ProposalKind | None, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.told = muted()
        self.told.setObjectName("proposalsDecided")
        self.line = ProgressLine()
        self.running = _Running()
        self.running.stop.clicked.connect(self.stopped)
        self.partial = _Partial()
        self.instead = _Instead()
        self.instead.button.clicked.connect(self.asked)
        self.accept = PrimaryButton()
        self.edit = QPushButton()
        self.reject = QPushButton()
        self._more = icon_button("more", self.tr("More that can be done with proposals"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.instead)
        self._build()
        for button, action in self._buttons():
            button.clicked.connect(action.trigger)
            action.changed.connect(self._show_buttons)
        self.list.selectionModel().selectionChanged.connect(self._show_buttons)
        self.list.selectionModel().currentChanged.connect(self._show_buttons)
        self.list.rows.modelReset.connect(self._show_buttons)
        self._show_buttons()
        self.hide()

    def show_counts(self, counts: Mapping[ProposalKind | None, int]) -> None:
        """Say how many of each kind wait on the page; None stands for all of them."""
        for kind, button in self.filters.items():
            title = self.tr("All") if kind is None else kind_title(kind)
            button.setText(
                self.tr("{title} {count}").format(title=title, count=counts.get(kind, 0))
            )

    def show_decided(self, sentence: str, share: float) -> None:
        """Say how many are decided here and in all; hidden without a sentence."""
        self.told.setText(sentence)
        self.line.set_share(share)
        self.line.setAccessibleName(sentence)
        for widget in (self.told, self.line):
            widget.setVisible(bool(sentence))

    def show_list(self) -> None:
        """Show the proposals."""
        self._pages.setCurrentWidget(self.list)
        self._show_buttons()

    def show_instead(self, title: str, text: str, button: str = "") -> None:
        """Say why nothing is listed, and offer to do something about it."""
        self.instead.show_words(title, text, button)
        self._pages.setCurrentWidget(self.instead)
        self._show_buttons()

    @property
    def is_listing(self) -> bool:
        """Whether proposals are shown, not words in place of them."""
        return self._pages.currentWidget() is self.list

    def take_focus(self) -> None:
        """Let the keyboard work here."""
        (self.list if self.is_listing else self.instead.button).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the proposals where there is little."""
        super().resizeEvent(event)
        lines = self.height() / self.fontMetrics().lineSpacing()
        self.notice.setVisible(lines >= _LINES_WITH_NOTICE)

    def _build(self) -> None:
        close = icon_button("close", self.tr("Close the tray"))
        close.setObjectName("closeProposals")
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        title = heading(self.tr("Proposals"))
        self._fill_more()
        top.addWidget(title, 1)
        top.addWidget(self._more)
        top.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 10, 10)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self._filter_row())
        column.addWidget(self.running)
        column.addWidget(self.partial)
        column.addWidget(self._pages, 1)
        column.addWidget(self.told)
        column.addWidget(self.line)
        column.addWidget(self._button_row())

    def _filter_row(self) -> QWidget:
        row = _flowing()
        flow = Flow(row, gap=4)
        for kind in (None, *ProposalKind):
            button = QPushButton()
            button.setCheckable(True)
            button.setObjectName(f"listProposals_{kind or 'all'}")
            button.clicked.connect(lambda _=False, kind=kind: self.kind_chosen.emit(kind))
            self._group.addButton(button)
            self.filters[kind] = button
            flow.addWidget(button)
        self.filters[None].setChecked(True)
        self.show_counts({})
        return row

    def _button_row(self) -> QWidget:
        self.accept.setObjectName("acceptProposal")
        self.edit.setObjectName("editProposal")
        self.reject.setObjectName("rejectProposal")
        row = _flowing()
        flow = Flow(row, gap=6)
        for button in (self.accept, self.edit, self.reject):
            flow.addWidget(button)
        return row

    def _fill_more(self) -> None:
        self._more.setObjectName("moreOfProposals")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._more)
        menu.addActions(
            [
                self._actions.choose,
                self._actions.take_back,
                *self._actions.of_several,
                self._actions.next_section,
                self._actions.search,
            ]
        )
        self._more.setMenu(menu)

    def _buttons(self) -> tuple[tuple[QPushButton, QAction], ...]:
        actions = self._actions
        return (
            (self.accept, actions.accept),
            (self.edit, actions.edit),
            (self.reject, actions.reject),
        )

    def _show_buttons(self) -> None:
        """Say on each button what it would do now, and by which key."""
        count = len(self.list.chosen)
        is_one = not self.list.is_collecting
        words = {
            self.accept: self.tr("Accept") if is_one else self.tr("Accept {n} chosen"),
            self.edit: self.tr("Change…"),
            self.reject: self.tr("Reject") if is_one else self.tr("Reject {n} chosen"),
        }
        for button, action in self._buttons():
            keys = shown(action.shortcuts())
            text = words[button].format(n=count)
            button.setText(f"{text}  {keys}" if keys else text)
            button.setAccessibleName(text)
            button.setEnabled(action.isEnabled())
        self.edit.setEnabled(self._actions.edit.isEnabled() and is_one)
        for shown_button in words:
            shown_button.setVisible(self.is_listing)


class _Running(QWidget):
    """How far the rules have come, while they go through the text."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proposalsRunning")
        self._text = muted()
        self._line = ProgressLine()
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setObjectName("stopProposing")
        row = QHBoxLayout()
        row.addWidget(self._line, 1)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._text)
        column.addLayout(row)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now."""
        return self._text.text()

    def show_share(self, share: float) -> None:
        """Say which part of the text has been gone through."""
        words = self.tr("Going through the text: {percent} %").format(percent=round(share * 100))
        self._text.setText(words)
        self._line.set_share(share)
        self._line.setAccessibleName(words)


class _Partial(QWidget):
    """That a part of the text has not been gone through, and a button that goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("proposalsPartial")
        self.button = QPushButton(self.tr("Go on"))
        self.button.setObjectName("goOnProposing")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(muted(self.tr("Not all of the text has been gone through.")), 1)
        row.addWidget(self.button)
        self.hide()


class _Instead(QWidget):
    """Why nothing is listed, and what to do about it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("noProposals")
        self._title = strong()
        self._text = muted()
        self.button = PrimaryButton()
        self.button.setObjectName("proposeHere")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addWidget(self.button)
        column.addStretch(1)

    @property
    def text(self) -> str:
        """What is said now."""
        return f"{self._title.text()}. {self._text.text()}"

    def show_words(self, title: str, text: str, button: str) -> None:
        """Show these; without a word on the button there is none."""
        self._title.setText(title)
        self._text.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))


def _flowing() -> QWidget:
    widget = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
    return widget
