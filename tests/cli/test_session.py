"""The command line works on the library that is named, else on the one in the data folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from carrel import cli
from carrel.cli.main import Session
from carrel.domain.errors import CarrelError
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


@pytest.fixture
def disk_of():
    """Let no file grow beyond so many bytes, as on a disk that is full; None for no bound."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def bound(byte_count: int | None) -> None:
        most = before[0] if byte_count is None else byte_count
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))

    yield bound
    bound(None)


@pytest.mark.parametrize("byte_count", [4_096, 65_536, 700_000])
def test_that_a_first_start_on_a_full_disk_is_a_first_start_again(tmp_path, disk_of, byte_count):
    disk_of(byte_count)
    session = Session(tmp_path / "library.db")
    with pytest.raises(CarrelError):
        session.desk  # noqa: B018 - opened when it is asked for
    session.close()
    disk_of(None)
    session = Session(tmp_path / "library.db")
    materials = session.desk.database.value("SELECT count(*) FROM material")
    session.close()
    assert materials == 1


def test_that_a_material_that_was_removed_does_not_come_back(tmp_path) -> None:
    session = Session(tmp_path / "library.db")
    session.desk.database.write("UPDATE material SET deleted_at = 'now'")
    session.close()
    session = Session(tmp_path / "library.db")
    assert session.desk.database.value("SELECT deleted_at FROM material") == "now"
    session.close()


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


def test_that_wrong_usage_is_told_in_whole_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["list", "extra"]) == 2
    told = capsys.readouterr().err
    assert told.strip().endswith("(extra). “carrel list --help” tells how.")


TOO_LONG = "a" * 300
UNUSABLE = [
    ["import", TOO_LONG],
    ["open", TOO_LONG],
    ["restore", TOO_LONG],
    ["backup", "-o", TOO_LONG],
    ["export", "csv", "-o", TOO_LONG],
    ["pack", "check", TOO_LONG],
    ["pack", "new", TOO_LONG],
    ["list", "--library", TOO_LONG],
]


@pytest.mark.parametrize("arguments", UNUSABLE, ids=lambda arguments: " ".join(arguments)[:12])
def test_that_a_name_that_no_file_can_have_is_told_in_one_line(capsys, arguments) -> None:
    assert cli.main(arguments) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith("carrel: ")
    assert printed.err.count("\n") == 1


def test_that_a_file_whose_name_is_no_utf_8_is_imported(capsys, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("The river rose in the night.", encoding="utf-8")
    assert cli.main(["import", str(path)]) == 0
    assert "Caf" in capsys.readouterr().out


def test_that_a_word_that_is_no_utf_8_is_told_in_one_line(capsys) -> None:
    assert cli.main(["show", os.fsdecode(b"caf\xe9")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
