"""Names of persons, places and organisations in a text: which are one, and of what kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from carrel.domain.ids import SectionId
from carrel.domain.proposals.findings import Name
from carrel.domain.proposals.name_runs import Run, Spelling
from carrel.domain.proposals.roles import Role, RoleFinder
from carrel.domain.text.language_words import LanguageWords
from carrel.domain.topics import SectionSpan, TopicKind

_LIKELY = 1.5
"""Evidence from which on a name is taken for a person's, unless it looks like one too."""
_SHARE_OF_ADJECTIVE = 0.6
"""Share of its places from which on a word that stands before nouns is no name."""
_SHARE_OF_PLACE = 0.5
"""Share of its places in which a place stands behind "in" and the like."""
_SHARE_OF_PERSON = 0.1
"""Evidence for a person that each place of a name brings at least on an average."""
_SURE = 3.0
"""Evidence from which on a kind is told by the words and not by the form alone."""


@dataclass(slots=True)
class _Entry:
    """All places of one way of writing a name, and what speaks for which kind."""

    name: str
    runs: list[Run] = field(default_factory=list)
    evidence: defaultdict[TopicKind, float] = field(default_factory=lambda: defaultdict(float))
    aliases: dict[str, None] = field(default_factory=dict)
    role: Role | None = None

    @property
    def words(self) -> list[str]:
        return self.name.split()

    def take_in(self, other: _Entry) -> None:
        """Make the other way of writing an alias of this one."""
        self.runs += other.runs
        for kind, strength in other.evidence.items():
            self.evidence[kind] += strength
        self.aliases |= {other.name: None} | other.aliases
        self.role = self.role or other.role


