"""``carrel export``: work leaves in the formats of other programs, and says what stayed."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile

import pytest

from carrel import cli
from carrel.formats.pack.read import read_pack
from carrel.formats.writing.formats import FORMATS

ONE = "macron-putin"


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    code = cli.main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def rows_of(path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def noted(capsys):
    code, out, _ = run(
        capsys, "annotate", f"{ONE}/main-reason", "--quote", "the war in Ukraine",
        "--colour", "evidence", "--note", "=1+1 *why*", "--json",
    )  # fmt: skip
    assert code == 0
    return json.loads(out)["id"]


@pytest.mark.parametrize("form", [one.name for one in FORMATS])
def test_that_every_format_writes_the_bundled_material(form, noted, tmp_path, capsys):
    code, out, _ = run(capsys, "export", form, ONE, "-o", tmp_path / "made", "--json")
    assert code == 0
    made = json.loads(out)
    assert made["files"]
    assert made["bytes"] > 0


def test_that_annotations_are_web_annotations_with_both_selectors(noted, tmp_path, capsys):
    file = tmp_path / "notes.jsonld"
    assert run(capsys, "export", "annotations", ONE, "-o", file)[0] == 0
    collection = json.loads(file.read_text(encoding="utf-8"))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["total"] == 1
    (one,) = collection["first"]["items"]
    assert one["id"] == f"urn:uuid:{noted}"
    assert one["motivation"] == "commenting"
    assert one["body"][0] == {
        "type": "TextualBody",
        "value": "=1+1 *why*",
        "format": "text/markdown",
        "purpose": "commenting",
    }
    assert one["target"]["source"] == f"carrel:{ONE}/main-reason"
    assert one["target"]["styleClass"] == ["evidence", "highlight"]
    words, place = one["target"]["selector"]
    assert words["type"] == "TextQuoteSelector"
    assert words["exact"] == "the war in Ukraine"
    assert place["end"] - place["start"] == len("the war in Ukraine")


def test_that_tables_have_notes_questions_and_reviews(noted, tmp_path, capsys):
    assert run(capsys, "export", "csv", ONE, "-o", tmp_path / "w.csv")[0] == 0
    rows = {path.stem: rows_of(path) for path in tmp_path.glob("*.csv")}
    assert set(rows) == {"w", "w-questions", "w-reviews"}
    assert rows["w"][0]["note"] == "'=1+1 *why*"
    assert len(rows["w-questions"]) == 145
    assert all(row["answer"] and row["quote"] for row in rows["w-questions"])


@pytest.mark.parametrize("form", ["anki", "anki-text", "gift", "moodle-xml"])
def test_that_a_material_without_questions_gives_no_empty_quiz(form, tmp_path, capsys):
    text = tmp_path / "letter.md"
    text.write_text("# A letter\n\nWords.\n", encoding="utf-8")
    assert run(capsys, "import", text)[0] == 0
    code, _, error = run(capsys, "export", form, "a-letter", "-o", tmp_path / "out")
    assert code == 1
    assert "“A letter” has no questions to export" in error
    assert not (tmp_path / "out").exists()


def test_that_notes_alone_are_one_file_with_their_sources(noted, tmp_path, capsys):
    assert run(capsys, "export", "notes", ONE, "-o", tmp_path / "n.md")[0] == 0
    text = (tmp_path / "n.md").read_text(encoding="utf-8")
    assert "## The war as the main reason" in text
    assert "> the war in Ukraine" in text
    assert "=1+1 *why*" in text


def test_that_highlights_have_the_columns_of_readwise(noted, tmp_path, capsys):
    assert run(capsys, "export", "readwise", ONE, "-o", tmp_path / "r.csv")[0] == 0
    (row,) = rows_of(tmp_path / "r.csv")
    assert list(row)[:2] == ["Highlight", "Title"]
    assert row["Highlight"] == "the war in Ukraine"


def test_that_the_outline_nests_sections_and_topics(tmp_path, capsys):
    assert run(capsys, "export", "opml", ONE, "-o", tmp_path / "o.opml")[0] == 0
    root = ET.parse(tmp_path / "o.opml").getroot()
    sections, topics = root.find("body/outline")
    assert len(sections) == 7
    assert len(list(sections.iter("outline"))) == 1 + 48
    assert len(list(topics.iter("outline"))) == 1 + 7 + 81


def test_that_sources_are_bibliographies(tmp_path, capsys):
    assert run(capsys, "export", "csl-json", "-o", tmp_path / "s.json")[0] == 0
    (item,) = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert item["author"] == [{"literal": "The Carrel project"}]
    assert run(capsys, "export", "bibtex", "-o", tmp_path / "s.bib")[0] == 0
    assert (tmp_path / "s.bib").read_text(encoding="utf-8").startswith(f"@misc{{{ONE},\n")


def test_that_a_pack_made_of_a_material_checks_clean_and_says_what_stays(noted, tmp_path, capsys):
    code, _, error = run(capsys, "export", "carrel", ONE, "-o", tmp_path / "p.carrel")
    assert code == 0
    assert "Left behind: 1 notes and highlights; a pack is for others." in error
    assert zipfile.is_zipfile(tmp_path / "p.carrel")
    code, out, _ = run(capsys, "pack", "check", tmp_path / "p.carrel", "--json")
    assert (code, json.loads(out)["counts"]["questions"]) == (0, 145)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nix", ONE, "-o", "x"], "There is no export format “nix”; there are anki, anki-text"),
        (["csv", "nobody", "-o", "x"], "There is no material “nobody”"),
    ],
)
def test_that_what_cannot_be_exported_is_told_in_one_line(arguments, words, capsys):
    code, out, error = run(capsys, "export", *arguments)
    assert (code, out) == (1, "")
    assert words in error
    assert error.count("\n") == 1


def test_that_a_pack_says_what_the_command_line_says_and_its_edition_goes_up_with_changes(
    tmp_path, capsys
):
    file = tmp_path / "p.carrel"
    said = ["--title", "Talks", "--author", "A", "--author", "B", "--licence", "CC BY 4.0"]

    def saved(*more: str) -> int:
        code, out, _ = run(capsys, "export", "carrel", ONE, "-o", file, "--json", *more)
        assert code == 0
        return json.loads(out)["edition"]

    assert saved(*said) == 2
    page = read_pack(file).material
    assert (page.title, page.authors, page.licence) == ("Talks", ("A", "B"), "CC BY 4.0")
    before = file.read_bytes()
    assert saved() == 2
    assert file.read_bytes() == before
    assert saved("--description", "Short.") == 3
    assert saved("--edition", "7") == 7


def test_that_a_pack_with_faults_is_not_written_unless_they_are_left_out(tmp_path, capsys):
    quiz = tmp_path / "quiz.gift"
    quiz.write_text("::One:: Who? {=1,000 ~1 000 ~ten}\n\n::Two:: Where? {=Here ~There}\n")
    code, out, _ = run(capsys, "import", quiz, "--json")
    assert code == 0
    material = json.loads(out)[0]["material"]
    file = tmp_path / "p.carrel"
    code, out, error = run(capsys, "export", "carrel", material, "-o", file)
    assert (code, out) == (1, "")
    assert "Fault: question “Who?”: the distractor “1 000” is equal to the answer" in error
    assert not file.exists()
    assert run(capsys, "export", "carrel", material, "-o", file, "--leave-out-faulty")[0] == 0
    assert [one.prompt for one in read_pack(file).questions] == ["Where?"]


def test_that_a_title_page_is_for_packs_alone(tmp_path, capsys):
    code, _, error = run(capsys, "export", "gift", ONE, "-o", tmp_path / "q", "--title", "T")
    assert code == 2
    assert "Only the format carrel" in error
