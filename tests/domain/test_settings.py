"""Settings survive being stored, and a bad one spoils no other."""

from __future__ import annotations

import pytest

from carrel.domain.annotations import Colour
from carrel.domain.settings import Face, Ground, Settings, changed, read, stored

OWN = Settings(
    face=Face.PLAIN,
    size=15.5,
    line_height=170,
    measure=60,
    is_justified=True,
    ground=Ground.SEPIA,
    has_paragraph_numbers=True,
    colour_names={Colour.EVIDENCE: "Proof"},
    shortcuts={"note": "Ctrl+J", "find": ""},
)


@pytest.mark.parametrize("settings", [Settings(), OWN], ids=["as they come", "all changed"])
def test_that_settings_come_back_as_they_were_stored(settings):
    assert read(stored(settings)) == (settings, ())


def test_that_only_what_was_changed_is_stored():
    assert stored(Settings()) == {}
    assert stored(Settings(size=14.0)) == {"size": "14.0"}


BAD = {
    "no number": {"size": "large"},
    "too large": {"size": "400"},
    "not a number at all": {"size": "nan"},
    "no such face": {"face": "blackletter"},
    "neither true nor false": {"is_justified": "perhaps"},
    "a broken number": {"line_height": "1.5"},
}


@pytest.mark.parametrize("values", BAD.values(), ids=BAD.keys())
def test_that_a_value_that_cannot_be_used_is_named_and_spoils_no_other(values):
    settings, bad = read({"measure": "60", **values})
    assert settings == Settings(measure=60)
    assert bad == tuple(values)


def test_that_settings_of_a_newer_program_are_left_alone():
    assert read({"aroma": "coffee"}) == (Settings(), ())


@pytest.mark.parametrize(("wanted", "got"), [(3, 8), (12, 12), (99.5, 40)])
def test_that_numbers_keep_within_their_bounds(wanted, got):
    assert changed(Settings(), size=wanted).size == got
