"""Proposing for a book: how long it takes, what a page of the tray takes, and frames meanwhile."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from bench.frame import Case, Clock, Took, stopwatch, timed
from bench.seeding import Size
from carrel.app import build, new_id, now
from carrel.domain.ids import MaterialId
from carrel.domain.job_report import no_share_report
from carrel.services.desk import open_desk
from carrel.services.proposal_rules import BundledRules
from carrel.services.proposal_tray import ProposalTray
from carrel.services.proposing import Proposing
from carrel.services.reading import Reading
from carrel.storage.material_store import MaterialStore
from carrel.ui.device_settings import DeviceSettings
from carrel.ui.navigator import PageName, Place
from carrel.ui.pages.reader.presenter import ReaderPresenter
from sample_library import add_material

CHAPTER_WORDS = 3_000

_BOOK = MaterialId("chronicle")
_GIVEN = [
    "Anna",
    "Berta",
    "Carl",
    "Dora",
    "Emil",
    "Frieda",
    "Georg",
    "Hanna",
    "Ivo",
    "Jana",
    "Karl",
    "Lena",
]
_SYLLABLES = [
    "ba",
    "del",
    "gor",
    "hin",
    "jas",
    "kel",
    "lam",
    "mor",
    "nid",
    "ost",
    "pran",
    "rul",
    "sten",
    "tov",
    "wick",
]
_SENTENCES = (
    "{name}, the director of the {place} museum, said that the {thing} may last another century.",
    "In {year} the town of {place} bought the {thing} from {other}.",
    "According to {other}, visitors come to {place} from all over the country to see it turn.",
    "A {thing} is a channel that brings water from the river to the wheels of a mill.",
    "Officials said that the flood of {year} had apparently damaged the {thing} of {place}.",
    "{name} denied that the council of {place} had known of the damage to the {thing}.",
    "The {thing} was dug by hand, and the stones for its banks were carried from the hills.",
    "{other} told the council in {year} that the {thing} would probably have to be built anew.",
)
_THINGS = ("millrace", "weir", "sluice", "tail race", "water wheel", "ferry landing")


def proposal_cases(
    folder: Path, size: Size, application: QApplication, *, rounds: int
) -> Iterator[Case]:
    """A book of 300,000 words; smaller sizes have smaller books."""
    words = max(CHAPTER_WORDS, size.book_words)
    library = folder / "proposals.db"
    desk = open_desk(library, clock=now, new_id=new_id)
    with closing(desk.database):
        add_material(desk, _BOOK, list(_chapters(words)))
        desk.database.write("UPDATE material SET language = 'en'")
        desk.database.write("UPDATE section SET words = ?", (CHAPTER_WORDS,))
        proposing, tray = Proposing(desk, BundledRules()), ProposalTray(desk)
        yield Case(
            f"propose for a book of {words:,} words",
            timed(lambda: proposing.propose(_BOOK, no_share_report)),
            rounds=1,
            most=60_000,
        )
        (first, *_rest) = MaterialStore(desk.database).sections(_BOOK)
        page = Reading(desk).chapter(first.id).sections
        yield Case(
            "list the proposals of a page",
            timed(lambda: tray.waiting(page)),
            rounds=rounds,
            most=16,
        )
        desk.database.write("DELETE FROM proposal_search")
    frames: list[Took] = []

    def longest() -> Took:
        frames[:] = _frames(library, folder, application)
        return frames[-1]

    for name, measure in (
        ("longest frame", longest),
        ("99th of 100 frames", lambda: frames[int(0.99 * (len(frames) - 1))]),
    ):
        yield Case(f"{name} while a book is gone through", measure, rounds=1, clock=Clock.WALL)


def _chapters(words: int) -> Iterator[tuple[str, int, str]]:
    chance = random.Random(7)
    for number in range(max(1, words // CHAPTER_WORDS)):
        told: list[str] = []
        while sum(len(one.split()) for one in told) < CHAPTER_WORDS:
            told.append(" ".join(_sentence(chance) for _ in range(6)))
        yield (f"chapter-{number}", 1, "\n\n".join(told))


def _sentence(chance: random.Random) -> str:
    def made() -> str:
        return "".join(chance.choices(_SYLLABLES, k=2)).capitalize()

    return chance.choice(_SENTENCES).format(
        name=f"{chance.choice(_GIVEN)} {made()}",
        other=f"{chance.choice(_GIVEN)} {made()}",
        place=made(),
        thing=chance.choice(_THINGS),
        year=chance.randrange(1500, 1990),
    )


def _frames(library: Path, folder: Path, application: QApplication) -> list[Took]:
    """The frames of a window that scrolls while the rules are at work, the longest last."""
    desk = open_desk(library, clock=now, new_id=new_id)
    desk.database.write("DELETE FROM proposal_search")
    program = build(desk, DeviceSettings(folder), {"CARREL_THEME": "light"})
    program.window.resize(QSize(1280, 800))
    program.start(Place(PageName.READ, material=_BOOK))
    page = program.shell.page_in_front
    assert isinstance(page, ReaderPresenter)
    text, actions = page.view.reading.text, page.view.proposal_actions
    frames: list[Took] = []
    paused = Event()
    _draw_until(application, lambda: not program.tasks.is_busy)
    actions.search.trigger()
    while program.tasks.is_busy:
        with stopwatch() as taken:
            bar = text.verticalScrollBar()
            bar.setValue((bar.value() + 40) % max(1, bar.maximum()))
            text.viewport().repaint()
            application.processEvents()
        frames.append(taken[0])
        paused.wait(0.008)
    program.window.close()
    program.close()
    return sorted(frames, key=lambda one: one.wall)


def _draw_until(application: QApplication, is_over: object) -> None:
    assert callable(is_over)
    for _ in range(20):
        application.processEvents()
    while not is_over():
        application.processEvents()
