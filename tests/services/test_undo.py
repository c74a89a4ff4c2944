"""Undo and redo tell every screen what has changed."""

from __future__ import annotations

import pytest

from carrel.domain.changes import Change
from carrel.services.desk import Desk
from carrel.services.undo import Undo
from carrel.storage.database import open_in_memory
from fakes import FrozenClock, SequenceIds


@pytest.fixture
def desk():
    database = open_in_memory()
    yield Desk(database, FrozenClock(), SequenceIds())
    database.close()


@pytest.fixture
def heard(desk):
    changes: list[frozenset[Change]] = []
    desk.notice.listen(changes.append)
    return changes


def choose_width(desk: Desk) -> None:
    with desk.action("Set {name}", Change.SETTINGS, name="width") as action:
        action.insert("setting", {"name": "width", "value": "66"})


def width(desk: Desk) -> str | None:
    return desk.database.value("SELECT value FROM setting WHERE name = 'width'")


def test_that_a_step_is_taken_back_and_done_again_and_told_each_time(desk, heard):
    choose_width(desk)
    undo = Undo(desk)

    assert undo.undo() is not None
    assert width(desk) is None
    assert undo.redo() is not None
    assert width(desk) == "66"
    assert heard == [frozenset({Change.SETTINGS})] * 3


def test_that_the_next_steps_are_named(desk):
    undo = Undo(desk)
    assert undo.next_undo() is None
    choose_width(desk)
    step = undo.next_undo()
    assert step is not None
    assert step.label.format(**step.details) == "Set width"
    undo.undo()
    assert undo.next_undo() is None
    assert undo.next_redo() == step


def test_that_nothing_is_told_when_there_is_nothing_to_undo(desk, heard):
    assert Undo(desk).undo() is None
    assert Undo(desk).redo() is None
    assert heard == []
