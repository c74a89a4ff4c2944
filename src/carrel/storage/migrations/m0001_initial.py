"""Step 1: the tables for everything that Carrel keeps.

Frozen: it imports nothing of Carrel, so that old libraries can always be brought up to date.

``key`` columns hold the names used outside of storage (``macron-putin/context``, UUIDs); ``id``
columns are SQLite's row ids. Times are ISO 8601 in UTC. Tables that a student's actions change have
AUTOINCREMENT, so that a row brought back by undo never meets a stranger under its id; the log of
answers and the journal itself lose no rows that way and do without.
"""

from __future__ import annotations

import sqlite3

NAME = "m0001_initial"

_TABLES = """
CREATE TABLE material (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    authors TEXT NOT NULL DEFAULT '[]',
    language TEXT NOT NULL DEFAULT '',
    licence TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    edition INTEGER NOT NULL DEFAULT 1,
    origin TEXT NOT NULL,
    content_hash TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'ready' CHECK (state IN ('importing', 'ready')),
    cover TEXT NOT NULL DEFAULT '',
    archived_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
);
CREATE TABLE collection (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
);
CREATE TABLE collection_material (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    collection_id INTEGER NOT NULL REFERENCES collection(id) ON DELETE CASCADE,
    material_id INTEGER NOT NULL REFERENCES material(id) ON DELETE CASCADE,
    UNIQUE (collection_id, material_id)
);
CREATE INDEX collection_material_by_material ON collection_material(material_id);
CREATE TABLE pack_install (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pack TEXT NOT NULL UNIQUE,
    edition INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    installed_at TEXT NOT NULL,
    removed_at TEXT
);
CREATE TABLE section (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    material_id INTEGER NOT NULL REFERENCES material(id) ON DELETE CASCADE,
    parent_id INTEGER REFERENCES section(id) ON DELETE SET NULL,
    position INTEGER NOT NULL,
    level INTEGER NOT NULL,
    title TEXT NOT NULL,
    markdown TEXT NOT NULL,
    text TEXT NOT NULL,
    text_version INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    words INTEGER NOT NULL,
    outside_source INTEGER NOT NULL DEFAULT 0,
    deleted_at TEXT
);
CREATE INDEX section_by_material ON section(material_id, position);
CREATE INDEX section_by_parent ON section(parent_id);
CREATE INDEX section_deleted ON section(deleted_at) WHERE deleted_at IS NOT NULL;
CREATE TABLE asset (
    id INTEGER PRIMARY KEY,
    material_id INTEGER NOT NULL REFERENCES material(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BLOB NOT NULL,
    UNIQUE (material_id, name)
);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    section_id INTEGER NOT NULL REFERENCES section(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    outcome TEXT NOT NULL DEFAULT 'exact'
        CHECK (outcome IN ('exact', 'moved', 'altered', 'orphaned')),
    CHECK (0 <= start AND start <= "end")
);
CREATE INDEX passage_by_section ON passage(section_id, start);
CREATE TABLE topic_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    material_id INTEGER NOT NULL REFERENCES material(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    position INTEGER NOT NULL
);
CREATE INDEX topic_group_by_material ON topic_group(material_id, position);
CREATE TABLE topic (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    material_id INTEGER NOT NULL REFERENCES material(id) ON DELETE CASCADE,
    group_id INTEGER REFERENCES topic_group(id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    definition TEXT NOT NULL DEFAULT '',
    links_by_name INTEGER NOT NULL DEFAULT 1,
    is_background INTEGER NOT NULL DEFAULT 0,
    origin TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    merged_into_id INTEGER REFERENCES topic(id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
);
CREATE INDEX topic_by_merger ON topic(merged_into_id);
CREATE INDEX topic_by_material ON topic(material_id, position);
CREATE INDEX topic_by_group ON topic(group_id);
CREATE INDEX topic_by_name ON topic(folded, kind);
CREATE TABLE topic_alias (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic_id INTEGER NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
    alias TEXT NOT NULL,
    folded TEXT NOT NULL,
    origin TEXT NOT NULL,
    is_removed INTEGER NOT NULL DEFAULT 0,
    UNIQUE (topic_id, alias)
);
CREATE INDEX topic_alias_by_name ON topic_alias(folded);
CREATE TABLE topic_relation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    target_id INTEGER NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
    origin TEXT NOT NULL,
    is_removed INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source_id, kind, target_id)
);
CREATE INDEX topic_relation_by_target ON topic_relation(target_id);
CREATE TABLE topic_join (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first_id INTEGER NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
    second_id INTEGER NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
    is_joined INTEGER NOT NULL,
    UNIQUE (first_id, second_id)
);
CREATE INDEX topic_join_by_second ON topic_join(second_id);
CREATE TABLE mention (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic_id INTEGER NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
    section_id INTEGER NOT NULL REFERENCES section(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    origin TEXT NOT NULL,
    passage_id INTEGER REFERENCES passage(id) ON DELETE CASCADE,
    is_rejected INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX mention_by_topic ON mention(topic_id, section_id, start, "end", is_rejected);
CREATE INDEX mention_by_section ON mention(section_id, start);
CREATE INDEX mention_by_passage ON mention(passage_id);
CREATE TABLE claim (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    material_id INTEGER NOT NULL REFERENCES material(id) ON DELETE CASCADE,
    statement TEXT NOT NULL,
    passage_id INTEGER REFERENCES passage(id) ON DELETE SET NULL,
    asserted_by INTEGER REFERENCES topic(id) ON DELETE SET NULL,
    ascribed_to INTEGER REFERENCES topic(id) ON DELETE SET NULL,
    certainty TEXT NOT NULL,
    hedge TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
);
CREATE INDEX claim_by_material ON claim(material_id, position);
CREATE INDEX claim_by_passage ON claim(passage_id);
CREATE INDEX claim_by_asserter ON claim(asserted_by);
CREATE INDEX claim_by_holder ON claim(ascribed_to);
CREATE TABLE claim_topic (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    claim_id INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
    UNIQUE (claim_id, topic_id)
);
CREATE INDEX claim_topic_by_topic ON claim_topic(topic_id);
CREATE TABLE claim_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    target_id INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
    why TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL,
    UNIQUE (source_id, kind, target_id)
);
CREATE INDEX claim_link_by_target ON claim_link(target_id);
CREATE TABLE holder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    material_id INTEGER NOT NULL REFERENCES material(id) ON DELETE CASCADE,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (material_id, slug)
);
CREATE TABLE holder_topic (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    holder_id INTEGER NOT NULL REFERENCES holder(id) ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
    UNIQUE (holder_id, topic_id)
);
CREATE INDEX holder_topic_by_topic ON holder_topic(topic_id);
CREATE TABLE issue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    material_id INTEGER NOT NULL REFERENCES material(id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    position INTEGER NOT NULL
);
CREATE INDEX issue_by_material ON issue(material_id, position);
CREATE TABLE cell (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    issue_id INTEGER NOT NULL REFERENCES issue(id) ON DELETE CASCADE,
    holder_id INTEGER NOT NULL REFERENCES holder(id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (issue_id, holder_id)
);
CREATE INDEX cell_by_holder ON cell(holder_id);
CREATE TABLE cell_claim (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    cell_id INTEGER NOT NULL REFERENCES cell(id) ON DELETE CASCADE,
    claim_id INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    UNIQUE (cell_id, claim_id)
);
CREATE INDEX cell_claim_by_claim ON cell_claim(claim_id);
CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    material_id INTEGER NOT NULL REFERENCES material(id) ON DELETE CASCADE,
    date TEXT NOT NULL,
    until TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL,
    description TEXT NOT NULL DEFAULT '',
    sources TEXT NOT NULL DEFAULT '[]',
    kind TEXT NOT NULL,
    in_source INTEGER NOT NULL DEFAULT 1,
    is_key INTEGER NOT NULL DEFAULT 0,
    passage_id INTEGER REFERENCES passage(id) ON DELETE SET NULL,
    origin TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
);
CREATE INDEX event_by_material ON event(material_id, date);
CREATE INDEX event_by_passage ON event(passage_id);
CREATE TABLE event_topic (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id INTEGER NOT NULL REFERENCES event(id) ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
    UNIQUE (event_id, topic_id)
);
CREATE INDEX event_topic_by_topic ON event_topic(topic_id);
CREATE TABLE annotation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    section_id INTEGER NOT NULL REFERENCES section(id) ON DELETE CASCADE,
    passage_id INTEGER REFERENCES passage(id) ON DELETE SET NULL,
    colour TEXT NOT NULL,
    style TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
);
CREATE INDEX annotation_by_section ON annotation(section_id);
CREATE INDEX annotation_by_passage ON annotation(passage_id);
CREATE INDEX annotation_by_time ON annotation(created_at);
CREATE TABLE annotation_tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    annotation_id INTEGER NOT NULL REFERENCES annotation(id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    UNIQUE (annotation_id, tag)
);
CREATE INDEX annotation_tag_by_tag ON annotation_tag(tag);
CREATE TABLE annotation_topic (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    annotation_id INTEGER NOT NULL REFERENCES annotation(id) ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
    UNIQUE (annotation_id, topic_id)
);
CREATE INDEX annotation_topic_by_topic ON annotation_topic(topic_id);
CREATE TABLE question (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    material_id INTEGER NOT NULL REFERENCES material(id) ON DELETE CASCADE,
    section_id INTEGER REFERENCES section(id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    prompt TEXT NOT NULL,
    body TEXT NOT NULL,
    explanation TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL DEFAULT '',
    support TEXT NOT NULL DEFAULT 'literal',
    origin TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    suspended_at TEXT,
    marked_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
);
CREATE INDEX question_by_material ON question(material_id, position);
CREATE INDEX question_by_section ON question(section_id);
CREATE INDEX question_at_rest ON question(id)
    WHERE deleted_at IS NOT NULL OR suspended_at IS NOT NULL OR origin = 'proposed';
CREATE INDEX question_marked ON question(id) WHERE marked_at IS NOT NULL;
CREATE TABLE question_passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id INTEGER NOT NULL REFERENCES question(id) ON DELETE CASCADE,
    passage_id INTEGER NOT NULL REFERENCES passage(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    UNIQUE (question_id, passage_id)
);
CREATE INDEX question_passage_by_passage ON question_passage(passage_id);
CREATE TABLE question_topic (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id INTEGER NOT NULL REFERENCES question(id) ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES topic(id) ON DELETE CASCADE,
    UNIQUE (question_id, topic_id)
);
CREATE INDEX question_topic_by_topic ON question_topic(topic_id);
CREATE TABLE question_claim (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id INTEGER NOT NULL REFERENCES question(id) ON DELETE CASCADE,
    claim_id INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
    UNIQUE (question_id, claim_id)
);
CREATE INDEX question_claim_by_claim ON question_claim(claim_id);
CREATE TABLE question_tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    question_id INTEGER NOT NULL REFERENCES question(id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    UNIQUE (question_id, tag)
);
CREATE INDEX question_tag_by_tag ON question_tag(tag);
CREATE TABLE card (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    question_id INTEGER NOT NULL REFERENCES question(id) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    suspended_at TEXT,
    buried_until TEXT,
    UNIQUE (question_id, part)
);
CREATE TABLE memory (
    id INTEGER PRIMARY KEY REFERENCES card(id) ON DELETE CASCADE,
    state INTEGER NOT NULL,
    step INTEGER,
    stability REAL,
    difficulty REAL,
    due_at TEXT NOT NULL,
    last_review_at TEXT,
    last_rating INTEGER,
    review_count INTEGER NOT NULL DEFAULT 0,
    lapse_count INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX memory_by_due ON memory(due_at);
CREATE TABLE parameter_set (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    parameters TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE TABLE quiz_session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    plan TEXT NOT NULL,
    showing_id INTEGER,
    started_at TEXT NOT NULL,
    finished_at TEXT
);
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    card_id INTEGER NOT NULL REFERENCES card(id) ON DELETE CASCADE,
    session_id INTEGER REFERENCES quiz_session(id) ON DELETE SET NULL,
    parameter_set_id INTEGER NOT NULL REFERENCES parameter_set(id),
    reviewed_at TEXT NOT NULL,
    response TEXT NOT NULL,
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
    confidence INTEGER,
    seconds REAL NOT NULL,
    memory_before TEXT NOT NULL,
    device TEXT NOT NULL
);
CREATE INDEX review_by_card ON review(card_id, reviewed_at);
CREATE INDEX review_by_time ON review(reviewed_at);
CREATE TABLE review_void (
    id INTEGER PRIMARY KEY REFERENCES review(id) ON DELETE CASCADE
);
CREATE TABLE quiz_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL REFERENCES quiz_session(id) ON DELETE CASCADE,
    card_id INTEGER NOT NULL REFERENCES card(id) ON DELETE CASCADE,
    position REAL NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'answered', 'skipped')),
    review_id INTEGER,
    sentence_score REAL,
    is_repeat INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX quiz_item_by_session ON quiz_item(session_id, position);
CREATE INDEX quiz_item_by_card ON quiz_item(card_id);
CREATE TABLE section_reading (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    section_id INTEGER NOT NULL UNIQUE REFERENCES section(id) ON DELETE CASCADE,
    read_at TEXT
);
CREATE TABLE reading_time (
    id INTEGER PRIMARY KEY,
    section_id INTEGER NOT NULL REFERENCES section(id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    seconds REAL NOT NULL,
    UNIQUE (section_id, day)
);
CREATE TABLE reading_place (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    material_id INTEGER NOT NULL UNIQUE REFERENCES material(id) ON DELETE CASCADE,
    section_id INTEGER NOT NULL REFERENCES section(id) ON DELETE CASCADE,
    "offset" INTEGER NOT NULL,
    updated_at TEXT NOT NULL
);
CREATE INDEX reading_place_by_section ON reading_place(section_id);
CREATE TABLE override (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    thing TEXT NOT NULL,
    thing_key TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    made_against TEXT NOT NULL,
    author_value TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (thing, thing_key, field)
);
CREATE TABLE setting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
);
CREATE TABLE undo_step (
    id INTEGER PRIMARY KEY,
    label TEXT NOT NULL,
    details TEXT NOT NULL DEFAULT '{}',
    changed TEXT NOT NULL DEFAULT '[]',
    made_at TEXT NOT NULL,
    is_undone INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX undo_step_undone ON undo_step(id) WHERE is_undone;
CREATE TABLE undo_change (
    id INTEGER PRIMARY KEY,
    step_id INTEGER NOT NULL REFERENCES undo_step(id) ON DELETE CASCADE,
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    before TEXT,
    after TEXT
);
CREATE INDEX undo_change_by_step ON undo_change(step_id);
"""

