"""Reads PDF: text in reading order with the numbers of its pages, headings as sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial
from carrel.domain.text.escaping import heading, inline, line_start
from carrel.domain.text.language import guess_language
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.office.material import OfficeDetails, known_title
from carrel.formats.reading.office.protection import damaged, protected
from carrel.formats.reading.outline import titled_sections, with_pages_carried
from carrel.formats.reading.pdf.furniture import (
    printed_numbers,
    without_contents,
    without_furniture,
)
from carrel.formats.reading.pdf.headings import OutlineItem, is_numbered, mark_headings
from carrel.formats.reading.pdf.layout import Line, lines_of
from carrel.formats.reading.pdf.paragraphs import (
    Paragraph,
    Vocabulary,
    body_size,
    list_item,
    paragraphs_of,
)
from carrel.formats.reading.pdf.words import Page, PageWords
from carrel.formats.reading.title_page import title_from_name

MOST_PAGES = 5_000
_FEWEST_LETTERS = 15
"""Of a page; one with less has no text."""

_PICTURE = 3
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read(source: SourceFile) -> DraftMaterial:
    """The material in a PDF; raises UnreadableFile if it is damaged, protected or a scan."""
    import pypdfium2

    try:
        opened = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise protected(source.name) from error
        raise damaged(source.name) from error
    with closing(opened) as document:
        pages = list(_pages(document, source))
        outline = _outline(document)
        details = _details(document)
    return _material(source.name, pages, outline, details)


def _material(
    name: str, pages: list[Page], outline: list[OutlineItem], details: OfficeDetails
) -> DraftMaterial:
    silent = [
        page for page in pages if sum(len(word.text) for word in page.words) < _FEWEST_LETTERS
    ]
    if len(silent) == len(pages) and sum(len(page.words) for page in pages) < 10:
        raise _scanned(name) if any(page.has_pictures for page in pages) else _empty(name)
    lines = [lines_of(page) for page in pages]
    numbers = printed_numbers(pages, lines)
    kept = without_contents(without_furniture(pages, lines))
    flat = [line for page in kept for line in page]
    body = body_size(flat)
    paragraphs = mark_headings(paragraphs_of(kept, body), outline, body)
    vocabulary = Vocabulary.of(flat)
    title = _title(paragraphs, details)
    markdown = _markdown(paragraphs, numbers, vocabulary)
    found, sections = titled_sections(markdown, title=title, fallback=title_from_name(name))
    return DraftMaterial(
        title=found,
        sections=tuple(with_pages_carried(sections)),
        authors=details.authors,
        language=guess_language(markdown),
        published=details.published,
        warnings=_warnings(pages, silent),
    )


def _pages(document: Any, source: SourceFile) -> Iterator[Page]:
    import pypdfium2.raw as raw

    count = len(document)
    if count > MOST_PAGES:
        raise UnreadableFile(
            "“{name}” has {count} pages, more than the {most} that Carrel takes in; split it.",
            name=source.name,
            count=f"{count:,}",
            most=f"{MOST_PAGES:,}",
        )
    for number in range(count):
        source.progress(0.8 * number / count)
        yield _page(document, raw, number)


def _page(document: Any, raw: Any, number: int) -> Page:
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
    except PdfiumError:
        return Page(number, (), 0, 0, has_pictures=False)
    with closing(page):
        width, height = page.get_size()
        with closing(page.get_textpage()) as text_page:
            words = PageWords(
                raw, text_page.raw, rotation=page.get_rotation(), width=width, height=height
            )
            found = tuple(words)
        has_pictures = any(
            raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, index)) == _PICTURE
            for index in range(min(raw.FPDFPage_CountObjects(page.raw), 300))
        )
    label = ""
    with suppress(PdfiumError):
        label = document.get_page_label(number)
    return Page(number, found, width, height, has_pictures, label)


def _outline(document: Any) -> list[OutlineItem]:
    from pypdfium2 import PdfiumError

    found = []
    with suppress(PdfiumError, RecursionError):
        for item in document.get_toc(max_depth=6):
            target = item.get_dest()
            page = target.get_index() if target is not None else None
            title = " ".join(item.get_title().split())
            if title and page is not None:
                found.append(OutlineItem(item.level + 1, title, page))
            if len(found) >= 5_000:
                break
    return found


def _details(document: Any) -> OfficeDetails:
    values = {key: " ".join(text.split()) for key, text in document.get_metadata_dict().items()}
    made = _DATE.match(values.get("CreationDate", ""))
    author = values.get("Author", "")
    names = [part.strip() for part in re.split(r"\s*;\s*|\s+and\s+", author)]
    return OfficeDetails(
        title=values.get("Title", ""),
        authors=tuple(one for one in names if one and len(one) < 80 and "@" not in one),
        published="-".join(made.groups()) if made else "",
        description=values.get("Subject", ""),
    )


def _title(paragraphs: list[Paragraph], details: OfficeDetails) -> str:
    """The title: as the document says, if its first page agrees or shows none itself."""
    known = known_title(details.title)
    first = [one for one in paragraphs[:25] if one.page == 0]
    shown = max(first, key=lambda one: (one.size, -first.index(one)), default=None)
    if known and (shown is None or _folded(known) in _folded(" ".join(one.words for one in first))):
        return known
    if shown is not None and shown.level and len(shown.words.split()) > 1:
        headings = [one for one in paragraphs if one.level]
        others = [one for one in headings if one is not shown and one.level == shown.level]
        numbered = sum(is_numbered(one.words) for one in others)
        is_alone = shown is headings[0] and not is_numbered(shown.words)
        if shown.level == min(one.level for one in headings) and (
            not others or (is_alone and numbered >= 0.5 * len(others))
        ):
            shown.level = 0
            paragraphs.remove(shown)
            return shown.words
    return known


def _folded(words: str) -> str:
    return "".join(sign for sign in words.casefold() if sign.isalnum())


def _markdown(paragraphs: list[Paragraph], numbers: list[str], vocabulary: Vocabulary) -> str:
    blocks: list[str] = []
    page = -1
    waiting = ""
    for paragraph in paragraphs:
        if paragraph.page != page:
            waiting = _mark(numbers[paragraph.page])
            page = paragraph.page
        if paragraph.level:
            title = _joined(paragraph.lines, vocabulary)
            blocks.append(heading(title, min(6, paragraph.level)))
            continue
        block = _block(paragraph, numbers, vocabulary)
        page = paragraph.lines[-1].page
        if not block:
            continue
        item = list_item(paragraph)
        if item:
            block = item + waiting + block
        else:
            block = waiting + block
        waiting = ""
        is_next_item = bool(item) and bool(blocks) and _is_item(blocks[-1], item)
        if is_next_item:
            blocks[-1] += "\n" + block
        else:
            blocks.append(block)
    return "\n\n".join(blocks)


def _is_item(block: str, item: str) -> bool:
    return block.startswith("- ") if item == "- " else bool(re.match(r"\d+\. ", block))


def _block(paragraph: Paragraph, numbers: list[str], vocabulary: Vocabulary) -> str:
    if paragraph.is_table:
        return "\\\n".join(line_start(inline(line.text)) for line in paragraph.lines)
    pieces: list[str] = []
    part: list[Line] = []
    for line in paragraph.lines:
        if part and line.page != part[-1].page:
            pieces.append(_joined(part, vocabulary))
            part = []
            pieces.append(_mark(numbers[line.page]))
        part.append(line)
    return _with_marks([*pieces, _joined(part, vocabulary)], vocabulary, list_item(paragraph))


def _with_marks(pieces: list[str], vocabulary: Vocabulary, item: str) -> str:
    """Texts with the marks of pages between them, joined as the lines before and after are."""
    text = pieces[0]
    if item:
        text = text.partition(" ")[2]
    written = line_start(inline(text))
    for mark, after in zip(pieces[1::2], pieces[2::2], strict=True):
        joined = vocabulary.joined(text, after)
        kept = len(joined) - len(after)
        is_apart = joined[kept - 1 : kept] == " "
        cut = len(text) - (kept - (1 if is_apart else 0))
        written = written[: len(written) - cut] if cut > 0 else written
        written += (" " if is_apart else "") + mark + inline(after)
        text = after
    return written


def _joined(lines: list[Line], vocabulary: Vocabulary) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = vocabulary.joined(text, line.text)
    return text.replace("\u00ad", "-") if text.endswith("\u00ad") else text.replace("\u00ad", "")


def _mark(number: str) -> str:
    label = re.sub(r"[^\w.-]+", "-", number)
    return f'<a id="page-{label}"></a>' if label else ""


def _warnings(pages: list[Page], silent: list[Page]) -> tuple[str, ...]:
    told = []
    scanned = [page for page in silent if page.has_pictures]
    if scanned:
        count = (
            "One page is a picture" if len(scanned) == 1 else f"{len(scanned)} pages are pictures"
        )
        told.append(f"{count} without text and could not be read.")
    elif any(page.has_pictures for page in pages):
        told.append("The pictures of this PDF are left out; its text came in.")
    return tuple(told)


def _scanned(name: str) -> UnreadableFile:
    return UnreadableFile(
        "“{name}” is a scan: its pages are pictures without text; run text recognition (OCR) over"
        " it and import the result.",
        name=name,
    )


def _empty(name: str) -> UnreadableFile:
    return UnreadableFile("“{name}” has no text: its pages are empty.", name=name)
