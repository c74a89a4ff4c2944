"""Reading a study pack, a folder or a ``.carrel`` file, into the values of the domain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from carrel.domain.errors import PackError
from carrel.domain.ids import MaterialId
from carrel.domain.materials import Asset, Material, Origin
from carrel.domain.packs import Pack, PackProblem
from carrel.formats.pack import claim_entries, files, question_entries, schema, topic_entries
from carrel.formats.pack.contents import Contents
from carrel.formats.pack.entries import Findings
from carrel.formats.pack.section_files import SectionPlaces, check_pictures, read_sections
from carrel.formats.pack.strict_yaml import Marked, StrictYamlError, load
from carrel.formats.reading.pictures import kind_of

SECTION_DEPTH = 2
"""Headings down to this level make sections, where the pack does not say otherwise."""

NO_LANGUAGE = "und"
"""The language of a text that says none."""

_DRAWING = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a pack.

    ``pack`` holds what could be read: with ``problems`` it lacks what they are about, and it is
    None where the files are not even of the right shape. ``contents`` tells where its things stand.
    ``section_texts`` are the Markdown files, ``marked`` the YAML files with their lines.
    """

    pack: Pack | None
    contents: Contents | None
    problems: tuple[PackProblem, ...]
    files: files.PackFiles
    section_texts: Mapping[str, str]
    marked: Mapping[str, Marked]


def read_pack(path: Path, *, called: MaterialId | None = None) -> Pack:
    """The pack at ``path``, if it is without fault; ``called`` that where it is given.

    Raises :class:`NotFound`, :class:`UnreadableFile`, or :class:`PackError` with the first problem
    in its text and all of them in its details.
    """
    reading = inspect_files(files.read_files(path), called=called)
    if reading.problems or reading.pack is None:
        raise pack_error(path, reading.problems)
    return reading.pack


def peek_pack(path: Path) -> tuple[MaterialId, str]:
    """The id of the pack at ``path`` and the hash of its files, without reading it whole.

    Raises :class:`NotFound`, :class:`UnreadableFile`, or :class:`PackError` if there is no id.
    """
    content = files.read_files(path)
    try:
        page = load(content.get("pack.yaml", b"").decode("utf-8-sig")).value
        return MaterialId(str(page["id"])), files.hash_of(content)
    except (UnicodeDecodeError, StrictYamlError, KeyError, TypeError) as error:
        raise PackError(
            "{path} is no study pack: it has no pack.yaml with an id.", path=path
        ) from error


def pack_error(path: Path, problems: tuple[PackProblem, ...]) -> PackError:
    """The error that tells of a pack's problems."""
    if len(problems) == 1:
        return PackError(
            "The pack {path} cannot be used: {problem}", path=path, problem=problems[0]
        )
    return PackError(
        "The pack {path} cannot be used: {problem}"
        " (“carrel pack check” lists all {count} problems.)",
        path=path,
        problem=problems[0],
        count=len(problems),
        problems=problems,
    )


def inspect_pack(path: Path) -> Reading:
    """Read the pack at ``path`` as far as it can be read, with all problems that keep it from use.

    Raises :class:`NotFound` or :class:`UnreadableFile` when it is no pack at all.
    """
    return inspect_files(files.read_files(path))


def inspect_files(content: files.PackFiles, *, called: MaterialId | None = None) -> Reading:
    """As :func:`inspect_pack`, for the files of a pack that have been read, or made, already.

    With ``called`` the pack and all its things have that name instead of their own.
    """
    findings = Findings()
    texts = dict(_decoded(content, findings))
    marked = dict(_loaded(texts, findings))
    _check_names(content, findings)
    for name, file in marked.items():
        for deviation in schema.deviations(name, file):
            findings.add(name, deviation.line, deviation.what, deviation.hint)
    _check_format(marked, findings)
    section_texts = {name: text for name, text in texts.items() if name.endswith(".md")}
    pack, contents = None, None
    if not findings.problems:
        pack, contents = _pack(content, section_texts, marked, findings, called)
    problems = tuple(findings.problems)
    return Reading(pack, contents, problems, content, section_texts, marked)


