"""Browsing a material of many claims: its seeding, and the rows of the table that measure it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bench.frame import Case, Measure, timed
from bench.seeding import START, Size, Words
from carrel.domain.claim_ledger import ClaimFilter, Standing, narrowed_claims
from carrel.domain.claims import Certainty, LinkKind
from carrel.domain.ids import ClaimId, MaterialId, SectionId
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.services.desk import Desk
from carrel.services.exercises import Exercises
from carrel.storage.database import Database, open_database
from carrel.ui.navigator import PageName, Place
from carrel.ui.page import PageContext
from carrel.ui.pages.claims.presenter import ClaimsPresenter
from carrel.ui.theme import Scheme, Theme
from fakes import ImmediateTasks, RecordingNavigator

CLAIMS, LINKS, HOLDERS = 1_000, 3_000, 12
"""The material that the Claims page has to stay usable with."""

SECTIONS, WORDS_EACH = 20, 1_500
_BOOK = MaterialId("treatise")


def claim_cases(folder: Path, application: object, size: Size, *, rounds: int) -> Iterator[Case]:
    """What the Claims page and the lens ask for; smaller sizes have fewer claims."""
    assert application is not None, "the page is measured, too"
    share = min(1.0, size.sections / 20_000)
    with closing(open_database(folder / "claims.db")) as database:
        seed_claims(database, claims=max(20, round(CLAIMS * share)))
        desk = Desk(database, lambda: datetime(2026, 6, 1, tzinfo=UTC), lambda: "new")
        browsing = ClaimBrowsing(desk)
        ledger = browsing.ledger(_BOOK)
        yield Case(
            "read the claim ledger", timed(lambda: browsing.ledger(_BOOK)), rounds=rounds, most=150
        )
        wanted = ClaimFilter("ba", standing=Standing.UNSUPPORTED)
        yield Case(
            "filter the claims as typed",
            timed(lambda: narrowed_claims(ledger, wanted)),
            rounds=rounds,
            most=16,
        )
        sections = [SectionId("treatise/s1")]
        yield Case(
            "mark a section's claims",
            timed(lambda: browsing.in_sections(sections)),
            rounds=rounds,
            most=150,
        )
        yield Case(
            "count what exercises would ask",
            timed(lambda: Exercises(desk).offers(_BOOK)),
            rounds=max(1, rounds // 3),
        )
        yield Case(
            "go to the next claim in the window",
            _stepping(desk),
            rounds=4 * rounds,
            most=100,
            at=0.95,
        )


def seed_claims(database: Database, *, claims: int) -> None:
    """One material with texts, holders, claims on words of the texts, and links between them."""
    words, chance = Words(5), random.Random(11)
    stamp = START.isoformat()
    with database.transaction():
        material = database.write(
            "INSERT INTO material (key, title, language, origin, created_at, updated_at)"
            " VALUES ('treatise', 'A treatise', 'en', 'pack', ?, ?)",
            (stamp, stamp),
        )
        sections = [_add_section(database, material, number, words) for number in range(SECTIONS)]
        holders = [_add_holder(database, material, number, words) for number in range(HOLDERS)]
        rows = [
            _add_claim(database, material, number, sections, holders, words, chance)
            for number in range(claims)
        ]
        database.write_many(
            "INSERT OR IGNORE INTO claim_link (source_id, kind, target_id, why, origin)"
            " VALUES (?, ?, ?, ?, 'pack')",
            [(*_ends(rows, chance), words.paragraph(8)) for _ in range(LINKS * claims // CLAIMS)],
        )


def _add_section(database: Database, material: int, number: int, words: Words) -> tuple[int, str]:
    text = words.text(WORDS_EACH)
    row = database.write(
        "INSERT INTO section (key, material_id, position, level, title, markdown, text,"
        " text_version, content_hash, words) VALUES (?, ?, ?, 1, ?, '', ?, 1, '', ?)",
        (f"treatise/s{number}", material, number, f"Part {number}", text, WORDS_EACH),
    )
    return row, text


def _add_holder(database: Database, material: int, number: int, words: Words) -> int:
    name = " ".join(words.paragraph(2).split()).strip(".").title()
    return database.write(
        "INSERT INTO topic (key, material_id, kind, name, folded, origin, position, created_at,"
        " updated_at) VALUES (?, ?, 'person', ?, ?, 'pack', ?, '', '')",
        (f"treatise/t{number}", material, name, name.casefold(), number),
    )


def _add_claim(
    database: Database,
    material: int,
    number: int,
    sections: list[tuple[int, str]],
    holders: list[int],
    words: Words,
    chance: random.Random,
) -> int:
    section, text = sections[number * len(sections) // CLAIMS % len(sections)]
    start = chance.randrange(len(text) - 100)
    passage = database.write(
        'INSERT INTO passage (key, section_id, start, "end", quote, prefix, suffix)'
        " VALUES (?, ?, ?, ?, ?, '', '')",
        (f"p{number}", section, start, start + 80, text[start : start + 80]),
    )
    asserter = chance.choice(holders[:3])
    claim = database.write(
        "INSERT INTO claim (key, material_id, statement, passage_id, asserted_by, ascribed_to,"
        " certainty, origin, position, created_at, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'pack', ?, '', '')",
        (
            f"treatise/c{number}",
            material,
            words.paragraph(14),
            passage,
            asserter,
            chance.choice((asserter, chance.choice(holders))),
            chance.choice(tuple(Certainty)),
            number,
        ),
    )
    database.write_many(
        "INSERT OR IGNORE INTO claim_topic (claim_id, topic_id) VALUES (?, ?)",
        [(claim, topic) for topic in chance.sample(holders, 2)],
    )
    return claim


def _ends(rows: list[int], chance: random.Random) -> tuple[int, str, int]:
    source, target = chance.sample(rows, 2)
    return source, chance.choice(tuple(LinkKind)), target


def _stepping(desk: Desk) -> Measure:
    """Goes to one claim after the other, with its page, its list and its map, drawn."""
    theme = Theme(Scheme.LIGHT)
    presenter = ClaimsPresenter(PageContext(desk, RecordingNavigator(), ImmediateTasks(), theme))
    view = presenter.view
    view.resize(1_280, 800)
    view.show()
    presenter.open(Place(PageName.CLAIMS, claim=ClaimId("treatise/c0")))
    view.grab()
    step = iter(range(1, 10**6))

    def go() -> None:
        row = next(step) % view.ledger.model.rowCount()
        view.ledger.table.selectRow(row)
        assert presenter.place().claim == f"treatise/c{row}"
        view.ledger.repaint()

    return timed(go)
