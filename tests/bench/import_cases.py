"""Importing a book of each kind, beside parsing it and putting the same rows into bare SQLite."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bench.frame import Case, Measure, Took, stopwatch
from bench.seeding import Size, Words
from carrel.domain.ids import MaterialId
from carrel.domain.sections import placed
from carrel.formats.reading.reader import read_document
from carrel.services.desk import open_desk
from carrel.services.importing import Importing, Outcome
from formats.reading.books import PAGE, book_files, zipped
from formats.reading.letters import letter_files, paragraph
from formats.reading.papers import Sheet, paper
from formats.reading.test_odt import files as text_files
from formats.reading.test_rtf import HEAD

WORDS_IN_CHAPTER = 1_500
_LETTERS_IN_LINE = 84
_LINES_ON_PAGE = 50

_Chapters = list[tuple[str, list[str]]]


def import_cases(folder: Path, size: Size, *, rounds: int) -> Iterator[Case]:
    """Each kind of document with the same words; half a book of the size."""
    chapters = _chapters(size.book_words // 2)
    words = sum(len(text.split()) for _, texts in chapters for text in texts)
    empty = folder / "empty.db"
    open_desk(empty, clock=_now, new_id=lambda: "new").database.close()
    for name, data in _documents(chapters).items():
        path = folder / name
        path.write_bytes(data)
        yield Case(
            f"import {words:,} words as {name.partition('.')[2].upper()}",
            _imported(path, empty, folder),
            _parsed_and_inserted(path, folder),
            "parse, raw insert, FTS5",
            rounds=min(rounds, max(3, rounds // 5)),
            most_ratio=2,
        )


def _chapters(words: int) -> _Chapters:
    made = Words(3)
    return [
        (f"Chapter {number}", made.text(WORDS_IN_CHAPTER).split("\n"))
        for number in range(1, max(2, words // WORDS_IN_CHAPTER) + 1)
    ]


def _documents(chapters: _Chapters) -> dict[str, bytes]:
    html = "".join(
        f"<h1>{title}</h1>" + "".join(f"<p>{text}</p>" for text in texts)
        for title, texts in chapters
    )
    marked = "\n\n".join(f"# {title}\n\n" + "\n\n".join(texts) for title, texts in chapters)
    word = "".join(
        paragraph(title, "Ueberschrift1") + "".join(map(paragraph, texts))
        for title, texts in chapters
    )
    text = "".join(
        f'<text:h text:outline-level="1">{title}</text:h>'
        + "".join(f"<text:p>{one}</text:p>" for one in texts)
        for title, texts in chapters
    )
    rich = "".join(
        rf"\pard\s1 {title}\par\pard " + "".join(rf"{one}\par " for one in texts)
        for title, texts in chapters
    )
    return {
        "book.md": marked.encode(),
        "book.html": f"<html><body>{html}</body></html>".encode(),
        "book.epub": zipped(
            book_files() | {"OEBPS/text/one.xhtml": PAGE.format(body=html).encode()}
        ),
        "book.docx": zipped(letter_files(word)),
        "book.odt": zipped(text_files(text)),
        "book.rtf": (HEAD + rich + "}").encode(),
        "book.pdf": paper(list(_sheets(chapters))),
    }


def _sheets(chapters: _Chapters) -> Iterator[Sheet]:
    sheet, top = Sheet(), 780.0
    for title, texts in chapters:
        for size, font, line in [(16.0, "bold", title), *_lines(texts)]:
            if top < 60:
                yield sheet
                sheet, top = Sheet(), 780.0
            sheet.write(line, 60, top, size=size, font=font)
            top -= 1.3 * size
    yield sheet


def _lines(texts: list[str]) -> Iterator[tuple[float, str, str]]:
    for text in texts:
        line = ""
        for word in text.split():
            if len(line) + len(word) > _LETTERS_IN_LINE:
                yield 10.0, "plain", line
                line = ""
            line = f"{line} {word}".strip()
        yield 10.0, "plain", line


def _imported(path: Path, empty: Path, folder: Path) -> Measure:
    """The whole import of a file into a library that holds nothing."""
    numbers = itertools.count()

    def run() -> Took:
        library = Path(shutil.copy(empty, folder / f"import-{path.suffix}-{next(numbers)}.db"))
        desk = open_desk(library, clock=_now, new_id=lambda: "new")
        with closing(desk.database), stopwatch() as taken:
            (done,) = Importing(desk).import_files([path])
        assert done.outcome is Outcome.ADDED, done
        library.unlink()
        return taken[0]

    return run


def _parsed_and_inserted(path: Path, folder: Path) -> Measure:
    """The same reader in this process, and one transaction with bare tables and an index."""
    numbers = itertools.count()

    def run() -> Took:
        library = folder / f"raw-{path.suffix}-{next(numbers)}.db"
        with closing(sqlite3.connect(library)) as raw:
            raw.executescript(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                "CREATE TABLE section (id INTEGER PRIMARY KEY, title, markdown, text);"
                "CREATE VIRTUAL TABLE section_fts USING fts5(title, text, content='section',"
                " content_rowid='id', tokenize='unicode61 remove_diacritics 2');"
            )
            with stopwatch() as taken:
                draft = read_document(path.name, path.read_bytes())
                rows = [
                    (number, one.title, one.markdown, one.text)
                    for number, one in enumerate(placed(MaterialId("m"), draft.sections))
                ]
                with raw:
                    raw.executemany("INSERT INTO section VALUES (?, ?, ?, ?)", rows)
                    raw.executemany(
                        "INSERT INTO section_fts (rowid, title, text) VALUES (?, ?, ?)",
                        [(number, title, text) for number, title, _, text in rows],
                    )
        library.unlink()
        return taken[0]

    return run


def _now() -> datetime:
    return datetime(2026, 6, 1, tzinfo=UTC)