class NameMerger:
    """Makes names of runs, with the words of one language."""

    def __init__(self, words: LanguageWords, spelling: Spelling) -> None:
        self._spelling = spelling
        self._names = words.names
        self._articles = words.articles
        self._stops = words.stop_words
        self._verbs_and_small = (
            words.stop_words
            | words.reports.auxiliaries
            | (words.reports.say.finite | words.reports.think.finite)
        )
        self._order: dict[SectionId, int] = {}
        self._roles = RoleFinder(words)
        self._speaking = words.reports.say.finite | words.reports.think.finite
        self._full_form = {short: forms[0] for forms in words.names.same for short in forms[1:]}
        self._known = {
            name: kind
            for kind, names in (
                (TopicKind.GROUP, words.names.groups),
                (TopicKind.ORGANISATION, words.names.bodies),
                (TopicKind.PLACE, words.names.towns),
                (TopicKind.REGION, words.names.regions),
                (TopicKind.STATE, words.names.states),
            )
            for name in names
        }

    def names(self, runs: Iterable[Run]) -> tuple[Name, ...]:
        """The names that ``runs`` give, in the order in which they first stand."""
        entries: dict[str, _Entry] = {}
        for run in runs:
            self._order.setdefault(run.sentence.section, len(self._order))
            name = self._full_form.get(run.name, run.name)
            entry = entries.setdefault(name, _Entry(name))
            entry.runs.append(run)
            if run.name != name:
                entry.aliases[run.name] = None
        for entry in entries.values():
            for run in entry.runs:
                self._weigh(entry, run)
        self._join_cases(entries)
        self._join_acronyms(entries)
        self._join_initials(entries)
        self._join_companies(entries)
        self._join_persons(entries)
        self._drop_pairs(entries)
        self._drop_adjectives(entries)
        return tuple(self._name(entry) for entry in entries.values())

    def _weigh(self, entry: _Entry, run: Run) -> None:
        """Count what the words around and within one run say of its kind."""
        evidence, tokens = entry.evidence, run.tokens
        if run.titles:
            evidence[TopicKind.PERSON] += 3
        if len(tokens) > 1 and tokens[0].text in self._names.given:
            evidence[TopicKind.PERSON] = max(evidence[TopicKind.PERSON], 4)
        if any(len(token.text) == 1 and token.text.isupper() for token in tokens[1:-1]):
            evidence[TopicKind.PERSON] += 2
        if len(tokens) == 1 and tokens[0].text in self._names.given:
            evidence[TopicKind.PERSON] = max(evidence[TopicKind.PERSON], _LIKELY)
        if self._is_spoken_of(run):
            evidence[TopicKind.PERSON] += 0.5
        if run.after() in self._speaking or run.before() in self._speaking:
            evidence[TopicKind.PERSON] += 0.2
        if run.after() == "," and run.after(1).isdigit() and run.after(2) == ",":
            evidence[TopicKind.PERSON] += 3
        if run.before() in self._names.in_place and len(tokens) < 4:
            evidence[TopicKind.PLACE] += 0.5
        role = self._roles.find(run)
        if role is not None and self._may_be_person(entry):
            evidence[TopicKind.PERSON] += 3
            entry.role = entry.role or role

    def _is_spoken_of(self, run: Run) -> bool:
        """Whether "he" or "her" follows in the sentence before anybody else is named."""
        for token in run.sentence.tokens[run.last :]:
            if token.low in self._names.person_words:
                return True
            if token.text[0].isupper():
                return False
        return False

    def _may_be_person(self, entry: _Entry) -> bool:
        cues = self._names.organisations | self._names.places | self._names.events
        return entry.name not in self._known and not cues.intersection(entry.words)

    def _join_cases(self, entries: dict[str, _Entry]) -> None:
        """A name in capitals throughout is the same as in small letters."""
        by_case: dict[str, str] = {}
        for name in entries:
            if not name.isupper():
                by_case.setdefault(name.lower(), name)
        for name in [name for name in entries if name.isupper() and len(name) > 4]:
            other = by_case.get(name.lower())
            if other:
                entries[other].runs += entries.pop(name).runs

    def _join_acronyms(self, entries: dict[str, _Entry]) -> None:
        """Join "European Court of Justice (ECJ)" and "ECJ", either way round."""
        by_start = {
            (run.sentence.section, run.span.start): entry.name
            for entry in entries.values()
            for run in entry.runs
        }
        for entry in list(entries.values()):
            for run in list(entry.runs):
                if run.after() != "(" or run.last + 2 > len(run.sentence.tokens):
                    continue
                inside = run.sentence.tokens[run.last + 1]
                other = by_start.get((run.sentence.section, inside.start), "")
                if other not in entries or entry.name not in entries or other == entry.name:
                    continue
                full, short = sorted((entry.name, other), key=len, reverse=True)
                if _is_acronym_of(short, full):
                    entries[full].take_in(entries.pop(short))

    def _join_initials(self, entries: dict[str, _Entry]) -> None:
        """Join an acronym of three letters or more with the one name that has these initials."""
        by_initials: defaultdict[str, list[str]] = defaultdict(list)
        for name in entries:
            if " " in name:
                by_initials["".join(word[0] for word in name.split() if word[0].isupper())].append(
                    name
                )
        for name in list(entries):
            full = by_initials.get(name, []) if len(name) > 2 else []
            if len(full) == 1 and full[0] in entries:
                entries[full[0]].take_in(entries.pop(name))

    def _drop_pairs(self, entries: dict[str, _Entry]) -> None:
        """What is joined of two names by a hyphen is none of its own: "Macron-Putin"."""
        known = {word for entry in entries.values() for word in entry.words} | {
            word for entry in entries.values() for alias in entry.aliases for word in alias.split()
        }
        for name in [name for name in entries if "-" in name and " " not in name]:
            parts = name.split("-")
            if all(part in known for part in parts) and name not in self._known:
                del entries[name]

    def _drop_adjectives(self, entries: dict[str, _Entry]) -> None:
        """A word that mostly stands before a noun tells of that: "a Faustian bargain"."""
        for entry in list(entries.values()):
            is_plain = " " not in entry.name and entry.name.istitle() and not entry.aliases
            if is_plain and entry.name not in self._known and not any(entry.evidence.values()):
                before_nouns = sum(self._is_noun(run.after()) for run in entry.runs)
                if before_nouns > _SHARE_OF_ADJECTIVE * len(entry.runs):
                    del entries[entry.name]

    def _is_noun(self, word: str) -> bool:
        return len(word) > 2 and word.isalpha() and word not in self._verbs_and_small

    def _join_companies(self, entries: dict[str, _Entry]) -> None:
        """A company is the same with "Inc." and without."""
        for name in list(entries):
            words = name.split()
            short = " ".join(words[:-1])
            if len(words) > 1 and words[-1] in self._names.company_endings and short in entries:
                entries[short].take_in(entries.pop(name))
                entries[short].evidence[TopicKind.ORGANISATION] += 4

    def _join_persons(self, entries: dict[str, _Entry]) -> None:
        """Join surnames, and given names, with the full names of which there is only one."""
        by_last: defaultdict[str, list[str]] = defaultdict(list)
        by_first: defaultdict[str, list[str]] = defaultdict(list)
        for entry in entries.values():
            words = entry.words
            if 1 < len(words) < 6 and self._may_be_person(entry):
                by_last[words[-1]].append(entry.name)
                by_first[words[0]].append(entry.name)
        self._join_middle_names(entries, by_last)
        for name in list(entries):
            if " " in name or name in self._known:
                continue
            full = self._full_name(name, entries, by_last, by_first)
            if full:
                entries[full].take_in(entries.pop(name))
                entries[full].evidence[TopicKind.PERSON] += 2
            elif entries[name].evidence[TopicKind.PERSON] < 2:
                # Who speaks and has no full name anywhere may be a company just as well.
                entries[name].evidence[TopicKind.PERSON] = 0

    def _full_name(
        self,
        name: str,
        entries: dict[str, _Entry],
        by_last: dict[str, list[str]],
        by_first: dict[str, list[str]],
    ) -> str:
        family = [full for full in by_last.get(name, ()) if full in entries]
        if len(family) == 1 and self._is_surname(entries[family[0]], entries):
            return family[0]
        if family or name not in self._names.given:
            return ""
        namesakes = [full for full in by_first.get(name, ()) if full in entries]
        if len(namesakes) == 1 and entries[namesakes[0]].evidence[TopicKind.PERSON] >= _SURE:
            return namesakes[0]
        return ""

    def _is_surname(self, full: _Entry, entries: dict[str, _Entry]) -> bool:
        """Whether the last word of a name is that of a family."""
        first = full.words[0]
        if full.evidence[TopicKind.PERSON] >= 2 or first in self._names.given:
            return True
        is_plain = first.istitle() and first not in self._names.adjectives
        return is_plain and first not in entries and full.words[-1].istitle()

    def _join_middle_names(self, entries: dict[str, _Entry], by_last: dict[str, list[str]]) -> None:
        for family in by_last.values():
            for longer in sorted(family, key=len, reverse=True):
                shorter = f"{longer.split()[0]} {longer.split()[-1]}"
                if shorter != longer and shorter in entries and longer in entries:
                    entries[shorter].take_in(entries.pop(longer))
            family[:] = [name for name in family if name in entries]

    def _name(self, entry: _Entry) -> Name:
        kind, strength = self._kind(entry)
        runs = sorted(
            entry.runs, key=lambda run: (self._order[run.sentence.section], run.span.start)
        )
        is_person = kind is TopicKind.PERSON
        role = entry.role if is_person else None
        return Name(
            name=entry.name,
            kind=kind,
            spans=tuple(run.span for run in runs),
            aliases=tuple(entry.aliases),
            is_sure=strength >= _SURE,
            role=role.words if role else "",
            role_span=role.span if role else None,
        )

    def _place(self, run: Run) -> tuple[int, int]:
        return self._order[run.sentence.section], run.span.start

    def _kind(self, entry: _Entry) -> tuple[TopicKind, float]:
        """What a name names, and how strongly the words speak for it."""
        is_title = sum(run.is_emphasised for run in entry.runs) * 2 > len(entry.runs)
        if is_title and entry.name not in self._names.bodies:
            # Titles of books, films and games are set apart; they name none of the other kinds.
            return TopicKind.TERM, 1.0
        if entry.name in self._known:
            return self._known[entry.name], 2 * _SURE
        evidence = entry.evidence.copy()
        for kind, cues in (
            (TopicKind.ORGANISATION, self._names.organisations),
            (TopicKind.PLACE, self._names.places),
            (TopicKind.EVENT, self._names.events),
        ):
            words = entry.words
            heads = {words[0], words[-1]} | self._heads(words)
            if len(words) > 1 and heads & cues:
                evidence[kind] += 4 if cues & ({words[-1]} | self._heads(words)) else 2.5
        self._weigh_place(entry, evidence)
        if evidence[TopicKind.PERSON] < _SHARE_OF_PERSON * len(entry.runs):
            evidence[TopicKind.PERSON] = 0
        if self._looks_like_person(entry):
            evidence[TopicKind.PERSON] += 1
        if evidence[TopicKind.PERSON] < _LIKELY and not self._looks_like_person(entry):
            evidence[TopicKind.PERSON] = 0
        kind, strength = max(
            evidence.items(), key=lambda item: (item[1], item[0]), default=(TopicKind.TERM, 0.0)
        )
        return (kind, strength) if strength >= 1 else (TopicKind.TERM, 0.0)

    def _looks_like_person(self, entry: _Entry) -> bool:
        """Whether it is two plain words that are never written small, nor stand behind "the"."""
        words = entry.words
        return (
            len(words) == 2
            and self._may_be_person(entry)
            and all(word.istitle() and not self._spelling.small[word.lower()] for word in words)
            and not self._names.adjectives.intersection(words)
            and not any(self._is_of_a_thing(run) for run in entry.runs)
        )

    def _is_of_a_thing(self, run: Run) -> bool:
        """Whether an article or the noun of a thing stands before it: "the film Blue Harbour"."""
        before = run.sentence.tokens[run.first - 1] if run.first and not run.titles else None
        if before is None or not before.is_word:
            return False
        is_small = before.low in self._stops and before.low not in self._articles
        return not is_small and before.low not in self._names.roles

    def _heads(self, words: list[str]) -> set[str]:
        """The word before a joiner is the head: "Bank" in "Bank of England"."""
        joiners = {joiner.split()[0] for joiner in self._names.joiners}
        return {one for one, two in pairwise(words) if two.lower() in joiners}

    def _weigh_place(self, entry: _Entry, evidence: dict[TopicKind, float]) -> None:
        """A place mostly stands behind "in"; of other names that is an accident."""
        share = evidence.get(TopicKind.PLACE, 0) * 2 / max(1, len(entry.runs))
        if share < _SHARE_OF_PLACE or evidence.get(TopicKind.PLACE, 0) < 1:
            evidence[TopicKind.PLACE] = 0


def _is_acronym_of(short: str, full: str) -> bool:
    """Whether the letters of a short name stand in the full one in order, from its start."""
    letters = [sign for sign in short if sign.isalpha()]
    if len(letters) < 2 or " " in short or not short.isupper():
        return False
    # "UGA" is short for "University of Georgia": not every letter begins a word.
    rest = iter(full.upper())
    found = full[0] == letters[0] and all(letter in rest for letter in letters)
    initials = sum(word[0].isupper() for word in full.split())
    return found and initials <= len(letters) + 1


def spans_of(names: Iterable[Name]) -> Iterator[tuple[SectionSpan, Name]]:
    """Every place of every name."""
    for name in names:
        for span in name.spans:
            yield span, name
