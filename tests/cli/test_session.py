"""The command line works on the library that is named, else on the one in the data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from carrel import cli
from carrel.cli.main import Session
from carrel.system.paths import places


def test_that_the_library_of_the_data_folder_is_opened_when_none_is_named() -> None:
    session = Session(None)
    assert session.desk.database.path == places().library
    session.close()
    assert places().library.is_file()


def test_that_a_library_that_is_named_is_opened_instead(tmp_path: Path) -> None:
    named = tmp_path / "other.db"
    session = Session(named)
    assert session.desk.database.path == named
    session.close()
    assert not places().library.exists()


def test_that_two_runs_on_this_computer_answer_as_the_same_device(tmp_path: Path) -> None:
    names = set()
    for _ in range(2):
        session = Session(tmp_path / "library.db")
        names.add(session.desk.device)
        session.close()
    assert len(names) == 1
    assert names != {""}


WRONG_USAGE = {
    "a library without its file": (["list", "--library"], "--library"),
    "a word that is no command": (["lisst"], "lisst"),
    "a command without what it needs": (["show"], "carrel show --help"),
    "an option that is not there": (["list", "--colour"], "--colour"),
}


@pytest.mark.parametrize(("arguments", "told"), WRONG_USAGE.values(), ids=WRONG_USAGE.keys())
def test_that_wrong_usage_is_told_in_one_line(capsys, arguments, told) -> None:
    assert cli.main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("carrel: ")
    assert printed.err.count("\n") == 1
    assert told in printed.err
