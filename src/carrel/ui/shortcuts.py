"""The keys of all actions: those they come with, and those that the student chose instead."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from shiboken6 import isValid

_log = logging.getLogger(__name__)

_NATIVE = QKeySequence.SequenceFormat.NativeText

_MOVING = frozenset(
    QKeySequence(key)
    for key in (
        "Tab",
        "Shift+Tab",
        "Up",
        "Down",
        "Left",
        "Right",
        "Home",
        "End",
        "PgUp",
        "PgDown",
    )
)
"""Keys that move about in every page; taken away they could not be had back by keyboard."""

_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_unknown,
)


@dataclass(frozen=True, slots=True)
class Binding:
    """An action with its keys. ``place`` is the page that it belongs to, empty for the window.

    ``name`` is what the student's choice is stored by; ``keys`` are as people read them.
    """

    name: str
    place: str
    title: str
    keys: str
    is_changed: bool


class Shortcuts(QObject):
    """Every action that has a name (:func:`name_actions`), and what the student chose for it.

    What the student chose has precedence: an action that comes with the same keys has none then.
    """

    changed = Signal()

    def __init__(self, chosen: Mapping[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = dict(chosen)
        self._actions: dict[str, QAction] = {}
        self._places: dict[str, str] = {}
        self._plain: dict[str, list[QKeySequence]] = {}

    def adopt(self, place: str, actions: Iterable[QAction]) -> None:
        """Take in the actions of a page, or of the window with an empty ``place``."""
        for action in actions:
            name = action.objectName()
            if "." in name and action.menu() is None and name not in self._actions:
                self._actions[name] = action
                self._places[name] = place
                self._plain[name] = list(action.shortcuts())
        self._put_in_force()

    def choose(self, chosen: Mapping[str, str]) -> None:
        """Put in force what is stored: keys by the names of actions, empty for none."""
        if dict(chosen) != self._chosen:
            self._chosen = dict(chosen)
            self._put_in_force()
            self.changed.emit()

    def bindings(self) -> list[Binding]:
        """All actions in the order they were taken in."""
        return [self._binding(name) for name, action in self._actions.items() if isValid(action)]

    def action(self, name: str) -> QAction | None:
        """The action of this name; None if it is not there, or not yet."""
        action = self._actions.get(name)
        return action if action is not None and isValid(action) else None

    def foretold(self, name: str, place: str, keys: Iterable[str]) -> str:
        """The keys, as people read them, of an action of ``place`` that is not there yet.

        ``keys`` are those that it comes with.
        """
        chosen = keys_of(self._chosen[name]) if name in self._chosen else None
        if chosen is not None:
            return shown(chosen)
        taken = {
            key
            for other, text in self._chosen.items()
            if other.partition(".")[0] in (place, "window")
            for key in keys_of(text)
        }
        return shown([key for one in keys if (key := QKeySequence(one)) not in taken])

    def plain_keys(self, name: str) -> list[QKeySequence]:
        """The keys that an action comes with."""
        return self._plain[name]

    def holders(self, name: str, keys: Sequence[QKeySequence]) -> list[Binding]:
        """The other actions that react to one of ``keys`` where the action ``name`` does."""
        return [
            self._binding(other)
            for other, action in self._actions.items()
            if other != name and self._meet(name, other) and set(action.shortcuts()) & set(keys)
        ]

    def with_keys(self, name: str, keys: Sequence[QKeySequence]) -> dict[str, str]:
        """The choices when an action takes ``keys``; whoever has them now goes without."""
        made = {**self._chosen, name: text_of(keys)}
        if list(keys) == self._plain[name]:
            del made[name]
        for holder in self.holders(name, keys):
            if holder.name in self._chosen:
                made[holder.name] = ""
        return made

    def with_plain(self, name: str) -> dict[str, str]:
        """The choices when an action has the keys again that it came with."""
        return self.with_keys(name, self._plain[name])

    def _put_in_force(self) -> None:
        chosen = {name: self._read(name) for name in self._chosen if name in self._actions}
        for name, action in self._actions.items():
            keys = chosen.get(name)
            if keys is None:
                taken = {
                    key
                    for other, others in chosen.items()
                    if others and self._meet(name, other)
                    for key in others
                }
                keys = [key for key in self._plain[name] if key not in taken]
            if isValid(action) and action.shortcuts() != keys:
                action.setShortcuts(keys)

    def _read(self, name: str) -> list[QKeySequence] | None:
        """What was chosen for an action; None, and a line in the log, if it cannot be used."""
        text = self._chosen[name]
        keys = keys_of(text)
        if text and not keys:
            _log.warning("the keys %r of %s cannot be used; they are as they come", text, name)
            return None
        return keys

    def _meet(self, one: str, other: str) -> bool:
        """Whether a key press can reach both actions."""
        places = {self._places[one], self._places[other]}
        return len(places) == 1 or "" in places

    def _binding(self, name: str) -> Binding:
        action = self._actions[name]
        return Binding(
            name=name,
            place=self._places[name],
            title=(action.whatsThis() or action.text()).replace("&", ""),
            keys=shown(action.shortcuts()),
            is_changed=action.shortcuts() != self._plain[name],
        )


def name_actions(place: str, owner: object) -> None:
    """Name all actions that are attributes of ``owner``, alone or in a dictionary.

    What a student chose is stored by these names: an attribute that is renamed loses it.
    """
    for name, value in vars(owner).items():
        if isinstance(value, QAction):
            value.setObjectName(f"{place}.{name.strip('_')}")
        elif isinstance(value, dict):
            for key, one in value.items():
                if isinstance(one, QAction):
                    one.setObjectName(f"{place}.{name.strip('_')}_{key}")


def shown(keys: Sequence[QKeySequence]) -> str:
    """Keys as people read them."""
    return ", ".join(key.toString(_NATIVE) for key in keys)


def hint(text: str, action: QAction) -> str:
    """Words for a tooltip, with the keys of the action if it has any."""
    keys = shown(action.shortcuts())
    return f"{text} ({keys})" if keys else text


def text_of(keys: Sequence[QKeySequence]) -> str:
    """Keys as they are stored: the same on every system."""
    return QKeySequence.listToString(list(keys))


def keys_of(text: str) -> list[QKeySequence]:
    """Keys that :func:`text_of` wrote; none if any of them cannot be used."""
    keys = QKeySequence.listFromString(text)
    return keys if all(is_usable(key) for key in keys) else []


def is_usable(key: QKeySequence) -> bool:
    """Whether it is one key with its modifiers that an action can have."""
    if key.count() != 1 or key in _MOVING:
        return False
    return key[0].key() not in _MODIFIERS  # type: ignore[index]
