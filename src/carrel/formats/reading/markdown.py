"""Reads Markdown files: front matter, headings as sections, everything else as it is."""

from __future__ import annotations

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial
from carrel.domain.text.language import guess_language
from carrel.domain.text.markdown import normalised
from carrel.formats.reading.decoding import decode
from carrel.formats.reading.front_matter import split_front_matter
from carrel.formats.reading.outline import titled_sections
from carrel.formats.reading.title_page import title_from_name


def read(name: str, data: bytes) -> DraftMaterial:
    """The material in a Markdown file.

    Raises UnreadableFile if the file is empty or is no text.
    """
    decoded = decode(name, data)
    return material_from_markdown(name, decoded.text, warnings=decoded.warnings)


def material_from_markdown(
    name: str, text: str, *, warnings: tuple[str, ...] = ()
) -> DraftMaterial:
    """The material in a Markdown text; ``name`` titles it where it has no title itself.

    Raises UnreadableFile if there is nothing but front matter.
    """
    front, body = split_front_matter(normalised(text))
    if not body.strip():
        raise UnreadableFile(
            "“{name}” has no text: there are only lines that describe it.", name=name
        )
    title, sections = titled_sections(body, title=front.title, fallback=title_from_name(name))
    return DraftMaterial(
        title=title,
        sections=sections,
        authors=front.authors,
        language=front.language or guess_language(body),
        source=front.source,
        licence=front.licence,
        description=front.description,
        warnings=warnings + front.warnings,
    )
