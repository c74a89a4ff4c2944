"""Decides what the list of shortcuts shows, and which keys an action may take from another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from carrel.domain.errors import CarrelError
from carrel.services.preferences import Preferences
from carrel.ui.dialogs import ask
from carrel.ui.navigator import Navigator
from carrel.ui.pages.settings.key_dialog import KeyDialog, Verdict
from carrel.ui.pages.settings.shortcut_group import ShortcutGroup
from carrel.ui.shortcuts import Binding, Shortcuts, is_usable, shown


class ShortcutBook(Protocol):
    """Where the keys of all actions are."""

    def all_shortcuts(self) -> Shortcuts:
        """The keys of all actions, also of pages that were not visited yet."""

    def title(self, place: str) -> str:
        """What a place of actions is called."""


class ShortcutPresenter:
    """The group of shortcuts on the Settings page."""

    def __init__(
        self,
        group: ShortcutGroup,
        book: ShortcutBook,
        preferences: Preferences,
        navigator: Navigator,
    ) -> None:
        self._group = group
        self._book = book
        self._preferences = preferences
        self._navigator = navigator
        self._shortcuts: Shortcuts | None = None
        group.opened.connect(self._show)
        group.change_requested.connect(self._change)
        group.clear_requested.connect(self._clear)
        group.put_back_requested.connect(self._put_back)
        group.put_all_back_requested.connect(self._ask_all_back)

    @property
    def shortcuts(self) -> Shortcuts:
        """The keys of all actions."""
        if self._shortcuts is None:
            self._shortcuts = self._book.all_shortcuts()
            self._shortcuts.changed.connect(self._show)
        return self._shortcuts

    def _show(self) -> None:
        places: dict[str, list[tuple[Binding, str]]] = {}
        for one in self.shortcuts.bindings():
            plain = shown(self.shortcuts.plain_keys(one.name))
            places.setdefault(one.place, []).append((one, plain))
        self._group.show_places(
            [(self._book.title(place), lines) for place, lines in places.items()]
        )

    def _change(self, name: str) -> None:
        if not name:
            return
        title = next(one.title for one in self.shortcuts.bindings() if one.name == name)
        dialog = KeyDialog(title, lambda keys: self._verdict(name, keys), self._group.window())
        dialog.taken.connect(
            lambda keys: self._store(lambda: self.shortcuts.with_keys(name, [keys]))
        )
        dialog.open()

    def _verdict(self, name: str, keys: QKeySequence) -> Verdict:
        if not is_usable(keys):
            return Verdict(
                _tr("{keys} is needed to move about on every page; press another key.").format(
                    keys=shown([keys])
                ),
                can_be_taken=False,
            )
        return Verdict(self._loss(name, [keys]))

    def _loss(self, name: str, keys: list[QKeySequence]) -> str:
        """What it does to others when an action takes keys, as a sentence; empty for nothing."""
        holders = self.shortcuts.holders(name, keys)
        if not holders:
            return ""
        others = _tr(" and ").join(
            _tr("“{title}” ({place})").format(title=one.title, place=self._book.title(one.place))
            for one in holders
        )
        return _tr("{keys} does {others} now, which will have no keys if you take it.").format(
            keys=shown(keys), others=others
        )

    def _clear(self, name: str) -> None:
        if name:
            self._store(lambda: self.shortcuts.with_keys(name, []))

    def _put_back(self, name: str) -> None:
        if not name:
            return
        loss = self._loss(name, self.shortcuts.plain_keys(name))

        def put_back() -> None:
            self._store(lambda: self.shortcuts.with_plain(name))

        if loss:
            ask(
                self._group.window(),
                loss,
                accept_text=_tr("Take them from there"),
                accepted=put_back,
            )
        else:
            put_back()

    def _ask_all_back(self) -> None:
        ask(
            self._group.window(),
            _tr("Shall every action have the keys again that it came with?"),
            accept_text=_tr("Put all back"),
            accepted=lambda: self._store(dict),
        )

    def _store(self, made: Callable[[], Mapping[str, str]]) -> None:
        try:
            self._preferences.change(shortcuts=made())
        except CarrelError as error:
            self._navigator.show_error(error)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ShortcutPresenter", text)
