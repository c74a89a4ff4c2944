"""All formats that study work can leave in: their names, their endings and their writers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from carrel.domain.study_work import StudyWork
from carrel.formats.writing.anki import write_anki
from carrel.formats.writing.anki_text import write_anki_text
from carrel.formats.writing.bibliography import write_bibtex, write_csl
from carrel.formats.writing.epub import write_epub
from carrel.formats.writing.gift import write_gift
from carrel.formats.writing.html_page import write_html
from carrel.formats.writing.markdown_folder import write_markdown_folder
from carrel.formats.writing.moodle_xml import write_moodle_xml
from carrel.formats.writing.notes_markdown import write_notes_of
from carrel.formats.writing.outline import write_outline
from carrel.formats.writing.pack import write_pack
from carrel.formats.writing.printed import write_pdf
from carrel.formats.writing.tables import write_readwise, write_tables
from carrel.formats.writing.web_annotation import write_web_annotations
from carrel.formats.writing.written import Written

Writer = Callable[[Sequence[StudyWork]], Written]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: its name for the command line, and what its files usually end in.

    One that ``is_for_one`` takes a single material; one that ``needs_questions`` holds only these.
    """

    name: str
    suffix: str
    write: Writer
    is_for_one: bool = False
    is_folder: bool = False
    needs_questions: bool = False


FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat("anki", ".apkg", write_anki, needs_questions=True),
    ExportFormat("anki-text", ".txt", write_anki_text, needs_questions=True),
    ExportFormat("gift", ".gift", write_gift, needs_questions=True),
    ExportFormat("moodle-xml", ".xml", write_moodle_xml, needs_questions=True),
    ExportFormat("annotations", ".jsonld", write_web_annotations),
    ExportFormat("markdown", "", write_markdown_folder, is_folder=True),
    ExportFormat("notes", ".md", write_notes_of),
    ExportFormat("html", ".html", write_html),
    ExportFormat("pdf", ".pdf", write_pdf),
    ExportFormat("epub", ".epub", write_epub, is_for_one=True),
    ExportFormat("csv", ".csv", write_tables),
    ExportFormat("readwise", ".csv", write_readwise),
    ExportFormat("opml", ".opml", write_outline),
    ExportFormat("bibtex", ".bib", write_bibtex),
    ExportFormat("csl-json", ".json", write_csl),
    ExportFormat("carrel", ".carrel", write_pack, is_for_one=True),
)


def format_named(name: str) -> ExportFormat | None:
    """The format of this name."""
    return next((one for one in FORMATS if one.name == name), None)
