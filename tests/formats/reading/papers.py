"""Small PDF files that tests write by hand: words at places, outlines, pictures, passwords."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold"}


@dataclass
class Sheet:
    """A page of 595 x 842 points that words are written on."""

    lines: list[str] = field(default_factory=list)
    has_picture: bool = False
    rotation: int = 0

    def write(
        self, words: str, left: float, bottom: float, *, size: float = 10, font: str = "plain"
    ) -> None:
        """Write a line of words, with its first letter at a place in points."""
        signs = "".join("\\" + sign if sign in "()\\" else sign for sign in words)
        self.lines.append(f"BT /{font} {size} Tf {left} {bottom} Td ({signs}) Tj ET")

    def column(self, lines: Sequence[str], left: float, top: float, *, size: float = 10) -> float:
        """Write lines below each other; returns where the next would stand."""
        for line in lines:
            self.write(line, left, top, size=size)
            top -= 1.2 * size
        return top


def paper(
    sheets: Sequence[Sheet],
    *,
    outline: Sequence[tuple[str, int]] = (),
    title: str = "",
    author: str = "",
    password: str | None = None,
) -> bytes:
    """A PDF of these pages; ``outline`` has a title and a page, from 0, of each item."""
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    catalogue, tree, details = add(b""), add(b""), add(b"")
    fonts = " ".join(
        f"/{key} {add(f'<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>'.encode())} 0 R"  # noqa: E501
        for key, name in _FONTS.items()
    )
    picture = add(
        _stream(b"\x40" * 64, "/Type /XObject /Subtype /Image /Width 8 /Height 8"
                " /ColorSpace /DeviceGray /BitsPerComponent 8")
    )  # fmt: skip
    kids = []
    for sheet in sheets:
        drawing = "q 500 0 0 700 40 60 cm /Im Do Q\n" if sheet.has_picture else ""
        content = add(_stream((drawing + "\n".join(sheet.lines)).encode("cp1252"), ""))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Rotate"
                f" {sheet.rotation} /Contents {content} 0 R /Resources << /Font << {fonts} >>"
                f" /XObject << /Im {picture} 0 R >> >> >>".encode()
            )
        )
    pages = " ".join(f"{kid} 0 R" for kid in kids)
    objects[tree - 1] = f"<< /Type /Pages /Kids [{pages}] /Count {len(kids)} >>".encode()
    items = _outline(add, objects, outline, kids)
    objects[catalogue - 1] = f"<< /Type /Catalog /Pages {tree} 0 R {items} >>".encode()
    objects[details - 1] = f"<< /Title ({title}) /Author ({author}) >>".encode()
    return _file(objects, catalogue, details, password)


def _outline(add, objects, outline, kids) -> str:
    if not outline:
        return ""
    top = add(b"")
    numbers = [add(b"") for _ in outline]
    for index, (title, page) in enumerate(outline):
        after = f"/Next {numbers[index + 1]} 0 R" if index + 1 < len(numbers) else ""
        objects[numbers[index] - 1] = (
            f"<< /Title ({title}) /Parent {top} 0 R /Dest [{kids[page]} 0 R /Fit] {after} >>"
        ).encode()
    objects[top - 1] = f"<< /First {numbers[0]} 0 R /Last {numbers[-1]} 0 R >>".encode()
    return f"/Outlines {top} 0 R"


def _stream(content: bytes, entries: str) -> bytes:
    packed = zlib.compress(content)
    head = f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
    return head + packed + b"\nendstream"


def _file(objects: list[bytes], catalogue: int, details: int, password: str | None) -> bytes:
    name = hashlib.md5(b"paper").digest()
    key, entry = _lock(password, name) if password is not None else (b"", "")
    written = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        body = _locked(content, number, key) if key else content
        written += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(written)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    identity = f"/ID [<{name.hex()}> <{name.hex()}>]"
    written += (
        f"trailer\n<< /Size {len(objects) + 1} /Root {catalogue} 0 R /Info {details} 0 R {identity}"
        f" {entry} >>\nstartxref\n{start}\n%%EOF"
    ).encode()
    return written


def _lock(password: str, name: bytes) -> tuple[bytes, str]:
    """The key of 40 bits that a password makes, and the entry that tells of it (PDF 1.4, 3.5)."""
    padded = (password.encode() + _PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    rights = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(padded + owner + rights + name).digest()[:5]
    user = _rc4(key, _PADDING)
    entry = f"/Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P -4"
    return key, f"/Encrypt << {entry} >>"


def _locked(content: bytes, number: int, key: bytes) -> bytes:
    """An object with its stream locked; texts outside of streams are left out of such papers."""
    head, found, rest = content.partition(b"\nstream\n")
    if not found:
        return content
    own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
    return head + found + _rc4(own, rest.removesuffix(b"\nendstream")) + b"\nendstream"


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    found = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        found.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(found)
