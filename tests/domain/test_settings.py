"""Settings survive being stored, and a bad one spoils no other."""

from __future__ import annotations

import pytest

from carrel.domain.annotations import Colour
from carrel.domain.settings import (
    Face,
    Ground,
    Settings,
    changed,
    read,
    steps_of,
    steps_words,
    stored,
)

OWN = Settings(
    face=Face.PLAIN,
    size=15.5,
    line_height=170,
    measure=60,
    is_justified=True,
    ground=Ground.SEPIA,
    has_paragraph_numbers=True,
    asks_confidence=False,
    asks_for_sentence=True,
    desired_retention=0.85,
    new_per_day=0,
    day_starts_at=2,
    time_zone="Europe/Paris",
    learning_steps=(2.5, 15, 60),
    relearning_steps=(),
    longest_interval_days=365,
    is_fuzzed=False,
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
    "no recall at all": {"desired_retention": "0"},
    "a step without length": {"learning_steps": "0 10"},
    "a step of more than a day": {"learning_steps": "1 2000"},
    "steps that grow shorter": {"relearning_steps": "20 10"},
    "steps that are no numbers": {"learning_steps": "one ten"},
    "too many steps": {"learning_steps": "1 2 3 4 5 6 7"},
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


def test_that_a_whole_number_bounds_a_share_as_well():
    assert changed(Settings(), desired_retention=1).desired_retention == 0.97


@pytest.mark.parametrize(
    ("text", "steps"), [("1 10", (1, 10)), ("1, 10,60", (1, 10, 60)), ("2.5", (2.5,)), (" ", ())]
)
def test_that_steps_are_read_as_they_are_typed(text, steps):
    assert steps_of(text) == steps
    assert steps_of(steps_words(steps)) == steps
