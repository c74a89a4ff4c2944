"""Chooses the reader for a document by its name and its contents."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial

Reader = Callable[[str, bytes], DraftMaterial]
"""Reads the bytes of the file of that name; raises UnreadableFile."""

_ATX_HEADING = re.compile(r"^#{1,6} +[^\s#]", re.MULTILINE)
_SAMPLE_LENGTH = 100_000


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A kind of document that can be read.

    ``name`` is what a file dialogue calls it, ``suffixes`` are lower case with their dot. ``load``
    imports the reader: readers may need libraries that are slow to load.
    """

    name: str
    suffixes: tuple[str, ...]
    load: Callable[[], Reader]


def _load_plain_text() -> Reader:
    from carrel.formats.reading import plain_text

    return plain_text.read


def _load_markdown() -> Reader:
    from carrel.formats.reading import markdown

    return markdown.read


FORMATS: tuple[DocumentFormat, ...] = (
    DocumentFormat("Plain text", (".txt", ".text"), _load_plain_text),
    DocumentFormat("Markdown", (".md", ".markdown", ".mdown", ".mkd"), _load_markdown),
)
"""Every format that can be read, in the order in which a file dialogue lists them."""


def read_document(name: str, data: bytes) -> DraftMaterial:
    """The material in a document.

    ``name`` is the file's name; its ending chooses the reader. A file with another ending, or none,
    is read as text if it is text. Raises UnreadableFile if the file is empty, is not what it should
    be, or is of a kind that cannot be read.
    """
    name = PurePath(name).name
    return _format_for(name, data).load()(name, data)


def suffixes() -> tuple[str, ...]:
    """The endings of all files that can be read, lower case, with their dot."""
    return tuple(suffix for each in FORMATS for suffix in each.suffixes)


def _format_for(name: str, data: bytes) -> DocumentFormat:
    suffix = PurePath(name).suffix.lower()
    plain_text, markdown = FORMATS[:2]
    for each in FORMATS:
        if suffix in each.suffixes and each is not plain_text:
            return each
    if suffix not in plain_text.suffixes and b"\0" in data[:_SAMPLE_LENGTH] and data.strip():
        raise UnreadableFile(
            "“{name}” is of a kind that Carrel cannot read; it reads {kinds}.",
            name=name,
            kinds=", ".join(suffixes()),
        )
    return markdown if _is_marked_up(data[:_SAMPLE_LENGTH]) else plain_text


def _is_marked_up(sample: bytes) -> bool:
    """Whether a text has Markdown headings, whatever its name."""
    text = sample.decode("utf-8", "replace").replace("\r\n", "\n")
    return len(_ATX_HEADING.findall(text)) > 1
