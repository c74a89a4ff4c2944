"""Decides what the Library page shows and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QPoint, QTimer
from PySide6.QtGui import QAction

from carrel.domain.changes import Change
from carrel.domain.errors import CarrelError
from carrel.domain.ids import CollectionId, MaterialId
from carrel.domain.materials import Collection
from carrel.domain.next_step import NextStep, StepKind
from carrel.domain.settings import ShelfOrder
from carrel.services.collecting import Collecting
from carrel.services.preferences import Preferences
from carrel.services.shelf import Shelf, ShelfEntry
from carrel.services.undo import Undo
from carrel.ui.attempt import UndoableAttempt
from carrel.ui.navigator import Crumb, PageName, Place
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.library.arranging import Group, GroupKind, arranged
from carrel.ui.pages.library.erasing import ErasingPresenter
from carrel.ui.pages.library.material_card import MINUTES_IN_HOURS
from carrel.ui.pages.library.today_presenter import TodayPresenter
from carrel.ui.pages.library.view import LibraryView

_SHOWN_CHANGES = frozenset(
    {Change.MATERIALS, Change.READING, Change.ANNOTATIONS, Change.QUESTIONS, Change.REVIEWS}
)

_FIRST_CARDS = 6
"""As many as a window of the size that Carrel first has shows; a larger one asks for more."""

_MORE_CARDS = 18


class LibraryPresenter:
    """The Library page.

    ``choose_files`` lets the student choose what to import, ``choose_version`` a newer file of a
    material, ``export`` where a material goes; ``save_pack`` makes a study pack of one.
    """

    def __init__(
        self,
        context: PageContext,
        choose_files: Callable[[], None],
        choose_version: Callable[[MaterialId], None],
        export: Callable[[MaterialId], None],
        save_pack: Callable[[MaterialId], None],
    ) -> None:
        self._choose_version = choose_version
        self._context = context
        self._export = export
        self._save_pack = save_pack
        self._shelf = Shelf(context.desk)
        self._collecting = Collecting(context.desk)
        self._preferences = Preferences(context.desk)
        self._attempt = UndoableAttempt(context.navigator, Undo(context.desk))
        self._navigator = context.navigator
        self._kept: tuple[ShelfEntry, ...] = ()
        self._removed_count = 0
        self._collections: tuple[Collection, ...] = ()
        self._arranged: list[ShelfEntry] = []
        self._sizes: Mapping[MaterialId, int] | None = None
        self._count = _FIRST_CARDS
        self._view = LibraryView()
        self._covers: list[ShelfEntry] = []
        self._cover_timer = QTimer(self._view, interval=0)
        self._cover_timer.timeout.connect(self._show_next_cover)
        self._today = TodayPresenter(context, self._view.today)
        self._erasing = ErasingPresenter(self._view, context)
        self._connect(choose_files)
        self._show()

    @property
    def view(self) -> LibraryView:
        """The widget of the page."""
        return self._view

    @property
    def actions(self) -> Mapping[Menu, Sequence[QAction]]:
        """The page adds nothing to the menus."""
        return {}

    def open(self, _place: Place) -> None:
        """There is only one place here."""

    def place(self) -> Place:
        """The page itself."""
        return Place(PageName.LIBRARY)

    def trail(self) -> Sequence[Crumb]:
        """Nothing below the page's name."""
        return ()

    def refresh(self, changed: frozenset[Change]) -> None:
        """Show the shelf anew if something of it has changed."""
        if changed & _SHOWN_CHANGES:
            self._show()
        self._today.refresh(changed)

    def entered(self) -> None:
        """Give the focus to the first card."""
        self._view.focus_first()
        self._today.show_soon()

    def left(self) -> None:
        """Nothing waits to be stored."""
        self._today.stop()

    def _connect(self, choose_files: Callable[[], None]) -> None:
        view = self._view
        view.step_requested.connect(self._take_step)
        view.read_requested.connect(self._navigator.open_material)
        view.quiz_requested.connect(self._start_quiz)
        view.bring_back_requested.connect(self._bring_back)
        view.details_requested.connect(self._open_details)
        view.remove_requested.connect(self._remove)
        view.menu_requested.connect(self._open_menu)
        view.more_requested.connect(self._show_more)
        view.note_action_requested.connect(lambda: view.bar.show_group(self._note()[1]))
        view.import_requested.connect(choose_files)
        view.bar.show_order(self._preferences.settings().shelf_order)
        view.bar.changed.connect(self._arrange)
        view.bar.order_chosen.connect(
            lambda order: self._do(lambda: self._preferences.change(shelf_order=order))
        )
        view.bar.create_requested.connect(lambda: self._name_collection(None))
        view.bar.rename_requested.connect(self._rename_collection)
        view.bar.exam_requested.connect(self._set_exam)
        view.bar.delete_requested.connect(self._delete_collection)

    def _show(self) -> None:
        self._kept = self._shelf.glance()
        self._removed_count = self._shelf.removed_count()
        self._collections = self._collecting.collections()
        archived = sum(entry.is_archived for entry in self._kept)
        counts = {
            GroupKind.ALL: len(self._kept) - archived,
            GroupKind.ARCHIVED: archived,
            GroupKind.REMOVED: self._removed_count,
        }
        self._view.bar.show_groups(self._collections, counts)
        has_bar = len(self._kept) > 1 or bool(archived or self._removed_count or self._collections)
        self._view.show_summary(_summary(self._kept), has_bar=has_bar)
        self._sizes = None
        self._arrange(is_same=True)

    def _arrange(self, *, is_same: bool = False) -> None:
        """Show what is wanted; from the first card on unless the wish is the same."""
        bar = self._view.bar
        if bar.order is ShelfOrder.SIZE and self._sizes is None:
            self._sizes = self._shelf.sizes()
        is_removed = bar.group.kind is GroupKind.REMOVED
        entries = self._shelf.glance(is_removed=True) if is_removed else self._kept
        if bar.order is ShelfOrder.PROGRESS:
            entries = self._shelf.counted(entries)
        self._arranged = arranged(entries, bar.group, bar.text, bar.order, self._sizes)
        if not is_same:
            self._count = _FIRST_CARDS
            self._view.scroll_to_top()
        self._show_cards()

    def _show_more(self) -> None:
        if self._count < len(self._arranged):
            self._count += _MORE_CARDS
            self._show_cards()

    def _show_cards(self) -> None:
        bar = self._view.bar
        shown = self._shelf.counted(self._arranged[: self._count])
        note, _, action_text = self._note()
        self._view.show_note(note, action_text)
        self._view.show_entries(
            shown,
            self._shelf.next_steps(shown),
            self._sizes if bar.order is ShelfOrder.SIZE else None,
            has_entrance=bar.group.kind is GroupKind.ALL and not bar.text.strip(),
        )
        self._covers = [entry for entry in shown if entry.material.cover]
        if self._covers:
            self._cover_timer.start()

    def _show_next_cover(self) -> None:
        """Decoding takes longer than a card: one picture at a time, after the page is shown."""
        if not self._covers:
            self._cover_timer.stop()
            return
        from carrel.services.title_pages import TitlePages
        from carrel.ui.pages.library.covers import cover_pixmap
        from carrel.ui.pages.library.material_card import COVER_SIZE

        material = self._covers.pop(0).material
        asset = TitlePages(self._context.desk).picture(material)
        cover = cover_pixmap(asset, COVER_SIZE, self._view.devicePixelRatioF())
        if cover is not None:
            self._view.show_cover(material.id, cover)

    def _note(self) -> tuple[str, Group, str]:
        """Why nothing is shown, and which materials to show instead; empty where something is."""
        bar = self._view.bar
        everything = _tr("Show all materials")
        if self._arranged:
            return "", Group(), ""
        if bar.text.strip():
            words = _tr("Nothing here has “{text}” in its title or authors.")
            return words.format(text=bar.text.strip()), Group(), everything
        if bar.group.kind is GroupKind.COLLECTION:
            words = _tr("Nothing is in here yet. A material’s menu puts it into a collection.")
            return words, Group(), everything
        if any(entry.is_archived for entry in self._kept):
            archived = Group(GroupKind.ARCHIVED)
            return _tr("All that is here is in the archive."), archived, _tr("Show the archive")
        if self._removed_count:
            words = _tr("What was removed is kept, with your notes and answers in it.")
            return words, Group(GroupKind.REMOVED), _tr("Show what was removed")
        return "", Group(), ""

    def _take_step(self, material: MaterialId, step: NextStep) -> None:
        if step.kind in (StepKind.REFRESH, StepKind.TRY_QUESTIONS):
            self._start_quiz(material)
        else:
            self._navigator.open_material(material)

    def _start_quiz(self, material: MaterialId) -> None:
        # The rules of a quiz take longer to load than this page takes to show.
        from carrel.domain.quiz_session import Scope, ScopeKind

        self._navigator.start_quiz(Scope(ScopeKind.MATERIAL, material))

    def _open_menu(self, entry: ShelfEntry, point: QPoint) -> None:
        from carrel.ui.pages.library.card_menu import CardMenu

        material = entry.material.id
        menu = CardMenu(entry, self._collections, self._view)
        menu.read_requested.connect(lambda: self._navigator.open_material(material))
        menu.quiz_requested.connect(lambda: self._start_quiz(material))
        menu.exam_requested.connect(lambda: self._set_exam(material))
        menu.export_requested.connect(lambda: self._export(material))
        menu.pack_requested.connect(lambda: self._save_pack(material))
        menu.details_requested.connect(lambda: self._open_details(material))
        menu.archive_requested.connect(lambda is_wanted: self._archive(entry, is_wanted=is_wanted))
        menu.new_version_requested.connect(lambda: self._choose_version(material))
        menu.remove_requested.connect(lambda: self._remove(material))
        menu.bring_back_requested.connect(lambda: self._bring_back(material))
        menu.erase_requested.connect(lambda: self._erasing.ask(entry))
        menu.collected.connect(lambda key, is_in: self._collect(material, key, is_in=is_in))
        menu.new_collection_requested.connect(lambda: self._name_collection(material))
        menu.popup(point)

    def _set_exam(self, about: MaterialId | Collection) -> None:
        from carrel.domain.quiz_session import Scope, ScopeKind

        if isinstance(about, Collection):
            self._today.open_exam(Scope(ScopeKind.COLLECTION, about.id))
        else:
            self._today.open_exam(Scope(ScopeKind.MATERIAL, about))

    def _open_details(self, material: MaterialId) -> None:
        from carrel.ui.pages.library.details_presenter import DetailsPresenter

        try:
            DetailsPresenter(self._context, self._view).open(material)
        except CarrelError as error:
            self._navigator.show_error(error)

    def _remove(self, material: MaterialId) -> None:
        self._do(
            lambda: self._shelf.remove(material),
            _tr("The material was removed, with your notes and answers in it."),
        )

    def _bring_back(self, material: MaterialId) -> None:
        self._do(
            lambda: self._shelf.bring_back(material), _tr("The material is in the library again.")
        )

    def _archive(self, entry: ShelfEntry, *, is_wanted: bool) -> None:
        title, material = entry.material.title, entry.material.id
        if is_wanted:
            words = _tr("“{title}” is archived: nothing of it is asked.").format(title=title)
            self._do(lambda: self._shelf.archive(material), words)
        else:
            words = _tr("“{title}” is out of the archive.").format(title=title)
            self._do(lambda: self._shelf.unarchive(material), words)

    def _collect(self, material: MaterialId, collection: CollectionId, *, is_in: bool) -> None:
        if is_in:
            self._do(lambda: self._collecting.put_in(material, collection))
        else:
            self._do(lambda: self._collecting.take_out(material, collection))

    def _name_collection(self, material: MaterialId | None) -> None:
        from carrel.ui.dialogs import ask_for_name

        inside = () if material is None else (material,)
        ask_for_name(
            self._view,
            _tr("New collection"),
            _tr("Name of the collection"),
            accepted=lambda name: self._do(lambda: self._collecting.create(name, inside)),
        )

    def _rename_collection(self, collection: Collection) -> None:
        from carrel.ui.dialogs import ask_for_name

        ask_for_name(
            self._view,
            _tr("Rename collection"),
            _tr("Name of the collection"),
            name=collection.name,
            accepted=lambda name: self._do(lambda: self._collecting.rename(collection.id, name)),
        )

    def _delete_collection(self, collection: Collection) -> None:
        words = _tr("The collection “{name}” was deleted; its materials stay.")
        self._do(lambda: self._collecting.delete(collection.id), words.format(name=collection.name))

    def _do(self, step: Callable[[], object], words: str = "") -> None:
        """Do something; what cannot be done is told, and ``words`` are with a way to undo it."""
        if self._attempt.succeeds(step) and words:
            self._attempt.offer_undo(words)


def _summary(entries: Sequence[ShelfEntry]) -> str:
    if not entries:
        return _tr("Nothing is here yet. Add something to read, and it becomes yours.")
    minutes = sum(entry.minutes_left for entry in entries if not entry.is_archived)
    count = (
        _tr("1 material")
        if len(entries) == 1
        else _tr("{count} materials").format(count=len(entries))
    )
    if minutes >= MINUTES_IN_HOURS:
        left = _tr("{hours} hours of reading left").format(hours=round(minutes / 60))
    elif minutes == 1:
        left = _tr("1 minute of reading left")
    elif minutes:
        left = _tr("{minutes} minutes of reading left").format(minutes=minutes)
    else:
        left = _tr("everything read")
    return f"{count} · {left}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("LibraryPresenter", text)
