"""Finding again, in the new text of a material, the words that the student's things point at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from carrel.domain.editions import Carried
from carrel.domain.ids import SectionId
from carrel.domain.job_report import ShareReport
from carrel.domain.text.locate import Location, Outcome, relocated
from carrel.domain.text.passage import Passage, passage_at
from carrel.domain.text.text_change import TextChange
from carrel.storage.database import Database, Row
from carrel.storage.passage_store import PASSAGE_COLUMNS, passage_of

PLACE_LENGTH = 80
"""Code points by which the place that reading reached is found again."""

# The student's own things that hold a passage. What is deleted can be brought back, so its passage
# moves too, but nobody needs to hear of it.
_OWN_PASSAGES = f"""
SELECT passage.id, section.key AS section, {PASSAGE_COLUMNS}, own.thing, own.key AS thing_key,
    own.row_id, own.deleted_at, own.about
FROM passage JOIN section ON section.id = passage.section_id JOIN (
    SELECT passage_id, 'annotation' AS thing, key, id AS row_id, deleted_at, note AS about
    FROM annotation
    UNION ALL
    SELECT question_passage.passage_id, 'question', question.key, question.id, deleted_at, prompt
    FROM question_passage JOIN question ON question.id = question_id
    WHERE origin != 'pack' OR question.key IN (
        SELECT thing_key FROM override WHERE thing = 'question' AND field = 'cites')
    UNION ALL
    SELECT passage_id, 'claim', key, id, deleted_at, statement FROM claim WHERE origin != 'pack'
    UNION ALL
    SELECT passage_id, 'event', key, id, deleted_at, title FROM event WHERE origin != 'pack'
    UNION ALL
    SELECT passage_id, 'mention', topic.key, mention.id, NULL, topic.name
    FROM mention JOIN topic ON topic.id = topic_id WHERE mention.origin = 'student'
) AS own ON own.passage_id = passage.id
WHERE section.material_id = ? ORDER BY section.position, passage.start, passage.id
"""
_BARE_MENTIONS = """
SELECT mention.id, section.key AS section, start, "end" FROM mention
JOIN section ON section.id = section_id
WHERE section.material_id = ? AND passage_id IS NULL
    AND (mention.origin = 'student' OR is_rejected)
"""
_WAITING_PROPOSALS = """
SELECT proposal.id, section.key AS section, start, "end", quote, prefix, suffix FROM proposal
JOIN section ON section.id = section_id
WHERE section.material_id = ? AND state = 'waiting'
"""
_SECTION_NOTES = """
SELECT annotation.key, annotation.note, section.key AS section FROM annotation
JOIN section ON section.id = section_id
WHERE section.material_id = ? AND passage_id IS NULL AND annotation.deleted_at IS NULL
ORDER BY section.position, annotation.id
"""
_TEXTS = "SELECT key, text FROM section WHERE material_id = ?"
_LIVE = " AND deleted_at IS NULL ORDER BY position"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where reading had stopped: the section, the offset in it, and the words from there on."""

    section: SectionId
    offset: int
    words: Passage


def foreseen(
    database: Database,
    material_id: int,
    texts: Mapping[SectionId, str],
    report: ShareReport,
) -> tuple[Carried, ...]:
    """What would become of the student's passages if the material's text were this; stores nothing.

    ``texts`` are the plain texts of the sections in reading order; ``report`` is told the share
    that is done, 0 to 1, and may raise to end it.
    """
    before = {
        SectionId(row["key"]): row["text"] for row in database.rows(_TEXTS + _LIVE, (material_id,))
    }
    change = TextChange(before, texts)
    rows = [
        row for row in database.rows(_OWN_PASSAGES, (material_id,)) if row["deleted_at"] is None
    ]
    found = []
    for number, row in enumerate(rows):
        report(number / len(rows))
        passage = passage_of(row, SectionId(row["section"]))
        location = change.locate(passage)
        found.append(_carried(row, location.outcome, passage, _at(location, texts)))
    return (*found, *_section_notes(database, material_id, before, texts))


