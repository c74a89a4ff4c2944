"""Sentences that say when something happened, and the date as ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from carrel.domain.proposals.findings import DatedSentence
from carrel.domain.proposals.running_text import Sentence
from carrel.domain.text.language_words import DateWords
from carrel.domain.timeline import precision_of
from carrel.domain.topics import SectionSpan

_YEAR = r"(?P<year>1[0-9]{3}|20[0-9]{2})(?!\d|[-–/]\d|\s?%|[.,]\d|s\b)"
_HOLE = re.compile(r"\\\{(day|month|year)\\\}")


class DateFinder:
    """Finds dates in the sentences of one language."""

    def __init__(self, words: DateWords) -> None:
        self._months = {
            name.lower(): number
            for number, names in enumerate(words.months, start=1)
            for name in names
        }
        # The most telling pattern comes first.
        patterns = sorted(words.patterns, key=lambda each: (-each.count("{"), -len(each), each))
        self._patterns = [self._compiled(pattern, words) for pattern in patterns]

    def find(self, sentence: Sentence) -> Iterator[DatedSentence]:
        """The dates of a sentence, in order; none overlaps another."""
        text = sentence.text.replace("’", "'").replace("\u00a0", " ")
        if not any(sign.isdigit() for sign in text):
            return
        taken: dict[int, tuple[int, str]] = {}
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                start, end = match.span("date")
                if any(start < last and first < end for first, (last, _) in taken.items()):
                    continue
                iso = self._iso(match)
                if iso:
                    taken[start] = (end, iso)
        for start, (end, iso) in sorted(taken.items()):
            span = SectionSpan(sentence.section, sentence.start + start, sentence.start + end)
            words = sentence.text[start:end]
            yield DatedSentence(iso, precision_of(iso), words, span, sentence.span)

    def _compiled(self, pattern: str, words: DateWords) -> re.Pattern[str]:
        months = "|".join(sorted(map(re.escape, self._months), key=lambda each: (-len(each), each)))
        endings = "|".join(map(re.escape, sorted(words.day_endings)))
        holes = {
            "day": rf"(?P<day>[12][0-9]|3[01]|0?[1-9])(?:{endings})?"
            if endings
            else r"(?P<day>[12][0-9]|3[01]|0?[1-9])",
            "month": rf"(?P<month>{months})",
            "year": _YEAR,
        }
        escaped = re.escape(pattern).replace(r"\ ", " ")
        first, last = escaped.index(r"\{"), escaped.rindex(r"\}") + 2
        marked = f"{escaped[:first]}(?P<date>{escaped[first:last]}){escaped[last:]}"
        filled = _HOLE.sub(lambda match: holes[match[1]], marked).replace(" ", r"\s+")
        return re.compile(rf"(?<!\w){filled}", re.IGNORECASE)

    def _iso(self, match: re.Match[str]) -> str:
        parts = match.groupdict()
        year, month = parts["year"], parts.get("month")
        if not month:
            return str(year)
        number = self._months[month.lower()]
        if not parts.get("day"):
            return f"{year}-{number:02}"
        try:
            return date(int(year), number, int(parts["day"])).isoformat()
        except ValueError:
            return ""
