"""The undo journal takes steps back, does them again, and refuses where it would overwrite."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from carrel.domain.changes import Change
from carrel.domain.errors import UndoRefused
from carrel.storage.database import Database, open_database, open_in_memory
from carrel.storage.journal import Journal

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def database():
    database = open_in_memory()
    yield database
    database.close()


def name_setting(database: Database, name: str, value: str) -> int:
    with Journal(database).action("Set {name}", [Change.SETTINGS], at=NOW, name=name) as action:
        return action.insert("setting", {"name": name, "value": value})


def settings(database: Database) -> dict[str, str]:
    return {row["name"]: row["value"] for row in database.rows("SELECT * FROM setting")}


def test_that_undo_removes_what_a_step_added_and_redo_brings_it_back(database):
    name_setting(database, "size", "12")

    step = Journal(database).undo()
    assert step is not None
    assert step.label.format(**step.details) == "Set size"
    assert settings(database) == {}

    Journal(database).redo()
    assert settings(database) == {"size": "12"}


def test_that_undo_puts_changed_and_deleted_rows_back(database):
    size = name_setting(database, "size", "12")
    width = name_setting(database, "width", "66")
    with Journal(database).action("Change", [Change.SETTINGS], at=NOW) as action:
        action.update("setting", size, {"value": "14"})
        action.delete("setting", width)
    assert settings(database) == {"size": "14"}

    Journal(database).undo()
    assert settings(database) == {"size": "12", "width": "66"}


def test_that_undo_refuses_and_changes_nothing_when_the_row_was_changed_since(database):
    size = name_setting(database, "size", "12")
    with Journal(database).action("Change", [Change.SETTINGS], at=NOW) as action:
        action.insert("setting", {"name": "width", "value": "66"})
        action.update("setting", size, {"value": "14"})
    database.write("UPDATE setting SET value = '99' WHERE name = 'width'")

    with pytest.raises(UndoRefused, match="Change"):
        Journal(database).undo()
    assert settings(database) == {"size": "14", "width": "99"}


def test_that_a_new_step_forgets_the_ones_that_were_undone(database):
    name_setting(database, "size", "12")
    Journal(database).undo()
    name_setting(database, "width", "66")
    assert Journal(database).next_redo() is None


def test_that_a_failing_action_leaves_neither_rows_nor_a_step(database):
    with (
        pytest.raises(RuntimeError),
        Journal(database).action("Half", [Change.SETTINGS], at=NOW) as action,
    ):
        action.insert("setting", {"name": "size", "value": "12"})
        raise RuntimeError
    assert settings(database) == {}
    assert Journal(database).next_undo() is None


def test_that_an_action_that_touches_nothing_is_no_step(database):
    with Journal(database).action("Nothing", [Change.SETTINGS], at=NOW):
        pass
    assert Journal(database).next_undo() is None


def test_that_steps_survive_closing_the_library(tmp_path):
    database = open_database(tmp_path / "library.db")
    name_setting(database, "size", "12")
    database.close()

    database = open_database(tmp_path / "library.db")
    Journal(database).undo()
    assert settings(database) == {}
    database.close()


def test_that_a_row_can_say_that_a_step_was_undone_until_it_is_done_again(database):
    with Journal(database).action("Log", [Change.SETTINGS], at=NOW) as action:
        action.add_when_undone("setting", {"id": 7, "name": "taken back", "value": "yes"})
    assert settings(database) == {}

    Journal(database).undo()
    assert settings(database) == {"taken back": "yes"}

    Journal(database).redo()
    assert settings(database) == {}