class Relocation:
    """Made before a material's text changes; :meth:`carry_over` is called when it has changed."""

    def __init__(self, database: Database, material_id: int) -> None:
        self._database = database
        self._material_id = material_id
        self._before = self._texts()
        self._read_before = self._texts(_LIVE)
        self._mentions = [
            (row["id"], self._old_passage(row))
            for row in database.rows(_BARE_MENTIONS, (material_id,))
        ]
        self._proposals = [
            (row["id"], passage_of(row, SectionId(row["section"])))
            for row in database.rows(_WAITING_PROPOSALS, (material_id,))
        ]
        self._place = self._reading_place()

    def carry_over(self) -> tuple[Carried, ...]:
        """Let everything point at the same words in the new text; tells what became of each."""
        texts = self._texts(_LIVE)
        self._change = TextChange(self._read_before, texts)
        self._sections = {
            SectionId(row["key"]): row["id"]
            for row in self._database.rows(
                "SELECT key, id FROM section WHERE material_id = ?", (self._material_id,)
            )
        }
        carried = (
            *self._carry_passages(texts),
            *_section_notes(self._database, self._material_id, self._read_before, texts),
        )
        self._carry_mentions(texts)
        self._carry_proposals(texts)
        self._carry_place(texts)
        return carried

    def _texts(self, condition: str = "") -> dict[SectionId, str]:
        rows = self._database.rows(_TEXTS + condition, (self._material_id,))
        return {SectionId(row["key"]): row["text"] for row in rows}

    def _old_passage(self, row: Row) -> Passage:
        section = SectionId(row["section"])
        return passage_at(section, self._before[section], row["start"], row["end"])

    def _is_unchanged(self, section: SectionId, texts: Mapping[SectionId, str]) -> bool:
        return section in texts and texts[section] == self._before.get(section)

    def _carry_passages(self, texts: Mapping[SectionId, str]) -> Iterator[Carried]:
        for row in self._database.rows(_OWN_PASSAGES, (self._material_id,)):
            before = passage_of(row, SectionId(row["section"]))
            was_orphan = row["outcome"] == Outcome.ORPHANED
            outcome: Outcome = Outcome.EXACT
            after: Passage | None = before
            if was_orphan or not self._is_unchanged(before.section, texts):
                location = self._change.locate(before)
                outcome, after = location.outcome, _at(location, texts)
                self._write_passage(row, outcome, after)
            if row["deleted_at"] is None:
                yield _carried(row, outcome, before, after)

    def _write_passage(self, row: Row, outcome: Outcome, after: Passage | None) -> None:
        if after is None:
            self._database.write(
                "UPDATE passage SET outcome = ? WHERE id = ?", (outcome, row["id"])
            )
            return
        section_id = self._sections[after.section]
        self._database.write(
            'UPDATE passage SET section_id = ?, start = ?, "end" = ?, quote = ?, prefix = ?,'
            " suffix = ?, outcome = ? WHERE id = ?",
            (
                section_id,
                after.start,
                after.end,
                after.quote,
                after.prefix,
                after.suffix,
                outcome,
                row["id"],
            ),
        )
        if row["thing"] in ("annotation", "question", "mention"):
            self._database.write(
                f"UPDATE {row['thing']} SET section_id = ? WHERE id = ?",
                (section_id, row["row_id"]),
            )
        if row["thing"] == "mention":
            self._write_mention(row["row_id"], after)

    def _carry_mentions(self, texts: Mapping[SectionId, str]) -> None:
        """Mentions that hold no passage; those whose words are gone go too."""
        for row_id, before in self._mentions:
            if self._is_unchanged(before.section, texts):
                continue
            after = _at(self._change.locate(before), texts)
            if after is None:
                self._database.write("DELETE FROM mention WHERE id = ?", (row_id,))
            else:
                self._write_mention(row_id, after)

    def _carry_proposals(self, texts: Mapping[SectionId, str]) -> None:
        """Those that wait; rules find anew what there is to say of words that have changed."""
        for row_id, before in self._proposals:
            if self._is_unchanged(before.section, texts):
                continue
            location = self._change.locate(before)
            after = _at(location, texts)
            if after is None or location.outcome is Outcome.ALTERED:
                self._database.write("DELETE FROM proposal WHERE id = ?", (row_id,))
                continue
            self._database.write(
                'UPDATE proposal SET section_id = ?, start = ?, "end" = ?, prefix = ?, suffix = ?'
                " WHERE id = ?",
                (
                    self._sections[after.section],
                    after.start,
                    after.end,
                    after.prefix,
                    after.suffix,
                    row_id,
                ),
            )

    def _write_mention(self, row_id: int, after: Passage) -> None:
        self._database.write(
            'UPDATE mention SET section_id = ?, start = ?, "end" = ? WHERE id = ?',
            (self._sections[after.section], after.start, after.end, row_id),
        )

    def _reading_place(self) -> _Place | None:
        row = self._database.row(
            'SELECT section.key AS section, "offset" FROM reading_place'
            " JOIN section ON section.id = section_id WHERE reading_place.material_id = ?",
            (self._material_id,),
        )
        if row is None:
            return None
        section = SectionId(row["section"])
        text = self._before[section]
        start = min(row["offset"], len(text))
        end = min(start + PLACE_LENGTH, len(text))
        return _Place(section, start, passage_at(section, text, start, end))

    def _carry_place(self, texts: Mapping[SectionId, str]) -> None:
        if self._place is None or self._is_unchanged(self._place.section, texts):
            return
        found = _at(self._change.locate(self._place.words), texts)
        if found is not None:
            section, offset = found.section, found.start
        elif self._place.section in texts:
            section = self._place.section
            offset = min(self._place.offset, len(texts[section]))
        elif texts:
            section, offset = next(iter(texts)), 0
        else:
            return
        self._database.write(
            'UPDATE reading_place SET section_id = ?, "offset" = ? WHERE material_id = ?',
            (self._sections[section], offset, self._material_id),
        )


def _section_notes(
    database: Database,
    material_id: int,
    before: Mapping[SectionId, str],
    after: Mapping[SectionId, str],
) -> Iterator[Carried]:
    """Notes on sections as wholes: they stay with their section, or are orphans if it is gone."""
    for row in database.rows(_SECTION_NOTES, (material_id,)):
        place = Passage(SectionId(row["section"]), 0, 0, "")
        if place.section not in before:
            continue
        if place.section in after:
            yield Carried("annotation", row["key"], Outcome.EXACT, place, place, row["note"])
        else:
            yield Carried("annotation", row["key"], Outcome.ORPHANED, place, None, row["note"])


def _carried(row: Row, outcome: Outcome, before: Passage, after: Passage | None) -> Carried:
    return Carried(row["thing"], row["thing_key"], outcome, before, after, row["about"])


def _at(location: Location, texts: Mapping[SectionId, str]) -> Passage | None:
    if location.section is None:
        return None
    return relocated(location, location.section, texts[location.section])
