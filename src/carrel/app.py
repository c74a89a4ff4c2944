"""The composition root: the only module that wires everything together, and keeps it alive."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from carrel.domain.errors import CarrelError
from carrel.domain.ids import MaterialId, SectionId
from carrel.services.desk import Desk, open_desk
from carrel.system.device import device_id
from carrel.system.logs import logging_to
from carrel.system.paths import Places, default_library, places
from carrel.ui.bundled_packs import BundledPacks
from carrel.ui.device_settings import DeviceSettings
from carrel.ui.errors import FailureWatch, log_qt_messages
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import Page, PageContext
from carrel.ui.shell.presenter import PageBuilder, ShellPresenter
from carrel.ui.shell.search_popup import SearchPopup
from carrel.ui.shell.search_presenter import SearchPresenter
from carrel.ui.shell.view import MainWindow
from carrel.ui.tasks import TaskRunner
from carrel.ui.theme import Scheme, Theme

SCHEME_VARIABLE = "CARREL_THEME"
"""Overrides the theme for one run: system, light or dark."""


@dataclass(frozen=True)
class Program:
    """All that lives while the window is open."""

    desk: Desk
    window: MainWindow
    shell: ShellPresenter
    tasks: TaskRunner
    theme: Theme
    settings: DeviceSettings
    search: SearchPresenter
    bundled: BundledPacks

    def start(self, place: Place) -> None:
        """Show the window at ``place``; what may take its time comes after the first picture."""
        self.shell.start(place)
        self.window.show()
        QTimer.singleShot(0, self.window, self._go_on)

    def _go_on(self) -> None:
        gc.enable()
        self.bundled.install()

    def close(self) -> None:
        """Let go of everything; the window has been closed or is closed now."""
        self.settings.geometry = self.window.saveGeometry()
        self.settings.save()
        self.tasks.close()
        self.shell.close()
        self.window.allow_closing()
        self.window.close()
        self.window.deleteLater()
        self.desk.database.close()


def open_window(library: Path | None = None, target: str = "") -> int:
    """Show the window and run until it is closed; returns the exit code.

    ``library`` is the library file, the user's own if None. ``target`` is what to open first: a
    file to import, ``MATERIAL`` or ``MATERIAL/SECTION``; empty for the Library page.
    """
    kept = places()
    with logging_to(kept.log_folder):
        return _open(kept, library, target)


def make_application() -> QApplication:
    """The Qt application, with its name and style."""
    # As an option: setStyle() returns a style, and PySide loads all classes of styles for that.
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName("carrel")
    application.setApplicationDisplayName("Carrel")
    application.setDesktopFileName("carrel")
    return application


def build(desk: Desk, settings: DeviceSettings, environment: Mapping[str, str]) -> Program:
    """Wire the program together on an open library; nothing is shown yet."""
    theme = Theme(chosen_scheme(settings, environment))
    window = MainWindow(theme)
    shell = ShellPresenter(window, desk)
    tasks = TaskRunner(window)
    context = PageContext(desk, shell, tasks, theme)
    shell.add_pages(page_builders(context))
    search = SearchPresenter(SearchPopup(window.search_field, window), desk, shell)
    bundled = BundledPacks(context, window.activity)
    program = Program(desk, window, shell, tasks, theme, settings, search, bundled)
    _connect_schemes(program)
    if (geometry := settings.geometry) is not None:
        window.restoreGeometry(geometry)
    return program


def page_builders(context: PageContext) -> dict[PageName, PageBuilder]:
    """How each page is built when it is first visited; its modules are loaded only then."""

    def library() -> Page:
        from carrel.ui.pages.library.presenter import LibraryPresenter

        return LibraryPresenter(context)

    def read() -> Page:
        from carrel.ui.pages.reader.presenter import ReaderPresenter

        return ReaderPresenter(context)

    def topics() -> Page:
        from carrel.ui.pages.topics.presenter import TopicsPresenter

        return TopicsPresenter(context)

    return {PageName.LIBRARY: library, PageName.READ: read, PageName.TOPICS: topics}


def place_of(desk: Desk, target: str) -> Place:
    """Where ``MATERIAL`` or ``MATERIAL/SECTION`` leads; raises NotFound if there is no such."""
    if not target:
        return Place(PageName.LIBRARY)
    from carrel.services.reading import Reading

    reading = Reading(desk)
    material, _, section = target.partition("/")
    if not section:
        return Place(PageName.READ, material=reading.material(MaterialId(material)).id)
    reading.chapter(SectionId(target))
    return Place(PageName.READ, section=SectionId(target))


def chosen_scheme(settings: DeviceSettings, environment: Mapping[str, str]) -> Scheme:
    """The theme that the environment or else the settings ask for."""
    wanted = environment.get(SCHEME_VARIABLE, "")
    return Scheme(wanted) if wanted in set(Scheme) else settings.scheme


def tell_start_failure(application: QApplication, error: CarrelError) -> None:
    """Say why the program cannot start: on stderr, and in a window where one can be seen."""
    sys.stderr.write(f"carrel: {error}\n")
    if application.platformName() in ("offscreen", "minimal"):
        return
    from carrel.ui.dialogs import tell

    tell(str(error))


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the clock enters here


def new_id() -> str:
    """A name that nothing else has."""
    import uuid

    return str(uuid.uuid4())


def _open(kept: Places, library: Path | None, target: str) -> int:
    application = make_application()
    try:
        desk = open_desk(
            library or default_library(kept),
            clock=now,
            new_id=new_id,
            device=device_id(kept.device_file, new_id),
        )
        try:
            return _run(application, desk, kept, place_of(desk, target))
        finally:
            desk.database.close()
    except CarrelError as error:
        tell_start_failure(application, error)
        return 1


def _run(application: QApplication, desk: Desk, kept: Places, place: Place) -> int:
    program = build(desk, DeviceSettings(kept.config), os.environ)
    watch = FailureWatch(program.shell.show_error)
    watch.install()
    log_qt_messages()
    try:
        program.start(place)
        return application.exec()
    finally:
        watch.remove()
        program.close()


def _connect_schemes(program: Program) -> None:
    def choose(scheme: Scheme) -> None:
        program.theme.set_scheme(scheme)
        program.settings.scheme = scheme

    for scheme, action in program.window.menus.schemes.items():
        action.setChecked(scheme is program.theme.scheme)
        action.triggered.connect(lambda _checked, chosen=scheme: choose(chosen))
