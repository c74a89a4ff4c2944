"""``carrel import`` takes texts and packs in, and tells every bad file in one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from carrel import cli
from carrel.storage.database import open_database
from formats.reading.books import book_files, zipped
from formats.reading.html.news_page import PAGE
from formats.reading.letters import letter_files
from formats.reading.papers import Sheet, paper
from packs import changed, write_pack, zip_pack


@pytest.fixture
def library(tmp_path):
    """A library that has been opened before, so that nothing is bundled into it."""
    path = tmp_path / "library.db"
    open_database(path).close()
    return path


def run(capsys, library: Path, *arguments: object) -> tuple[int, str, str]:
    code = cli.main(["--library", str(library), *(str(argument) for argument in arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def listed(capsys, library: Path) -> list[str]:
    found = json.loads(run(capsys, library, "list", "--json")[1])
    return [one["material"] for one in found]


def test_that_an_imported_text_is_told_and_listed(library, tmp_path, capsys):
    letter = tmp_path / "letter.md"
    letter.write_text("# A letter\n\n## Greeting\n\nDear reader.\n", encoding="utf-8")
    code, out, error = run(capsys, library, "import", letter, "--json")
    assert (code, error) == (0, "")
    (told,) = json.loads(out)
    assert set(told) == {"material", "title", "language", "sections", "words", "warnings"}
    assert told["words"] == 2
    assert told["warnings"] == []
    assert listed(capsys, library) == [told["material"]]


def test_that_a_second_import_of_the_same_says_so(library, tmp_path, capsys):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader, this is a letter.", encoding="utf-8")
    run(capsys, library, "import", letter)
    code, out, _ = run(capsys, library, "import", letter)
    assert code == 0
    assert "in the library already" in out
    assert len(listed(capsys, library)) == 1


def test_that_a_pack_and_its_next_edition_are_imported(library, tmp_path, capsys):
    first = zip_pack(tmp_path / "tides-1.carrel")
    second = zip_pack(
        tmp_path / "tides-2.carrel",
        {
            **changed("pack.yaml", "edition: 1", "edition: 2"),
            **changed("sections/01-tides.md", "# Why", "# Preface {#preface}\n\nNew.\n\n# Why"),
        },
    )
    assert run(capsys, library, "import", first)[0] == 0
    quote = ("--quote", "twice a day")
    if run(capsys, library, "annotate", "tides/why", *quote)[0] == 2:
        pytest.skip("annotate is not there yet")
    code, out, _ = run(capsys, library, "import", second)
    assert code == 0
    assert "Edition 2 took the place of edition 1" in out
    assert "1 added" in out
    assert "Of your own: 1 in place" in out
    assert "newer edition (number 2)" in run(capsys, library, "import", first)[1]


def test_that_a_newer_version_of_a_text_takes_the_place_of_the_old(library, tmp_path, capsys):
    letter = tmp_path / "letter.md"
    letter.write_text("# One\n\nDear reader.\n\n# Two\n\nFarewell.\n", encoding="utf-8")
    (told,) = json.loads(run(capsys, library, "import", letter, "--json")[1])
    letter.write_text("# One\n\nDear readers.\n\n# Two\n\nFarewell.\n", encoding="utf-8")
    code, out, _ = run(capsys, library, "import", letter, "--update", told["material"])
    assert code == 0
    assert "1 sections changed" in out
    shown = run(capsys, library, "show", f"{told['material']}/one")[1]
    assert shown == "Dear readers.\n"


def bad_files(folder: Path) -> dict[str, Path]:
    binary = folder / "picture.txt"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20)
    noise = folder / "noise.txt"
    noise.write_bytes(bytes(range(256)) * 40)
    empty = folder / "empty.txt"
    empty.touch()
    blank = folder / "blank.md"
    blank.write_text(" \n\n\t\n", encoding="utf-8")
    fake = folder / "fake.carrel"
    fake.write_text("hello", encoding="utf-8")
    return {
        "a missing file": folder / "none.txt",
        "a folder": folder,
        "an empty file": empty,
        "a blank file": blank,
        "a picture called .txt": binary,
        "noise called .txt": noise,
        "a pack that is none": fake,
        "a missing pack": folder / "none.carrel",
    }


@pytest.mark.parametrize(
    "which",
    [
        "a missing file",
        "a folder",
        "an empty file",
        "a blank file",
        "a picture called .txt",
        "noise called .txt",
        "a pack that is none",
        "a missing pack",
    ],
)
def test_that_a_bad_file_is_told_in_one_line_and_changes_nothing(library, tmp_path, capsys, which):
    path = bad_files(tmp_path)[which]
    code, out, error = run(capsys, library, "import", path)
    assert (code, out) == (1, "")
    assert error.startswith("carrel: ")
    assert path.name in error
    assert error.count("\n") == 1
    assert "Traceback" not in error
    assert listed(capsys, library) == []


def test_that_the_good_files_among_bad_ones_come_in(library, tmp_path, capsys):
    good = tmp_path / "good.txt"
    good.write_text("Some good words.", encoding="utf-8")
    code, out, error = run(capsys, library, "import", tmp_path / "none.txt", good, "--json")
    assert code == 1
    assert len(json.loads(out)) == 1
    assert "none.txt" in error


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_that_other_encodings_are_read(library, tmp_path, capsys, encoding):
    path = tmp_path / "text.txt"
    text = "Le café où l’été a commencé était fermé; la fenêtre était cassée."
    path.write_bytes(text.replace("’", "'").encode(encoding))
    code, out, _ = run(capsys, library, "import", path, "--json")
    assert code == 0
    (told,) = json.loads(out)
    shown = run(capsys, library, "show", told["material"])[1]
    assert "café où l'été a commencé était fermé; la fenêtre" in shown


def test_that_bytes_that_cannot_be_read_are_replaced_and_told(library, tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_bytes("\ufeffWords that begin well and ".encode() + b"\xff\xfe end badly.")
    code, out, _ = run(capsys, library, "import", path, "--json")
    assert code == 0
    (told,) = json.loads(out)
    assert any("could not be read" in warning for warning in told["warnings"])
    assert "\ufffd" in run(capsys, library, "show", told["material"])[1]


def test_that_a_text_of_50_mb_is_refused_before_it_is_read(library, tmp_path, capsys):
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    code, out, error = run(capsys, library, "import", path)
    assert (code, out) == (1, "")
    assert "long.txt has 50 MB" in error
    assert "split it" in error
    assert listed(capsys, library) == []


def test_that_a_long_book_comes_in_by_chapters(library, tmp_path, capsys):
    path = tmp_path / "book.md"
    paragraph = "The quick brown fox jumps over the lazy dog again and again. " * 100
    chapters = [f"# Chapter {number}\n\n{paragraph}" for number in range(1, 251)]
    path.write_text("\n\n".join(chapters), encoding="utf-8")
    code, out, _ = run(capsys, library, "import", path, "--json")
    assert code == 0
    (told,) = json.loads(out)
    assert told["sections"] == 250
    assert told["words"] == 250 * 100 * 12


def test_that_the_problem_of_a_pack_is_told_with_file_and_line(library, tmp_path, capsys):
    folder = write_pack(tmp_path / "p", changed("topics.yaml", "group: causes", "group: cause"))
    code, _, error = run(capsys, library, "import", folder)
    assert code == 1
    assert "topics.yaml, line 7: there is no group “cause”. Did you mean “causes”?" in error
    assert listed(capsys, library) == []


@pytest.mark.parametrize(
    "arguments", [[], ["--update", "x", "one.txt", "two.txt"], ["one.txt", "--updat", "x"]]
)
def test_that_wrong_usage_gives_2(library, capsys, arguments):
    assert run(capsys, library, "import", *arguments)[0] == 2


def test_that_killing_an_import_leaves_nothing_to_be_seen(library, tmp_path, capsys):
    path = tmp_path / "long.md"
    path.write_text(
        "\n\n".join(f"# Part {number}\n\n{'word ' * 30_000}" for number in range(9)),
        encoding="utf-8",
    )
    script = (
        "import os, sys, signal, uuid\n"
        "from datetime import datetime, timezone\n"
        "from pathlib import Path\n"
        "from carrel.services.desk import open_desk\n"
        "from carrel.services.importing import Importing\n"
        "desk = open_desk(Path(sys.argv[1]), clock=lambda: datetime(2020, 1, 1,"
        " tzinfo=timezone.utc), new_id=lambda: str(uuid.uuid4()))\n"
        "def report(share, doing):\n"
        "    if share > 0.5:\n"
        "        os._exit(9)\n"
        "Importing(desk).import_files([Path(sys.argv[2])], report)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(library), str(path)], check=False)
    assert done.returncode == 9
    assert listed(capsys, library) == []
    code, out, _ = run(capsys, library, "import", path, "--json")
    assert code == 0
    assert json.loads(out)[0]["sections"] == 9


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_that_a_pipe_is_refused_before_it_is_read(library, tmp_path, capsys):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    code, _, error = run(capsys, library, "import", pipe)
    assert (code, error) == (1, f"carrel: {pipe} is a device or a pipe and no file; name a file.\n")


def test_that_one_section_is_called_one_section(library, tmp_path, capsys):
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader, this is a letter.", encoding="utf-8")
    assert "(1 section, 6 words)" in run(capsys, library, "import", letter)[1]
    assert "1 section, 6 words, 0 questions, 0 annotations" in run(capsys, library, "list")[1]


def test_that_documents_of_all_kinds_come_in_and_each_bad_one_is_a_line(library, tmp_path, capsys):
    sheet = Sheet()
    sheet.column(["The words of a paper, which are few."], 60, 700)
    files = {
        "page.html": PAGE.encode(),
        "lake.epub": zipped(book_files()),
        "cut.epub": zipped(book_files())[:300],
        "letter.docx": zipped(letter_files()),
        "paper.pdf": paper([sheet]),
        "locked.pdf": paper([sheet], password="secret"),
        "scan.pdf": paper([Sheet(has_picture=True)]),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    code, out, error = run(capsys, library, "import", *(tmp_path / one for one in files), "--json")

    assert code == 1
    assert [one["title"] for one in json.loads(out)] == [
        "Harbour of Lindau closed",
        "The Lake",
        "Water of the Lake",
        "Paper",
    ]
    lines = error.splitlines()
    assert [line.split("”")[0] for line in lines] == [
        "carrel: “cut.epub",
        "carrel: “locked.pdf",
        "carrel: “scan.pdf",
    ]


def test_that_a_folder_is_one_material(library, tmp_path, capsys):
    folder = tmp_path / "Reading"
    folder.mkdir()
    (folder / "10 end.txt").write_text("The last words.", encoding="utf-8")
    (folder / "2 start.md").write_text("# Start\n\nThe first words.", encoding="utf-8")

    code, out, error = run(capsys, library, "import", folder, "--json")

    assert (code, error) == (0, "")
    (told,) = json.loads(out)
    shown = json.loads(run(capsys, library, "show", told["material"], "--format", "json")[1])
    assert told["title"] == "Reading"
    assert [one["title"] for one in shown["sections"]] == ["Start", "10 end"]


def test_that_files_can_be_one_material(library, tmp_path, capsys):
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(f"Words of {name}.", encoding="utf-8")

    paths = [tmp_path / "b.txt", tmp_path / "a.txt", tmp_path / "none.txt"]
    code, out, _ = run(capsys, library, "import", *paths, "--together", "Both", "--json")

    assert code == 0
    (told,) = json.loads(out)
    assert (told["title"], told["sections"]) == ("Both", 2)
    assert len(told["warnings"]) == 1
