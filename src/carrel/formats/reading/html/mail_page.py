"""Reads pages that were saved as one message (MHTML, RFC 2557): the page and its pictures."""

from __future__ import annotations

from email import policy
from email.message import Message
from email.parser import BytesParser
from urllib.parse import urljoin

from carrel.domain.errors import UnreadableFile
from carrel.domain.materials import DraftMaterial
from carrel.formats.reading.document import SourceFile
from carrel.formats.reading.html.encoding import decode_html
from carrel.formats.reading.html.page import material_from_html

_MOST_PARTS = 5_000


def read(source: SourceFile) -> DraftMaterial:
    """The material in an MHTML file; raises UnreadableFile if there is no page in it."""
    message = BytesParser(policy=policy.compat32).parsebytes(source.data)
    parts = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False)]
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    data = _bytes_of(page) if page is not None else b""
    if page is None or not data:
        raise UnreadableFile(
            "“{name}” is not a saved page: there is no HTML in it; save the page again.",
            name=source.name,
        )
    decoded = decode_html(source.name, data, declared=str(page.get_content_charset() or ""))
    place = str(page.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
    address = place if place.startswith(("http://", "https://")) else ""
    others = _by_address(parts)
    return material_from_html(
        source.name,
        decoded.text,
        look=lambda wanted: _look(wanted, place, others),
        address=address,
        warnings=decoded.warnings,
    )


def _by_address(parts: list[Message]) -> dict[str, Message]:
    found: dict[str, Message] = {}
    for part in parts:
        if part.get_content_maintype() == "image":
            if place := str(part.get("Content-Location") or ""):
                found.setdefault(place, part)
            if name := str(part.get("Content-ID") or "").strip("<> "):
                found.setdefault("cid:" + name, part)
    return found


def _look(wanted: str, place: str, others: dict[str, Message]) -> bytes | None:
    part = others.get(wanted)
    if part is None and place:
        try:
            part = others.get(urljoin(place, wanted))
        except ValueError:
            part = None
    return _bytes_of(part) if part is not None else None


def _bytes_of(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return content if isinstance(content, bytes) else b""
