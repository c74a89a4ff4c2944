"""How often passages are found again rightly after edits whose truth is known.

``python tests/bench/precision.py`` prints a table: for each kind of edit, and for each way to look:
``update`` knows both texts whole, as a new edition of a material does; ``locate`` has the words of
a passage with 32 code points of surroundings, as the command of that name.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":  # run as a file, beside what it tests
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]

from carrel.domain.text.locate import Location, locate
from carrel.domain.text.passage import Passage
from carrel.domain.text.text_change import TextChange
from edited_texts import EDITS, REFRAIN, Text, Verdict, corpus, edited, judged, one_section

TOGETHER = (
    ("paragraphs reordered", "sentences edited"),
    ("paragraphs moved", "sentences edited", "typographic signs changed"),
    ("sections cut", "sentences edited", "paragraphs cut"),
)
WORDS = (1, 2, 3, 5, 8, 12, 20, 60)
"""How many words the passages have. A fifth of them are the repeated sentence, or a part of it."""

WAYS = ("update", "locate")


def kinds(way: str) -> list[tuple[str, ...]]:
    """The edits to try; a file for ``locate`` has no sections."""
    every = [*((name,) for name in EDITS), *TOGETHER]
    if way == "update":
        return every
    return [names for names in every if not any("section" in name for name in names)]


def verdicts(
    way: str, names: tuple[str, ...], *, trials: int, seed: int = 7
) -> Iterator[tuple[Verdict, Passage, Location]]:
    """Edit the text ``trials`` times and look for 24 passages each time."""
    chance = random.Random(f"{seed} {names}")
    base = corpus() if way == "update" else one_section(corpus())
    for _ in range(trials):
        now = edited(base, names, chance)
        change = TextChange(base.plain, now.plain)
        for _ in range(24):
            passage, numbers = _passage(base, chance)
            if way == "update":
                found = change.locate(passage)
            else:
                found = locate(passage, now.plain[passage.section])
            section = found.section if way == "update" else passage.section
            where = section if found.is_found else None
            yield judged(numbers, now, where, found.start, found.end), passage, found


def tally(way: str, names: tuple[str, ...], *, trials: int, seed: int = 7) -> Counter[Verdict]:
    """How often each verdict was given."""
    return Counter(verdict for verdict, _, _ in verdicts(way, names, trials=trials, seed=seed))


def precision(counted: Counter[Verdict]) -> float:
    """The share of the places given that are right."""
    placed = counted[Verdict.RIGHT] + counted[Verdict.WRONG]
    return counted[Verdict.RIGHT] / max(1, placed)


def recall(counted: Counter[Verdict]) -> float:
    """The share of right places among the passages that are there to be found."""
    there = counted[Verdict.RIGHT] + counted[Verdict.MISSED]
    return counted[Verdict.RIGHT] / max(1, there)


def _passage(base: Text, chance: random.Random) -> tuple[Passage, frozenset[int]]:
    said = REFRAIN.split()
    if chance.random() < 0.2:
        section, first = chance.choice(list(_refrains(base)))
        return base.passage(section, first, chance.choice((4, len(said), len(said), 12)))
    section = chance.randrange(len(base.sections))
    count = chance.choice(WORDS)
    words = sum(map(len, base.sections[section]))
    return base.passage(section, chance.randrange(words - count), count)


def _refrains(base: Text) -> Iterator[tuple[int, int]]:
    said = REFRAIN.split()
    for number, section in enumerate(base.sections):
        words = [word.text for line in section for word in line]
        for first in range(len(words)):
            if words[first : first + len(said)] == said:
                yield number, first


def main() -> None:
    """Print the table."""
    for way in WAYS:
        print(f"{way:75} right wrong missed let go  precision  recall")
        whole: Counter[Verdict] = Counter()
        for names in kinds(way):
            counted = tally(way, names, trials=20)
            whole += counted
            print(_line(" + ".join(names), counted))
        print(_line("all", whole), end="\n\n")


def _line(name: str, counted: Counter[Verdict]) -> str:
    return (
        f"{name:75} {counted[Verdict.RIGHT]:5} {counted[Verdict.WRONG]:5}"
        f" {counted[Verdict.MISSED]:6} {counted[Verdict.LET_GO]:6}"
        f"  {precision(counted):9.4f} {recall(counted):7.4f}"
    )


if __name__ == "__main__":
    main()