# Each full-text index reads its words from the table it indexes (FTS5 external content), and is
# kept true by triggers within the transaction that changes the table. Words are kept as they are
# written: their other forms are asked for by the query, which knows the language and may end within
# a word.
_SEARCHABLE = {
    "section": ("title", "text"),
    "annotation": ("note",),
    "topic": ("name", "definition"),
    "topic_alias": ("alias",),
    "claim": ("statement",),
    "question": ("prompt", "explanation"),
}


def _search_index(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(columns)
    old = ", ".join(f"old.{column}" for column in columns)
    new = ", ".join(f"new.{column}" for column in columns)
    index = f"{table}_fts"
    remove = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.id, {old});"
    add = f"INSERT INTO {index}(rowid, {names}) VALUES (new.id, {new});"
    return f"""
CREATE VIRTUAL TABLE {index} USING fts5(
    {names}, content='{table}', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {add} END;
CREATE TRIGGER {index}_removed AFTER DELETE ON {table} BEGIN {remove} END;
CREATE TRIGGER {index}_changed AFTER UPDATE OF {names} ON {table} BEGIN {remove} {add} END;
"""


def apply(connection: sqlite3.Connection) -> None:
    """Create the tables of step 1 inside the caller's transaction."""
    script = _TABLES + "".join(_search_index(*item) for item in _SEARCHABLE.items())
    for statement in _statements(script):
        connection.execute(statement)


def _statements(script: str) -> list[str]:
    """The statements of ``script``; executescript() would commit the open transaction."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
