"""Settings are stored at once, told to the screens, and never break the program."""

from __future__ import annotations

import pytest

from carrel.domain.changes import Change
from carrel.domain.settings import Face, Ground, Settings
from carrel.services.preferences import Preferences
from carrel.services.undo import Undo
from sample_library import new_desk


@pytest.fixture
def desk():
    desk = new_desk()
    yield desk
    desk.database.close()


def test_that_a_changed_setting_is_stored_and_told(desk):
    heard = []
    desk.notice.listen(heard.append)
    assert Preferences(desk).change(face=Face.SANS, size=90).size == 40
    assert Preferences(desk).settings() == Settings(face=Face.SANS, size=40)
    assert heard == [frozenset({Change.SETTINGS})]


def test_that_setting_what_is_set_already_tells_nobody(desk):
    heard = []
    desk.notice.listen(heard.append)
    Preferences(desk).change(ground=Ground.WINDOW)
    assert heard == []


def test_that_settings_can_be_put_back_and_are_no_steps_to_undo(desk):
    Preferences(desk).change(size=20, shortcuts={"note": "J"})
    assert Preferences(desk).reset() == Settings()
    assert Preferences(desk).settings() == Settings()
    assert Undo(desk).next_undo() is None


def test_that_a_setting_that_cannot_be_used_is_logged(desk, expected_log):
    expected_log("carrel.services.preferences", "size")
    desk.database.write("INSERT INTO setting (name, value) VALUES ('size', 'large')")
    assert Preferences(desk).settings() == Settings()
