"""Words with capitals that stand together: what may be names, and what stands around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from carrel.domain.proposals.running_text import Sentence, Token
from carrel.domain.text.language_words import LanguageWords, Words
from carrel.domain.topics import SectionSpan

_SHARE_OF_NAMES = 0.18
"""Share of words with a capital within sentences beyond which capitals do not tell names."""
_MANY_WORDS = 200
"""Words of a text from which on shares of them say something."""
_LONGEST = 12
"""Words of a name at the most; what goes on longer is a heading or a list."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words with capitals in one sentence, from token ``first`` up to, without, ``last``.

    ``titles`` is how many tokens before ``first`` are the title of its bearer. ``opens`` says that
    it begins a sentence or a quotation, where every word has a capital.
    """

    sentence: Sentence
    first: int
    last: int
    titles: int = 0
    opens: bool = False

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its words."""
        return self.sentence.tokens[self.first : self.last]

    @property
    def name(self) -> str:
        """Its words as they would stand on one line."""
        return " ".join(self.sentence.words(self.first, self.last).split()).replace("’", "'")

    @property
    def span(self) -> SectionSpan:
        """Where it stands."""
        first, last = self.sentence.tokens[self.first], self.sentence.tokens[self.last - 1]
        return SectionSpan(self.sentence.section, first.start, last.end)

    @property
    def is_emphasised(self) -> bool:
        """Whether it is set apart as the title of a work is."""
        span = self.span
        return any(
            first <= span.start and span.end <= last for first, last in self.sentence.emphasised
        )

    @property
    def title(self) -> str:
        """The title of its bearer as it is written."""
        return self.sentence.words(self.first - self.titles, self.first)

    def before(self, back: int = 1) -> str:
        """The word or sign that stands ``back`` before it and its title, in small letters."""
        index = self.first - self.titles - back
        return self.sentence.tokens[index].low if index >= 0 else ""

    def after(self, on: int = 0) -> str:
        """The word or sign that stands behind it, in small letters."""
        index = self.last + on
        return self.sentence.tokens[index].low if index < len(self.sentence.tokens) else ""


def is_capital(token: Token) -> bool:
    """Whether a word is written as names are: a capital at its start or within ("iPhone")."""
    text = token.text
    if "-" in text:
        parts = text.split("-")
        return parts[0][:1].isupper() and not parts[-1].islower()
    return text[0].isupper() or (len(text) > 1 and text[0].isalpha() and not text.islower())


class Spelling:
    """How often each word of a text is written small, and with a capital where it need not be."""

    def __init__(self) -> None:
        self.small: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()

    def read(self, sentence: Sentence) -> None:
        """Count the words of a sentence; its first may have a capital for no other reason."""
        for index, token in enumerate(sentence.tokens):
            if token.text[0].isalpha():
                if not is_capital(token):
                    self.small[token.low] += 1
                elif not opens(sentence.tokens, index):
                    self.capital[token.low] += 1

    @property
    def is_of_nouns(self) -> bool:
        """Whether so many words have a capital that it tells nouns, as in German."""
        capitals = self.capital.total()
        words = capitals + self.small.total()
        return words >= _MANY_WORDS and capitals > _SHARE_OF_NAMES * words

    def is_name_like(self, token: Token) -> bool:
        """Whether a word that opens a sentence is one that has its capital elsewhere too."""
        return self.capital[token.low] > self.small[token.low]


