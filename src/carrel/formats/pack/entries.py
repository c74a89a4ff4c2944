"""The entries of a pack's YAML files, each knowing its place, and the problems met in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from carrel.domain.packs import PackProblem
from carrel.formats.pack.schema import nearest_hint
from carrel.formats.pack.strict_yaml import Marked, Path


@dataclass(slots=True)
class Findings:
    """Problems, in the order in which they were met."""

    problems: list[PackProblem] = field(default_factory=list)

    def add(self, file: str, line: int | None, what: str, hint: str = "") -> None:
        """Write a problem down."""
        self.problems.append(PackProblem(file, line, what, hint))


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a file: a topic, a claim, a question ..."""

    file: str
    marked: Marked
    path: Path
    value: dict[str, Any]
    findings: Findings

    def get(self, key: str, default: Any = "") -> Any:
        """The value of a key; the default also where it is given as null."""
        value = self.value.get(key)
        return default if value is None else value

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return self.value.get(key) is not None

    def line(self, *below: str | int) -> int:
        """The line of the entry, or of what stands in it at these keys and list positions."""
        return self.marked.line((*self.path, *below))

    def complain(self, what: str, *below: str | int, hint: str = "") -> None:
        """Write down a problem of this entry, or of what stands in it."""
        self.findings.add(self.file, self.line(*below), what, hint)

    def remark(self, what: str, *below: str | int, hint: str, advice: str = "") -> None:
        """Write down what could be better and keeps nobody from using the pack."""
        line = self.line(*below)
        problem = PackProblem(self.file, line, what, hint, advice=advice, is_remark=True)
        self.findings.problems.append(problem)

    def entries(self, key: str) -> Iterator[Entry]:
        """The mappings in a list of this entry."""
        for number, value in enumerate(self.get(key, ())):
            path = (*self.path, key, number)
            yield Entry(self.file, self.marked, path, value, self.findings)


class Register:
    """The names of one kind of thing in a pack: each is given once, others refer to it."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._first: dict[str, tuple[str, int]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._first

    def enter(self, entry: Entry, key: str) -> bool:
        """Take the name under ``key``; False, with a problem, if another thing has it."""
        name = entry.value[key]
        if name in self._first:
            file, line = self._first[name]
            entry.complain(
                f"the {self._kind} “{name}” is there a second time.",
                key,
                hint=f"The first is in {file}, line {line}.",
            )
            return False
        self._first[name] = (entry.file, entry.line(key))
        return True

    def add(self, name: str, file: str, line: int) -> None:
        """Take a name that stands in no entry."""
        self._first.setdefault(name, (file, line))

    def resolve(self, entry: Entry, name: str, *below: str | int) -> bool:
        """Whether there is such a thing; if not, that is a problem of the entry."""
        if name in self._first:
            return True
        hint = nearest_hint(name, list(self._first))
        entry.complain(f"there is no {self._kind} “{name}”.", *below, hint=hint)
        return False

    def resolved(self, entry: Entry, key: str) -> Iterator[str]:
        """Those names of the list under ``key`` that there are; the others are problems."""
        seen: set[str] = set()
        for number, name in enumerate(entry.get(key, ())):
            if name in seen:
                entry.complain(f"“{name}” is named twice in “{key}”.", key, number)
            elif self.resolve(entry, name, key, number):
                seen.add(name)
                yield name


def top_entries(file: str, marked: Marked, findings: Findings, key: str) -> Iterable[Entry]:
    """The mappings in the list ``key`` of a file."""
    return Entry(file, marked, (), marked.value or {}, findings).entries(key)
