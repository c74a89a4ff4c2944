"""Copies cut short or with flipped bytes: the damage is told in plain words or is harmless."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

from carrel.domain.annotations import AnnotationFilter
from carrel.domain.errors import LibraryError
from carrel.services.annotating import Annotating
from carrel.services.doctor import Doctor
from carrel.services.reading import Reading
from carrel.services.rescue import Rescue
from carrel.services.searching import Searching
from carrel.services.shelf import Shelf
from harm.kills import Outcome
from harm.kinds import Moments, keeping_of, opened

PAGE = 4096


def damage_many(prepared: Path, folder: Path, *, times: int, seed: int) -> tuple[Outcome, Counter]:
    """Damage ``times`` copies; the outcome, and how often what was said of them."""
    outcome = Outcome("damage")
    said: Counter[str] = Counter()
    chance = random.Random(seed)
    for number in range(times):
        place = folder / f"damage-{number}"
        place.mkdir()
        library = place / "library.db"
        content = bytearray(prepared.read_bytes())
        how = damaged(content, chance)
        library.write_bytes(content)
        outcome.times += 1
        try:
            what = what_is_said(library)
            said[f"{how}: {what}"] += 1
            if what != "harmless":
                _rescue(library)
        except Exception as error:
            outcome.unsound.append(f"{how} {number}: {type(error).__name__}: {error}")
        shutil.rmtree(place)
    return outcome, said


def damaged(content: bytearray, chance: random.Random) -> str:
    """Damage a library's bytes in one of the ways that disks do; returns which."""
    how = chance.choice(("cut short", "flipped bytes", "lost page"))
    if how == "cut short":
        del content[chance.randrange(len(content)) :]
    elif how == "flipped bytes":
        for _ in range(chance.choice((1, 4, 64))):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    else:
        page = chance.randrange(len(content) // PAGE)
        content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    return how


def what_is_said(library: Path) -> str:
    """What the program says when a student opens, reads, searches and checks the library."""
    try:
        with opened(library) as desk:
            found = Doctor(desk).examine()
            if found:
                return "found by the doctor"
            for entry in Shelf(desk).entries():
                for section in Reading(desk).outline(entry.material.id):
                    Reading(desk).chapter(section.id)
            Annotating(desk).listed(AnnotationFilter())
            Searching(desk).best("moon", limit=20)
    except LibraryError:
        return "told at once"
    return "harmless"


def _rescue(library: Path) -> None:
    """Salvage must give a library that opens, whose every fault is mended or told as lost."""
    Rescue(library, keeping_of(library), clock=Moments()).of_what_can_be_read()
    with opened(library) as desk:
        found = Doctor(desk).examine()
        left = Doctor(desk).repair(found)
    left = [finding for finding in left if finding.is_repairable or finding.check == "integrity"]
    assert left == [], [str(finding) for finding in left]
