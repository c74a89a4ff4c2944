"""Chooses the reader for a document by its contents and its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from carrel.domain.errors import UnreadableFile
from carrel.domain.job_report import ShareReport, no_share_report
from carrel.domain.materials import DraftMaterial
from carrel.formats.reading.document import Reader, SourceFile
from carrel.formats.reading.office.protection import COMPOUND_FILE

_ATX_HEADING = re.compile(r"^#{1,6} +[^\s#]", re.MULTILINE)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MAIL = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,12}MIME-Version:", re.I)
_SAMPLE_LENGTH = 100_000
_DATA_SUFFIXES = frozenset({".json", ".jsonld", ".lua"})
"""Of files that programs read. Those that hold highlights are known before a reader is chosen."""
_QUIZ = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>)?\s*(?:<!--.*?-->\s*)*<quiz\b", re.DOTALL)
_AIKEN_ANSWER = re.compile(rb"^[ \t]*ANSWER:[ \t]*[A-Z](?:[ \t]*,[ \t]*[A-Z])*\s*$", re.MULTILINE)
_AIKEN_CHOICE = re.compile(rb"^[ \t]*[A-Z][.)][ \t]+\S", re.MULTILINE)
_GIFT_HEAD = re.compile(rb"^[ \t]*(?:\$CATEGORY:|::[^\n]+::)", re.MULTILINE)
_GIFT_ANSWER = re.compile(rb"(?<!\\)\{[^{}]*(?:[=~]|TRUE|FALSE|\bT\b|\bF\b)")


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A kind of document that can be read.

    ``name`` is what a file dialogue calls it, ``suffixes`` are lower case with their dot. ``load``
    imports the reader: readers may need libraries that are slow to load. ``is_recognised`` tells a
    file of this kind by its bytes, whatever its name. ``is_isolated`` kinds are read in a process
    of their own, because their parsers may be brought down by a hostile file.
    """

    name: str
    suffixes: tuple[str, ...]
    load: Callable[[], Reader]
    is_recognised: Callable[[bytes], bool] = lambda _: False
    is_isolated: bool = True


def _load_plain_text() -> Reader:
    from carrel.formats.reading import plain_text

    return lambda source: plain_text.read(source.name, source.data)


def _load_markdown() -> Reader:
    from carrel.formats.reading import markdown

    return lambda source: markdown.read(source.name, source.data, source.folder)


def _load_html() -> Reader:
    from carrel.formats.reading.html import page

    return page.read


def _load_mail_page() -> Reader:
    from carrel.formats.reading.html import mail_page

    return mail_page.read


def _load_epub() -> Reader:
    from carrel.formats.reading.epub import book

    return book.read


def _load_docx() -> Reader:
    from carrel.formats.reading.office import docx

    return docx.read


def _load_rtf() -> Reader:
    from carrel.formats.reading.office import rtf

    return rtf.read


def _load_odt() -> Reader:
    from carrel.formats.reading.office import odt

    return odt.read


def _load_pdf() -> Reader:
    from carrel.formats.reading.pdf import document

    return document.read


def _load_gift() -> Reader:
    from carrel.formats.reading.questions import gift

    return gift.read


def _load_aiken() -> Reader:
    from carrel.formats.reading.questions import aiken

    return aiken.read


def _load_moodle_xml() -> Reader:
    from carrel.formats.reading.questions import moodle_xml

    return moodle_xml.read


def _load_anki_package() -> Reader:
    from carrel.formats.reading.questions import anki_package

    return anki_package.read


def _load_anki_text() -> Reader:
    from carrel.formats.reading.questions import anki_text

    return anki_text.read


def _is_anki_package(data: bytes) -> bool:
    return _is_office(data, b"collection.anki2")


def _is_anki_text(data: bytes) -> bool:
    """Whether a text begins with the headers of Anki."""
    return re.match(rb"(?:\xef\xbb\xbf)?#(?:separator|html|notetype|deck|tags)\b", data) is not None


def _is_moodle_xml(data: bytes) -> bool:
    return _QUIZ.match(data[:2_000]) is not None


def _is_aiken(data: bytes) -> bool:
    """Whether a text is choices with letters, each question with its answer below."""
    sample = data[:_SAMPLE_LENGTH]
    return len(_AIKEN_ANSWER.findall(sample)) > 0 and len(_AIKEN_CHOICE.findall(sample)) > 1


def _is_gift(data: bytes) -> bool:
    sample = data[:_SAMPLE_LENGTH]
    return _GIFT_HEAD.search(sample) is not None and _GIFT_ANSWER.search(sample) is not None


def _is_office(data: bytes, part: bytes) -> bool:
    """Whether a zip archive has an entry of this name, by its directory, which is at the end."""
    return data.startswith(b"PK") and part in data[-_SAMPLE_LENGTH:]


def _is_docx(data: bytes) -> bool:
    return _is_office(data, b"word/document.xml") or data.startswith(COMPOUND_FILE)


