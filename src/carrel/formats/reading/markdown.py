"""Reads Markdown files: front matter, headings as sections, everything else as it is."""

from __future__ import annotations

from pathlib import Path

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial
from carrel.domain.text.language import guess_language
from carrel.domain.text.markdown import normalised
from carrel.formats.reading.decoding import decode
from carrel.formats.reading.front_matter import split_front_matter
from carrel.formats.reading.outline import titled_sections
from carrel.formats.reading.pictures import Pictures
from carrel.formats.reading.pictures_beside import with_pictures_beside
from carrel.formats.reading.title_page import title_from_name


def read(name: str, data: bytes, folder: Path | None = None) -> DraftMaterial:
    """The material in a Markdown file, with pictures in its ``folder`` or below.

    Raises UnreadableFile if the file is empty or is no text.
    """
    decoded = decode(name, data)
    return material_from_markdown(name, decoded.text, warnings=decoded.warnings, folder=folder)


def material_from_markdown(
    name: str, text: str, *, warnings: tuple[str, ...] = (), folder: Path | None = None
) -> DraftMaterial:
    """The material in a Markdown text; ``name`` titles it where it has no title itself.

    Its pictures are looked for in ``folder``. Raises UnreadableFile if there is nothing but front
    matter.
    """
    front, body = split_front_matter(normalised(text))
    if not body.strip():
        raise UnreadableFile(
            "“{name}” has no text: there are only lines that describe it.", name=name
        )
    pictures = Pictures()
    body = with_pictures_beside(body, folder, pictures)
    title, sections = titled_sections(body, title=front.title, fallback=title_from_name(name))
    return DraftMaterial(
        title=title,
        sections=sections,
        authors=front.authors,
        language=front.language or guess_language(body),
        source=front.source,
        licence=front.licence,
        description=front.description,
        warnings=warnings + front.warnings + pictures.warnings,
        assets=tuple(pictures.assets.values()),
    )
