"""A document that the student looks at and changes before it is stored; each step can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from carrel.domain.draft_outline import Outline
from carrel.domain.materials import Asset, DraftMaterial


@dataclass
class CheckedDocument:
    """The document as it is now, with the steps that led there and those that were taken back."""

    path: Path
    content_hash: str
    draft: DraftMaterial
    is_wanted: bool = True
    _before: list[DraftMaterial] = field(default_factory=list)
    _after: list[DraftMaterial] = field(default_factory=list)

    @property
    def can_undo(self) -> bool:
        """Whether a step can be taken back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a step that was taken back can be taken again."""
        return bool(self._after)

    def change_outline(self, act: Callable[[Outline], Outline]) -> bool:
        """Change the sections; False if the act changes nothing here."""
        return self.change(replace(self.draft, sections=act(self.draft.sections)))

    def change(self, draft: DraftMaterial) -> bool:
        """Let the document be another; False if it is the same."""
        if draft == self.draft:
            return False
        self._before.append(self.draft)
        self._after.clear()
        self.draft = draft
        return True

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._after.append(self.draft)
            self.draft = self._before.pop()

    def redo(self) -> None:
        """Take a step again."""
        if self._after:
            self._before.append(self.draft)
            self.draft = self._after.pop()

    def asset(self, name: str) -> Asset | None:
        """A picture of the document by its name."""
        return next((one for one in self.draft.assets if one.name == name), None)
