"""``carrel locate`` on texts that were edited as authors do: the right place, or none."""

from __future__ import annotations

import json
import random

import pytest

from carrel import cli

CALL = "Nobody answered the call."
OPENINGS = [
    "The first boat left the harbour before the fog had gone.",
    "A clerk at the customs house counted barrels until noon.",
    "Then the pilot’s wife came down and asked for the list.",
    "Two sailors were sent out with a lantern and a rope.",
    "By evening the lighthouse keeper had seen “nothing at all” out there.",
]
PARAGRAPHS = [f"{opening} {CALL} That was on day {n}." for n, opening in enumerate(OPENINGS, 1)]
TEXT = "\n\n".join(PARAGRAPHS) + "\n"


def locate(capsys, path, text: str, start: int, end: int, *, context: int = 32, with_start=True):
    """What the command finds for words of :data:`TEXT` in another text."""
    path.write_text(text, encoding="utf-8")
    arguments = ["--quote", TEXT[start:end]]
    arguments += ["--prefix", TEXT[max(0, start - context) : start]]
    arguments += ["--suffix", TEXT[end : end + context]]
    if with_start:
        arguments += ["--start", str(start)]
    assert cli.main(["locate", str(path), "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def nth_call(nth: int) -> tuple[int, int]:
    start = TEXT.index(OPENINGS[nth]) + len(OPENINGS[nth]) + 1
    return start, start + len(CALL)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "text.txt"


@pytest.mark.parametrize("context", [16, 32, 64])
@pytest.mark.parametrize("nth", range(5))
def test_that_one_of_five_equal_sentences_is_found_when_paragraphs_change_places(
    path, capsys, nth, context
):
    text = "\n\n".join(random.Random(nth).sample(PARAGRAPHS, 5)) + "\n"
    found = locate(capsys, path, text, *nth_call(nth), context=context)
    assert found["start"] == text.index(OPENINGS[nth]) + len(OPENINGS[nth]) + 1
    assert found["outcome"] in ("exact", "moved")


@pytest.mark.parametrize("gone", range(4))
def test_that_the_fifth_stays_the_fifth_when_one_before_it_is_cut(path, capsys, gone):
    text = "\n\n".join(line for n, line in enumerate(PARAGRAPHS) if n != gone) + "\n"
    found = locate(capsys, path, text, *nth_call(4))
    assert found["start"] == text.index(OPENINGS[4]) + len(OPENINGS[4]) + 1


@pytest.mark.parametrize("nth", range(5))
def test_that_one_that_was_cut_with_its_paragraph_goes_to_no_other(path, capsys, nth):
    text = "\n\n".join(line for n, line in enumerate(PARAGRAPHS) if n != nth) + "\n"
    found = locate(capsys, path, text, *nth_call(nth))
    assert found == {"outcome": "orphaned", "start": None, "end": None}


@pytest.mark.parametrize("nth", range(5))
def test_that_one_that_was_edited_is_not_taken_for_another(path, capsys, nth):
    now = "Nobody ever answered that call."
    start, end = nth_call(nth)
    text = TEXT[:start] + now + TEXT[end:]
    found = locate(capsys, path, text, start, end)
    assert (found["outcome"], text[found["start"] : found["end"]]) == ("altered", now)


@pytest.mark.parametrize("with_start", [True, False])
@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("the pilot’s wife", "the pilot's wife"),
        ("“nothing at all”", '"nothing at all"'),
        ("“nothing at all”", "„nothing at all“"),
        ("counted barrels until noon", "counted the barrels till noon"),
        ("sent out with a lantern and a rope", "sent out with a rope and a lantern"),
        ("before the fog had gone", "before the thick fog had quite gone"),
    ],
)
def test_that_edited_words_are_found_as_they_are_now(path, capsys, words, now, with_start):
    start = TEXT.index(words)
    text = "A new opening paragraph.\n\n" + TEXT.replace(words, now)
    found = locate(capsys, path, text, start, start + len(words), with_start=with_start)
    assert (found["outcome"], text[found["start"] : found["end"]]) == ("altered", now)


@pytest.mark.parametrize("words", ["boat", "the list", "noon", "out", "day 3"])
def test_that_short_words_do_not_go_elsewhere_when_their_paragraph_is_cut(path, capsys, words):
    start = TEXT.lower().index(words.lower())
    line = next(line for line in PARAGRAPHS if TEXT.index(line) <= start < TEXT.index(line) + 99)
    text = TEXT.replace(line, "Another boat came by noon; out on day 3 a clerk wrote the list.")
    found = locate(capsys, path, text, start, start + len(words))
    assert found["outcome"] == "orphaned"
