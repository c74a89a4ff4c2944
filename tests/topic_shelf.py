"""A library with texts and topics for tests, written row by row without packs or importers."""

from __future__ import annotations

from datetime import UTC, datetime

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.materials import Material, Origin, Section
from carrel.domain.text.folding import fold
from carrel.services.mention_finding import MentionFinding
from carrel.storage.database import Database
from carrel.storage.material_intake import MaterialIntake

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class TopicShelf:
    """Adds materials and what belongs to topics; ``find`` then finds the mentions."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def material(self, name: str, *, language: str = "en", **texts: str) -> None:
        """A material whose sections have the keywords as slugs and titles."""
        intake = MaterialIntake(
            self.database,
            Material(MaterialId(name), name.title(), language=language, origin=Origin.PACK),
            content_hash="",
            at=NOW,
        )
        intake.add_sections(
            [
                Section(
                    SectionId(f"{name}/{slug}"), slug.title(), 1, text, text, 1, content_hash=slug
                )
                for slug, text in texts.items()
            ],
            at=NOW,
        )
        intake.finish()
        self.database.write("UPDATE material SET deleted_at = NULL WHERE id = ?", (intake.row_id,))

    def topic(
        self,
        key: str,
        name: str,
        *aliases: str,
        kind: str = "concept",
        group: str = "",
        definition: str = "",
        links_by_name: bool = True,
    ) -> None:
        """A topic of the material that its key begins with."""
        material = self._row("material", key.partition("/")[0])
        row = self.database.write(
            "INSERT INTO topic (key, material_id, group_id, kind, name, folded, definition,"
            " links_by_name, origin, created_at, updated_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pack', '', '')",
            (
                key,
                material,
                self._group(material, group) if group else None,
                kind,
                name,
                fold(name),
                definition,
                links_by_name,
            ),
        )
        self.database.write_many(
            "INSERT INTO topic_alias (topic_id, alias, folded, origin) VALUES (?, ?, ?, 'pack')",
            [(row, alias, fold(alias)) for alias in aliases],
        )

    def relate(self, source: str, kind: str, target: str) -> None:
        """A relation between two topics."""
        self.database.write(
            "INSERT INTO topic_relation (source_id, kind, target_id, origin)"
            " VALUES (?, ?, ?, 'pack')",
            (self._row("topic", source), kind, self._row("topic", target)),
        )

    def join(self, first: str, second: str, *, is_joined: bool) -> None:
        """The student's word on whether two topics are the same."""
        self.database.write(
            "INSERT INTO topic_join (first_id, second_id, is_joined) VALUES (?, ?, ?)",
            (self._row("topic", first), self._row("topic", second), is_joined),
        )

    def passage(self, section: str, quote: str) -> int:
        """The row of a passage for the first place with these words."""
        text = self.database.value("SELECT text FROM section WHERE key = ?", (section,))
        start = text.index(quote)
        count = self.database.value("SELECT count(*) FROM passage")
        return self.database.write(
            'INSERT INTO passage (key, section_id, start, "end", quote, prefix, suffix)'
            " VALUES (?, ?, ?, ?, ?, '', '')",
            (f"passage-{count}", self._row("section", section), start, start + len(quote), quote),
        )

    def claim(self, key: str, section: str, quote: str, *topics: str, by: str = "") -> None:
        """A claim on words, tagged with topics, that the topic ``by`` makes and holds."""
        row = self.database.write(
            "INSERT INTO claim (key, material_id, statement, passage_id, asserted_by, ascribed_to,"
            " certainty, origin, created_at, updated_at)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?5, 'stated', 'pack', '', '')",
            (
                key,
                self._row("material", key.partition("/")[0]),
                f"It is said that {quote}",
                self.passage(section, quote),
                self._row("topic", by) if by else None,
            ),
        )
        self._tag("claim", row, topics)

    def question(self, key: str, section: str, quote: str, *topics: str, prompt: str = "?") -> None:
        """A question that cites words, tagged with topics."""
        row = self.database.write(
            "INSERT INTO question (key, material_id, section_id, kind, prompt, body, origin,"
            " created_at, updated_at) VALUES (?, ?, ?, 'flashcard', ?, '{}', 'pack', '', '')",
            (
                key,
                self._row("material", key.partition("/")[0]),
                self._row("section", section),
                prompt,
            ),
        )
        self.database.write(
            "INSERT INTO question_passage (question_id, passage_id, position) VALUES (?, ?, 0)",
            (row, self.passage(section, quote)),
        )
        self._tag("question", row, topics)

    def note(self, key: str, section: str, quote: str, note: str, *topics: str) -> None:
        """A student's note on words, linked to topics."""
        row = self.database.write(
            "INSERT INTO annotation (key, section_id, passage_id, colour, style, note,"
            " created_at, updated_at) VALUES (?, ?, ?, 'important', 'highlight', ?, ?, ?)",
            (
                key,
                self._row("section", section),
                self.passage(section, quote),
                note,
                NOW.isoformat(),
                NOW.isoformat(),
            ),
        )
        self._tag("annotation", row, topics)

    def find(self) -> None:
        """Find the topics in all texts."""
        finding = MentionFinding(self.database)
        for row in self.database.rows("SELECT key, language FROM material ORDER BY id"):
            finding.find_in_new(MaterialId(row["key"]), language=row["language"])

    def _tag(self, thing: str, row: int, topics: tuple[str, ...]) -> None:
        self.database.write_many(
            f"INSERT INTO {thing}_topic ({thing}_id, topic_id) VALUES (?, ?)",
            [(row, self._row("topic", topic)) for topic in topics],
        )

    def _group(self, material: int, name: str) -> int:
        found = self.database.value(
            "SELECT id FROM topic_group WHERE material_id = ? AND name = ?", (material, name)
        )
        if found is not None:
            return int(found)
        return self.database.write(
            "INSERT INTO topic_group (key, material_id, name, position) VALUES (?, ?, ?,"
            " (SELECT count(*) FROM topic_group))",
            (f"{material}/{name}", material, name),
        )

    def _row(self, table: str, key: str) -> int:
        return int(self.database.value(f"SELECT id FROM {table} WHERE key = ?", (key,)))
