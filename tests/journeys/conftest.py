"""The whole program on a library of its own: started, used as a student does, started again."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from carrel.app import Program, build
from carrel.services.desk import open_desk
from carrel.services.pack_installing import PackInstalling
from carrel.system.resources import bundled_packs
from carrel.ui.device_settings import DeviceSettings
from carrel.ui.navigator import PageName, Place
from carrel.ui.theme import scaled_font
from fakes import FrozenClock

W = TypeVar("W", bound=QWidget)

LIBRARY_PAGE = Place(PageName.LIBRARY)


class Journey:
    """A student's way through the program. ``clock`` is the time that the program sees."""

    def __init__(self, library: Path, config: Path) -> None:
        self.library = library
        self.clock = FrozenClock()
        self._config = config
        self._program: Program | None = None
        self._is_painted = False

    @property
    def program(self) -> Program:
        """The running program."""
        assert self._program is not None, "the program has not been started"
        return self._program

    @property
    def window(self) -> QWidget:
        """The main window."""
        return self.program.window

    def start(self, place: Place = LIBRARY_PAGE, size: QSize | None = None) -> None:
        """Start the program at ``place``; the window is as large as it was left."""
        desk = open_desk(
            self.library, clock=self.clock, new_id=lambda: str(uuid.uuid4()), device="tests"
        )
        self._program = build(desk, DeviceSettings(self._config), {"CARREL_THEME": "light"})
        if size is not None:
            self._program.window.resize(size)
        self._is_painted = False
        self._program.window.first_painted.connect(self._on_first_painted)
        self._program.start(place)
        self.settle()

    def close(self) -> None:
        """Close the window as its cross does; the program ends."""
        if self._program is not None:
            self._program.window.close()
            self._program.close()
            self._program = None

    def restart(self, place: Place = LIBRARY_PAGE) -> None:
        """Close the program and start it again on the same library."""
        self.close()
        self.start(place)

    def kill(self) -> None:
        """End the program as a power cut does: nothing is asked and nothing more is stored."""
        program, self._program = self.program, None
        program.shell.close()
        program.tasks.close()
        program.desk.database.close()
        program.window.allow_closing()
        program.window.deleteLater()

    def import_files(self, *paths: Path) -> None:
        """Have files read, look at what was found in them, and import it as it is."""
        self.program.importing.take_in(paths)
        self.settle()
        self.accept_preview()

    def accept_preview(self) -> None:
        """Import what is looked at, if anything is."""
        for dialog in self.window.findChildren(QDialog, "importPreview"):
            if dialog.isVisible():
                QTest.mouseClick(
                    dialog.findChild(QPushButton, "importButton"), Qt.MouseButton.LeftButton
                )
                self.settle()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is left to do in the background, and everything is laid out."""
        QApplication.processEvents()
        while self.program.tasks.is_busy or not self._is_painted:
            QApplication.processEvents()
        # Layouts within layouts are told of a changed height one after the other.
        for _ in range(5):
            QApplication.processEvents()

    def _on_first_painted(self) -> None:
        self._is_painted = True

    def find(self, kind: type[W], name: str) -> W:
        """The visible widget with this object name."""
        found = [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]
        assert found, f"no visible {kind.__name__} is called {name!r}"
        return found[0]

    @property
    def banner(self) -> str:
        """What the message bar says now; empty while it is hidden."""
        banner = self.program.window.banner
        return banner.text if banner.isVisible() else ""


@pytest.fixture(scope="session")
def bundled_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the material that comes with Carrel and nothing else; copy it."""
    library = tmp_path_factory.mktemp("bundled") / "library.db"
    desk = open_desk(library, clock=FrozenClock(), new_id=lambda: str(uuid.uuid4()))
    PackInstalling(desk).install_bundled(bundled_packs())
    desk.database.close()
    return library


@pytest.fixture
def empty_journey(qapp: QApplication, tmp_path: Path) -> Iterator[Journey]:
    """The program before its first start, with no library yet."""
    yield from _journey(qapp, tmp_path)


@pytest.fixture
def journey(qapp: QApplication, tmp_path: Path, bundled_library: Path) -> Iterator[Journey]:
    """The program, started at its Library page on a library with the bundled material."""
    shutil.copy(bundled_library, tmp_path / "library.db")
    for started in _journey(qapp, tmp_path):
        started.start()
        yield started


@pytest.fixture
def large_letters(qapp: QApplication) -> Iterator[None]:
    """Letters twice as large, as a student with weak eyes sets them in the system."""
    before = qapp.font()
    qapp.setFont(scaled_font(before, 2))
    yield
    qapp.setFont(before)


@pytest.fixture
def seed_article() -> Callable[[Path], Path]:
    """Write a plain-text article with a title, an introduction and five titled sections."""

    def write(folder: Path) -> Path:
        path = folder / "river-towns.txt"
        parts = [f"{title}\n\n{_paragraph(title)}" for title in ARTICLE_TITLES]
        lines = ["River Towns: How They Grew", _paragraph("the introduction"), *parts]
        path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


ARTICLE_TITLES = (
    "Where The First Bridges Stood",
    "What The Markets Sold",
    "Who Kept The Walls",
    "Why The Mills Moved",
    "How The Railway Changed It All",
)


def _paragraph(subject: str) -> str:
    sentence = f"This part of the article, on {subject.lower()}, goes on for a little while. "
    return (sentence * 6).strip()


def _journey(qapp: QApplication, folder: Path) -> Iterator[Journey]:
    qapp.setStyle("Fusion")
    before = qapp.palette(), qapp.styleSheet()
    journey = Journey(folder / "library.db", folder / "config")
    yield journey
    journey.close()
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])
