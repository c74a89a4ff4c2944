"""``carrel list`` and ``carrel show`` print what the design says, and fail in one line."""

from __future__ import annotations

import io
import json

import pytest

from carrel import cli
from carrel.services.desk import open_desk
from carrel.services.pack_installing import PackInstalling
from fakes import FrozenClock, SequenceIds
from packs import write_pack


@pytest.fixture
def library(tmp_path):
    path = tmp_path / "library.db"
    desk = open_desk(path, clock=FrozenClock(), new_id=SequenceIds())
    PackInstalling(desk).install(write_pack(tmp_path / "pack"))
    desk.database.close()
    return path


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    code = cli.main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_that_list_tells_what_each_material_holds(library, capsys):
    code, out, _ = run(capsys, "list", "--json", "--library", library)
    assert code == 0
    assert json.loads(out) == [
        {
            "material": "tides",
            "title": "Tides: a first look",
            "sections": 2,
            "questions": 3,
            "annotations": 0,
        }
    ]
    assert "2 sections, 82 words, 3 questions" in run(capsys, "--library", library, "list")[1]


def test_that_show_prints_the_text_that_passages_count_in(library, capsys):
    code, out, _ = run(capsys, "--library", library, "show", "tides/spring-neap")
    assert code == 0
    text = json.loads(
        run(capsys, "show", "tides/spring-neap", "--format", "json", f"--library={library}")[1]
    )["sections"][0]["text"]
    assert out == text + "\n"
    assert "this is a spring tide." in out


def test_that_show_gives_a_material_with_all_its_sections(library, capsys):
    code, out, _ = run(capsys, "--library", library, "show", "tides", "--format", "json")
    assert code == 0
    shown = json.loads(out)
    assert (shown["material"], shown["title"]) == ("tides", "Tides: a first look")
    assert (shown["authors"], shown["language"]) == (["A Teacher"], "en")
    assert [(one["section"], one["level"], one["title"]) for one in shown["sections"]] == [
        ("tides/why", 1, "Why the sea rises and falls"),
        ("tides/spring-neap", 2, "Spring tides and neap tides"),
    ]


def test_that_show_gives_the_markdown_with_headings(library, capsys):
    out = run(capsys, "--library", library, "show", "tides", "--format", "markdown")[1]
    assert out.startswith("# Why the sea rises and falls\n\nOn most coasts")
    assert "\n## Spring tides and neap tides\n" in out
    assert "*spring tide*" in out


@pytest.mark.parametrize("missing", ["none", "none/why", "tides/none"])
def test_that_what_is_not_there_is_told_in_one_line(library, capsys, missing):
    code, out, error = run(capsys, "--library", library, "show", missing)
    assert (code, out) == (1, "")
    assert error.startswith("carrel: There is no ")
    assert error.count("\n") == 1


def test_that_a_new_library_has_the_bundled_material(tmp_path, capsys):
    library = tmp_path / "new.db"
    first = json.loads(run(capsys, "--library", library, "list", "--json")[1])
    assert [one["material"] for one in first] == ["macron-putin"]
    assert run(capsys, "--library", library, "list", "--json")[0] == 0


@pytest.mark.parametrize(
    "arguments", [["show"], ["show", "tides", "--format", "odt"], ["list", "--jsn"], ["lst"]]
)
def test_that_wrong_usage_gives_2(capsys, arguments):
    assert run(capsys, *arguments)[0] == 2


def test_that_a_material_is_deleted_for_good_only_when_that_is_confirmed(
    tmp_path, capsys, monkeypatch
):
    file = tmp_path / "river.md"
    file.write_text("# River\n\nWater.\n", encoding="utf-8")
    assert cli.main(["import", str(file)]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert cli.main(["delete", "river"]) == 1
    assert cli.main(["show", "river"]) == 0
    capsys.readouterr()
    assert cli.main(["delete", "river", "--yes"]) == 0
    assert capsys.readouterr().out == "river: River is deleted. A backup was made before.\n"
    assert cli.main(["show", "river"]) == 1
    assert cli.main(["delete", "river", "--yes"]) == 1
    assert "There is no material “river”" in capsys.readouterr().err
