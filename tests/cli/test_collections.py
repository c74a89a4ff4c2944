"""``carrel collection``: materials are kept together, and stay when a collection goes."""

from __future__ import annotations

import json

import pytest

from carrel import cli

ONE = "macron-putin"


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    code = cli.main(["collection", *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def kept(capsys) -> dict[str, list[str]]:
    return {
        one["collection"]: one["materials"] for one in json.loads(run(capsys, "list", "--json")[1])
    }


@pytest.fixture
def river(tmp_path, capsys) -> str:
    file = tmp_path / "river.md"
    file.write_text("# River\n\nWater.\n", encoding="utf-8")
    cli.main(["import", str(file)])
    capsys.readouterr()
    return "river"


def test_that_a_collection_is_made_filled_emptied_renamed_and_deleted(river, capsys):
    assert run(capsys, "add", "Course A", ONE)[:2] == (0, "Course A: 1 material\n")
    assert run(capsys, "add", "course a", river, ONE)[:2] == (0, "Course A: 2 materials\n")
    assert kept(capsys) == {"Course A": [ONE, river]}
    assert run(capsys, "list")[1] == f"Course A: {ONE}, {river}\n"
    assert run(capsys, "remove", "Course A", ONE)[0] == 0
    assert run(capsys, "rename", "Course A", "Course B")[0] == 0
    assert kept(capsys) == {"Course B": [river]}
    assert run(capsys, "delete", "Course B")[0] == 0
    assert kept(capsys) == {}
    assert cli.main(["show", river]) == 0
    capsys.readouterr()


def test_that_an_empty_list_says_how_to_make_one(capsys):
    assert "carrel collection add NAME MATERIAL" in run(capsys, "list")[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "A", "nobody"], "There is no material “nobody”"),
        (["remove", "A", ONE], "There is no collection “A”"),
        (["rename", "A", "B"], "There is no collection “A”"),
        (["delete", "A"], "There is no collection “A”"),
        (["add", " "], "A collection needs a name"),
    ],
)
def test_that_what_is_not_there_is_told_in_one_line(arguments, words, capsys):
    code, out, error = run(capsys, *arguments)
    assert (code, out) == (1, "")
    assert words in error
    assert error.count("\n") == 1
