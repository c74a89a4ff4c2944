"""Strict reading of a question's keys: each wrong or missing one is named, none is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from carrel.domain.errors import Problem, QuestionError

Word = TypeVar("Word", bound=StrEnum)


class Fields:
    """The keys of one mapping, taken one by one; what does not fit is written down as a problem.

    A taker that cannot give what was asked for gives an empty value instead, so that one pass
    finds every problem; :meth:`finish` then raises.
    """

    def __init__(
        self,
        given: object,
        path: tuple[str | int, ...] = (),
        problems: list[Problem] | None = None,
    ) -> None:
        self.path = path
        self.problems: list[Problem] = [] if problems is None else problems
        self._children: list[Fields] = []
        self._taken: set[str] = set()
        self._given: dict[str, Any] = {}
        if isinstance(given, Mapping):
            self._given = dict(given)
        else:
            self.complain("must be a mapping of keys to values")

    def complain(self, template: str, *below: str | int, **details: object) -> None:
        """Write down a problem at the keys and list positions ``below`` this mapping.

        ``details`` fill the places in ``template``.
        """
        self.problems.append(Problem((*self.path, *below), template, details))

    def has(self, name: str) -> bool:
        """Whether the key is given."""
        return name in self._given

    def text(self, name: str, *, optional: bool = False) -> str:
        """A text that is not blank; "" for an optional one that is not given."""
        if not self.has(name):
            if not optional:
                self.complain("needs “{name}”", name=name)
            return ""
        return self._as_text(self._take(name), name)

    def texts(self, name: str, *, at_least: int = 0) -> tuple[str, ...]:
        """A list of texts, none of them blank."""
        values = self._list(name, at_least)
        return tuple(self._as_text(value, name, number) for number, value in enumerate(values))

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """True or false; a key without a default must be given."""
        if not self.has(name):
            if default is None:
                self.complain("needs “{name}”", name=name)
            return bool(default)
        value = self._take(name)
        if not isinstance(value, bool):
            self.complain("must be true or false", name)
        return value is True

    def word(self, name: str, words: type[Word]) -> Word:
        """One word of a fixed list."""
        value = self.text(name)
        known = [word.value for word in words]
        if value in known:
            return words(value)
        if value:
            self.complain(
                "must be one of {known}, not “{value}”", name, known=", ".join(known), value=value
            )
        return next(iter(words))

    def drop(self, name: str) -> None:
        """Leave a key aside that has been complained of already."""
        self._take(name)

    def entries(self, name: str, *, at_least: int = 0) -> tuple[Fields, ...]:
        """A list of mappings."""
        values = self._list(name, at_least)
        children = tuple(
            Fields(value, (*self.path, name, number), self.problems)
            for number, value in enumerate(values)
        )
        self._children.extend(children)
        return children

    def finish(self) -> None:
        """Raise :class:`QuestionError` with every problem, keys that nobody took among them."""
        self._refuse_unknown()
        if self.problems:
            raise QuestionError(tuple(self.problems))

    def _refuse_unknown(self) -> None:
        for name in self._given:
            if name not in self._taken:
                self.complain("has no key “{name}”", str(name), name=name)
        for child in self._children:
            child._refuse_unknown()  # noqa: SLF001 - its own kind

    def _take(self, name: str) -> Any:
        self._taken.add(name)
        return self._given.get(name)

    def _list(self, name: str, at_least: int) -> list[Any]:
        if not self.has(name):
            if at_least:
                self.complain("needs “{name}”", name=name)
            return []
        value = self._take(name)
        if not isinstance(value, list | tuple):
            self.complain("must be a list", name)
            return []
        if len(value) < at_least:
            self.complain(
                "needs at least {least}, not {count}", name, least=at_least, count=len(value)
            )
        return list(value)

    def _as_text(self, value: object, *below: str | int) -> str:
        if not isinstance(value, str):
            self.complain("must be a text (put it in quotes)", *below)
            return ""
        if not value.strip():
            self.complain("must not be blank", *below)
        return value.strip()
