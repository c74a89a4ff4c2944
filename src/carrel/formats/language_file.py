"""Reads the words of a language from its file, strictly: each problem is told with its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from carrel.domain.claims import Certainty
from carrel.domain.errors import UnreadableFile
from carrel.domain.text.language_words import (
    AskingWords,
    DateWords,
    DefinitionWords,
    LanguageWords,
    LeaningWords,
    NameWords,
    PhraseWords,
    ReportWords,
    VerbForms,
    Words,
)
from carrel.formats.pack.schema import Deviation, Schema, deviations_from
from carrel.formats.pack.strict_yaml import StrictYamlError, load

_WORD: Schema = {"type": "string", "minLength": 1, "pattern": r"^\S(.*\S)?$"}
_MAYBE: Schema = {"type": "array", "items": _WORD, "uniqueItems": True}
_WORDS: Schema = _MAYBE | {"minItems": 1}


def _patterns(*fields_: str) -> Schema:
    holes = [{"pattern": rf"\{{{field}\}}"} for field in fields_]
    return {"type": "array", "items": _WORD | {"anyOf": holes}}


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_KINDS_OF_VERBS = ("say", "think", "deny")
_VERBS = _object(finite=_WORDS, participles=_MAYBE)
_REPORTS = _object(
    say=_VERBS,
    think=_VERBS,
    deny=_VERBS,
    between=_MAYBE,
    without_that=_MAYBE,
    with_listener=_MAYBE,
    that=_MAYBE,
    auxiliaries=_WORDS,
    breaks=_WORDS,
    joins=_WORDS,
    subordinates=_MAYBE,
    according=_patterns("holder"),
    views=_MAYBE,
    unnamed=_WORDS,
    persons=_WORDS,
    groups=_MAYBE,
    selves=_WORDS,
    impersonal=_MAYBE,
    inverted=_MAYBE,
    negations=_WORDS,
    questions=_MAYBE,
)
_MAY_BE_EMPTY_OF_NAMES = {
    "particles",
    "joiners",
    "adjectives",
    "groups",
    "company_endings",
    "offices",
    "person_words",
    "bodies",
}
_NAMES = _object(
    **{
        field.name: _MAYBE if field.name in _MAY_BE_EMPTY_OF_NAMES else _WORDS
        for field in fields(NameWords)
        if field.name != "same"
    },
    same={"type": "array", "items": _WORDS | {"minItems": 2}},
)
_DEFINITIONS = _object(
    **{
        "is": _WORDS,
        "begins": _MAYBE,
        "tells": _MAYBE,
        "judging": _MAYBE,
        "means": _WORDS,
        "called": _patterns("term"),
        "that_is": _MAYBE,
    }
)
_DATES = _object(
    months={"type": "array", "items": _WORDS, "minItems": 12, "maxItems": 12},
    day_endings=_MAYBE,
    patterns=_patterns("year"),
)
_ASKING = _object(
    **{
        **{field.name: _MAYBE for field in fields(AskingWords)},
        "firmer": {"type": "object", "additionalProperties": _WORD},
        "same": {"type": "array", "items": _WORDS},
    }
)
_HEDGES = _object(reported=_WORDS, inferred=_WORDS, speculative=_WORDS)

SCHEMA = _object(
    language={"type": "string", "pattern": "^[a-z]{2,3}$"},
    name=_WORD,
    stop_words=_WORDS,
    elisions=_MAYBE,
    possessives=_MAYBE,
    articles=_MAYBE,
    abbreviations=_WORDS,
    passed_over=_MAYBE,
    reports=_REPORTS,
    hedges=_HEDGES,
    not_hedges=_MAYBE,
    names=_NAMES,
    phrases=_object(markers=_WORDS, joiners=_MAYBE, weak_endings=_MAYBE, never_endings=_MAYBE),
    definitions=_DEFINITIONS,
    leaning=_object(at_start=_WORDS, anywhere=_MAYBE),
    dates=_DATES,
    asking=_ASKING,
    prompts={"type": "object", "additionalProperties": _WORD},
)
"""What a language file holds, as JSON Schema (draft 2020-12)."""


@dataclass(frozen=True, slots=True)
class ReadLanguage:
    """The words of a file, or what is wrong with it."""

    words: LanguageWords | None
    problems: tuple[Deviation, ...]


def check_language(content: bytes) -> ReadLanguage:
    """The words of a language file and all problems that it has; no words if there are any."""
    try:
        marked = load(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return ReadLanguage(None, (Deviation(1, "is not UTF-8 text."),))
    except StrictYamlError as error:
        return ReadLanguage(None, (Deviation(error.line, error.what, error.hint),))
    problems = tuple(sorted(deviations_from(SCHEMA, marked), key=lambda problem: problem.line))
    return ReadLanguage(None if problems else _words_of(marked.value), problems)


def read_language(content: bytes, *, name: str) -> LanguageWords:
    """The words of a language file, which ``name`` calls in what goes wrong.

    Raises :class:`UnreadableFile`, which names the first problem and its line.
    """
    read = check_language(content)
    if read.words is None:
        first = read.problems[0]
        raise UnreadableFile(
            "The language file {name} is wrong in line {line}: {what}",
            name=name,
            line=first.line,
            what=first.what,
        )
    return read.words


def _words_of(value: dict[str, Any]) -> LanguageWords:
    return LanguageWords(
        language=value["language"],
        name=value["name"],
        stop_words=_small(value["stop_words"]),
        elisions=_small(value["elisions"]),
        possessives=_small(value["possessives"]),
        articles=_small(value["articles"]),
        abbreviations=_small(value["abbreviations"]),
        passed_over=_small(value["passed_over"]),
        reports=_reports(value["reports"]),
        hedges={
            word: certainty
            for certainty in Certainty
            for word in sorted(_small(value["hedges"].get(certainty.value, ())))
        },
        not_hedges=_small(value["not_hedges"]),
        names=_names(value["names"]),
        phrases=PhraseWords(**{key: _small(words) for key, words in value["phrases"].items()}),
        definitions=_definitions(value["definitions"]),
        leaning=LeaningWords(**{key: _small(words) for key, words in value["leaning"].items()}),
        dates=_dates(value["dates"]),
        asking=_asking(value["asking"]),
        prompts=dict(value["prompts"]),
    )


def _reports(value: dict[str, Any]) -> ReportWords:
    read: dict[str, Any] = {
        key: _small(words) for key, words in value.items() if key not in _KINDS_OF_VERBS
    }
    for key in _KINDS_OF_VERBS:
        read[key] = VerbForms(_small(value[key]["finite"]), _small(value[key]["participles"]))
    read["according"] = _straight(value["according"])
    return ReportWords(**read)


def _names(value: dict[str, Any]) -> NameWords:
    read: dict[str, Any] = {key: _exact(words) for key, words in value.items() if key != "same"}
    return NameWords(**read, same=tuple(map(_straight, value["same"])))


def _definitions(value: dict[str, Any]) -> DefinitionWords:
    return DefinitionWords(
        is_=_small(value["is"]),
        begins=_small(value["begins"]),
        tells=_small(value["tells"]),
        judging=_small(value["judging"]),
        means=_small(value["means"]),
        called=_straight(value["called"]),
        that_is=_small(value["that_is"]),
    )


def _dates(value: dict[str, Any]) -> DateWords:
    return DateWords(
        months=tuple(map(_exact, value["months"])),
        day_endings=_small(value["day_endings"]),
        patterns=_straight(value["patterns"]),
    )


def _asking(value: dict[str, Any]) -> AskingWords:
    firmer = {word.lower(): firm for word, firm in value["firmer"].items()}
    lists = {key: _small(words) for key, words in value.items() if key not in ("firmer", "same")}
    return AskingWords(**lists, firmer=firmer, same=tuple(map(_exact, value["same"])))


def _straight(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.replace("’", "'") for word in words)


def _exact(words: Iterable[str]) -> Words:
    return frozenset(_straight(words))


def _small(words: Iterable[str]) -> Words:
    return frozenset(word.lower() for word in _straight(words))
