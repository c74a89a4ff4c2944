"""Doing what a dialog asks for: it closes if that could be done, and says in itself if not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from carrel.domain.errors import CarrelError
from carrel.ui.errors import sentence


class Form(Protocol):
    """A dialog in which something is written or chosen."""

    def accept(self) -> None:
        """Close: what was written has been stored."""

    def show_error(self, text: str) -> None:
        """Say why it could not be stored; what was written stays."""


def submit(form: Form, step: Callable[[], object]) -> bool:
    """Do what a form asks for; False if a known error stopped it, which the form then shows."""
    try:
        step()
    except CarrelError as error:
        form.show_error(sentence(error))
        return False
    form.accept()
    return True