def opens(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word begins a sentence, a quotation or what follows a colon."""
    if index == 0:
        return True
    before = tokens[index - 1].text
    return before in '"“«„:([-–—•*' or all(not token.is_word for token in tokens[:index])


class RunFinder:
    """Finds runs of capitals in the sentences of one language."""

    def __init__(self, words: LanguageWords) -> None:
        names = words.names
        self._names = names
        self._articles = words.articles
        self._weak = words.stop_words | words.leaning.at_start | words.articles
        self._titles = {title.lower().removesuffix(".") for title in names.titles}
        self._roles = names.roles
        self._longest_title = max((title.count(" ") + 1 for title in names.titles), default=0)
        self._cues = names.organisations | names.places | names.events
        self._whole = names.states | names.regions | names.towns | names.bodies
        self._joins = words.reports.joins
        self._joiners = _split(names.joiners)
        self._particles = _split(names.particles)

    def find(self, sentence: Sentence, spelling: Spelling) -> Iterator[Run]:
        """The runs of a sentence, whatever they name, without articles and titles."""
        tokens = sentence.tokens
        index = 0
        while index < len(tokens):
            if not self._may_begin(tokens[index]):
                index += 1
                continue
            end = self._end(tokens, index)
            yield from self._trimmed(Run(sentence, index, end), spelling)
            index = end

    def _may_begin(self, token: Token) -> bool:
        return is_capital(token) and token.text not in self._names.not_names

    def _end(self, tokens: Sequence[Token], first: int) -> int:
        end = first + 1
        while end < len(tokens) and end - first < _LONGEST:
            step = self._step(tokens, first, end)
            if not step:
                break
            end += step
        return end

    def _step(self, tokens: Sequence[Token], first: int, end: int) -> int:
        """How many tokens from ``end`` on belong to the run that began at ``first``."""
        last, following = tokens[end - 1], tokens[end]
        if self._goes_on(last, following):
            return 1
        after = tokens[end + 1] if end + 1 < len(tokens) else None
        if after is None:
            return 0
        is_initial = len(last.text) == 1 and following.text == "." and following.start == last.end
        is_title = following.text == "." and last.low in self._titles
        if f"{last.low} {following.low} {after.low}" in self._titles:
            return 2
        if (is_initial or is_title or following.text == "&") and self._goes_on(following, after):
            return 2
        return self._over_small_words(tokens, first, end) or self._over_and(tokens, first, end)

    def _over_small_words(self, tokens: Sequence[Token], first: int, end: int) -> int:
        run = tokens[first:end]
        if any(token.text in self._cues for token in run):
            allowed = self._joiners
        elif run[0].text in self._names.given or run[0].low in self._titles:
            allowed = self._particles
        else:
            return 0
        for length in (2, 1):
            small = tuple(token.low for token in tokens[end : end + length])
            following = end + length
            if (
                small in allowed
                and following < len(tokens)
                and self._goes_on(tokens[following - 1], tokens[following], is_small=True)
            ):
                return length + 1
        return 0

    def _over_and(self, tokens: Sequence[Token], first: int, end: int) -> int:
        """ "Food and Drug Administration": how many tokens the rest has, from "and" on."""
        start = end + 1
        if tokens[end].low not in self._joins or not self._goes_on(tokens[end], tokens[start]):
            return 0
        head = [token for token in tokens[first:end] if token.low not in self._articles]
        last = start + 1
        while last < len(tokens) and self._goes_on(tokens[last - 1], tokens[last]):
            last += 1
        initials = "".join(token.text[0] for token in [*head, *tokens[start:last]])
        short = tokens[last + 1].text if last + 1 < len(tokens) and tokens[last].text == "(" else ""
        if short and initials.endswith(short) and len(short) > 2:
            return last - end
        is_body = last - start > 1 and tokens[last - 1].text in self._names.organisations
        is_bound = len(head) < 3 and not any(self._stands_alone(token) for token in head)
        return last - end if is_body and is_bound else 0

    def _stands_alone(self, token: Token) -> bool:
        """Whether a word is a name by itself, so that "and" joins two things."""
        return (
            token.text in self._whole
            or token.text in self._names.given
            or token.text in self._cues
            or token.text.isupper()
            or not token.text[0].isupper()
        )

    def _goes_on(self, last: Token, following: Token, *, is_small: bool = False) -> bool:
        gap = following.start - last.end
        is_near = gap == 1 or (is_small and gap == 0 and last.low.endswith("'"))
        return is_near and self._may_begin(following)

    def _trimmed(self, run: Run, spelling: Spelling) -> Iterator[Run]:
        run = replace(run, opens=opens(run.sentence.tokens, run.first))
        run = self._without_article(run)
        if run.first == run.last:
            return
        if self._is_whole(run):
            yield run
            return
        run = self._without_opener(run, spelling)
        for part in self._parts(run):
            titled = self._without_titles(part)
            if titled.first < titled.last and self._names_something(titled, spelling):
                yield titled

    def _is_whole(self, run: Run) -> bool:
        return run.name in self._whole

    def _without_article(self, run: Run) -> Run:
        first = run.tokens[0]
        if first.low in self._articles and run.name not in self._whole:
            return replace(run, first=run.first + 1, opens=False)
        return run

    def _without_opener(self, run: Run, spelling: Spelling) -> Run:
        """The run without a first word that has its capital only from the sentence."""
        first = run.tokens[0]
        if not run.opens or run.last - run.first == 1 or self._is_known(first):
            return run
        is_common = first.low in self._weak or spelling.small[first.low] > 0
        if is_common and not spelling.is_name_like(first):
            return replace(run, first=run.first + 1, opens=False)
        return run

    def _is_known(self, token: Token) -> bool:
        return (
            token.text in self._names.given
            or token.low in self._titles
            or token.text in self._whole
            or token.text in self._names.adjectives
        )

    def _parts(self, run: Run) -> Iterator[Run]:
        """A run cut before a title in its middle: "Genentech Chairman Art Levinson"."""
        tokens = run.tokens
        for index in range(1, len(tokens) - 1):
            is_title = tokens[index].low in self._titles or tokens[index].low in self._roles
            if is_title and self._leads_person(tokens, index):
                adjectives = all(self._leads_to_title(token) for token in tokens[:index])
                if not adjectives:
                    yield replace(run, last=run.first + index)
                    yield replace(run, first=run.first + index, opens=False)
                    return
        yield run

    def _leads_person(self, tokens: Sequence[Token], title: int) -> bool:
        """Whether a person follows a title within a run, not the rest of a body's name."""
        following = tokens[title + 1]
        if following.text == "." and title + 2 < len(tokens):
            following = tokens[title + 2]
        before = tokens[title - 1]
        if before.low in self._joiner_words() or following.text in self._cues:
            return False
        is_body = before.text in self._cues or before.text == "." or before.text.isupper()
        return following.text in self._names.given or is_body

    def _joiner_words(self) -> set[str]:
        return {word for joiner in self._joiners for word in joiner}

    def _leads_to_title(self, token: Token) -> bool:
        return (
            self._names_nothing(token)
            or token.text in self._whole
            or token.low in self._titles
            or token.low in self._roles
        )

    def _without_titles(self, run: Run) -> Run:
        tokens = run.tokens
        count = 0
        while count < len(tokens) - 1:
            step = self._title_length(tokens, count)
            if not step:
                break
            count += step
        rest = tokens[count:]
        if not rest or all(self._says_no_person(token) for token in rest):
            return run
        if count and len(rest) == 1 and rest[0].text in self._names.given:
            # "King Charles" is not known as Charles.
            last_title = max(count - 1, 0)
            return replace(run, first=run.first + last_title, opens=False)
        return replace(run, first=run.first + count, titles=count, opens=run.opens and not count)

    def _title_length(self, tokens: Sequence[Token], at: int) -> int:
        """How many tokens from ``at`` on are a title, or lead to one."""
        for length in range(min(self._longest_title, len(tokens) - at - 1), 0, -1):
            words = " ".join(token.low for token in tokens[at : at + length] if token.text != ".")
            if words in self._titles or (length == 1 and words in self._roles):
                dotted = at + length < len(tokens) and tokens[at + length].text == "."
                return length + dotted
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following is not None and self._is_adjective(tokens[at]):
            return int(following.low in self._titles or following.low in self._roles)
        return 0

    def _says_no_person(self, token: Token) -> bool:
        return token.text in self._cues or not token.is_word or token.low in self._joiner_words()

    def _names_something(self, run: Run, spelling: Spelling) -> bool:
        tokens = run.tokens
        if len(tokens) > 1:
            return not all(self._names_nothing(token) for token in tokens)
        token = tokens[0]
        if self._names_nothing(token) or token.low in self._weak or len(token.text) < 2:
            return False
        if token.low in self._titles or token.low in self._roles or token.text in self._cues:
            return False
        if self._is_of_office(run):
            return False
        if run.titles or token.text in self._names.given or token.text in self._whole:
            return True
        if run.opens:
            return spelling.is_name_like(token)
        return spelling.capital[token.low] >= spelling.small[token.low]

    def _is_of_office(self, run: Run) -> bool:
        """Whether a word belongs to an office: "ministre de l'Économie"."""
        if run.name in self._whole:
            return False
        small = self._joiner_words() | self._articles
        back = 1
        while back < 4 and run.before(back) in small:
            back += 1
        return back > 1 and run.before(back) in self._names.offices

    def _is_adjective(self, token: Token) -> bool:
        """Whether it says where a titled person belongs: "French", "U.S."."""
        return self._names_nothing(token) or token.text in self._names.states

    def _names_nothing(self, token: Token) -> bool:
        text, names = token.text, self._names
        return (
            text in names.adjectives
            or text in names.not_names
            or (text.endswith("s") and text[:-1] in names.adjectives)
        )


def _split(phrases: Words) -> frozenset[tuple[str, ...]]:
    """Phrases as their words; an elision ("de l'") is a word of its own."""
    return frozenset(tuple(phrase.split()) for phrase in phrases)
