"""Pictures of a document: told by their bytes, named for what they hold, made safe."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from carrel.domain.materials import Asset
from carrel.domain.text.slugs import slugify

MOST_PICTURE_BYTES = 20_000_000
MOST_PICTURES = 3_000
MOST_TOTAL_BYTES = 150_000_000

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF87a", "gif", "image/gif"),
    (b"GIF89a", "gif", "image/gif"),
    (b"BM", "bmp", "image/bmp"),
)
_DATA = re.compile(r"data:image/[\w.+-]+((?:;[\w=.-]+)*),", re.IGNORECASE)
_FOLDER = "assets/"


@dataclass(slots=True)
class Pictures:
    """The pictures that have been taken into a document, each once.

    ``missing`` counts those that the document names and does not hold.
    """

    assets: dict[str, Asset] = field(default_factory=dict)
    missing: int = 0
    _names: dict[str, str] = field(default_factory=dict)
    _total: int = 0

    def add(self, content: bytes, *, wish: str = "") -> str:
        """The name of a picture with these bytes; empty if they are none or too many.

        ``wish`` is the file's name.
        """
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        if digest in self._names:
            return self._names[digest]
        kind = kind_of(content)
        if kind is None or not self._has_room(len(content)):
            self.missing += 1
            return ""
        suffix, media_type = kind
        if media_type == "image/svg+xml":
            from carrel.formats.reading.drawings import safe_drawing

            content = safe_drawing(content)
            if not content:
                self.missing += 1
                return ""
        name = self._free_name(slugify(wish.rpartition("/")[2].rpartition(".")[0]), suffix)
        self.assets[name] = Asset(name, media_type, content)
        self._names[digest] = name
        self._total += len(content)
        return name

    def add_data_address(self, address: str) -> str:
        """The name of the picture in a ``data:`` address; empty if it holds none."""
        match = _DATA.match(address)
        if match is None:
            return ""
        body = address[match.end() :]
        try:
            if "base64" in match[1].lower():
                content = base64.b64decode(unquote_to_bytes(body), validate=False)
            else:
                content = unquote_to_bytes(body)
        except (binascii.Error, ValueError):
            self.missing += 1
            return ""
        return self.add(content)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the student should know about the pictures."""
        if not self.missing:
            return ()
        if self.missing == 1:
            return ("One picture could not be taken in and is left out.",)
        return (f"{self.missing:,} pictures could not be taken in and are left out.",)

    def _has_room(self, size: int) -> bool:
        return (
            0 < size <= MOST_PICTURE_BYTES
            and len(self.assets) < MOST_PICTURES
            and self._total + size <= MOST_TOTAL_BYTES
        )

    def _free_name(self, wish: str, suffix: str) -> str:
        stem = wish or f"picture-{len(self.assets) + 1}"
        name, number = f"{_FOLDER}{stem}.{suffix}", 2
        while name in self.assets:
            name, number = f"{_FOLDER}{stem}-{number}.{suffix}", number + 1
        return name


Look = Callable[[str], bytes | None]
"""Gives the bytes that an address within a document leads to, None if it leads nowhere."""


def kind_of(content: bytes) -> tuple[str, str] | None:
    """The ending and the media type of a picture, by its first bytes; None if it is none."""
    for signature, suffix, media_type in _SIGNATURES:
        if content.startswith(signature):
            return suffix, media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp", "image/webp"
    if b"<svg" in content[:2_000]:
        return "svg", "image/svg+xml"
    return None
