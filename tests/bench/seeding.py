"""Libraries of known size for measuring: the same rows for the same seed, on any machine."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from carrel.storage.database import Database, open_database

START = datetime(2025, 1, 1, 12, tzinfo=UTC)
VOCABULARY = 20_000
SECTIONS_IN_MATERIAL = 100


@dataclass(frozen=True, slots=True)
class Size:
    """How much a library holds."""

    name: str
    sections: int
    words_in_section: int
    cards: int
    reviews: int
    annotations: int
    book_words: int


FULL = Size("full", 20_000, 250, 50_000, 500_000, 20_000, 300_000)
TENTH = Size("tenth", 2_000, 250, 5_000, 50_000, 2_000, 300_000)
TINY = Size("tiny", 40, 60, 50, 200, 40, 6_000)

SIZES = {size.name: size for size in (TINY, TENTH, FULL)}


class Words:
    """Text of made-up words, frequent ones often (Zipf), so that an index behaves as in life."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        syllables = ("ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "ze")
        self.vocabulary = sorted(
            {
                "".join(self._random.choices(syllables, k=self._random.randint(2, 5)))
                for _ in range(VOCABULARY)
            }
        )
        self._random.shuffle(self.vocabulary)
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self.vocabulary) + 1)))

    def paragraph(self, count: int) -> str:
        """``count`` words in sentences of about twelve."""
        words = self._random.choices(self.vocabulary, cum_weights=self._weights, k=count)
        for index in range(0, count, 12):
            words[index] = words[index].capitalize()
            words[min(index + 11, count - 1)] += "."
        return " ".join(words)

    def text(self, count: int) -> str:
        """``count`` words in paragraphs of about eighty, as plain text."""
        whole, rest = divmod(count, 80)
        sizes = [80] * whole + ([rest] if rest else [])
        return "\n".join(self.paragraph(size) for size in sizes)


def seed(path: Path, size: Size) -> None:
    """Make a library of ``size`` at ``path``, which must not exist."""
    with closing(open_database(path)) as database:
        words = Words(1)
        with database.transaction():
            sections = _add_sections(database, size, words)
            _add_book(database, size, words)
            _add_annotations(database, size, sections, words)
            _add_questions(database, size, sections, words)
            _add_reviews(database, size)
        database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def add_material(database: Database, key: str, title: str) -> int:
    """Add a material without sections; returns its row id."""
    stamp = START.isoformat()
    return database.write(
        "INSERT INTO material (key, title, authors, language, origin, created_at, updated_at)"
        " VALUES (?, ?, ?, 'en', 'import', ?, ?)",
        (key, title, json.dumps(["A. Writer"]), stamp, stamp),
    )


def add_section(database: Database, material: int, key: str, position: int, text: str) -> int:
    """Add a section of plain paragraphs to a material; returns its row id."""
    return database.write(
        "INSERT INTO section (key, material_id, position, level, title, markdown, text,"
        " text_version, content_hash, words) VALUES (?, ?, ?, 1, ?, ?, ?, 1, ?, ?)",
        (
            key,
            material,
            position,
            f"Part {position + 1}",
            text.replace("\n", "\n\n"),
            text,
            key,
            len(text.split()),
        ),
    )


def _add_sections(database: Database, size: Size, words: Words) -> list[tuple[int, str]]:
    added: list[tuple[int, str]] = []
    material = 0
    for number in range(size.sections):
        shelf, position = divmod(number, SECTIONS_IN_MATERIAL)
        if position == 0:
            material = add_material(database, f"material-{shelf}", f"Material {shelf + 1}")
        text = words.text(size.words_in_section)
        key = f"material-{shelf}/part-{position + 1}"
        added.append((add_section(database, material, key, position, text), text))
    return added


