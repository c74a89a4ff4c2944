"""``carrel annotate`` and ``carrel locate`` do what they say, or tell in one line why not."""

from __future__ import annotations

import json

import pytest

from carrel import cli
from carrel.services.desk import open_desk
from carrel.services.undo import Undo
from fakes import FrozenClock, SequenceIds
from sample_library import add_material

TEXT = "The 🦊 waits. They talk, and talk\nagain."


@pytest.fixture
def library(tmp_path):
    path = tmp_path / "library.db"
    desk = open_desk(path, clock=FrozenClock(), new_id=SequenceIds())
    add_material(desk, "talks", [("one", 1, TEXT)])
    desk.database.close()
    return path


def annotate(capsys, library, *arguments: str) -> tuple[int, str, str]:
    code = cli.main(["--library", str(library), "annotate", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_that_quoted_words_are_highlighted_and_their_place_is_told(library, capsys):
    code, out, _ = annotate(
        capsys, library, "talks/one", "--quote", "🦊 waits", "--note", "why?", "--json"
    )
    assert code == 0
    told = json.loads(out)
    assert told.pop("id")
    assert told == {"section": "talks/one", "start": 4, "end": 11, "quote": "🦊 waits"}
    cli.main(["list", "--json", "--library", str(library)])
    assert json.loads(capsys.readouterr().out)[0]["annotations"] == 1


def test_that_one_of_several_occurrences_is_chosen_by_its_number(library, capsys):
    code, out, _ = annotate(capsys, library, "talks/one", "--quote", "talk", "--nth", "2", "--json")
    assert (code, json.loads(out)["start"]) == (0, 28)


def test_that_white_space_in_a_quotation_stands_for_any(library, capsys):
    code, out, _ = annotate(capsys, library, "talks/one", "--quote", "talk  again")
    assert code == 0
    assert "Highlighted “talk again” in talks/one." in out


FAILURES = {
    "words that occur twice": (["talks/one", "--quote", "talk"], "occurs 2 times", 1),
    "words that do not occur": (["talks/one", "--quote", "zebra crossing"], "does not occur", 1),
    "words that nearly occur": (
        ["talks/one", "--quote", "They walk, and talk"],
        "They talk, and",
        1,
    ),
    "an occurrence too many": (["talks/one", "--quote", "talk", "--nth", "3"], "only 2 times", 1),
    "no occurrence at all": (["talks/one", "--quote", "talk", "--nth", "0"], "--nth", 2),
    "blank words": (["talks/one", "--quote", "  "], "does not occur", 1),
    "a section that is not there": (["talks/two", "--quote", "talk"], "talks/two", 1),
    "a material that is not there": (["walks/one", "--quote", "talk"], "walks", 1),
    "a colour that is not there": (
        ["talks/one", "--quote", "talk", "--colour", "pink"],
        "pink",
        2,
    ),
    "no words": (["talks/one"], "--quote", 2),
}


@pytest.mark.parametrize(("arguments", "told", "code"), FAILURES.values(), ids=FAILURES.keys())
def test_that_nothing_is_stored_for(library, capsys, arguments, told, code):
    failed, out, err = annotate(capsys, library, *arguments)
    assert (failed, out) == (code, "")
    assert told in err
    cli.main(["list", "--json", "--library", str(library)])
    assert json.loads(capsys.readouterr().out)[0]["annotations"] == 0


def test_that_a_highlight_of_the_command_line_can_be_undone_in_the_window(library, capsys):
    annotate(capsys, library, "talks/one", "--quote", "waits")
    desk = open_desk(library, clock=FrozenClock(), new_id=SequenceIds())
    assert Undo(desk).undo().label == "Highlight"
    desk.database.close()


OLD = "One 🦊 waits here for the bus. Another waits there for the train."


def locate(capsys, path, *arguments: str) -> dict[str, object]:
    code = cli.main(["locate", str(path), "--json", *arguments])
    assert code == 0
    return json.loads(capsys.readouterr().out)


OUTCOMES = {
    "the words where they were": (OLD, ["--start", "6"], ("exact", 6)),
    "words after new ones": ("A new line. " + OLD, ["--start", "6"], ("moved", 18)),
    "words in their surroundings": (
        OLD,
        ["--prefix", "Another ", "--suffix", " there"],
        ("exact", 38),
    ),
    "a file with other line ends": (OLD.replace(". ", ".\r\n"), ["--start", "6"], ("exact", 6)),
}


@pytest.mark.parametrize(("text", "more", "found"), OUTCOMES.values(), ids=OUTCOMES.keys())
def test_that_a_file_is_searched_for(tmp_path, capsys, text, more, found):
    path = tmp_path / "text.txt"
    path.write_bytes(text.encode())
    told = locate(capsys, path, "--quote", "waits", *more)
    assert (told["outcome"], told["start"], told["end"]) == (*found, found[1] + 5)


def test_that_altered_and_orphaned_words_are_told(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text(OLD, encoding="utf-8")
    altered = locate(capsys, path, "--quote", "Another waited there for the trains")
    assert altered["outcome"] == "altered"
    orphaned = locate(capsys, path, "--quote", "Nobody has ever said this sentence here")
    assert orphaned == {"outcome": "orphaned", "start": None, "end": None}
    cli.main(["locate", str(path), "--quote", "Another waited there for the trains"])
    assert "it now says “Another waits there for the train" in capsys.readouterr().out


def test_that_places_in_a_markdown_file_count_its_plain_text(tmp_path, capsys):
    path = tmp_path / "text.md"
    path.write_text("# Title\n\nSome *very* plain words.\n", encoding="utf-8")
    assert locate(capsys, path, "--quote", "very plain") == {
        "outcome": "exact",
        "start": 11,
        "end": 21,
    }


def test_that_a_file_that_cannot_be_searched_is_told(tmp_path, capsys):
    assert cli.main(["locate", str(tmp_path / "none.txt"), "--quote", "x"]) == 1
    assert "none.txt" in capsys.readouterr().err
    assert cli.main(["locate", str(tmp_path), "--quote", "x"]) == 1
    assert "folder" in capsys.readouterr().err


def test_that_no_words_are_found_nowhere(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text(OLD, encoding="utf-8")
    assert cli.main(["locate", str(path), "--quote", " "]) == 1
    assert "no words to find" in capsys.readouterr().err
