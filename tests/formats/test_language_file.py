"""Language files are read strictly, and those that come with Carrel are whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from carrel.domain.claims import Certainty
from carrel.domain.errors import UnreadableFile
from carrel.domain.text.language_words import LanguageWords
from carrel.formats.language_file import check_language, read_language
from carrel.system.resources import language_files

FILES = language_files()
ENGLISH = next(path for path in FILES if path.stem == "en")


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def file(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def words_in(path: Path) -> LanguageWords:
    return read_language(path.read_bytes(), name=path.name)


def test_that_a_language_file_has_no_problems(file: Path) -> None:
    problems = check_language(file.read_bytes()).problems
    assert [f"{file.name}:{each.line} {each.what} {each.hint}" for each in problems] == []


def test_that_a_language_file_is_named_by_its_tag(file: Path) -> None:
    assert words_in(file).language == file.stem


def test_that_a_language_has_hedges_of_every_strength(file: Path) -> None:
    hedges = words_in(file).hedges
    assert set(hedges.values()) == set(Certainty) - {Certainty.STATED}


def test_that_a_language_says_its_prompts_with_the_fields_of_english(file: Path) -> None:
    ours, english = words_in(file).prompts, words_in(ENGLISH).prompts
    assert {name: fields(prompt) for name, prompt in ours.items()} == {
        name: fields(prompt) for name, prompt in english.items()
    }


def test_that_a_language_has_no_reporting_verb_among_its_denials(file: Path) -> None:
    reports = words_in(file).reports
    assert not reports.deny.finite & (reports.say.finite | reports.think.finite)


def test_that_months_of_a_language_are_told_apart(file: Path) -> None:
    months = [month.lower() for names in words_in(file).dates.months for month in names]
    assert len(months) == len(set(months))


def fields(prompt: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", prompt))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("name: English\n", "", "needs “name”"),
        ("language: en\n", "language: english\n", "language is “english”"),
        ("elisions: []\n", "elisions: []\nendings: []\n", "no key “endings”"),
        ("possessives:", "possessives: [a]\npossessives:", "a second time"),
        ("articles: [the, a, an]", "articles: [the, a, an, a]", "has “a” more than once"),
        ("articles: [the, a, an]", "articles: [the, a, 1]", "must be text"),
        ("  that: [that]", "  that: that", "must be a list"),
        ('"according to {holder}"', '"according to him"', "according 1"),
    ],
)
def test_that_a_mistake_in_a_language_file_is_told_with_its_line(
    old: str, new: str, what: str
) -> None:
    text = ENGLISH.read_text(encoding="utf-8")
    assert old in text
    broken = text.replace(old, new, 1).encode()
    (problem, *_) = check_language(broken).problems
    assert what in problem.what
    with pytest.raises(UnreadableFile, match=r"en\.yaml is wrong in line \d+"):
        read_language(broken, name="en.yaml")


def test_that_a_file_in_another_encoding_is_refused() -> None:
    (problem,) = check_language("name: français".encode("latin-1")).problems
    assert problem.what == "is not UTF-8 text."
