"""Where the code points of section texts stand in a QTextDocument, and the other way round."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from carrel.domain.ids import SectionId
from carrel.domain.reading import ReadingPlace, TextRange

_LAST_NARROW = "\uffff"
"""The last code point that takes one UTF-16 unit."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a section's plain text that a document holds in one piece.

    ``start`` and ``length`` count code points of the plain text, ``position`` and ``width`` count
    cursor positions, which are UTF-16 units. ``wide`` are the places within the run, in code
    points, of those that take two units. A run of another width than its text needs stands for
    something drawn instead of it, and has only a start and an end.
    """

    section: SectionId
    start: int
    length: int
    position: int
    width: int
    wide: tuple[int, ...] = field(default=())

    @property
    def end(self) -> int:
        """The code point after the run."""
        return self.start + self.length

    @property
    def end_position(self) -> int:
        """The cursor position after the run."""
        return self.position + self.width

    @property
    def is_text(self) -> bool:
        """Whether the document holds the run's code points as they are."""
        return self.width == self.length + len(self.wide)

    def position_of(self, offset: int, *, is_end: bool) -> int:
        """The cursor position of a code point; what lies outside the run gives its nearer edge."""
        inside = offset - self.start
        if inside < 0:
            inside = 0
        elif inside > self.length:
            inside = self.length
        if self.is_text:
            wider = bisect_left(self.wide, inside) if self.wide else 0
            return self.position + inside + wider
        reaches_end = inside == self.length or (is_end and inside > 0)
        return self.end_position if reaches_end else self.position

    def offset_of(self, position: int, *, is_end: bool) -> int:
        """The code point at a cursor position; one inside a code point gives that code point."""
        units = min(max(position - self.position, 0), self.width)
        if self.is_text:
            return self.start + self._code_points(units, is_end=is_end)
        reaches_end = units == self.width or (is_end and units > 0)
        return self.end if reaches_end else self.start

    def _code_points(self, units: int, *, is_end: bool) -> int:
        # The n-th wide code point begins n units later than its place says.
        passed = bisect_left(range(len(self.wide)), units, key=lambda n: self.wide[n] + n + 1)
        is_split = passed < len(self.wide) and self.wide[passed] + passed + 1 == units
        count = units - passed
        if is_split:
            return count if is_end else count - 1
        return count


def run_of_text(section: SectionId, start: int, text: str, position: int) -> Run:
    """The run of ``text``, which stands in the document as it is."""
    # In C, and not letter by letter as max(text) goes.
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return Run(section, start, len(text), position, len(text))
    wide = tuple(place for place, letter in enumerate(text) if letter > _LAST_NARROW)
    return Run(section, start, len(text), position, len(text) + len(wide), wide)


class TextPositions:
    """The runs of a document in their order, section after section.

    What lies between runs (titles, footnote marks, the edges of tables) is in no section's text.
    """

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        self._runs: Sequence[Run] = tuple(runs)
        self._positions = [run.position for run in self._runs]
        self._by_section: dict[SectionId, list[Run]] = {}
        for run in self._runs:
            self._by_section.setdefault(run.section, []).append(run)
        self._starts = {
            section: [run.start for run in runs] for section, runs in self._by_section.items()
        }

    @property
    def sections(self) -> tuple[SectionId, ...]:
        """The sections that have text in the document."""
        return tuple(self._by_section)

    def position(self, section: SectionId, offset: int, *, is_end: bool = False) -> int | None:
        """The cursor position of a code point; None for a section without text here.

        Where the document has something between two code points, the place after it is taken, or
        with ``is_end`` the place before it. Offsets beyond the text give its nearer edge.
        """
        runs = self._by_section.get(section)
        if not runs:
            return None
        find = bisect_left if is_end else bisect_right
        index = find(self._starts[section], offset) - 1
        return runs[index if index > 0 else 0].position_of(offset, is_end=is_end)

    def span(self, place: TextRange) -> tuple[int, int] | None:
        """The cursor positions of a range's start and end; None for a section not shown here."""
        start = self.position(place.section, place.start)
        end = self.position(place.section, place.end, is_end=place.end > place.start)
        return None if start is None or end is None else (start, max(start, end))

    def place(self, position: int) -> ReadingPlace | None:
        """The section and code point at a cursor position, or the next ones after it.

        After the last of the text its end is given; None for a document without text.
        """
        if not self._runs:
            return None
        index = max(bisect_right(self._positions, position) - 1, 0)
        run = self._runs[index]
        if position > run.end_position and index + 1 < len(self._runs):
            run = self._runs[index + 1]
        return ReadingPlace(run.section, run.offset_of(position, is_end=False))

    def ranges(self, start: int, end: int) -> tuple[TextRange, ...]:
        """The text between two cursor positions: one range for each section that it touches.

        A code point or picture that is touched is taken whole. Ranges are not empty.
        """
        found: dict[SectionId, TextRange] = {}
        first = max(bisect_right(self._positions, start) - 1, 0)
        for run in self._runs[first:]:
            if run.position >= end:
                break
            if run.end_position <= start or not run.length:
                continue
            here = run.offset_of(start, is_end=False)
            until = run.offset_of(end, is_end=True)
            before = found.get(run.section)
            found[run.section] = TextRange(run.section, before.start if before else here, until)
        return tuple(place for place in found.values() if place.start < place.end)