def _pack(
    content: files.PackFiles,
    section_texts: dict[str, str],
    marked: dict[str, Marked],
    findings: Findings,
    called: MaterialId | None,
) -> tuple[Pack, Contents]:
    page = marked["pack.yaml"].value
    material = _material(page)
    if called is not None:
        material = replace(material, id=called)
    places = SectionPlaces(section_texts)
    sections = read_sections(
        material.id,
        places,
        depth=page.get("section_depth", SECTION_DEPTH),
        findings=findings,
    )
    check_pictures(sections, places, content, findings)
    contents = Contents(material.id, marked, sections, places, findings)
    groups = topic_entries.read_groups(contents)
    topics, relations = topic_entries.read_topics(contents)
    pack = Pack(
        material=material,
        content_hash=files.hash_of(content),
        sections=sections,
        assets=tuple(_assets(content, findings)),
        groups=groups,
        topics=topics,
        relations=relations,
        mentions=topic_entries.read_mentions(contents),
        claims=claim_entries.read_claims(contents),
        links=claim_entries.read_links(contents),
        holders=claim_entries.read_holders(contents),
        issues=claim_entries.read_issues(contents),
        events=claim_entries.read_events(contents),
        questions=question_entries.read_questions(contents),
    )
    return pack, contents


def _decoded(content: files.PackFiles, findings: Findings) -> Iterator[tuple[str, str]]:
    for name, data in content.items():
        if name.startswith("assets/"):
            continue
        try:
            yield name, data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            findings.add(name, line, "the file is not UTF-8.", "Save it in the encoding UTF-8.")


def _loaded(texts: dict[str, str], findings: Findings) -> Iterator[tuple[str, Marked]]:
    for name, text in texts.items():
        if name.endswith(".yaml") and files.is_part(name):
            try:
                yield name, load(text)
            except StrictYamlError as error:
                findings.add(name, error.line, f"the file {error.what}", error.hint)


def _check_names(content: files.PackFiles, findings: Findings) -> None:
    known = [*schema.SCHEMAS, "questions/name.yaml"]
    for name in content:
        if files.looks_like_part(name):
            hint = schema.nearest_hint(name, known) or f"A pack has {', '.join(known)}."
            findings.add(name, None, "the file is no part of a pack.", hint)
    if "pack.yaml" not in content:
        findings.add(
            "pack.yaml",
            None,
            "the file is missing.",
            "“carrel pack new DIR” makes a pack to start from.",
        )


def _check_format(marked: dict[str, Marked], findings: Findings) -> None:
    page = marked.get("pack.yaml")
    number = page.value.get("format") if page and isinstance(page.value, dict) else None
    if page and isinstance(number, int) and number != schema.FORMAT:
        findings.add(
            "pack.yaml",
            page.line(("format",)),
            f"the pack has format {number}, and this Carrel reads format {schema.FORMAT}.",
            "Update Carrel." if number > schema.FORMAT else "",
        )


def _material(page: Mapping[str, Any]) -> Material:
    def text(key: str) -> str:
        return str(page.get(key) or "").strip()

    return Material(
        id=MaterialId(text("id")),
        title=text("title"),
        authors=tuple(page.get("authors") or ()),
        language="" if text("language") == NO_LANGUAGE else text("language"),
        licence=text("licence"),
        source=_source(page.get("source") or {}),
        description=text("description"),
        edition=page["edition"],
        origin=Origin.PACK,
    )


def _source(source: Mapping[str, str | None]) -> str:
    """The source in words: title, author, note."""
    title, author, note = ((source.get(key) or "").strip() for key in ("title", "author", "note"))
    named = f"{title}, by {author}" if title and author else title or author
    return f"{named}. {note}" if named and note else named or note


def _assets(content: files.PackFiles, findings: Findings) -> Iterator[Asset]:
    for name, data in content.items():
        if name.startswith("assets/"):
            _, media_type = kind_of(data) or ("", "")
            picture = _safe_drawing(data) if media_type == _DRAWING else data
            if media_type and picture:
                yield Asset(name, media_type, picture)
            else:
                hint = "Use PNG, JPEG, GIF, WebP, BMP or SVG."
                findings.add(name, None, "the file is no picture.", hint)


def _safe_drawing(data: bytes) -> bytes:
    # Few packs have drawings, and making them safe loads an XML parser.
    from carrel.formats.reading.drawings import safe_drawing

    return safe_drawing(data)
