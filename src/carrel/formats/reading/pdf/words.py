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
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_SOFT_HYPHEN = "\u00ad"
# What PDFium has for a hyphen at the end of a line.
_HYPHEN = re.compile("[\x02\ufffe]")
_RUN = re.compile(r"\S+")
_UNPRINTED = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff\uffff]")
_UPRIGHT = 0.2
"""Radians by which a word may lean; what leans more is a stamp or the label of an axis."""

_BOLD = re.compile(rb"bold|black|heavy|demi|cmbx|sfbx|-bd|medi$", re.IGNORECASE)


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
        self._bold: dict[bytes, bool] = {}

    def __iter__(self) -> Iterator[Word]:
        for match in _RUN.finditer(self._text()):
            first, end = match.span()
            boxes = [self._box_of(first), self._box_of(end - 1)]
            if end - first > 1 and not _is_one_word(boxes[0], boxes[1], end - first):
                yield from self._parts(match[0], first)
            else:
                yield from self._word(first, match[0], boxes)

    def _text(self) -> str:
        """The text of the page, a sign for each index of PDFium."""
        count = min(self._raw.FPDFText_CountChars(self._page), _MOST_CHARACTERS)
        buffer = (ctypes.c_ushort * (count + 1))()
        self._raw.FPDFText_GetText(self._page, 0, count, buffer)
        whole = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(whole) == count and "\0" not in whole:
            return whole
        # Signs that are two units of UTF-16, or none, have shifted what comes after them.
        codes = (self._raw.FPDFText_GetUnicode(self._page, index) for index in range(count))
        return "".join(chr(code) if _is_sign(code) else " " for code in codes)

    def _parts(self, run: str, first: int) -> Iterator[Word]:
        """The words of a run of letters that PDFium has put together though they stand apart."""
        boxes = [self._box_of(first + index) for index in range(len(run))]
        start = 0
        for index in range(1, len(run) + 1):
            if index == len(run) or not _is_beside(boxes[index - 1], boxes[index]):
                yield from self._word(first + start, run[start:index], boxes[start:index])
                start = index

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
        self, first: int, letters: str, boxes: list[tuple[float, float, float, float]]
    ) -> Iterator[Word]:
        text = letters if letters.isascii() and letters.isprintable() else _mended(letters)
        if not text:
            return
        angle = self._raw.FPDFText_GetCharAngle(self._page, first) + math.radians(self._rotation)
        lean = abs(math.remainder(angle, 2 * math.pi)) if angle >= 0 else 0.0
        if lean > _UPRIGHT:
            return
        one, other = boxes[0], boxes[-1]
        left, right = min(one[0], other[0]), max(one[2], other[2])
        bottom, top = min(one[1], other[1]), max(one[3], other[3])
        size = self._size(first) or top - bottom
        yield Word(text, left, bottom, right, top, round(size, 1), self._is_bold(first))

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
        name = self._name.raw[: min(length, 256)]
        if name not in self._bold:
            weight = self._raw.FPDFText_GetFontWeight(self._page, index)
            self._bold[name] = weight >= 600 or _BOLD.search(name.rstrip(b"\0")) is not None
        return self._bold[name]


def _mended(letters: str) -> str:
    """The letters with ligatures taken apart and signs that cannot be printed left out."""
    text = _UNPRINTED.sub("", _HYPHEN.sub(_SOFT_HYPHEN, letters))
    return _LIGATURE.sub(lambda sign: _LIGATURES[sign[0]], text)


def _is_sign(code: int) -> bool:
    return code == 2 or 32 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF


def _is_one_word(
    first: tuple[float, float, float, float], last: tuple[float, float, float, float], count: int
) -> bool:
    """Whether the letters between two boxes can stand side by side on one level."""
    height = max(first[3] - first[1], 1)
    is_level = abs(first[1] - last[1]) < 0.5 * height
    return is_level and 0 <= last[2] - first[0] < 1.2 * height * count


def _is_beside(
    before: tuple[float, float, float, float], box: tuple[float, float, float, float]
) -> bool:
    """Whether a letter goes on with the word of the letter before it."""
    height = box[3] - box[1] or 1
    is_level = abs((before[1] + before[3]) - (box[1] + box[3])) < 1.2 * height
    return is_level and -1.5 * height < box[0] - before[2] < 0.6 * height
