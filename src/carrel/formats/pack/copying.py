"""Finding runs of words that a pack shares with the text it retells."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from carrel.domain.packs import PackProblem
from carrel.domain.questions.words import WORD, folded_words
from carrel.domain.text.folding import fold
from carrel.formats.pack.strict_yaml import Marked

RUN_LENGTH = 8
"""So many words in a row as in the source are a copy and not chance."""

_MOST_SHOWN = 20
# The credits may, and must, name the source by its title.
_CREDITS = ("title", "source")


@dataclass(frozen=True, slots=True)
class _Word:
    """A folded word and the line, counted from 1, that it stands on."""

    text: str
    line: int


def shared_runs(
    sections: Mapping[str, str], marked: Mapping[str, Marked], source: str, source_name: str
) -> Iterator[PackProblem]:
    """Each run of :data:`RUN_LENGTH` words or more that stands in the pack as in ``source``.

    ``sections`` are Markdown files and ``marked`` YAML files, both by their paths in the pack.
    """
    words = folded_words(source)
    runs = {
        tuple(words[start : start + RUN_LENGTH]) for start in range(len(words) - RUN_LENGTH + 1)
    }
    for file, line, text in _texts(sections, marked):
        for run in _runs(list(_words(text, line)), runs):
            shown = " ".join(word.text for word in run[:_MOST_SHOWN])
            yield PackProblem(
                file,
                run[0].line,
                f"{len(run)} words in a row are those of {source_name}: “{shown}”.",
                "Say it in other words.",
            )


def _texts(
    sections: Mapping[str, str], marked: Mapping[str, Marked]
) -> Iterator[tuple[str, int | None, str]]:
    """Every text of the pack: its file and, where it stands in one place, its line."""
    for file, text in sections.items():
        yield file, None, text
    for file, content in marked.items():
        for path, line in content.lines.items():
            value = content.value
            for step in path:
                value = value[step]
            is_credit = file == "pack.yaml" and path[:1] and path[0] in _CREDITS
            if isinstance(value, str) and not is_credit:
                yield file, line, value


def _words(text: str, line: int | None) -> Iterator[_Word]:
    """The words with their lines: all on ``line``, else counted in the text."""
    ends = [] if line is not None else [match.end() for match in re.finditer("\n", text)]
    for match in WORD.finditer(text):
        yield _Word(fold(match.group()), line or bisect_right(ends, match.start()) + 1)


def _runs(words: list[_Word], runs: set[tuple[str, ...]]) -> Iterator[list[_Word]]:
    """The longest stretches of ``words`` that are made of ``runs``."""
    start = end = 0
    for index in range(len(words) - RUN_LENGTH + 1):
        if tuple(word.text for word in words[index : index + RUN_LENGTH]) not in runs:
            continue
        if end and index <= end - RUN_LENGTH + 1:
            end = index + RUN_LENGTH
            continue
        if end:
            yield words[start:end]
        start, end = index, index + RUN_LENGTH
    if end:
        yield words[start:end]
