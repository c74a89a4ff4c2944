"""Browsing a library of many topics: its seeding, and the rows of the table that measure it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bench.frame import Case, Took, timed
from bench.seeding import START, Size, Words
from carrel.domain.ids import TopicId
from carrel.domain.topic_list import TopicFilter, narrowed
from carrel.services.desk import Desk
from carrel.services.topic_browsing import TopicBrowsing
from carrel.services.topic_maps import TopicMaps
from carrel.storage.database import Database, open_database

MATERIALS, TOPICS_EACH, MENTIONS = 200, 25, 100_000
"""The library that the Topics page has to be quick in."""

SECTIONS_EACH, WORDS_EACH = 20, 200
_SHOWN_AT_ONCE = 60


def topic_cases(folder: Path, size: Size, *, rounds: int) -> Iterator[Case]:
    """Opening topics and searching them as one types; smaller sizes have fewer materials."""
    library = folder / "topics.db"
    share = min(1.0, size.sections / 20_000)
    with closing(open_database(library)) as database:
        seed_topics(database, materials=max(2, round(MATERIALS * share)))
        desk = Desk(database, lambda: datetime(2026, 6, 1, tzinfo=UTC), lambda: "new")
        browsing, maps = TopicBrowsing(desk), TopicMaps(desk)
        keys = _some_topics(database)
        shelves = browsing.all_topics()
        yield Case(
            "open a topic's page, with its first words and map",
            _each(keys, lambda key: _open(browsing, maps, key)),
            rounds=4 * rounds,
            at=0.95,
            most=50,
        )
        yield Case(
            "search all topics as typed",
            _each(["ba", "deki", "lo mu"], lambda typed: narrowed(shelves, TopicFilter(typed))),
            rounds=rounds,
            most=50,
        )
        yield Case("list all topics with their counts", timed(browsing.all_topics), rounds=rounds)


def seed_topics(database: Database, *, materials: int) -> None:
    """Materials with texts, topics that are tied, and mentions, frequent topics often."""
    words, chance = Words(2), random.Random(7)
    with database.transaction():
        for number in range(materials):
            _add_material(database, number, words, chance)


def _add_material(database: Database, number: int, words: Words, chance: random.Random) -> None:
    stamp = START.isoformat()
    material = database.write(
        "INSERT INTO material (key, title, language, origin, created_at, updated_at)"
        " VALUES (?, ?, 'en', 'pack', ?, ?)",
        (f"m{number}", f"Material {number}", stamp, stamp),
    )
    sections = [
        database.write(
            "INSERT INTO section (key, material_id, position, level, title, markdown, text,"
            " text_version, content_hash, words) VALUES (?, ?, ?, 1, ?, '', ?, 1, '', ?)",
            (
                f"m{number}/s{place}",
                material,
                place,
                f"Part {place}",
                words.text(WORDS_EACH),
                WORDS_EACH,
            ),
        )
        for place in range(SECTIONS_EACH)
    ]
    topics = [
        database.write(
            "INSERT INTO topic (key, material_id, kind, name, folded, definition, origin,"
            " position, created_at, updated_at) VALUES (?, ?, 'concept', ?, ?, ?, 'pack', ?, ?, ?)",
            (f"m{number}/t{place}", material, name, name, words.paragraph(12), place, stamp, stamp),
        )
        for place in range(TOPICS_EACH)
        for name in (" ".join(chance.sample(words.vocabulary, 2)),)
    ]
    database.write_many(
        "INSERT OR IGNORE INTO topic_relation (source_id, kind, target_id, origin)"
        " VALUES (?, 'related', ?, 'pack')",
        [chance.sample(topics, 2) for _ in range(2 * TOPICS_EACH)],
    )
    weights = [1 / (rank + 1) for rank in range(TOPICS_EACH)]
    database.write_many(
        'INSERT INTO mention (topic_id, section_id, start, "end", origin)'
        " VALUES (?, ?, ?, ?, 'found')",
        [
            (topic, chance.choice(sections), start, start + 8)
            for topic in chance.choices(topics, weights, k=MENTIONS // MATERIALS)
            for start in (chance.randrange(WORDS_EACH * 4),)
        ],
    )


def _some_topics(database: Database) -> list[str]:
    """Topics from the most to the least mentioned."""
    rows = database.rows(
        "SELECT topic.key FROM topic JOIN mention ON topic_id = topic.id GROUP BY topic.id"
        " ORDER BY count(*) DESC"
    )
    return [row["key"] for row in rows[:: max(1, len(rows) // 40)]]


def _open(browsing: TopicBrowsing, maps: TopicMaps, key: str) -> None:
    """All that the Topics page asks for before it is seen."""
    page = browsing.page(TopicId(key))
    shown = 0
    for section in page.sections:
        shown += len(browsing.snippets(section))
        if shown >= _SHOWN_AT_ONCE:
            break
    maps.neighbourhood(page)


def _each(things: list[str], act: object) -> object:
    turns = itertools.cycle(things)

    def measure() -> Took:
        thing = next(turns)
        return timed(lambda: act(thing))()  # type: ignore[operator]

    return measure
