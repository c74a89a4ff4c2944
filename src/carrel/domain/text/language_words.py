"""The words of one language that rules of finding go by: what they mean, not what they find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from carrel.domain.claims import Certainty

Words = frozenset[str]
_NONE: Words = frozenset()


@dataclass(frozen=True, slots=True)
class VerbForms:
    """Forms of verbs that mean the same to a rule; participles count after a helping verb only."""

    finite: Words = _NONE
    participles: Words = _NONE


@dataclass(frozen=True, slots=True)
class ReportWords:
    """How a language says who says, thinks or denies something.

    ``between`` may stand between holder and verb; after ``without_that`` the words may follow
    without a "that"; ``with_listener`` may name first whom somebody tells it. ``according`` are
    phrases with ``{holder}``. ``auxiliaries`` show that words have a verb, ``breaks`` begin another
    clause, ``joins`` may bring a second verb of the same holder, ``subordinates`` begin a clause
    that ends at the first comma. ``unnamed`` are nouns for sources without a name, ``selves`` the
    pronouns of those who write, ``inverted`` pronouns that hang on the verb ("-t-il").
    """

    say: VerbForms = VerbForms()
    think: VerbForms = VerbForms()
    deny: VerbForms = VerbForms()
    between: Words = _NONE
    without_that: Words = _NONE
    with_listener: Words = _NONE
    that: Words = _NONE
    auxiliaries: Words = _NONE
    breaks: Words = _NONE
    joins: Words = _NONE
    subordinates: Words = _NONE
    according: tuple[str, ...] = ()
    views: Words = _NONE
    unnamed: Words = _NONE
    persons: Words = _NONE
    groups: Words = _NONE
    selves: Words = _NONE
    impersonal: Words = _NONE
    inverted: Words = _NONE
    negations: Words = _NONE
    questions: Words = _NONE


@dataclass(frozen=True, slots=True)
class NameWords:
    """What tells a name, and of what it is one; spelt as in running text.

    ``person_words`` refer to persons alone ("his"). ``particles`` stand in names of persons ("de",
    "von"), ``joiners`` in those of other things. ``offices`` are roles followed by what they are
    for ("minister of"). ``bodies`` (organisations), ``states``, ``regions`` and ``towns`` are names
    themselves. ``adjectives`` have a capital and name nothing; ``not_names`` neither. ``same`` are
    ways of writing one name, the full one first.
    """

    given: Words = _NONE
    person_words: Words = _NONE
    titles: Words = _NONE
    roles: Words = _NONE
    offices: Words = _NONE
    particles: Words = _NONE
    joiners: Words = _NONE
    organisations: Words = _NONE
    company_endings: Words = _NONE
    places: Words = _NONE
    events: Words = _NONE
    groups: Words = _NONE
    bodies: Words = _NONE
    states: Words = _NONE
    regions: Words = _NONE
    towns: Words = _NONE
    adjectives: Words = _NONE
    not_names: Words = _NONE
    in_place: Words = _NONE
    same: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """What surrounds terms: ``markers`` stand before nouns, ``joiners`` inside a term ("of").

    Words with ``weak_endings`` are seldom part of a term, words with ``never_endings`` never.
    """

    markers: Words = _NONE
    joiners: Words = _NONE
    weak_endings: Words = _NONE
    never_endings: Words = _NONE


@dataclass(frozen=True, slots=True)
class DefinitionWords:
    """How a language says what something is.

    After ``is_`` a meaning begins with one of ``begins`` and holds one of ``tells`` ("that",
    "which"); after ``means`` it begins with any word. ``called`` are phrases with ``{term}`` that
    follow the meaning. ``judging`` are words of what is praise or blame and no meaning.
    """

    is_: Words = _NONE
    begins: Words = _NONE
    tells: Words = _NONE
    judging: Words = _NONE
    means: Words = _NONE
    called: tuple[str, ...] = ()
    that_is: Words = _NONE


@dataclass(frozen=True, slots=True)
class LeaningWords:
    """Words by which a sentence leans on others, so that it is not understood alone."""

    at_start: Words = _NONE
    anywhere: Words = _NONE


@dataclass(frozen=True, slots=True)
class DateWords:
    """Names of the twelve months, and how dates are put.

    ``patterns`` hold ``{day}``, ``{month}`` and ``{year}``. ``day_endings`` may follow the number
    of a day ("1st", "1er").
    """

    months: tuple[Words, ...] = ()
    day_endings: Words = _NONE
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskingWords:
    """What asking about a sentence needs to know.

    ``persons``, ``things`` and ``several`` are pronouns for one person, one thing, more than one;
    they lean on others unless the sentence names before them what they stand for. ``objects`` are
    those of ``persons`` to whom somebody else does something; ``own`` stand for who is speaking,
    so that they are understood in quoted words. ``subordinating`` begin a sentence
    whose main clause follows. The meaning of ``passing`` words passes with the day of writing
    ("yesterday"). ``completing`` say which one is meant ("the king *of* Spain"); ``joining`` put
    several in a row. ``leads`` before a date say no more than "then". ``droppable`` hedges can be
    left out of a sentence; ``firmer`` gives for a hedge the words that would leave no doubt.
    ``degrees`` say how much ("more") of a hedge.
    ``connecting`` tie a sentence to the one before and can be left out ("but").
    ``same`` are rows of names for one and the same.
    """

    persons: Words = _NONE
    things: Words = _NONE
    several: Words = _NONE
    objects: Words = _NONE
    own: Words = _NONE
    subordinating: Words = _NONE
    passing: Words = _NONE
    completing: Words = _NONE
    joining: Words = _NONE
    leads: Words = _NONE
    droppable: Words = _NONE
    firmer: Mapping[str, str] = field(default_factory=dict)
    connecting: Words = _NONE
    degrees: Words = _NONE
    same: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """The words of the language with the BCP 47 tag ``language``; empty where nothing is known.

    Words are in small letters, but for names; apostrophes are straight. ``elisions`` end with one
    and belong to the word that follows them ("l'"); ``possessives`` hang on names. Sections with a
    title in ``passed_over`` are no running text ("references"). ``prompts`` is
    how proposed questions are put, by name, with the fields in braces that each one fills.
    """

    language: str
    name: str = ""
    stop_words: Words = _NONE
    elisions: Words = _NONE
    possessives: Words = _NONE
    articles: Words = _NONE
    abbreviations: Words = _NONE
    passed_over: Words = _NONE
    reports: ReportWords = ReportWords()
    hedges: Mapping[str, Certainty] = field(default_factory=dict)
    not_hedges: Words = _NONE
    names: NameWords = NameWords()
    phrases: PhraseWords = PhraseWords()
    definitions: DefinitionWords = DefinitionWords()
    leaning: LeaningWords = LeaningWords()
    dates: DateWords = DateWords()
    asking: AskingWords = AskingWords()
    prompts: Mapping[str, str] = field(default_factory=dict)

    def prompt(self, name: str, /, **words: str) -> str:
        """A prompt with its fields filled in; empty where the language has none of that name."""
        said = self.prompts.get(name, "")
        for field_, word in words.items():
            said = said.replace(f"{{{field_}}}", word)
        return said

    @property
    def has_data(self) -> bool:
        """Whether there is data at all; without it only what needs none is found."""
        return bool(self.reports.say.finite)
