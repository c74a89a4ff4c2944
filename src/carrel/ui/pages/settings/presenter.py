"""Decides what the Settings page shows, and puts each change in force and into the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction

from carrel.domain.annotations import Colour
from carrel.domain.changes import Change
from carrel.domain.errors import CarrelError
from carrel.domain.settings import COLOUR_PREFIX, Settings
from carrel.services.preferences import Preferences
from carrel.ui.appearance import Appearance
from carrel.ui.navigator import Crumb, PageName, Place
from carrel.ui.page import Menu, PageContext
from carrel.ui.pages.settings.data_presenter import DataPresenter
from carrel.ui.pages.settings.groups import (
    SCHEME,
    colours_group,
    data_group,
    memory_group,
    quiz_group,
    reading_group,
    shortcut_group,
)
from carrel.ui.pages.settings.sample import Sample
from carrel.ui.pages.settings.shortcut_presenter import ShortcutBook, ShortcutPresenter
from carrel.ui.pages.settings.view import SettingsView
from carrel.ui.safekeeping.keeping import KeepingPresenter
from carrel.ui.theme import Scheme
from carrel.ui.widgets.annotation_look import AnnotationLook

_NOT_ROWS = ("colour_names", "shortcuts", "shelf_order")


class SettingsPresenter:
    """The Settings page. ``appearance`` is light or dark, which is no setting of the library;
    ``book`` has the keys of all actions, and ``keeping`` keeps the library safe."""

    def __init__(
        self,
        context: PageContext,
        appearance: Appearance,
        book: ShortcutBook,
        keeping: KeepingPresenter,
    ) -> None:
        self._navigator = context.navigator
        self._preferences = Preferences(context.desk)
        self._appearance = appearance
        self._view = SettingsView()
        look = AnnotationLook(context.theme, self._view)
        self._sample = Sample(context.theme)
        self._view.add_group("reading", reading_group(), foot=self._sample)
        self._view.add_group("colours", colours_group(look))
        self._view.add_group("memory", memory_group())
        self._view.add_group("quiz", quiz_group())
        shortcuts, data = shortcut_group(), data_group(keeping.actions)
        self._view.add_group("shortcuts", shortcuts, fills=True)
        self._view.add_group("data", data)
        self.parts = (
            ShortcutPresenter(shortcuts, book, self._preferences, context.navigator),
            DataPresenter(data, context, keeping),
        )
        self._view.turned.connect(self._navigator.moved)
        self._view.changed.connect(self._change)
        self._view.reset_requested.connect(self._reset)
        appearance.changed.connect(self._show)
        self._show()

    @property
    def view(self) -> SettingsView:
        """The widget of the page."""
        return self._view

    @property
    def actions(self) -> Mapping[Menu, Sequence[QAction]]:
        """The page adds nothing to the menus."""
        return {}

    def open(self, place: Place) -> None:
        """Show a group, or the one that was shown last."""
        if place.group:
            self._view.open_group(place.group)

    def place(self) -> Place:
        """The group that is shown."""
        return Place(PageName.SETTINGS, group=self._view.group)

    def trail(self) -> Sequence[Crumb]:
        """The group that is shown."""
        return (Crumb(self._view.title),)

    def refresh(self, changed: frozenset[Change]) -> None:
        """Show the values anew if some have changed."""
        if Change.SETTINGS in changed:
            self._show()

    def entered(self) -> None:
        """Give the focus to the groups."""
        self._view.focus_first()

    def left(self) -> None:
        """Every change is stored already."""

    def _show(self) -> None:
        settings = self._preferences.settings()
        values = _by_name(settings) | {SCHEME: self._appearance.scheme}
        self._view.show_values(values, _PLAIN)
        self._sample.show_settings(settings)

    def _change(self, name: str, value: object) -> None:
        self._apply({name: value})

    def _reset(self, names: Sequence[str]) -> None:
        self._apply({name: _PLAIN[name] for name in names})

    def _apply(self, values: Mapping[str, object]) -> None:
        """Put values in force; what cannot be stored is told, and what is in force shown again."""
        fields = {name: value for name, value in values.items() if name in _FIELDS}
        colours = {
            Colour(name.removeprefix(COLOUR_PREFIX)): str(value)
            for name, value in values.items()
            if name.startswith(COLOUR_PREFIX)
        }
        if isinstance(scheme := values.get(SCHEME), Scheme):
            self._appearance.choose(scheme)
        try:
            if colours:
                given = dict(self._preferences.settings().colour_names) | colours
                fields["colour_names"] = {one: name for one, name in given.items() if name}
            if fields:
                self._preferences.change(**fields)
        except CarrelError as error:
            self._navigator.show_error(error)
            self._show()


def _by_name(settings: Settings) -> dict[str, object]:
    """The settings by the names of their rows."""
    values = {name: getattr(settings, name) for name in _FIELDS}
    names = settings.colour_names
    return values | {f"{COLOUR_PREFIX}{colour}": names.get(colour, "") for colour in Colour}


_FIELDS = tuple(name for name in Settings.__dataclass_fields__ if name not in _NOT_ROWS)
_PLAIN: Mapping[str, object] = _by_name(Settings()) | {SCHEME: Scheme.SYSTEM}
