"""Office files that cannot be read as they are: with a password, or of an old kind."""

from __future__ import annotations

from carrel.domain.errors import UnreadableFile

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD_STREAM = "EncryptedPackage".encode("utf-16-le")


def refuse_compound_file(name: str, data: bytes) -> None:
    """Raise UnreadableFile for a document with a password, or one of Word before 2007."""
    if not data.startswith(COMPOUND_FILE):
        return
    if _PASSWORD_STREAM in data:
        raise protected(name)
    raise UnreadableFile(
        "“{name}” is of an old kind of office document; open it in a word processor, save it as"
        " DOCX and import that.",
        name=name,
    )


def protected(name: str) -> UnreadableFile:
    """What is said of a document with a password."""
    return UnreadableFile(
        "“{name}” is protected by a password; open it, save it without one and import that.",
        name=name,
    )


def damaged(name: str) -> UnreadableFile:
    """What is said of a document that its reader could make nothing of."""
    return UnreadableFile(
        "“{name}” is damaged and cannot be read; get it anew from where it came from.", name=name
    )
