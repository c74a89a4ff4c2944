"""The doctor finds what is wrong with a library, and rebuilds it from what is sound."""

from __future__ import annotations

import pytest

from carrel.domain.ids import SectionId
from carrel.services.annotating import Annotating, TextRange
from carrel.services.doctor import CHECKS, Doctor
from quiz_shelf import QuizShelf

HARM = {
    "values": "UPDATE annotation SET created_at = '2026-03m02', colour = 'importent'",
    "references": "DELETE FROM section WHERE key = 'book/one'",
    "texts": "UPDATE section SET text = 'other words' WHERE key = 'book/two'",
    "passages": 'UPDATE passage SET start = start + 1, "end" = "end" + 1',
    "mentions": (
        'INSERT INTO mention (topic_id, section_id, start, "end", origin)'
        " SELECT topic.id, section.id, 5, 100000, 'found' FROM topic, section LIMIT 1"
    ),
    "memory": "UPDATE memory SET stability = 999 WHERE id = (SELECT min(id) FROM memory)",
    "journal": "UPDATE undo_change SET before = '{broken'",
}


@pytest.fixture
def shelf():
    shelf = QuizShelf()
    shelf.ask("single_choice", section="one")
    shelf.ask("cloze", section="two")
    session = shelf.start()
    for _ in range(2):
        shelf.answer_and_go_on(session)
    text = shelf.desk.database.value("SELECT text FROM section WHERE key = 'book/two'")
    Annotating(shelf.desk).mark([TextRange(SectionId("book/two"), 0, len(text.split()[0]))])
    shelf.desk.database.write(
        "INSERT INTO topic (key, material_id, kind, name, folded, origin, created_at, updated_at)"
        " SELECT 'book/t', id, 'concept', 'T', 't', 'pack', '', '' FROM material"
    )
    yield shelf
    shelf.close()


def harm(shelf: QuizShelf, sql: str) -> None:
    shelf.desk.database.connection.execute("PRAGMA foreign_keys = OFF")
    shelf.desk.database.write(sql)
    shelf.desk.database.connection.execute("PRAGMA foreign_keys = ON")


def test_that_a_sound_library_has_no_findings(shelf):
    assert Doctor(shelf.desk).examine() == []


@pytest.mark.parametrize("check", HARM)
def test_that_harm_is_found_by_its_check_and_mended(shelf, check):
    harm(shelf, HARM[check])
    doctor = Doctor(shelf.desk)
    findings = doctor.examine()
    assert check in {finding.check for finding in findings}
    assert all(str(finding) for finding in findings)
    assert doctor.repair(findings) == []


def test_that_a_search_index_that_disagrees_with_the_text_is_rebuilt(shelf):
    database = shelf.desk.database
    database.write("INSERT INTO section_fts(section_fts) VALUES ('delete-all')")
    doctor = Doctor(shelf.desk)
    findings = doctor.examine()
    assert [finding.check for finding in findings] == ["search"]
    assert "section_fts" in str(findings[0])
    assert doctor.repair(findings) == []


def test_that_a_wrong_memory_is_what_its_answers_say_after_the_repair(shelf):
    before = [tuple(row) for row in shelf.desk.database.rows("SELECT * FROM memory ORDER BY id")]
    harm(shelf, "DELETE FROM memory WHERE id = 1")
    harm(shelf, "UPDATE memory SET review_count = 7")
    doctor = Doctor(shelf.desk)
    doctor.repair(doctor.examine())
    after = [tuple(row) for row in shelf.desk.database.rows("SELECT * FROM memory ORDER BY id")]
    assert after == before


def test_that_a_passage_that_moved_is_found_again_on_its_words(shelf):
    database = shelf.desk.database
    words = database.value("SELECT quote FROM passage ORDER BY id DESC LIMIT 1")
    database.write(
        "UPDATE section SET markdown = 'Before all. ' || markdown, text = 'Before all. ' || text"
        " WHERE key = 'book/two'"
    )
    doctor = Doctor(shelf.desk)
    doctor.repair(doctor.examine())
    row = database.row(
        'SELECT p.start, p."end", p.outcome, s.text FROM passage AS p'
        " JOIN section AS s ON s.id = p.section_id ORDER BY p.id DESC LIMIT 1"
    )
    assert row["text"][row["start"] : row["end"]] == words
    assert row["outcome"] == "moved"


def test_that_examining_changes_nothing(shelf):
    harm(shelf, HARM["memory"])
    before = shelf.desk.database.connection.serialize()
    Doctor(shelf.desk).examine()
    assert shelf.desk.database.connection.serialize() == before


def test_that_every_check_has_a_name_of_its_own():
    names = [check.name for check in CHECKS]
    assert len(names) == len(set(names))


def test_that_a_question_that_cannot_be_used_is_put_away_and_the_rest_stays(shelf):
    harm(shelf, "UPDATE question SET body = '{broken' WHERE id = 1")
    doctor = Doctor(shelf.desk)
    findings = doctor.examine()
    assert [finding.check for finding in findings] == ["values"]
    assert doctor.repair(findings) == []
    assert shelf.desk.database.value("SELECT count(*) FROM question WHERE deleted_at IS NULL") == 1


def test_that_what_rested_on_a_text_that_was_wrong_is_mended_with_it(shelf):
    harm(
        shelf,
        "UPDATE section SET markdown = replace(markdown, 'war', 'waq') WHERE key = 'book/one'",
    )
    doctor = Doctor(shelf.desk)
    findings = doctor.examine()
    assert [finding.check for finding in findings] == ["texts"]
    assert doctor.repair(findings) == []


def test_that_a_value_that_nobody_can_guess_is_told_and_stops_nothing_else(shelf, expected_log):
    harm(shelf, """UPDATE parameter_set SET parameters = '{"odd": 1}'""")
    expected_log("carrel.services.doctor", "stops the check of memory")
    (finding,) = Doctor(shelf.desk).examine()
    assert not finding.is_repairable
    assert "restore a backup" in str(finding)
