"""Takes RTF apart into groups, control words and text (Rich Text Format 1.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"  # a control word with its number
    rb"|\\'([0-9a-fA-F]{2})"  # a byte in the code page
    rb"|\\([^a-zA-Z])"  # a control sign
    rb"|([{}])"
    rb"|([^\\{}\r\n]+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A part of the file: one of ``word`` (with ``number``), ``sign``, ``data``, or a brace."""

    word: str = ""
    number: int | None = None
    sign: str = ""
    data: bytes = b""
    is_byte: bool = False


OPEN, CLOSE = Token(sign="{"), Token(sign="}")


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file; what is no token is passed over."""
    position, end = 0, len(data)
    while position < end:
        match = _TOKEN.match(data, position)
        if match is None:
            position += 1
            continue
        position = match.end()
        word, number, byte, sign, brace, text = match.groups()
        if word is not None:
            if word == b"bin" and number:
                # Bytes that are no text follow, as many as the number says.
                position += max(0, int(number))
                continue
            yield Token(word=word.decode("ascii"), number=int(number) if number else None)
        elif byte is not None:
            yield Token(data=bytes([int(byte, 16)]), is_byte=True)
        elif sign is not None:
            yield Token(word="", sign="\\" + sign.decode("latin-1"))
        elif brace is not None:
            yield OPEN if brace == b"{" else CLOSE
        else:
            yield Token(data=text)
