"""Trying what a service does: the banner tells what went wrong, and offers to undo the step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from carrel.domain.errors import CarrelError
from carrel.services.undo import Undo
from carrel.ui.navigator import Navigator

T = TypeVar("T")


class Attempt:
    """Call it with what is to be done."""

    def __init__(self, navigator: Navigator) -> None:
        self._navigator = navigator

    def __call__(self, act: Callable[[], T]) -> T | None:
        """What ``act`` gives; None if a known error stopped it, which is then told."""
        try:
            return act()
        except CarrelError as error:
            self._navigator.show_error(error)
            return None

    def succeeds(self, act: Callable[[], object]) -> bool:
        """Whether ``act`` could be done; a known error that stopped it is told."""
        try:
            act()
        except CarrelError as error:
            self._navigator.show_error(error)
            return False
        return True

    @contextmanager
    def telling(self) -> Iterator[None]:
        """End the block at a known error and tell it."""
        try:
            yield
        except CarrelError as error:
            self._navigator.show_error(error)


class UndoableAttempt(Attempt):
    """An attempt at one step, which the banner then offers to undo."""

    def __init__(self, navigator: Navigator, undo: Undo) -> None:
        super().__init__(navigator)
        self._undo = undo

    def offer_undo(self, words: str, undone: Callable[[], None] | None = None) -> None:
        """Say what was done last, with a button that undoes it and then calls ``undone``."""

        def take_back() -> None:
            with self.telling():
                self._undo.undo()
                if undone is not None:
                    undone()

        label = QCoreApplication.translate("UndoableAttempt", "Undo")
        self._navigator.show_message(words, action_text=label, action=take_back)
