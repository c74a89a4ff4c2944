"""Visits to a page in a process of their own: run as a file with ``LIBRARY PAGE``.

Starts the window, goes to the page as a student first does, and again from the Library page; prints
one line of JSON with the milliseconds of both, and the most memory that the process took. What the
window loads while it stands idle has been loaded, unless ``at-once`` is given. The page ``all`` is
every page in turn.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":  # run as a file, beside what it tests
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.started import peak_megabytes
from carrel.app import Program, build, make_application
from carrel.domain.ids import ClaimId, MaterialId, SectionId, TopicId
from carrel.services.desk import open_desk
from carrel.ui.device_settings import DeviceSettings
from carrel.ui.loading_ahead import PIECES
from carrel.ui.navigator import PageName, Place

LIBRARY = Place(PageName.LIBRARY)
PLACES = {
    "library": LIBRARY,
    "reader": Place(PageName.READ, section=SectionId("material-0/part-1")),
    "book": Place(PageName.READ, material=MaterialId("book")),
    "topics": Place(PageName.TOPICS),
    "topic": Place(PageName.TOPICS, topic=TopicId("m0/t0")),
    "claims": Place(PageName.CLAIMS, material=MaterialId("treatise")),
    "claim": Place(PageName.CLAIMS, claim=ClaimId("treatise/c3")),
    "notes": Place(PageName.NOTES),
    "quiz": Place(PageName.QUIZ),
    "progress": Place(PageName.PROGRESS),
    "settings": Place(PageName.SETTINGS),
}
SEARCH = "search"
AT_ONCE = "at-once"


def main(library: str, page: str, when: str = "") -> None:
    """Visit twice and tell."""
    application = make_application()
    desk = open_desk(
        Path(library), clock=lambda: datetime(2026, 6, 1, 12, tzinfo=UTC), new_id=lambda: "new"
    )
    settings = DeviceSettings(Path(os.environ["CARREL_HOME"]))
    program = build(desk, settings, {"CARREL_THEME": "light"})
    program.window.resize(1280, 800)

    def shown() -> None:
        for _ in range(3):
            application.processEvents()

    def settled() -> None:
        shown()
        while program.tasks.is_busy:
            application.processEvents()
        shown()

    away = Place(PageName.SETTINGS) if page == "library" else LIBRARY
    program.start(away)
    settled()
    for piece in () if when == AT_ONCE else PIECES:
        import_module(piece)
    visits = []
    for _ in range(2):
        visits.append(_timed(lambda: _visit(program, page, shown)))
        settled()
        program.shell.go(away)
        settled()
    sys.stdout.write(json.dumps({"visits": visits, "megabytes": peak_megabytes()}))
    sys.stdout.flush()
    os._exit(0)


def _visit(program: Program, page: str, shown: Callable[[], None]) -> None:
    if page == SEARCH:
        program.window.menus.search.trigger()
        program.window.search_field.setText("ba")
        shown()
        return
    for place in PLACES.values() if page == "all" else [PLACES[page]]:
        program.shell.go(place)
        shown()


def _timed(work: Callable[[], None]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


if __name__ == "__main__":
    main(*sys.argv[1:])
