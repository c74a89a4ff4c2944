"""Trying what a service does, with what went wrong told in the banner."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from carrel.domain.errors import CarrelError
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
