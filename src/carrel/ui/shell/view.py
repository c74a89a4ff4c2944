"""The main window: the pages at the left, where the student is above, the page in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QIcon,
    QKeyEvent,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from carrel.system.resources import resource
from carrel.ui.key_meanings import meanings
from carrel.ui.navigator import Crumb, PageName
from carrel.ui.shell.breadcrumb import Breadcrumb
from carrel.ui.shell.menus import Menus
from carrel.ui.shell.navigation import Navigation
from carrel.ui.shell.search_field import COMMAND_SIGN, SearchField
from carrel.ui.theme import Theme
from carrel.ui.widgets.activity_bar import ActivityBar
from carrel.ui.widgets.banner import Banner
from carrel.ui.widgets.buttons import follow_keys, icon_button

DEFAULT_SIZE = QSize(1280, 800)
AFTER_PAINTING_MS = 50
"""So long after its first picture the window begins with what could wait."""

LEAST_SIZE = QSize(720, 480)

_NO_LIMIT = 16_777_215
"""Qt's greatest size of a widget, in pixels."""


class MainWindow(QMainWindow):
    """The widgets of the window. It decides nothing: what is chosen leaves as a signal."""

    page_requested = Signal(object)
    place_requested = Signal(object)
    files_dropped = Signal(list)
    close_requested = Signal()
    full_screen_changed = Signal(bool)
    first_painted = Signal()
    """The student sees the window: what the first picture did not need can be loaded now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Carrel")
        self.setWindowIcon(QIcon(str(resource("carrel.svg"))))
        self.setMinimumSize(LEAST_SIZE)
        self.resize(DEFAULT_SIZE)
        self.setAcceptDrops(True)
        self._may_close = False
        self._was_painted = False
        self.menus = Menus(self.menuBar())
        self.navigation = Navigation()
        self.breadcrumb = Breadcrumb()
        self.search_field = SearchField()
        self.banner = Banner(theme)
        self.activity = ActivityBar()
        self._stack = QStackedWidget()
        self._saved = QLabel()
        self._page_count = 0
        self._frame: tuple[QWidget, ...] = ()
        self._build()
        self._connect()

    def add_page(self, name: PageName, title: str) -> None:
        """Add a page to the navigation and to the Go menu; settings go to the ends of others."""
        if name is PageName.SETTINGS:
            action = self.menus.settings
            action.setText(title)
        else:
            self._page_count += 1
            action = self.menus.add_page(name, title, f"Ctrl+{self._page_count}")
        button = self.navigation.add_page(name, title, is_last=name is PageName.SETTINGS)
        follow_keys(button, title, action)
        action.triggered.connect(lambda: self.page_requested.emit(name))

    def take_in(self, page: QWidget) -> None:
        """Make a page part of the window, behind the others."""
        self._stack.addWidget(page)

    def show_page(self, name: PageName, page: QWidget) -> None:
        """Bring a page to the front."""
        self._stack.setCurrentWidget(page)
        self.navigation.show_page(name)

    def show_trail(self, crumbs: Sequence[Crumb]) -> None:
        """Show where the student is, in the breadcrumb and in the window's title."""
        self.breadcrumb.show_crumbs(crumbs)
        self.setWindowTitle(self.tr("{place} – Carrel").format(place=crumbs[-1].text))

    def show_undo(self, undo: str, redo: str) -> None:
        """Name the steps that can be taken back and done again; empty where there is none."""
        self.menus.undo.setText(self.tr("Undo {step}").format(step=undo).strip())
        self.menus.undo.setEnabled(bool(undo))
        self.menus.redo.setText(self.tr("Redo {step}").format(step=redo).strip())
        self.menus.redo.setEnabled(bool(redo))

    def show_history(self, *, can_go_back: bool, can_go_forward: bool) -> None:
        """Enable the ways back and forward."""
        self.menus.back.setEnabled(can_go_back)
        self.menus.forward.setEnabled(can_go_forward)

    def show_saved(self, text: str, hint: str) -> None:
        """Say below the navigation how things stand with the library."""
        self._saved.setText(text)
        self._saved.setToolTip(hint)

    def come_forward(self) -> None:
        """Be seen: above other windows, not minimised, with the keyboard."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def set_bare(self, *, is_bare: bool) -> None:
        """Hide or show all that is not the page in front."""
        # A menu bar that is hidden would take the keys of its actions with it.
        self.menuBar().setMaximumHeight(0 if is_bare else _NO_LIMIT)
        for widget in self._frame:
            widget.setVisible(not is_bare)

    def set_full_screen(self, *, is_on: bool) -> None:
        """Take the whole screen, or give it back."""
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full if is_on else self.windowState() & ~full)

    def changeEvent(self, event: QEvent) -> None:
        """Tell when the window takes the whole screen or gives it back, whoever wanted it."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self.menus.full_screen.setChecked(self.isFullScreen())
            self.full_screen_changed.emit(self.isFullScreen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing else has taken leaves the full screen; others may mean a digit."""
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.set_full_screen(is_on=False)
        elif not self._take_as_digit(event):
            super().keyPressEvent(event)

    def allow_closing(self) -> None:
        """Close the window now, or at the next request."""
        self._may_close = True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the first picture is complete."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # The parts of the window are painted after the window itself, and it reacts first.
            QTimer.singleShot(AFTER_PAINTING_MS, self, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before the window closes: something may not be stored yet."""
        if not self._may_close:
            self.close_requested.emit()
        event.setAccepted(self._may_close)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged over the window."""
        if _local_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on the files that were dropped."""
        files = _local_files(event)
        event.acceptProposedAction()
        # The drag must end before anything opens: the other program waits for it.
        QTimer.singleShot(0, self, lambda: self.files_dropped.emit(files))

    def _take_as_digit(self, event: QKeyEvent) -> bool:
        """Do what the digit is for that an unwanted key can be meant as; False if nothing is."""
        wanted = set(meanings(event)[1:])
        for action in self.menus.actions if wanted else ():
            is_live = action.shortcutContext() is Qt.ShortcutContext.WindowShortcut
            if is_live and action.isEnabled() and wanted & set(action.shortcuts()):
                action.trigger()
                return True
        return False

    def _build(self) -> None:
        self._saved.setObjectName("savedState")
        self._saved.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._saved.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._saved.setContentsMargins(4, 4, 4, 10)
        side_area = QWidget()
        side = QVBoxLayout(side_area)
        side.setContentsMargins(0, 6, 0, 0)
        side.addWidget(self.navigation, 1)
        side.addWidget(self._saved)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        top_bar, below_it = self._top_bar(), _line(QFrame.Shape.HLine)
        middle.addWidget(top_bar)
        middle.addWidget(below_it)
        middle.addWidget(self.banner)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.activity)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        beside_it = _line(QFrame.Shape.VLine)
        row.addWidget(side_area)
        row.addWidget(beside_it)
        row.addLayout(middle, 1)
        self.setCentralWidget(central)
        self._frame = (side_area, beside_it, top_bar, below_it)

    def _top_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 6, 12, 6)
        row.setSpacing(4)
        for action, name in ((self.menus.back, "back"), (self.menus.forward, "forward")):
            row.addWidget(_action_button(action, name))
        row.addSpacing(6)
        row.addWidget(self.breadcrumb, 1)
        row.addWidget(self.search_field)
        return bar

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.page_requested)
        self.breadcrumb.chosen.connect(self.place_requested)
        self.search_field.follow(self.menus.search)
        self.menus.search.triggered.connect(self._focus_search)
        self.menus.commands.triggered.connect(self._begin_command)
        self.menus.full_screen.setCheckable(True)
        self.menus.full_screen.triggered.connect(lambda is_on: self.set_full_screen(is_on=is_on))
        self.menus.quit.triggered.connect(self.close)

    def _focus_search(self) -> None:
        if not self.search_field.isVisible():
            self.set_full_screen(is_on=False)
            self.set_bare(is_bare=False)
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def _begin_command(self) -> None:
        self._focus_search()
        self.search_field.begin_with(COMMAND_SIGN)


def _action_button(action: object, icon_name: str) -> QToolButton:
    button = icon_button(icon_name, "")
    button.setDefaultAction(action)  # type: ignore[arg-type]
    return button


def _line(shape: QFrame.Shape) -> QFrame:
    line = QFrame()
    line.setFrameShape(shape)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    horizontal = shape is QFrame.Shape.HLine
    if horizontal:
        line.setFixedHeight(1)
    else:
        line.setFixedWidth(1)
    line.setSizePolicy(
        QSizePolicy.Policy.Expanding if horizontal else QSizePolicy.Policy.Fixed,
        QSizePolicy.Policy.Fixed if horizontal else QSizePolicy.Policy.Expanding,
    )
    return line


def _local_files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
