"""The composition root: the only module that wires everything together, and keeps it alive."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from carrel.domain.errors import (
    CarrelError,
    LibraryDamaged,
    LibraryError,
    LibraryUnavailable,
    NotALibrary,
)
from carrel.domain.ids import MaterialId, SectionId
from carrel.services.desk import Desk, open_desk
from carrel.system.device import device_id
from carrel.system.display import has_display
from carrel.system.logs import logging_to
from carrel.system.paths import Places, default_library, places
from carrel.system.resources import bundled_packs
from carrel.ui.appearance import Appearance
from carrel.ui.bundled_packs import BundledPacks
from carrel.ui.device_settings import DeviceSettings
from carrel.ui.exporting import ExportingPresenter
from carrel.ui.failure_watch import FailureWatch, log_qt_messages
from carrel.ui.focus_frame import FocusFrames
from carrel.ui.importing import ImportingPresenter
from carrel.ui.loading_ahead import LoadingAhead
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import Page, PageContext
from carrel.ui.safekeeping.keeping import KeepingPresenter
from carrel.ui.shell.menus import Menus
from carrel.ui.shell.presenter import PageBuilder, QuestionEditor, ShellPresenter
from carrel.ui.shell.view import MainWindow
from carrel.ui.single_instance import SingleInstance, Wish
from carrel.ui.tasks import TaskRunner
from carrel.ui.theme import Scheme, Theme

if TYPE_CHECKING:
    from carrel.domain.backup_plan import Occasion

SCHEME_VARIABLE = "CARREL_THEME"
"""Overrides the theme for one run: system, light or dark."""

RESCUE = 75
"""What the event loop ends with when the library is to be rescued and opened again."""

_UNSEEN = ("offscreen", "minimal")
"""Platforms of Qt whose windows nobody sees."""


@dataclass(frozen=True, eq=False)
class Program:
    """All that lives while the window is open."""

    desk: Desk
    window: MainWindow
    shell: ShellPresenter
    tasks: TaskRunner
    theme: Theme
    settings: DeviceSettings
    bundled: BundledPacks
    keeping: KeepingPresenter
    importing: ImportingPresenter
    exporting: ExportingPresenter

    def start(self, place: Place) -> None:
        """Show the window at ``place``; what may take its time comes after the first picture."""
        self.window.first_painted.connect(self._go_on)
        self.shell.start(place)
        self.window.show()

    def _go_on(self) -> None:
        gc.enable()
        self.bundled.install()
        self.keeping.back_up_if_due()
        LoadingAhead(self.window).start()

    def receive(self, wish: Wish) -> None:
        """Come forward and show what a later start was asked to."""
        self.window.come_forward()
        if wish.file:
            self.importing.take_in_and_open(Path(wish.file))
        elif wish.place:
            try:
                self.shell.go(place_of(self.desk, wish.place))
            except CarrelError as error:
                self.shell.show_error(error)

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


def take_tour(folder: Path) -> int:
    """Go through the main job on a library that is thrown away; returns the exit code.

    A picture of each step is left in ``folder``, with a page that shows them all. Where there is no
    display the window is drawn in memory.
    """
    from tempfile import TemporaryDirectory

    from carrel.services.pack_installing import PackInstalling
    from carrel.ui.tour import Tour

    if not has_display(sys.platform, os.environ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application()
    with TemporaryDirectory(prefix="carrel-tour-") as place, logging_to(Path(place)):
        log_qt_messages()
        desk = open_desk(Path(place) / "carrel.db", clock=now, new_id=new_id, device="tour")
        PackInstalling(desk).install_bundled(bundled_packs())
        program = build(desk, DeviceSettings(Path(place)), {SCHEME_VARIABLE: Scheme.LIGHT})
        try:
            program.start(Place(PageName.LIBRARY))
            settle = partial(_settle, application, program)
            tour = Tour(program.window, program.shell, program.theme, folder, settle)
            for picture in tour.run():
                sys.stdout.write(f"{picture.path}: {picture.shows}\n")
        except CarrelError as error:
            sys.stderr.write(f"carrel: {error}\n")
            return 1
        finally:
            program.close()
            qInstallMessageHandler(None)
    return 0


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
    keeping = KeepingPresenter(window, context, places())
    importing = ImportingPresenter(window, context, keeping.open_backups)
    exporting = ExportingPresenter(window, context, shell)
    appearance = Appearance(theme, settings)
    builders = page_builders(context, importing, exporting)
    builders[PageName.SETTINGS] = partial(settings_page, context, appearance, shell, keeping)
    shell.add_pages(builders)
    shell.questions = partial(question_editor, window, context)
    bundled = BundledPacks(context, window.activity)
    program = Program(
        desk, window, shell, tasks, theme, settings, bundled, keeping, importing, exporting
    )
    shell.doubt_about_closing = lambda: importing.unfinished
    FocusFrames(window)
    _connect_search(program)
    _connect_schemes(window.menus, appearance)
    if (geometry := settings.geometry) is not None:
        window.restoreGeometry(geometry)
    return program


def question_editor(window: MainWindow, context: PageContext) -> QuestionEditor:
    """What questions are written in; its modules are loaded when the first one is written."""
    from carrel.ui.question_editor.presenter import QuestionEditing

    return QuestionEditing(window, context)


def settings_page(
    context: PageContext, appearance: Appearance, shell: ShellPresenter, keeping: KeepingPresenter
) -> Page:
    """The Settings page, which looks into what surrounds the pages."""
    from carrel.ui.pages.settings.presenter import SettingsPresenter

    return SettingsPresenter(context, appearance, shell, keeping)


def page_builders(
    context: PageContext, importing: ImportingPresenter, exporting: ExportingPresenter
) -> dict[PageName, PageBuilder]:
    """How each page is built when it is first visited; its modules are loaded only then."""

    def library() -> Page:
        from carrel.ui.pages.library.presenter import LibraryPresenter

        return LibraryPresenter(
            context,
            importing.choose_files,
            importing.choose_version,
            exporting.export,
            exporting.save_pack,
        )

    def read() -> Page:
        from carrel.ui.pages.reader.presenter import ReaderPresenter

        return ReaderPresenter(context)

    def topics() -> Page:
        from carrel.ui.pages.topics.presenter import TopicsPresenter

        return TopicsPresenter(context)

    def claims() -> Page:
        from carrel.ui.pages.claims.presenter import ClaimsPresenter

        return ClaimsPresenter(context)

    def notes() -> Page:
        from carrel.ui.pages.notes.presenter import NotesPresenter

        return NotesPresenter(context)

    def quiz() -> Page:
        from carrel.ui.pages.quiz.presenter import QuizPresenter

        return QuizPresenter(context)

    def progress() -> Page:
        from carrel.ui.pages.progress.presenter import ProgressPresenter

        return ProgressPresenter(context)

    return {
        PageName.LIBRARY: library,
        PageName.READ: read,
        PageName.TOPICS: topics,
        PageName.CLAIMS: claims,
        PageName.NOTES: notes,
        PageName.QUIZ: quiz,
        PageName.PROGRESS: progress,
    }


def file_named(target: str) -> Path | None:
    """The file to import that the target of a start names, if it names one."""
    path = Path(target)
    return path.absolute() if target and path.is_file() else None


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
    if application.platformName() in _UNSEEN:
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
    if not has_display(sys.platform, os.environ):
        sys.stderr.write(
            "carrel: There is no display to open a window on; set DISPLAY or use the commands"
            " that `carrel --help` lists.\n"
        )
        return 1
    application = make_application()
    try:
        path = library or default_library(kept)
        instance = SingleInstance(path)
        if not instance.take():
            return _hand_over(instance, path, target)
        try:
            return _open_alone(application, kept, path, target, instance)
        finally:
            instance.release()
    except CarrelError as error:
        tell_start_failure(application, error)
        return 1


def _hand_over(instance: SingleInstance, library: Path, target: str) -> int:
    """Let the window that has the library open do what this start was asked to do."""
    file = file_named(target)
    wish = Wish(place=target) if file is None else Wish(file=str(file))
    if instance.hand_over(wish):
        return 0
    raise LibraryUnavailable(
        "Carrel has {library} open already but does not answer; close that window, then try again.",
        library=library,
    )


def _open_alone(
    application: QApplication, kept: Places, library: Path, target: str, instance: SingleInstance
) -> int:
    """Show the library; a damaged one is rescued first, if the student wants that."""
    message = ""
    while True:
        try:
            code = _show(application, kept, library, target, instance, message)
            reason = ""
        except (LibraryDamaged, NotALibrary) as error:
            if not _can_rescue(application, kept, library, error):
                raise
            code, reason = RESCUE, str(error)
        if code != RESCUE:
            return code
        from carrel.ui.safekeeping.rescue import offer_rescue

        theme = Theme(chosen_scheme(DeviceSettings(kept.config), os.environ))
        found = offer_rescue(library, kept, clock=now, reason=reason)
        theme.deleteLater()
        if not found:
            return 1
        message = found


def _show(
    application: QApplication,
    kept: Places,
    library: Path,
    target: str,
    instance: SingleInstance,
    message: str,
) -> int:
    """Open the library and run until the window is closed; returns the exit code."""
    is_new = not library.exists() or library.stat().st_size == 0
    desk = open_desk(
        library,
        clock=now,
        new_id=new_id,
        device=device_id(kept.device_file, new_id),
        keep_copy=partial(_keep_copy, library, kept),
    )
    try:
        file = file_named(target)
        place = place_of(desk, "" if file else target)
        program = build(desk, DeviceSettings(kept.config), os.environ)
        program.shell.rescue = lambda: application.exit(RESCUE)
        instance.wished.connect(program.receive)
        program.window.first_painted.connect(instance.listen)
        if file is not None:
            program.window.first_painted.connect(lambda: program.importing.take_in_and_open(file))
        return _run(application, program, place, message, is_new=is_new)
    finally:
        desk.database.close()


def _run(
    application: QApplication, program: Program, place: Place, message: str, *, is_new: bool
) -> int:
    watch = FailureWatch(program.shell.show_error)
    watch.install()
    log_qt_messages()
    try:
        program.start(place)
        if message:
            program.shell.show_message(message)
        elif is_new:
            program.keeping.mention_old_backups()
        return application.exec()
    finally:
        watch.remove()
        program.close()


def _settle(application: QApplication, program: Program) -> None:
    """Wait until nothing is left to do in the background and everything is painted."""
    for _ in range(3):
        application.processEvents()
    while program.tasks.is_busy:
        application.processEvents()
    application.processEvents()


def _can_rescue(
    application: QApplication, kept: Places, library: Path, error: LibraryError
) -> bool:
    """Whether to offer a rescue; a file that is something else only where it once was a library."""
    if application.platformName() in _UNSEEN:
        return False
    from carrel.services.safekeeping import safekeeping_of

    return isinstance(error, LibraryDamaged) or bool(
        library.is_file() and safekeeping_of(library, kept, clock=now).backups()
    )


def _keep_copy(library: Path, kept: Places, occasion: Occasion) -> None:
    from carrel.services.safekeeping import safekeeping_of

    safekeeping_of(library, kept, clock=now).back_up(occasion)


def _connect_schemes(menus: Menus, appearance: Appearance) -> None:
    def show() -> None:
        menus.schemes[appearance.scheme].setChecked(True)

    for scheme, action in menus.schemes.items():
        action.triggered.connect(lambda _checked, chosen=scheme: appearance.choose(chosen))
    appearance.changed.connect(show)
    show()


def _connect_search(program: Program) -> None:
    kept = []

    def build_search() -> None:
        from carrel.ui.shell.palette import Palette
        from carrel.ui.shell.search_popup import SearchPopup
        from carrel.ui.shell.search_presenter import SearchPresenter

        popup = SearchPopup(program.window.search_field, program.window)
        palette = Palette(program.shell, program.window.menus, program.desk)
        kept.append(SearchPresenter(popup, program.desk, program.shell, palette, program.tasks))

    program.window.search_field.first_entered.connect(build_search)
