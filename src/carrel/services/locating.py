"""Finding quoted words again in a file, which need not be in the library."""

from __future__ import annotations

from pathlib import Path

from carrel.domain.errors import InputError
from carrel.domain.text.locate import Location, Selector, locate
from carrel.domain.text.markdown import normalised, parse
from carrel.formats.reading.decoding import decode
from carrel.services.document_reading import contents_of

_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})


def plain_text_of(path: Path) -> str:
    """The text of a file, in which places count code points.

    Of a Markdown file it is the plain text of all its blocks (headings among them), of any other
    the text as it stands, with composed letters and "\\n" line ends. Raises UnreadableFile.
    """
    text = decode(path.name, contents_of(path)).text
    return parse(text).text if path.suffix.lower() in _MARKDOWN else normalised(text)


def locate_in_file(path: Path, sought: Selector) -> Location:
    """Where the sought words are in a file; raises UnreadableFile, and InputError without words."""
    if not sought.quote.strip():
        raise InputError("There are no words to find; give the words of the quotation.")
    return locate(sought, plain_text_of(path))
