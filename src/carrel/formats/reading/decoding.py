"""Turns the bytes of a text file into text, whatever encoding it was written in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from carrel.domain.errors import UnreadableFile

_SAMPLE_LENGTH = 200_000
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # That of UTF-32 begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROL = 0.005
"""Share of control characters from which on bytes are no text."""

_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH = re.compile(rb"[\x80-\xff]")
# What occurs in texts of Western Europe beyond ASCII, and hardly together in misread ones.
_WESTERN = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüýßœšžÀÁÂÄÅÆÇÈÉÊËÍÎÑÓÔÕÖØÚÛÜŒŠŽ‘’‚“”„–—…•«»‹›°§£€©®½¼¾²ªº·¿¡†×±™´`¨\u00a0\u00ad"
)
_OTHER_ENCODINGS = [
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2",
    "iso8859_5", "iso8859_15", "koi8_r", "koi8_u", "cp866", "cp437", "mac_roman", "shift_jis",
    "cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "euc_kr", "cp949", "tis_620",
]  # fmt: skip
_LEAST_EVIDENCE = 10
"""Bytes beyond ASCII that a guess by statistics needs: of fewer it makes anything."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, without a byte order mark, and how many places of it could not be read."""

    text: str
    encoding: str
    replaced: int = 0
    is_guess: bool = False

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the student should know about the reading of the file, a sentence each."""
        told = []
        if self.replaced:
            places = "One place" if self.replaced == 1 else f"{self.replaced:,} places"
            told.append(f"{places} in the file could not be read; “\ufffd” stands there now.")
        if self.is_guess:
            told.append(
                f"The file does not say how its letters are encoded and was read as "
                f"{self.encoding}; if words look wrong, save it as UTF-8 and import it again."
            )
        return tuple(told)


def decode(name: str, data: bytes) -> Decoded:
    """The text of the file called ``name``.

    Raises UnreadableFile if the file is empty or is no text.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise UnreadableFile("“{name}” is empty: there is nothing in it to read.", name=name)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    if encoding := _wide_encoding(data):
        return _replacing(data, encoding)
    _refuse_other_kinds(name, data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)


def _refuse_other_kinds(name: str, data: bytes) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(
                "“{name}” is not a text file but {kind}; save it as text and try again.",
                name=name,
                kind=kind,
            )
    sample = data[:_SAMPLE_LENGTH]
    if len(_CONTROL.findall(sample)) > max(_MOST_CONTROL * len(sample), 1):
        raise UnreadableFile(
            "“{name}” is not a text file: its contents are not letters. Choose another file.",
            name=name,
        )


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a byte order mark, told by the zeros in every second byte."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4 or len(data) % 2:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.02 * half:
        return "utf-16-be"
    return ""


def _not_utf8(data: bytes) -> Decoded:
    """Text with bytes that UTF-8 does not have: mostly UTF-8, or an older encoding."""
    sample = data[:_SAMPLE_LENGTH]
    high = len(_HIGH.findall(sample))
    in_sequences = sum(map(len, _MULTIBYTE.findall(sample)))
    if in_sequences > high / 2:
        return _replacing(data, "utf-8")
    if _is_western(sample):
        return _replacing(data, "cp1252")
    if high >= _LEAST_EVIDENCE and (encoding := _guess(sample)):
        return replace(_replacing(data, encoding), is_guess=True)
    return _replacing(data, "utf-8")


def _is_western(sample: bytes) -> bool:
    signs = [sign for sign in sample.decode("cp1252", "replace") if sign > "\x7f"]
    western = sum(sign in _WESTERN for sign in signs)
    return western >= 0.95 * len(signs) and len(signs) < 0.3 * len(sample)


def _guess(sample: bytes) -> str:
    """The likeliest encoding by the statistics of its letters, or nothing."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_OTHER_ENCODINGS).best()
    return best.encoding if best else ""


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    own = data.count("\ufffd".encode(encoding, "ignore") or b"\xff\xff\xff\xff")
    return Decoded(text, encoding, max(0, text.count("\ufffd") - own))
