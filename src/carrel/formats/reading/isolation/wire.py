"""What goes between the program and the process that reads: frames of a kind and bytes.

Nothing of it is ever run: documents go as JSON, pictures as bytes.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO

from carrel.domain.errors import UnreadableFile
from carrel.domain.job_report import ShareReport
from carrel.domain.materials import Asset, DraftMaterial, DraftSection
from carrel.domain.questions.body import Kind
from carrel.domain.questions.brought import BroughtQuestion, PastAnswer
from carrel.formats.reading.document import SourceFile

_HEAD = struct.Struct(">cQ")
MOST_BYTES = 600_000_000
"""Of one frame; what claims to be more is not from our own process."""


class Frame(Enum):
    """What a frame holds."""

    REQUEST = b"r"
    FILE = b"f"
    PROGRESS = b"p"
    ASSET = b"a"
    CONTENT = b"c"
    DOCUMENT = b"d"
    ERROR = b"e"


class BrokenFrame(Exception):
    """What was received is not what was sent."""


def send(stream: BinaryIO, kind: Frame, content: bytes) -> None:
    """Write one frame."""
    stream.write(_HEAD.pack(kind.value, len(content)))
    stream.write(content)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[Frame, bytes] | None:
    """The next frame, None at the end; raises BrokenFrame."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    name, length = _HEAD.unpack(head)
    try:
        kind = Frame(name)
    except ValueError:
        raise BrokenFrame from None
    if length > MOST_BYTES:
        raise BrokenFrame
    content = stream.read(length)
    if len(content) < length:
        raise BrokenFrame
    return kind, content


def send_json(stream: BinaryIO, kind: Frame, value: object) -> None:
    """Write one frame of JSON."""
    send(stream, kind, json.dumps(value).encode("ascii"))


def send_source(stream: BinaryIO, source: SourceFile) -> None:
    """Ask for a document to be read."""
    folder = None if source.folder is None else str(source.folder)
    send_json(
        stream,
        Frame.REQUEST,
        {"name": source.name, "folder": folder, "is_fragment": source.is_fragment},
    )
    send(stream, Frame.FILE, source.data)


def receive_source(stream: BinaryIO, progress: ShareReport) -> SourceFile | None:
    """The document that is to be read, None when there is none any more."""
    asked, sent = receive(stream), receive(stream)
    if asked is None or sent is None:
        return None
    request = json.loads(asked[1])
    folder = request["folder"]
    return SourceFile(
        request["name"],
        sent[1],
        Path(folder) if folder else None,
        progress,
        is_fragment=request["is_fragment"],
    )


def send_document(stream: BinaryIO, document: DraftMaterial) -> None:
    """Give back a document."""
    for asset in document.assets:
        send_json(stream, Frame.ASSET, [asset.name, asset.media_type])
        send(stream, Frame.CONTENT, asset.content)
    fields = {name: value for name in _FIELDS if (value := getattr(document, name)) not in ("", ())}
    sections = [asdict(section) for section in document.sections]
    questions = [_sent(question) for question in document.questions]
    told = {**fields, "sections": sections, "questions": questions}
    send_json(stream, Frame.DOCUMENT, told)


_FIELDS = (
    "title", "authors", "language", "source", "licence", "description", "warnings", "published",
    "cover",
)  # fmt: skip
_LISTS = frozenset({"authors", "warnings"})


class Answer:
    """Puts the frames of an answer together."""

    def __init__(self) -> None:
        self._assets: list[Asset] = []
        self._head: tuple[str, str] = ("", "")
        self.share = 0.0

    def take(self, kind: Frame, content: bytes) -> DraftMaterial | None:
        """The document once it is complete; raises UnreadableFile, and BrokenFrame."""
        try:
            return self._take(kind, content)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise BrokenFrame from error

    def _take(self, kind: Frame, content: bytes) -> DraftMaterial | None:
        match kind:
            case Frame.PROGRESS:
                self.share = float(json.loads(content))
            case Frame.ASSET:
                name, media_type = json.loads(content)
                self._head = (str(name), str(media_type))
            case Frame.CONTENT:
                self._assets.append(Asset(*self._head, content))
            case Frame.ERROR:
                error = json.loads(content)
                raise UnreadableFile(str(error["template"]), **error["details"])
            case Frame.DOCUMENT:
                return _document(json.loads(content), tuple(self._assets))
            case _:
                raise BrokenFrame
        return None


def _document(value: dict[str, Any], assets: tuple[Asset, ...]) -> DraftMaterial:
    known: dict[str, Any] = {
        name: tuple(map(str, value[name])) if name in _LISTS else str(value[name])
        for name in _FIELDS
        if name in value
    }
    return DraftMaterial(
        sections=tuple(_sections(value["sections"])),
        assets=assets,
        questions=tuple(map(_question, value["questions"])),
        **known,
    )


def _sections(values: list[dict[str, Any]]) -> Iterator[DraftSection]:
    for value in values:
        yield DraftSection(
            title=str(value["title"]),
            level=int(value["level"]),
            markdown=str(value["markdown"]),
            slug=str(value["slug"]),
            outside_source=bool(value["outside_source"]),
        )


def _sent(question: BroughtQuestion) -> dict[str, Any]:
    past = [[one.part, one.at.isoformat(), one.rating, one.seconds] for one in question.past]
    return {**asdict(question), "body": question.body, "past": past}


def _question(value: dict[str, Any]) -> BroughtQuestion:
    return BroughtQuestion(
        section=int(value["section"]),
        first=int(value["first"]),
        last=int(value["last"]),
        kind=Kind(value["kind"]),
        body=dict(value["body"]),
        prompt=str(value["prompt"]),
        explanation=str(value["explanation"]),
        tags=tuple(map(str, value["tags"])),
        past=tuple(
            PastAnswer(int(part), datetime.fromisoformat(at), int(rating), float(seconds))
            for part, at, rating, seconds in value["past"]
        ),
    )
