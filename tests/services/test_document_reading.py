"""Files, folders and the clipboard become drafts; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from carrel.domain.errors import Cancelled, UnreadableFile
from carrel.services.document_reading import DocumentReading, files_in
from formats.reading.books import PNG, PNG_2, book_files, zipped
from formats.reading.html.news_page import ARTICLE, PAGE


def nobody(share: float, doing: str) -> None:
    """Tell nobody."""


@pytest.fixture
def reading() -> Iterator[DocumentReading]:
    with DocumentReading() as one:
        yield one


def write(folder: Path, **texts: str) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def test_that_a_page_is_read_with_the_folder_beside_it(
    reading: DocumentReading, tmp_path: Path
) -> None:
    (tmp_path / "Seite.html").write_text(
        PAGE.replace("harbour_files", "Seite-Dateien"), encoding="utf-8"
    )
    (tmp_path / "Seite-Dateien").mkdir()
    (tmp_path / "Seite-Dateien" / "quay.png").write_bytes(PNG)

    draft = reading.read(tmp_path / "Seite.html", nobody).draft

    assert [one.content for one in draft.assets] == [PNG]


def test_that_a_folder_is_read_in_the_order_in_which_people_count(tmp_path: Path) -> None:
    for name in ("10.md", "2.md", "1/b.txt", "2_files/x.md", ".hidden.md", "no.bin", "2.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()

    assert [str(path.relative_to(tmp_path)) for path in files_in(tmp_path)] == [
        "2.html",
        "2.md",
        "10.md",
        str(Path("1", "b.txt")),
    ]


def test_that_documents_of_a_folder_are_sections_with_their_own_below(
    reading: DocumentReading, tmp_path: Path
) -> None:
    write(tmp_path / "Lakes", a="# A\n\nwords", b="---\ntitle: B\n---\n# One\n\nx\n\n# Two\n\ny")

    draft = reading.read(tmp_path / "Lakes", nobody).draft

    assert draft.title == "Lakes"
    assert [(one.level, one.title) for one in draft.sections] == [
        (1, "A"),
        (1, "B"),
        (2, "One"),
        (2, "Two"),
    ]


def test_that_pictures_of_one_name_stay_apart(reading: DocumentReading, tmp_path: Path) -> None:
    for name, picture in (("a", PNG), ("b", PNG_2)):
        files = book_files() | {"OEBPS/pic/map.png": picture + b"!"}
        (tmp_path / f"{name}.epub").write_bytes(zipped(files))

    draft = reading.read_together([tmp_path / "a.epub", tmp_path / "b.epub"], "Both", nobody).draft

    assert {one.name for one in draft.assets} == {
        "assets/cover.png",
        "assets/map.png",
        "assets/map-2.png",
    }
    text = "\n".join(section.markdown for section in draft.sections)
    assert text.count("(assets/map.png)") == text.count("(assets/map-2.png)") == 1


def test_that_a_file_that_cannot_be_read_is_a_warning_of_the_whole(
    reading: DocumentReading, tmp_path: Path
) -> None:
    write(tmp_path / "Lakes", a="# A\n\nwords", b="")

    draft = reading.read(tmp_path / "Lakes", nobody).draft

    assert any("“b.md” is empty" in warning for warning in draft.warnings)


def test_that_a_folder_with_nothing_to_read_says_so(
    reading: DocumentReading, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableFile, match="a folder without a file that Carrel can read"):
        reading.read(tmp_path, nobody)


def test_that_copied_html_is_read_as_it_is(reading: DocumentReading) -> None:
    html = f"<html><body><!--StartFragment--><p>Short <b>words</b>.</p><ul><li>{ARTICLE[0]}</ul>"
    html += "<!--EndFragment--></body></html>"

    draft = reading.read_clipboard(text="Short words.", html=html, report=nobody).draft

    assert draft.title == "Short words."
    assert draft.sections[0].markdown == f"Short **words**.\n\n- {ARTICLE[0]}"


def test_that_copied_text_is_read_as_text(reading: DocumentReading) -> None:
    draft = reading.read_clipboard(text=ARTICLE[0], report=nobody).draft

    assert draft.sections[0].markdown == ARTICLE[0]
    assert draft.title.endswith(" …")
    assert ARTICLE[0].startswith(draft.title.removesuffix(" …"))


@pytest.mark.parametrize(
    ("name", "content"),
    [("plan.md", "# Only a plan\n\n## Of chapters\n"), ("page.html", "<h1>Only a title</h1>")],
)
def test_that_headings_alone_are_no_text(
    reading: DocumentReading, tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=f"“{name}” has no text below its headings"):
        reading.read(tmp_path / name, nobody)


def test_that_a_copied_heading_alone_is_no_text(reading: DocumentReading) -> None:
    with pytest.raises(UnreadableFile, match="no text below its headings"):
        reading.read_clipboard(html="<h2>Only a title</h2>", report=nobody)


@pytest.mark.parametrize("between", ["\n\n", "\n", "\r\n\r\n"])
def test_that_copied_text_is_called_by_its_first_paragraph(
    reading: DocumentReading, between: str
) -> None:
    text = f"The river rises in spring.{between}Nobody had foreseen it."
    assert reading.read_clipboard(text=text, report=nobody).draft.title == (
        "The river rises in spring."
    )


def test_that_signs_that_hide_or_turn_letters_stay_out_of_a_title(
    reading: DocumentReading, tmp_path: Path
) -> None:
    path = tmp_path / "invoice\u202efdp\u2066.txt"
    path.write_text("The river rises in spring, and the wells rise with it.", encoding="utf-8")
    assert reading.read(path, nobody).draft.title == "Invoicefdp"


def test_that_an_empty_clipboard_says_so(reading: DocumentReading) -> None:
    with pytest.raises(UnreadableFile, match="no words on the clipboard"):
        reading.read_clipboard(text=" ", html="", report=nobody)


def test_that_reading_can_be_stopped(reading: DocumentReading, tmp_path: Path) -> None:
    path = tmp_path / "lake.epub"
    path.write_bytes(zipped(book_files()))

    def stop(share: float, doing: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        reading.read(path, stop)
