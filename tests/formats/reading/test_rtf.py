"""Rich text comes in with its headings, lists, tables, notes and letters of any alphabet."""

from __future__ import annotations

import pytest

from carrel.domain.errors import UnreadableFile
from carrel.domain.text.markdown import parse
from carrel.formats.reading.reader import read_document
from formats.reading.books import PNG

HEAD = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Arial;}}"
    r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2 Title;}{\s3 Quote;}}"
    r"{\info{\title Untitled}{\author Ann Lee}}{\*\generator none;}{\header page head\par}"
)


def read(body: str, name: str = "letter.rtf"):
    return read_document(name, (HEAD + body + "}").encode("ascii"))


def markdown(body: str) -> str:
    return read(body).sections[0].markdown


def test_that_styles_make_the_title_and_the_sections() -> None:
    letter = read(
        r"\pard\s2 The Lake\par\pard\s1 Level\par\pard It falls.\par\pard\s1 Ice\par\pard x\par"
    )

    assert (letter.title, letter.authors) == ("The Lake", ("Ann Lee",))
    assert [one.title for one in letter.sections] == ["Level", "Ice"]
    assert letter.sections[0].markdown == "It falls."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"{\b bold} and {\i slanted}\par", "**bold** and *slanted*"),
        (r"x{\super 2} \b on\b0  off\par", "x<sup>2</sup> **on** off"),
        (r"na\'efve \u1087?\u1088? \emdash  \ldblquote x\rdblquote\par", "naïve пр — “x”"),
        (r"{\f1 \'cf\'f0\'e8\'e2\'e5\'f2}\par", "Привет"),
        (r"one\line two\par three\par", "one\\\ntwo\n\nthree"),
        (r"a\~b \{c\}\par", "a\u00a0b {c}"),
        (r"\pard\s3 The lake gives.\par", "> The lake gives."),
        (r"seen {\v hidden} {\*\unknown not} shown\par", "seen shown"),
        (
            r"{\listtext 1.\tab}\ls1\ilvl0 one\par{\listtext \bullet\tab}\ls1\ilvl1 two\par",
            "1. one\n   - two",
        ),
        (
            r"\trowd\intbl a\cell b\cell\row\trowd\intbl c\cell d\cell\row\pard after\par",
            "| a | b |\n| --- | --- |\n| c | d |\n\nafter",
        ),
        (
            r'{\field{\*\fldinst{HYPERLINK "https://a.example/"}}{\fldrslt go}}\par',
            "[go](https://a.example/)",
        ),
        (
            r"It falls{\super\chftn}{\footnote\pard\plain{\super\chftn} Since 1880.}.\par",
            "It falls[^1].\n\n[^1]: Since 1880.",
        ),
        (r"before {\pict\pngblip " + PNG.hex() + r"}\par", "before ![](assets/picture-1.png)"),
    ],
)
def test_that_rich_text_becomes_markdown(body: str, expected: str) -> None:
    assert markdown(body) == expected


def test_that_pictures_are_kept() -> None:
    assert [one.content for one in read(r"x{\pict\pngblip " + PNG.hex() + "}").assets] == [PNG]


def test_that_groups_without_end_are_read() -> None:
    assert parse(markdown("{{{{words" + "{" * 3_000)).text == "words"


@pytest.mark.parametrize("data", [b"words", b"{\\rt", b"\0\1\2"])
def test_that_other_files_say_that_they_are_none(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"“a.rtf” is not rich text"):
        read_document("a.rtf", data)


def test_that_rich_text_without_words_says_so() -> None:
    with pytest.raises(UnreadableFile, match=r"“letter.rtf” has no text"):
        read("")
