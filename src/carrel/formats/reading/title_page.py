"""What stands before a plain text begins: its title, its authors, the licence of an archive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from carrel.domain.text.slugs import slugify
from carrel.formats.reading.headings import looks_like_heading, names_itself
from carrel.formats.reading.lines import UNDERLINE, Group

_LONGEST_TITLE = 150
_CONTROLS = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]"
)
_FIRST_GROUPS = 5
"""Title, byline, date and the repeated title are among these."""

_BYLINE = re.compile(
    r"(?:(?:written|posted|published|edited)\s+)?(?:by|von|par|di|por|de|door|av)\s+(?P<names>.+)"
    r"|(?:authors?|autor(?:in)?|auteur)\s*:\s*(?P<labelled>.+)",
    re.IGNORECASE,
)
_AFTER_NAMES = re.compile(r"\s*(?:\d|[|•·(]|\s[–—-]\s|\s(?:on|in|for|am|le)\s+(?:\w|\d)).*")
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s*")
_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*(?:\s+[\w.'’-]+){0,5}")

_ARCHIVE_START = re.compile(
    r"^\*\*\*\s*START OF (?:THE|THIS) PROJECT GUTENBERG[^\n]*$", re.MULTILINE
)
_ARCHIVE_END = re.compile(
    r"^(?:\*\*\*\s*END OF (?:THE|THIS) PROJECT GUTENBERG|End of (?:the )?Project Gutenberg)",
    re.MULTILINE,
)
_ARCHIVE_FIELD = re.compile(
    r"^(Title|Author|Language|Editor|Translator): *(.+(?:\n +\S.*)*)", re.MULTILINE
)
_LANGUAGES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it",
    "portuguese": "pt", "dutch": "nl", "swedish": "sv", "polish": "pl", "russian": "ru",
    "greek": "el", "latin": "la", "chinese": "zh", "japanese": "ja", "finnish": "fi",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What is known of a text before it begins; empty where nothing is."""

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    source: str = ""


def without_archive_frame(text: str) -> tuple[str, TitlePage]:
    """A Project Gutenberg text without the archive's header and licence, and what these tell.

    Any other text is given back as it is.
    """
    start = _ARCHIVE_START.search(text)
    if start is None:
        return text, TitlePage()
    end = _ARCHIVE_END.search(text, start.end())
    fields = {
        match[1]: " ".join(match[2].split())
        for match in _ARCHIVE_FIELD.finditer(text[: start.start()])
    }
    author = fields.get("Author", "")
    page = TitlePage(
        title=fields.get("Title", ""),
        authors=(author,) if author else (),
        language=_LANGUAGES.get(fields.get("Language", "").lower(), ""),
        source="Project Gutenberg",
    )
    return text[start.end() : end.start() if end else len(text)], page


def read_title_page(groups: Sequence[Group]) -> tuple[TitlePage, int]:
    """The title and the authors that the first groups tell, and how many groups that takes up.

    The title is a line that stands alone at the very beginning. A line "by NAME" near it names the
    authors; a title that is repeated below it is taken up too. Groups in between that are neither
    end the title page.
    """
    if len(groups) < 2 or not _is_title(groups[0]):
        return TitlePage(), 0
    title = _title(groups[0])
    authors: tuple[str, ...] = ()
    used = 1
    for index, group in enumerate(groups[1:_FIRST_GROUPS], start=1):
        names = names_in_byline(group.words) if len(group.lines) == 1 else ()
        if not names and slugify(group.words) != slugify(title):
            break
        authors = authors or names
        used = index + 1
    return TitlePage(title, authors), min(used, len(groups) - 1)


def names_in_byline(line: str) -> tuple[str, ...]:
    """The names in a line like ``by Ann Lee and Bo Ek, 48 views``; nothing if it is no byline."""
    match = _BYLINE.fullmatch(line.strip())
    if match is None or len(line) > _LONGEST_TITLE:
        return ()
    listed = _AFTER_NAMES.sub("", match["names"] or match["labelled"]).strip(" .,")
    names = tuple(name for name in _BETWEEN_NAMES.split(listed) if name)
    return names if all(_NAME.fullmatch(name) for name in names) else ()


def without_controls(name: str) -> str:
    """A name without control characters, and without those that turn the order of letters round."""
    return _CONTROLS.sub("", name)


def title_from_name(name: str) -> str:
    """A title made of a file's name: ``my_notes-2.txt`` gives ``My notes 2``."""
    words = re.sub(r"[_\s]+|(?<=\w)-(?=\w)", " ", PurePath(without_controls(name)).stem).strip()
    return words[:1].upper() + words[1:]


def _title(group: Group) -> str:
    """The words of a group that may be a title, without the signs that underline it."""
    lines = group.lines
    return lines[0] if len(lines) == 2 and UNDERLINE.fullmatch(lines[1]) else group.words


def _is_title(group: Group) -> bool:
    line = _title(group)
    return (
        not names_itself(line)
        and len(group.lines) <= 2
        and (
            looks_like_heading(line)
            or (len(line) <= _LONGEST_TITLE and line[-1] not in ".,;:!?…。")
        )
    )
