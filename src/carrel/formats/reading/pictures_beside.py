"""Pictures that lie beside a Markdown file, taken in as pictures of its material."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from carrel.domain.text.document import SpanKind
from carrel.domain.text.markdown import parse
from carrel.formats.reading.pictures import MOST_PICTURE_BYTES, Pictures

_TARGET = r"<[^<>\n]+>|[^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*"
_INLINE = re.compile(rf"(!\[(?:[^\[\]\\]|\\.)*\]\(\s*)({_TARGET})")
_DEFINED = re.compile(rf"^( {{0,3}}\[[^\]\n]+\]:\s*)({_TARGET})", re.MULTILINE)


def with_pictures_beside(markdown: str, folder: Path | None, pictures: Pictures) -> str:
    """The source with the names that its pictures have among ``pictures``.

    Taken are ``data:`` addresses, and files in ``folder``, that of the document, or below it; what
    is elsewhere stays where it is and counts as missing. Without a folder nothing is looked for.
    """
    if "![" not in markdown or folder is None:
        return markdown
    names: dict[str, str] = {}
    for target in _targets(markdown):
        address = unquote(target)
        if address in names:
            continue
        if address.startswith("data:"):
            names[address] = pictures.add_data_address(target)
        elif (content := _file_in(folder, address)) is not None:
            names[address] = pictures.add(content, wish=address)
        else:
            names[address] = ""
            pictures.missing += 1

    def named(found: re.Match[str]) -> str:
        name = names.get(unquote(found[2].strip("<>")), "")
        return found[1] + (name or found[2])

    return _DEFINED.sub(named, _INLINE.sub(named, markdown))


def _targets(markdown: str) -> Iterator[str]:
    """The addresses of all pictures that would be shown."""
    for block in parse(markdown).blocks:
        for span in block.spans_of(SpanKind.PICTURE):
            yield span.target


def _file_in(folder: Path, address: str) -> bytes | None:
    """The bytes of a file in a folder or below it; None for anything else, or a huge one."""
    parts = PurePosixPath(address.partition("?")[0].partition("#")[0]).parts
    if not parts or ":" in address or "\\" in address or parts[0] == "/" or ".." in parts:
        return None
    path = folder.joinpath(*parts)
    try:
        # A link may lead anywhere.
        inside = path.resolve(strict=True).is_relative_to(folder.resolve(strict=True))
        if not inside or not path.is_file() or path.stat().st_size > MOST_PICTURE_BYTES:
            return None
        return path.read_bytes()
    except (OSError, ValueError):
        return None
