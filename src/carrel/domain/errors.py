"""The errors a person can be told about.

    CarrelError                  something known went wrong; its text is one sentence for the user
    ├── InputError               what was given cannot be used (a file, a query, a name)
    │   ├── NotFound             there is no such material, section, topic, question ...
    │   ├── UnreadableFile       the file cannot be read as what it should be
    │   ├── AmbiguousQuotation   the quoted words occur more than once
    │   ├── PackError            a study pack has problems; each with file and line
    │   └── QuestionError        a question's parts do not fit together; each problem is named
    ├── LibraryError             the library file cannot be used
    │   ├── LibraryTooNew        written by a newer Carrel
    │   ├── LibraryDamaged       SQLite says that the file is damaged
    │   ├── NotALibrary          the file is something else and is left alone
    │   └── LibraryUnavailable   locked, read-only, on a full disk, or its folder is gone
    ├── UndoRefused              something else has changed the same thing since
    └── Cancelled                the user stopped a long job

Every error is made from an English template and its details, so that the window can translate the
template and the command line can print it as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class CarrelError(Exception):
    """A known failure, told in one sentence: what, where, what to do.

    ``template`` is English text with ``{name}`` fields, ``details`` fills them; ``str()`` gives the
    English sentence. A template that needs no detail may be given alone.
    """

    def __init__(self, template: str, **details: object) -> None:
        super().__init__(template, details)
        self.template = template
        self.details = details

    def __str__(self) -> str:
        return self.template.format(**self.details)


class InputError(CarrelError):
    """What was given cannot be used."""


class NotFound(InputError):
    """There is no such thing in the library."""


class UnreadableFile(InputError):
    """A file cannot be read as the format it should have."""


class AmbiguousQuotation(InputError):
    """The quoted words occur more than once, and nothing says which place is meant."""


class PackError(InputError):
    """A study pack cannot be used; the text names the first problem with its file and line."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a question.

    ``path`` leads to it: the keys and list positions (from 0) below the question's own mapping.
    """

    path: tuple[str | int, ...]
    template: str
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """What is wrong, in English; the window translates the template."""
        return self.template.format(**self.details)

    def __str__(self) -> str:
        place = " ".join(str(step + 1) if isinstance(step, int) else step for step in self.path)
        return f"{place}: {self.what}" if place else self.what


class QuestionError(InputError):
    """A question's parts do not fit together; ``problems`` names all, the text the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("The question cannot be used: {problem}.", problem=problems[0])
        self.problems = problems


class LibraryError(CarrelError):
    """The library file cannot be used."""


class LibraryTooNew(LibraryError):
    """The library was written by a newer Carrel; it has been left untouched."""


class LibraryDamaged(LibraryError):
    """SQLite reports that the library file is damaged."""


class NotALibrary(LibraryError):
    """The file is something else than a Carrel library; it has been left untouched."""


class LibraryUnavailable(LibraryError):
    """The library is locked, read-only, on a full disk, or its folder is gone."""


class UndoRefused(CarrelError):
    """The step cannot be undone or redone: something else has changed the same thing since."""


class Cancelled(CarrelError):
    """The user stopped a long job; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was changed.")
