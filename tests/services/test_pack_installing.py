"""Packs come in with all that is in them, once, undoably, and stay away when removed."""

from __future__ import annotations

import pytest

from carrel.domain.changes import Change
from carrel.domain.editions import Installation
from carrel.domain.errors import PackError
from carrel.domain.ids import MaterialId, QuestionId, SectionId, TopicId
from carrel.services.desk import Desk
from carrel.services.pack_installing import PackInstalling
from carrel.storage.database import open_in_memory
from carrel.storage.journal import Journal
from carrel.storage.material_store import MaterialStore
from carrel.storage.mention_store import MentionStore
from carrel.storage.question_store import QuestionStore
from carrel.storage.topic_store import TopicStore
from carrel.system.resources import bundled_packs
from fakes import FrozenClock, SequenceIds
from packs import changed, write_pack, zip_pack

TIDES = MaterialId("tides")


@pytest.fixture
def desk():
    database = open_in_memory()
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


def everything(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the library."""
    tables = desk.database.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'"
        " AND name NOT LIKE 'sqlite%'"
    )
    return {
        table["name"]: [tuple(row) for row in desk.database.rows(f"SELECT * FROM {table['name']}")]
        for table in tables
    }


def test_that_an_opened_pack_is_there_whole(desk, tmp_path):
    installed = PackInstalling(desk).install(write_pack(tmp_path))

    assert installed.outcome is Installation.ADDED
    assert (installed.summary.sections, installed.summary.questions) == (2, 3)
    topics = TopicStore(desk.database)
    assert [topic.name for topic in topics.topics(TIDES)][:2] == ["Gravity", "Spring tide"]
    assert topics.topic(TopicId("tides/author")).aliases == ("A Teacher",)
    assert topics.groups(TIDES) == ("What causes tides",)
    question = QuestionStore(desk.database).get(QuestionId("tides/q1"))
    assert question.passages[0].quote == "The main cause is the Moon"
    assert question.claims == ("tides/c1",)
    counts = {
        table: desk.database.value(f"SELECT count(*) FROM {table}")
        for table in ("claim", "claim_link", "holder", "issue", "cell", "event", "card")
    }
    assert counts == {
        "claim": 2,
        "claim_link": 1,
        "holder": 2,
        "issue": 1,
        "cell": 1,
        "event": 1,
        "card": 3,
    }


def test_that_topics_are_found_in_the_text_by_their_names(desk, tmp_path):
    PackInstalling(desk).install(write_pack(tmp_path))
    found = MentionStore(desk.database).in_section(SectionId("tides/spring-neap"))
    assert "tides/spring-tide" in {topic for topic, _ in found}


def test_that_installing_is_undone_and_done_again_as_one_step(desk, tmp_path):
    PackInstalling(desk).install(write_pack(tmp_path))
    step = Journal(desk.database).undo()
    assert step is not None
    assert step.label.format(**step.details) == "Import “Tides: a first look”"
    assert MaterialStore(desk.database).materials() == ()
    assert TopicStore(desk.database).topics() == ()
    Journal(desk.database).redo()
    assert len(MaterialStore(desk.database).materials()) == 1


def test_that_a_pack_that_is_there_already_changes_nothing(desk, tmp_path):
    service = PackInstalling(desk)
    service.install(write_pack(tmp_path / "folder"))
    before = everything(desk)
    again = service.install(zip_pack(tmp_path / "tides.carrel"))
    assert again.outcome is Installation.ALREADY_THERE
    assert everything(desk) == before


def test_that_opening_a_removed_pack_brings_it_back(desk, tmp_path):
    service = PackInstalling(desk)
    service.install(write_pack(tmp_path))
    Journal(desk.database).undo()
    assert service.install(tmp_path).outcome is Installation.BROUGHT_BACK
    assert len(MaterialStore(desk.database).materials()) == 1


def test_that_a_pack_with_a_problem_leaves_the_library_as_it_was(desk, tmp_path):
    before = everything(desk)
    write_pack(tmp_path, changed("claims.yaml", "quote: The main", "quote: A main"))
    with pytest.raises(PackError, match=r"claims\.yaml, line 5"):
        PackInstalling(desk).install(tmp_path)
    assert everything(desk) == before


def test_that_a_pack_does_not_take_the_name_of_another_material(desk, tmp_path):
    desk.database.write(
        "INSERT INTO material (key, title, origin, created_at, updated_at)"
        " VALUES ('tides', 'My own tides', 'import', '', '')"
    )
    installed = PackInstalling(desk).install(write_pack(tmp_path))
    assert installed.summary.material.id == "tides-2"
    assert MaterialStore(desk.database).material(MaterialId("tides")).title == "My own tides"


def test_that_listeners_hear_of_an_installed_pack(desk, tmp_path):
    heard = []
    desk.notice.listen(heard.append)
    PackInstalling(desk).install(write_pack(tmp_path))
    assert heard
    assert Change.QUESTIONS in heard[-1]


def test_that_bundled_packs_come_in_at_the_first_start_and_cannot_be_undone(desk, tmp_path):
    service = PackInstalling(desk)
    assert service.install_bundled([write_pack(tmp_path)]) == (TIDES,)
    assert Journal(desk.database).next_undo() is None
    assert service.install_bundled([tmp_path]) == ()


def test_that_a_bundled_pack_that_was_removed_stays_away(desk, tmp_path):
    service = PackInstalling(desk)
    service.install_bundled([write_pack(tmp_path)])
    with desk.action("Remove", Change.MATERIALS) as action:
        row_id = MaterialStore(desk.database).row_id(TIDES)
        action.update("material", row_id, {"deleted_at": "2026-03-03"})
    write_pack(tmp_path, changed("pack.yaml", "edition: 1", "edition: 2"))
    assert service.install_bundled([tmp_path]) == ()
    assert MaterialStore(desk.database).materials() == ()


def test_that_a_bundled_pack_whose_name_is_taken_keeps_nobody_from_starting(
    desk, tmp_path, expected_log
):
    expected_log("carrel.services.pack_installing", "its name is taken")
    desk.database.write(
        "INSERT INTO material (key, title, origin, created_at, updated_at)"
        " VALUES ('tides', 'My own tides', 'import', '', '')"
    )
    assert PackInstalling(desk).install_bundled([write_pack(tmp_path)]) == ()


def test_that_every_bundled_pack_can_be_installed(desk):
    folders = bundled_packs()
    assert folders
    materials = PackInstalling(desk).install_bundled(folders)
    assert "macron-putin" in materials
    for material in materials:
        assert MaterialStore(desk.database).summary(material).words > 1_000
