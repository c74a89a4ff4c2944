"""Makes a material of a word processor's document that has become a tree of elements."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial
from carrel.domain.text.language import guess_language
from carrel.formats.reading.html.footnotes import noted_sections, take_out_footnotes
from carrel.formats.reading.html.markdown_writer import MarkdownWriter
from carrel.formats.reading.html.metadata import language_tag
from carrel.formats.reading.html.tree import Element
from carrel.formats.reading.outline import titled_sections, with_pages_carried
from carrel.formats.reading.pictures import Pictures
from carrel.formats.reading.title_page import title_from_name

TITLE_CLASS = "carrel-title"
"""Class of the paragraph that has the style of a title."""

# Names that programs give by themselves.
_NO_TITLE = re.compile(
    r"microsoft word\b.*|untitled.*|unbenannt.*|document\d*|dokument\d*|.*\.(?:docx?|odt|rtf|dotx?)"
    r"|powerpoint.*|title",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:user|admin(?:istrator)?|windows user|author|unknown|owner|python-docx)", re.I
)


@dataclass(frozen=True, slots=True)
class OfficeDetails:
    """What a document says of itself; empty where nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    description: str = ""


def office_material(
    name: str, root: Element, details: OfficeDetails, pictures: Pictures
) -> DraftMaterial:
    """The material of a document whose pictures are in ``pictures`` already.

    An ``img`` names its asset. Raises UnreadableFile if there is not a word in it.
    """
    body = root.find("body") or root
    title = _title(body)
    notes = take_out_footnotes(body)
    writer = MarkdownWriter(
        picture=lambda image: image.get("src"),
        link=lambda address: address if address.startswith(("http", "mailto:")) else "",
    )
    markdown = writer.markdown(body)
    if not any(sign.isalnum() for sign in markdown):
        raise UnreadableFile("“{name}” has no text: there are no words in it.", name=name)
    known = known_title(details.title)
    found, sections = titled_sections(
        markdown, title=title, fallback=known or title_from_name(name)
    )
    written = {label: writer.note(label, note) for label, note in notes.notes.items()}
    return DraftMaterial(
        title=found,
        sections=noted_sections(with_pages_carried(sections), written),
        authors=tuple(one for one in details.authors if not _NO_AUTHOR.fullmatch(one)),
        language=guess_language(markdown) or language_tag(details.language),
        published=details.published,
        description=details.description,
        warnings=pictures.warnings,
        assets=tuple(pictures.assets.values()),
    )


def known_title(title: str) -> str:
    """A title from a document's properties; empty if a program has put it there by itself."""
    return "" if _NO_TITLE.fullmatch(title) else title


def _title(body: Element) -> str:
    """The words of the paragraph with the style of a title, which is taken out of the text."""
    titled = [one for one in body.walk() if TITLE_CLASS in one.get("class").split()]
    if not titled or not titled[0].words:
        return ""
    words = titled[0].words
    titled[0].remove()
    return words
