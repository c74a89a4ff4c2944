"""``carrel pack``: teachers start, check and build packs; every fault has its file and line."""

from __future__ import annotations

import json
import zipfile

import pytest

from carrel import cli
from packs import changed, write_pack


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    code = cli.main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_that_a_new_pack_is_complete_and_clean(tmp_path, capsys):
    assert run(capsys, "pack", "new", tmp_path / "my-tides")[0] == 0
    code, out, _ = run(capsys, "pack", "check", tmp_path / "my-tides", "--json")
    assert code == 0
    assert json.loads(out) == {
        "ok": True,
        "problems": [],
        "counts": {
            "sections": 2,
            "words": 82,
            "topics": 4,
            "claims": 2,
            "links": 1,
            "events": 1,
            "questions": 3,
            "kinds": {"certainty": 1, "cloze": 1, "single_choice": 1},
        },
    }
    assert "id: my-tides" in (tmp_path / "my-tides" / "pack.yaml").read_text(encoding="utf-8")


def test_that_nothing_is_written_over(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    code, _, error = run(capsys, "pack", "new", tmp_path)
    assert code == 1
    assert "not empty" in error
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_that_one_of_a_kind_is_counted_in_the_singular(tmp_path, capsys):
    cli.main(["pack", "new", str(tmp_path / "tides")])
    cli.main(["pack", "check", str(tmp_path / "tides")])
    counts = capsys.readouterr().out
    assert ", 1 link," in counts
    assert "1 links" not in counts


def test_that_a_new_pack_that_finds_no_room_leaves_nothing(tmp_path, capsys):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (900, before[1]))
    try:
        code = cli.main(["pack", "new", str(tmp_path / "tides")])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert code == 1
    assert capsys.readouterr().err.startswith("carrel: ")
    assert list(tmp_path.iterdir()) == []


def test_that_a_problem_is_printed_with_file_line_and_hint(tmp_path, capsys):
    write_pack(tmp_path, changed("topics.yaml", "group: causes", "group: cause"))
    code, out, error = run(capsys, "pack", "check", tmp_path)
    assert code == 1
    assert "topics.yaml:7: there is no group “cause”. Did you mean “causes”?" in out
    assert "1 problem." in out
    assert error == ""

    code, out, _ = run(capsys, "pack", "check", tmp_path, "--json")
    assert code == 1
    (problem,) = json.loads(out)["problems"]
    assert problem == {
        "file": "topics.yaml",
        "line": 7,
        "what": "there is no group “cause”.",
        "hint": "Did you mean “causes”?",
    }


def test_that_a_built_pack_is_always_the_same_file_and_checks_clean(tmp_path, capsys):
    folder = write_pack(tmp_path / "pack", {"README.md": "not part of it"})
    for name in ("one.carrel", "two.carrel"):
        assert run(capsys, "pack", "build", folder, "-o", tmp_path / name)[0] == 0
    one, two = ((tmp_path / name).read_bytes() for name in ("one.carrel", "two.carrel"))
    assert one == two
    with zipfile.ZipFile(tmp_path / "one.carrel") as archive:
        assert "README.md" not in archive.namelist()
    assert run(capsys, "pack", "check", tmp_path / "one.carrel")[0] == 0


def test_that_a_faulty_pack_is_not_built(tmp_path, capsys):
    folder = write_pack(tmp_path / "pack", changed("pack.yaml", "edition: 1", "edition: x"))
    code, _, error = run(capsys, "pack", "build", folder, "-o", tmp_path / "a.carrel")
    assert code == 1
    assert "pack.yaml, line 3" in error
    assert not (tmp_path / "a.carrel").exists()


@pytest.mark.parametrize("command", ["check", "build"])
def test_that_what_is_no_pack_is_told_in_one_line(tmp_path, capsys, command):
    (tmp_path / "letter.txt").write_text("Dear Sir", encoding="utf-8")
    more = ("-o", tmp_path / "x") if command == "build" else ()
    for name in ("nowhere", "letter.txt"):
        code, out, error = run(capsys, "pack", command, tmp_path / name, *more)
        assert code == 1
        assert out == ""
        assert name in error
        assert error.count("\n") == 1


def test_that_an_empty_folder_is_told_what_a_pack_needs(tmp_path, capsys):
    code, out, _ = run(capsys, "pack", "check", tmp_path)
    assert code == 1
    assert "pack.yaml: the file is missing." in out


def test_that_copied_words_are_found_in_texts_and_questions(tmp_path, capsys):
    source = tmp_path / "source.txt"
    source.write_text(
        "It is said: On most coasts, the sea rises and falls twice; a day. But the strongest"
        " CURRENT comes halfway between “high” and low water, they say.",
        encoding="utf-8",
    )
    folder = write_pack(tmp_path / "pack")
    code, out, _ = run(capsys, "pack", "check", folder, "--against", source, "--json")
    assert code == 1
    told = [(one["file"], one["line"]) for one in json.loads(out)["problems"]]
    assert told == [
        ("claims.yaml", 11),
        ("claims.yaml", 13),
        ("questions/tides.yaml", 33),
        ("sections/01-tides.md", 3),
        ("sections/01-tides.md", 10),
    ]


def test_that_a_short_run_and_the_credits_are_not_held_against_a_pack(tmp_path, capsys):
    source = tmp_path / "source.txt"
    source.write_text("a b c d e f g h i. The main cause is the Moon.", encoding="utf-8")
    named = changed(
        "pack.yaml",
        "licence: CC-BY-4.0",
        'licence: CC-BY-4.0\nsource: {title: "a b c d e f g h"}',
    )
    folder = write_pack(tmp_path / "pack", named)
    assert run(capsys, "pack", "check", folder, "--against", source)[0] == 0


def test_that_a_missing_source_text_is_told(tmp_path, capsys):
    folder = write_pack(tmp_path / "pack")
    code, _, error = run(capsys, "pack", "check", folder, "--against", tmp_path / "none.txt")
    assert code == 1
    assert "none.txt" in error