def _is_epub(data: bytes) -> bool:
    return data.startswith(b"PK") and b"application/epub+zip" in data[:200]


PLAIN_TEXT = DocumentFormat("Plain text", (".txt", ".text"), _load_plain_text, is_isolated=False)
MARKDOWN = DocumentFormat(
    "Markdown", (".md", ".markdown", ".mdown", ".mkd"), _load_markdown, is_isolated=False
)
HTML = DocumentFormat(
    "Web page",
    (".html", ".htm", ".xhtml"),
    _load_html,
    lambda data: _HTML.match(data[:4_096]) is not None,
)
MAIL_PAGE = DocumentFormat(
    "Web page in one file",
    (".mhtml", ".mht"),
    _load_mail_page,
    lambda data: _MAIL.match(data[:4_096]) is not None and b"text/html" in data[:_SAMPLE_LENGTH],
)
EPUB = DocumentFormat("Book (EPUB)", (".epub",), _load_epub, _is_epub)
DOCX = DocumentFormat("Word document", (".docx", ".docm"), _load_docx, _is_docx)
PDF = DocumentFormat("PDF", (".pdf",), _load_pdf, lambda data: b"%PDF-" in data[:1_024])
ODT = DocumentFormat(
    "OpenDocument text",
    (".odt", ".ott"),
    _load_odt,
    lambda data: data.startswith(b"PK") and b"opendocument.text" in data[:200],
)
RTF = DocumentFormat("Rich text", (".rtf",), _load_rtf, lambda data: data.lstrip()[:5] == b"{\\rtf")

GIFT = DocumentFormat("Quiz (GIFT)", (".gift",), _load_gift, _is_gift, is_isolated=False)
AIKEN = DocumentFormat("Quiz (Aiken)", (".aiken",), _load_aiken, _is_aiken, is_isolated=False)
MOODLE_XML = DocumentFormat("Quiz (Moodle XML)", (".xml",), _load_moodle_xml, _is_moodle_xml)
ANKI_PACKAGE = DocumentFormat(
    "Anki deck", (".apkg", ".colpkg"), _load_anki_package, _is_anki_package
)
ANKI_TEXT = DocumentFormat(
    "Anki text", (".tsv",), _load_anki_text, _is_anki_text, is_isolated=False
)

FORMATS: tuple[DocumentFormat, ...] = (
    PLAIN_TEXT,
    MARKDOWN,
    HTML,
    MAIL_PAGE,
    EPUB,
    PDF,
    DOCX,
    ODT,
    RTF,
    MOODLE_XML,
    GIFT,
    AIKEN,
    ANKI_PACKAGE,
    ANKI_TEXT,
)
"""Every format that can be read, in the order in which a file dialogue lists them."""


def read_document(
    name: str, data: bytes, *, folder: Path | None = None, progress: ShareReport = no_share_report
) -> DraftMaterial:
    """The material in a document; nothing is stored.

    ``name`` is the file's name. What a file holds chooses the reader, then its ending; a file with
    another ending, or none, is read as text if it is text. ``folder`` holds what a browser saved
    beside a page. Raises UnreadableFile if the file is empty, is not what it should be, or is of a
    kind that cannot be read; and what ``progress`` raises.
    """
    name = PurePath(name).name
    source = SourceFile(name, data, folder, progress)
    return format_of(name, data).load()(source)


def suffixes() -> tuple[str, ...]:
    """The endings of all files that can be read, lower case, with their dot."""
    return tuple(suffix for each in FORMATS for suffix in each.suffixes)


def format_of(name: str, data: bytes) -> DocumentFormat:
    """The format of a file; raises UnreadableFile if it is of none that can be read."""
    suffix = PurePath(name).suffix.lower()
    by_suffix = next((each for each in FORMATS if suffix in each.suffixes), None)
    is_text = by_suffix in (PLAIN_TEXT, MARKDOWN)
    for each in FORMATS:
        # A text about HTML may begin like HTML.
        if each.is_recognised(data) and not (is_text and each in (HTML, MAIL_PAGE)):
            return each
    if by_suffix is not None and by_suffix is not PLAIN_TEXT:
        return by_suffix
    is_binary = b"\0" in data[:_SAMPLE_LENGTH] and data.strip()
    if by_suffix is None and (is_binary or suffix in _DATA_SUFFIXES):
        raise UnreadableFile(
            "“{name}” is of a kind that Carrel cannot read; it reads {kinds}.",
            name=name,
            kinds=", ".join(suffixes()),
        )
    return MARKDOWN if _is_marked_up(data[:_SAMPLE_LENGTH]) else PLAIN_TEXT


def _is_marked_up(sample: bytes) -> bool:
    """Whether a text has Markdown headings, whatever its name."""
    text = sample.decode("utf-8", "replace").replace("\r\n", "\n")
    return len(_ATX_HEADING.findall(text)) > 1
