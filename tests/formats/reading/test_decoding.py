"""The bytes of a text file become its text, or are refused in one sentence."""

from __future__ import annotations

import pytest

from carrel.domain.errors import UnreadableFile
from carrel.formats.reading.decoding import decode

FRENCH = "Le gardien note déjà où l’été commença ; ça coûte 5 €, “dit-on”."
RUSSIAN = "Смотритель записывает каждый корабль, который проходит мимо мыса, уже много лет подряд."
POLISH = (
    "Latarnik zapisuje każdy statek, który mija przylądek. Zażółć gęślą jaźń, świętość, źródło."
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-32"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (FRENCH, "cp1252"),
        ("Größe und Übermut", "latin-1"),
        ("déjà vu", "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        ("他每天晚上点亮灯塔。没有人问过他为什么。风暴来的时候，他总是在那里。", "gb18030"),
    ],
)
def test_that_texts_are_read_in_the_encoding_they_were_written_in(text: str, encoding: str) -> None:
    decoded = decode("a.txt", text.encode(encoding))

    assert decoded.text == text
    assert decoded.replaced == 0


def test_that_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode("a.txt", b"\xef\xbb\xbfa").text == "a"


@pytest.mark.parametrize(
    ("data", "text", "replaced"),
    [
        (b"caf\xc3\xa9 \xff\xfe bar", "café \ufffd\ufffd bar", 2),
        (b"plain \x81 text", "plain \ufffd text", 1),
        (b"plain \xff\xfe text", "plain \ufffd\ufffd text", 2),
        (b"\xff\xfea\x00b", "a\ufffd", 1),
        ("own \ufffd".encode(), "own \ufffd", 0),
    ],
)
def test_that_bytes_that_cannot_be_read_are_replaced_and_counted(
    data: bytes, text: str, replaced: int
) -> None:
    decoded = decode("a.txt", data)

    assert (decoded.text, decoded.replaced) == (text, replaced)
    assert bool(decoded.warnings) == bool(replaced)


def test_that_warnings_say_what_happened() -> None:
    assert decode("a", b"plain \x81 text").warnings == (
        "One place in the file could not be read; “\ufffd” stands there now.",
    )
    assert "2 places" in decode("a", b"plain \xff\xfe text").warnings[0]
    (guess,) = decode("a", RUSSIAN.encode("koi8_r")).warnings
    assert "koi8_r" in guess


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\0\0"])
def test_that_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"“a\.txt” is empty"):
        decode("a.txt", data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"SQLite format 3\0", "a database"),
        (bytes(range(256)) * 8, "not a text file"),
        (b"\0\1\2\3" * 100, "not a text file"),
    ],
)
def test_that_what_is_no_text_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableFile, match=kind) as refused:
        decode("a.txt", data)
    assert "a.txt" in str(refused.value)
