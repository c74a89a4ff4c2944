"""Reading: pages with many highlights beside plain Qt, and a book beside an article."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QTextBrowser

from bench.frame import Case, Took, timed
from bench.seeding import Size, Words, add_material, add_section
from bench.start import Starts
from carrel.app import Program, build
from carrel.domain.annotations import Colour
from carrel.domain.ids import SectionId
from carrel.domain.reading import TextRange
from carrel.services.annotating import Annotating
from carrel.services.desk import Desk, open_desk
from carrel.services.reading import Reading
from carrel.storage.database import Database, open_database
from carrel.ui.device_settings import DeviceSettings
from carrel.ui.navigator import PageName, Place
from carrel.ui.widgets.document_view import DocumentView
from carrel.ui.widgets.typography import Typography

WORDS_IN_PART = 3_000
PAGES = ((WORDS_IN_PART, 200, 16.0), (10_000, 500, None))
"""Words of a page, its highlights, and how much longer than plain Qt it may take: ms or None."""

FRAME_MS = 16.0
_STEP = 60
"""Pixels that one turn of a wheel scrolls."""


def reading_cases(
    folder: Path, size: Size, application: QApplication, *, rounds: int
) -> Iterator[Case]:
    """The rows; ``folder`` is written to."""
    library = folder / "reading.db"
    with closing(open_database(library)) as database:
        _seed(database, size)
    desk = open_desk(
        library,
        clock=lambda: datetime(2026, 6, 1, 12, tzinfo=UTC),
        new_id=lambda: str(uuid.uuid4()),
    )
    for words, highlights, _ in PAGES:
        _highlight(desk, SectionId(f"page-{words}/part-1"), highlights)
    program = build(desk, DeviceSettings(folder), {"CARREL_THEME": "light"})
    program.window.resize(QSize(1280, 800))
    program.shell.start(Place(PageName.LIBRARY))
    program.window.show()
    bench = _Bench(program, application)
    for words, highlights, most_extra in PAGES:
        yield bench.opening(words, highlights, most_extra, rounds)
        yield bench.scrolling(words, highlights, rounds)
    yield bench.book(rounds)
    program.close()
    yield _memory(library, rounds)


class _Bench:
    def __init__(self, program: Program, application: QApplication) -> None:
        self._program = program
        self._application = application
        self._reading = Reading(program.desk)
        self._browser = QTextBrowser()
        typography = Typography()
        self._browser.setFont(typography.font)
        self._browser.resize(QSize(typography.column_width, 740))
        self._browser.show()

    def opening(self, words: int, highlights: int, most_extra: float | None, rounds: int) -> Case:
        page, other = SectionId(f"page-{words}/part-1"), SectionId(f"page-{words}/part-2")
        texts = {key: self._reading.chapter(key).sections[0].text for key in (page, other)}

        def opened() -> Took:
            self._go(other)
            return timed(lambda: self._go(page))()

        def laid_out() -> Took:
            self._lay_out(texts[other])
            return timed(lambda: self._lay_out(texts[page]))()

        return Case(
            f"open a section of {words:,} words, {highlights} highlights",
            opened,
            laid_out,
            "QTextBrowser, plain text",
            rounds=rounds,
            most_extra=most_extra,
        )

    def scrolling(self, words: int, highlights: int, rounds: int) -> Case:
        page = SectionId(f"page-{words}/part-1")

        def scrolled() -> Took:
            if self._program.shell.page_in_front.place().section != page:  # type: ignore[union-attr]
                self._go(page)
            text = self._program.window.findChild(DocumentView, "sectionText")
            return self._scroll(text)

        def plain() -> Took:
            if self._browser.document().characterCount() < words:
                self._lay_out(self._reading.chapter(page).sections[0].text)
            return self._scroll(self._browser)

        return Case(
            f"scroll in {words:,} words, {highlights} highlights, p95",
            scrolled,
            plain,
            "QTextBrowser, plain text",
            rounds=rounds * 8,
            at=0.95,
            most=FRAME_MS,
        )

    def book(self, rounds: int) -> Case:
        """Turn to any page of a book, against a page as long of an article."""

        def of_book() -> Took:
            self._go(SectionId("article/part-2"))
            return timed(lambda: self._go(SectionId("book/part-1")))()

        def of_article() -> Took:
            self._go(SectionId("book/part-1"))
            return timed(lambda: self._go(SectionId("article/part-1")))()

        return Case(
            "open a book of 300,000 words",
            of_book,
            of_article,
            "an article of one such page",
            rounds=rounds,
            most_extra=FRAME_MS,
        )

    def _go(self, section: SectionId) -> None:
        self._program.shell.go(Place(PageName.READ, section=section))
        self._application.processEvents()

    def _lay_out(self, text: str) -> None:
        self._browser.setPlainText(text)
        self._browser.document().documentLayout().documentSize()
        self._application.processEvents()

    def _scroll(self, text: QTextBrowser) -> Took:
        bar = text.verticalScrollBar()
        if bar.value() >= bar.maximum():
            bar.setValue(0)
            self._application.processEvents()

        def step() -> None:
            bar.setValue(bar.value() + _STEP)
            self._application.processEvents()

        return timed(step)()


def _memory(library: Path, rounds: int) -> Case:
    return Case(
        "peak memory of a start with a book of 300,000 words",
        Starts("program", library, target="book").memory,
        Starts("program", library, target="article").memory,
        "with an article",
        unit="MB",
        rounds=min(rounds, 3),
        most_ratio=1.15,
    )


def _seed(database: Database, size: Size) -> None:
    words = Words(3)
    with database.transaction():
        for count, _, _ in PAGES:
            material = add_material(database, f"page-{count}", "A page")
            for number, length in enumerate((count, 200)):
                key = f"page-{count}/part-{number + 1}"
                add_section(database, material, key, number, words.text(length))
        for name, whole in (("article", 2 * WORDS_IN_PART), ("book", size.book_words)):
            material = add_material(database, name, name.title())
            for number in range(max(2, whole // WORDS_IN_PART)):
                text = words.text(WORDS_IN_PART)
                add_section(database, material, f"{name}/part-{number + 1}", number, text)


def _highlight(desk: Desk, section: SectionId, count: int) -> None:
    text = Reading(desk).chapter(section).sections[0].text
    step = len(text) // (count + 1)
    colours = list(Colour)
    annotating = Annotating(desk)
    for number in range(count):
        # Some are long, some lie over each other, and one in five has a note.
        place = TextRange(section, number * step, number * step + 10 + 30 * (number % 4))
        note = "What this says, and why it matters here." if number % 5 == 0 else ""
        annotating.mark([place], colour=colours[number % 4], note=note)