def _add_book(database: Database, size: Size, words: Words) -> None:
    material = add_material(database, "book", "A long book")
    chapters = max(1, size.book_words // 3_000)
    for number in range(chapters):
        text = words.text(size.book_words // chapters)
        add_section(database, material, f"book/part-{number + 1}", number, text)


def _add_passage(
    database: Database, key: str, section: tuple[int, str], chance: random.Random
) -> int:
    row_id, text = section
    start = chance.randrange(max(1, len(text) - 120))
    end = min(len(text), start + chance.randint(20, 100))
    return database.write(
        'INSERT INTO passage (key, section_id, start, "end", quote, prefix, suffix)'
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            key,
            row_id,
            start,
            end,
            text[start:end],
            text[max(0, start - 32) : start],
            text[end : end + 32],
        ),
    )


def _add_annotations(
    database: Database, size: Size, sections: list[tuple[int, str]], words: Words
) -> None:
    chance = random.Random(2)
    colours = ("important", "question", "evidence", "disagree")
    for number in range(size.annotations):
        section = chance.choice(sections)
        passage = _add_passage(database, f"passage-a{number}", section, chance)
        stamp = (START + timedelta(minutes=number)).isoformat()
        database.write(
            "INSERT INTO annotation (key, section_id, passage_id, colour, style, note, created_at,"
            " updated_at) VALUES (?, ?, ?, ?, 'highlight', ?, ?, ?)",
            (
                f"annotation-{number}",
                section[0],
                passage,
                chance.choice(colours),
                words.paragraph(12) if number % 3 == 0 else "",
                stamp,
                stamp,
            ),
        )


def _add_questions(
    database: Database, size: Size, sections: list[tuple[int, str]], words: Words
) -> None:
    chance = random.Random(3)
    stamp = START.isoformat()
    for number in range(size.cards):
        section = chance.choice(sections)
        body = {
            "options": [
                {"text": words.paragraph(4), "correct": True},
                {"text": words.paragraph(4), "why": words.paragraph(6)},
                {"text": words.paragraph(4), "why": words.paragraph(6)},
            ]
        }
        question = database.write(
            "INSERT INTO question (key, material_id, section_id, kind, prompt, body, explanation,"
            " level, origin, position, created_at, updated_at) VALUES"
            " (?, (SELECT material_id FROM section WHERE id = ?), ?, 'single_choice', ?, ?, ?,"
            " 'recall', 'own', ?, ?, ?)",
            (
                f"question-{number}",
                section[0],
                section[0],
                words.paragraph(10),
                json.dumps(body),
                words.paragraph(12),
                number,
                stamp,
                stamp,
            ),
        )
        passage = _add_passage(database, f"passage-q{number}", section, chance)
        database.write(
            "INSERT INTO question_passage (question_id, passage_id, position) VALUES (?, ?, 0)",
            (question, passage),
        )
        database.write(
            "INSERT INTO card (key, question_id, part) VALUES (?, ?, 0)",
            (f"question-{number}#0", question),
        )


def _add_reviews(database: Database, size: Size) -> None:
    """Reviews spread evenly over the cards; every tenth card has never been asked."""
    chance = random.Random(4)
    parameters = database.write(
        "INSERT INTO parameter_set (key, parameters, created_at) VALUES ('seed', '{}', ?)",
        (START.isoformat(),),
    )
    asked = [card for card in range(1, size.cards + 1) if card % 10]
    database.write_many(
        "INSERT INTO review (key, card_id, parameter_set_id, reviewed_at, response, score, rating,"
        " seconds, memory_before, device) VALUES (?, ?, ?, ?, '0', ?, ?, ?, '{}', 'seed')",
        _reviews(size, asked, parameters, chance),
    )
    database.write_many(
        "INSERT INTO memory (id, state, step, stability, difficulty, due_at, last_review_at,"
        " last_rating, review_count, lapse_count) VALUES (?, 2, NULL, ?, ?, ?, ?, 3, ?, 0)",
        _memories(size, asked, chance),
    )


def _reviews(
    size: Size, asked: list[int], parameters: int, chance: random.Random
) -> Iterator[tuple[object, ...]]:
    for number in range(size.reviews):
        rating = chance.choice((1, 3, 3, 3, 4))
        moment = START + timedelta(minutes=number)
        yield (
            f"review-{number}",
            asked[number % len(asked)],
            parameters,
            moment.isoformat(),
            0.0 if rating == 1 else 1.0,
            rating,
            chance.uniform(3, 30),
        )


def _memories(size: Size, asked: list[int], chance: random.Random) -> Iterator[tuple[object, ...]]:
    # The last answers are those of the log: a memory that is older shows that a clock was wrong.
    last = {asked[number % len(asked)]: number for number in range(size.reviews)}
    for card in asked:
        stability = chance.uniform(1, 200)
        reviewed = START + timedelta(minutes=last.get(card, 0))
        yield (
            card,
            stability,
            chance.uniform(1, 10),
            (reviewed + timedelta(days=stability)).isoformat(),
            reviewed.isoformat(),
            max(1, size.reviews // len(asked)),
        )
