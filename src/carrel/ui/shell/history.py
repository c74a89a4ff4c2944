"""Where the student has been: back and forward, as in a browser."""

from __future__ import annotations

from carrel.ui.navigator import Place

MOST_PLACES = 200
"""Older places are forgotten."""


class History:
    """A line of places with one of them the present one."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._index = -1

    @property
    def present(self) -> Place | None:
        """The place that was visited last; None at the start."""
        return self._places[self._index] if self._places else None

    @property
    def earlier(self) -> Place | None:
        """Where back leads to."""
        return self._places[self._index - 1] if self._index > 0 else None

    @property
    def later(self) -> Place | None:
        """Where forward leads to."""
        following = self._places[self._index + 1 :]
        return following[0] if following else None

    def visit(self, place: Place) -> None:
        """Make ``place`` the present one; what could be gone forward to is forgotten."""
        if place == self.present:
            return
        self._places = [*self._places[: self._index + 1], place][-MOST_PLACES:]
        self._index = len(self._places) - 1

    def amend(self, place: Place) -> None:
        """Say more exactly where the present place is, as a page has scrolled since."""
        if self._places:
            self._places[self._index] = place

    def go_back(self) -> None:
        """Make the earlier place the present one."""
        self._index = max(0, self._index - 1)

    def go_forward(self) -> None:
        """Make the later place the present one."""
        self._index = min(len(self._places) - 1, self._index + 1)
