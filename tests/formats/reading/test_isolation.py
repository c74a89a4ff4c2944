"""Readers run in a process of their own: whatever a file does to it, the program goes on."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from carrel.domain.errors import Cancelled, UnreadableFile
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.isolation import process as isolation
from carrel.formats.reading.isolation.document_reader import DocumentReader
from carrel.formats.reading.isolation.process import UNWATCHED, Limits, ReadingProcess
from carrel.formats.reading.reader import read_document
from formats.reading.books import book_files, zipped
from formats.reading.papers import Sheet, paper

BOOK = zipped(book_files())


@pytest.fixture
def reader() -> Iterator[DocumentReader]:
    with DocumentReader() as one:
        yield one


def started(code: str) -> list[str]:
    """The command of a process that runs this code instead of reading."""
    import sys

    return [sys.executable, "-c", code]


def test_that_a_document_comes_back_as_it_was_read(reader: DocumentReader) -> None:
    assert reader.read(SourceFile("lake.epub", BOOK)) == read_document("lake.epub", BOOK)


def test_that_one_process_reads_many_and_tells_what_is_wrong_with_one(
    reader: DocumentReader,
) -> None:
    reader.read(SourceFile("lake.epub", BOOK))
    with pytest.raises(UnreadableFile, match=r"“cut.epub” is damaged"):
        reader.read(SourceFile("/some/where/cut.epub", BOOK[:500]))
    sheet = Sheet()
    sheet.column(["Words on a page, and more of them."], 60, 700)
    assert reader.read(SourceFile("a.pdf", paper([sheet]))).sections


def test_that_a_crash_is_one_sentence_and_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with ReadingProcess() as process:
        with monkeypatch.context() as context:
            code = "import os; os.kill(os.getpid(), 11)"
            context.setattr(isolation, "own_command", lambda _flag: started(code))
            with pytest.raises(UnreadableFile, match=r"“lake.epub” brought down the program"):
                process.read(SourceFile("lake.epub", BOOK))
        assert process.read(SourceFile("lake.epub", BOOK)).title == "The Lake"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes otherwise")
def test_that_a_process_that_ends_between_two_files_is_started_anew() -> None:
    with ReadingProcess() as process:
        process.read(SourceFile("lake.epub", BOOK))
        os.kill(process._process.pid, signal.SIGKILL)
        with pytest.raises(UnreadableFile, match="brought down"):
            process.read(SourceFile("lake.epub", BOOK))
        assert process.read(SourceFile("lake.epub", BOOK)).title == "The Lake"


def test_that_a_reader_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys; sys.stdin.buffer.read()"
    monkeypatch.setattr(isolation, "own_command", lambda _flag: started(code))

    with (
        ReadingProcess(Limits(silent_s=0.2)) as process,
        pytest.raises(UnreadableFile, match=r"“lake.epub” took too long"),
    ):
        process.read(SourceFile("lake.epub", BOOK))


def test_that_nonsense_from_the_process_is_taken_for_a_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(isolation, "own_command", lambda _flag: started("print('x' * 100)"))

    with ReadingProcess() as process, pytest.raises(UnreadableFile, match="brought down"):
        process.read(SourceFile("lake.epub", BOOK))


def test_that_reading_can_be_stopped() -> None:
    def stop(share: float) -> None:
        raise Cancelled

    with ReadingProcess() as process, pytest.raises(Cancelled):
        process.read(SourceFile("lake.epub", BOOK, progress=stop))


def test_that_progress_is_told(reader: DocumentReader) -> None:
    shares: list[float] = []
    reader.read(SourceFile("lake.epub", BOOK, progress=shares.append))

    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


def test_that_text_needs_no_process() -> None:
    with DocumentReader() as reader:
        reader.read(SourceFile("a.txt", b"words"))
        assert reader._process._process is None


@pytest.mark.parametrize(
    ("elapsed", "silent", "share", "is_over"),
    [
        (10, 10, 0.0, False),
        (21, 21, 0.9, True),
        (28, 1, 0.05, True),
        (28, 1, 0.5, False),
        (60, 1, 0.5, False),
        (151, 1, 0.99, True),
    ],
)
def test_that_a_file_may_take_long_only_while_its_end_is_in_sight(
    elapsed: float, silent: float, share: float, is_over: bool
) -> None:
    assert Limits().are_over(elapsed_s=elapsed, silent_s=silent, share=share) is is_over


@pytest.mark.parametrize(("elapsed", "is_over"), [(26, False), (28, True)])
def test_that_nobody_waits_half_a_minute_without_seeing_progress(elapsed, is_over):
    assert UNWATCHED.are_over(elapsed_s=elapsed, silent_s=0, share=0.99) is is_over
