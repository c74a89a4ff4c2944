"""Reads HTML pages: the article with its pictures, and what the page says of itself."""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial
from carrel.domain.text.language import guess_language
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.html.article import article_of
from carrel.formats.reading.html.clutter import without_scripts
from carrel.formats.reading.html.encoding import decode_html
from carrel.formats.reading.html.footnotes import noted_sections, take_out_footnotes
from carrel.formats.reading.html.markdown_writer import MarkdownWriter
from carrel.formats.reading.html.metadata import page_details
from carrel.formats.reading.html.tree import Element, parse_html
from carrel.formats.reading.outline import titled_sections
from carrel.formats.reading.pictures import Look, Pictures
from carrel.formats.reading.title_page import title_from_name

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_FOLLOWED = ("http://", "https://", "mailto:")
_SIZE_OF_A_PIXEL = 3


def read(source: SourceFile) -> DraftMaterial:
    """The material in an HTML file.

    Raises UnreadableFile if the file is empty, is no text or has no words.
    """
    decoded = decode_html(source.name, source.data)
    look = source.saved_file if source.folder is not None else _nothing
    return material_from_html(
        source.name,
        decoded.text,
        look=look,
        warnings=decoded.warnings,
        is_fragment=source.is_fragment,
    )


def material_from_html(
    name: str,
    html: str,
    *,
    look: Look = lambda _: None,
    address: str = "",
    title: str = "",
    warnings: tuple[str, ...] = (),
    is_fragment: bool = False,
) -> DraftMaterial:
    """The material in the text of an HTML page.

    ``look`` gives the bytes of what the page has with it; ``address`` and ``title`` hold where the
    page does not tell them. With ``is_fragment`` all of it is the text, as on the clipboard.
    """
    root = parse_html(html)
    details = page_details(root, html)
    pictures = Pictures()
    without_scripts(root)
    _cut_headline_wrappers(root)
    article = (root.find("body") or root) if is_fragment else article_of(root)
    base = _base(root, details.address or address)
    markdown, notes = _markdown(article, base, pictures, look)
    if not markdown.strip():
        raise UnreadableFile("“{name}” has no text: there are no words on the page.", name=name)
    wanted = details.title or title
    found, sections = titled_sections(markdown, title=wanted, fallback=title_from_name(name))
    return DraftMaterial(
        title=found,
        sections=noted_sections(sections, notes),
        authors=details.authors,
        language=details.language or guess_language(article.words),
        source=details.address or address,
        published=details.published,
        licence=details.licence,
        description=details.description,
        warnings=warnings + pictures.warnings,
        assets=tuple(pictures.assets.values()),
    )


def _markdown(
    article: Element, base: str, pictures: Pictures, look: Look
) -> tuple[str, dict[str, str]]:
    notes = take_out_footnotes(article)
    writer = MarkdownWriter(
        picture=lambda image: _picture(image, pictures, look),
        link=lambda address: followed(address, base),
    )
    text = writer.markdown(article)
    if notes.notes:
        text = _without_empty_end(text)
    return text, {label: writer.note(label, body) for label, body in notes.notes.items()}


def _nothing(_: str) -> bytes | None:
    return None


def followed(address: str, base: str) -> str:
    """Where a link on a page leads to; empty if it leads nowhere outside of the page."""
    if not address or address.startswith("#"):
        return ""
    if not _SCHEME.match(address):
        if not base:
            return ""
        try:
            address = urljoin(base, address)
        except ValueError:
            return ""
        if address.partition("#")[0] == base.partition("#")[0] and "#" in address:
            return ""
    return address if address.lower().startswith(_FOLLOWED) else ""


def _base(root: Element, address: str) -> str:
    base = root.find("base")
    given = base.get("href") if base is not None else ""
    return given if given.startswith(("http://", "https://")) else address


def _picture(image: Element, pictures: Pictures, look: Look) -> str:
    """The name of the picture that an ``img`` shows; empty if it is not there or is a pixel."""
    if any(_is_tiny(image.get(side)) for side in ("width", "height")):
        return ""
    for address in _addresses(image):
        if address.startswith("data:"):
            if len(address) > 400 and (name := pictures.add_data_address(address)):
                return name
        elif (content := look(address)) is not None:
            return pictures.add(content, wish=urlsplit(unquote(address)).path)
    if any(not address.startswith("data:") for address in _addresses(image)):
        pictures.missing += 1
    return ""


def _addresses(image: Element) -> list[str]:
    found = [image.get(name) for name in ("src", "data-src", "data-original", "data-lazy-src")]
    for name in ("srcset", "data-srcset"):
        found += [part.split()[0] for part in image.get(name).split(", ") if part.split()]
    return [address.strip() for address in found if address.strip()]


def _is_tiny(size: str) -> bool:
    return size.isascii() and size.isdigit() and int(size) < _SIZE_OF_A_PIXEL


def _cut_headline_wrappers(root: Element) -> None:
    """Unwrap what puts a form around a whole page, as some servers do."""
    for form in root.all("form"):
        if len(form.text) > 0.5 * len(root.text):
            form.tag = "div"


def _without_empty_end(markdown: str) -> str:
    """The text without headings at its end that have lost what stood below them."""
    blocks = markdown.split("\n\n")
    while blocks and re.match(r"#{1,6} |\* \* \*$", blocks[-1]) and len(blocks) > 1:
        blocks.pop()
    return "\n\n".join(blocks)
