"""Takes the words of a PDF's pages with their places and sizes."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_MOST_CHARACTERS = 150_000
"""Of one page; what is more is no page that anybody reads."""

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_SOFT_HYPHEN = "\u00ad"
_UPRIGHT = 0.2
"""Radians by which a word may lean; what leans more is a stamp or the label of an axis."""

_BOLD = re.compile(rb"bold|black|heavy|demi|cmbx|sfbx|-bd|medi$", re.IGNORECASE)
_ITALIC = re.compile(rb"ital|obli|cmti|sfti|slant", re.IGNORECASE)


@dataclass(slots=True)
class Word:
    """A word and its box in points, from the lower left corner of the page as it is shown.

    ``size`` is that of its letters in points.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    is_bold: bool = False

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.bottom + self.top) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its words in the order of the file, its size in points, whether it has pictures."""

    number: int
    words: tuple[Word, ...]
    width: float
    height: float
    has_pictures: bool
    label: str = ""


class PageWords:
    """Reads the words of one page; ``raw`` is the library of PDFium."""

    def __init__(self, raw: Any, text_page: Any, *, rotation: int, width: float, height: float):
        self._raw = raw
        self._page = text_page
        self._rotation = rotation
        self._width, self._height = width, height
        self._box = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()

    def __iter__(self) -> Iterator[Word]:
        letters: list[str] = []
        boxes: list[tuple[float, float, float, float]] = []
        first = 0
        count = min(self._raw.FPDFText_CountChars(self._page), _MOST_CHARACTERS)
        for index in range(count):
            sign = self._sign(index)
            if sign.isspace() or not sign:
                if letters:
                    yield from self._word(first, letters, boxes)
                    letters, boxes = [], []
                continue
            box = self._box_of(index)
            if boxes and not _is_beside(boxes[-1], box):
                yield from self._word(first, letters, boxes)
                letters, boxes = [], []
            if not letters:
                first = index
            letters.append(sign)
            boxes.append(box)
        if letters:
            yield from self._word(first, letters, boxes)

    def _sign(self, index: int) -> str:
        code = self._raw.FPDFText_GetUnicode(self._page, index)
        if code == 2:  # what PDFium has for a hyphen at the end of a line
            return _SOFT_HYPHEN
        if code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            return " " if code in (9, 10, 13) else ""
        sign = chr(code)
        return _LIGATURES.get(sign, sign)

    def _box_of(self, index: int) -> tuple[float, float, float, float]:
        box = self._box
        if not self._raw.FPDFText_GetLooseCharBox(self._page, index, box):
            return 0, 0, 0, 0
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        match self._rotation:
            case 90:
                return bottom, self._height - right, top, self._height - left
            case 180:
                return (
                    self._width - right,
                    self._height - top,
                    self._width - left,
                    (self._height - bottom),
                )
            case 270:
                return self._width - top, left, self._width - bottom, right
            case _:
                return left, bottom, right, top

    def _word(
        self, first: int, letters: list[str], boxes: list[tuple[float, float, float, float]]
    ) -> Iterator[Word]:
        angle = self._raw.FPDFText_GetCharAngle(self._page, first) + math.radians(self._rotation)
        lean = abs(math.remainder(angle, 2 * math.pi)) if angle >= 0 else 0.0
        if lean > _UPRIGHT:
            return
        left = min(box[0] for box in boxes)
        bottom = min(box[1] for box in boxes)
        right = max(box[2] for box in boxes)
        top = max(box[3] for box in boxes)
        size = self._size(first) or top - bottom
        yield Word("".join(letters), left, bottom, right, top, round(size, 1), self._is_bold(first))

    def _size(self, index: int) -> float:
        """The size of a letter in points as it is shown, 0 if the file does not tell."""
        if not self._raw.FPDFText_GetMatrix(self._page, index, self._matrix):
            return 0
        scale = math.hypot(self._matrix.b, self._matrix.d)
        return float(self._raw.FPDFText_GetFontSize(self._page, index)) * scale

    def _is_bold(self, index: int) -> bool:
        length = self._raw.FPDFText_GetFontInfo(
            self._page, index, self._name, len(self._name), self._flags
        )
        if length and _BOLD.search(self._name.raw[: min(length, 256) - 1]):
            return True
        return bool(self._raw.FPDFText_GetFontWeight(self._page, index) >= 600)


def _is_beside(
    before: tuple[float, float, float, float], box: tuple[float, float, float, float]
) -> bool:
    """Whether a letter goes on with the word of the letter before it."""
    height = box[3] - box[1] or 1
    is_level = abs((before[1] + before[3]) - (box[1] + box[3])) < 1.2 * height
    return is_level and -1.5 * height < box[0] - before[2] < 0.6 * height
