"""Strict YAML reads plain values with their lines and refuses everything that surprises."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carrel.formats.pack.strict_yaml import StrictYamlError, load


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("2017-05-29", "2017-05-29"),
        ("1:30", "1:30"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        (".5", ".5"),
        ("12", 12),
        ("-3", -3),
        ("2.5", 2.5),
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("null", None),
        ("~", None),
        ("''", ""),
        ("'12'", "12"),
        ('"true"', "true"),
        ("1234567890123456789012", "1234567890123456789012"),
    ],
)
def test_that_a_value_is_what_it_looks_like(written, value):
    loaded = load(f"a: {written}").value["a"]
    assert loaded == value
    assert type(loaded) is type(value)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3", 3, "key “a” a second time"),
        ("a:\n  - &x 1\n", 2, "anchor “&x”"),
        ("a: 1\nb: *x", 2, "alias “*x”"),
        ("a: !!python/object:os.system x", 1, "tag"),
        ("a: !include x.yaml", 1, "tag"),
        ("a: 1\n---\nb: 2", 2, "second document"),
        ("? [1]\n: 2", 1, "as a key"),
        ("a: [1,\nb: 2", 2, "is not YAML"),
        ("a: 'open\n", 1, "is not YAML"),
        ("a:\n\t- b", 2, "is not YAML"),
        ("a" * 2000 + ": b", 1, "is not YAML"),
        ("[" * 100 + "]" * 100, 1, "nested too deeply"),
        ("a: \x07", 1, "is not YAML"),
    ],
)
def test_that_what_packs_do_not_have_is_refused_with_its_line(text, line, words):
    with pytest.raises(StrictYamlError) as caught:
        load(text)
    assert words in caught.value.what
    assert caught.value.line == line


def test_that_every_value_has_the_line_it_begins_on():
    marked = load("a: 1\nlist:\n  - name: x\n    text: |\n      one\n      two\n  - name: y\n")
    assert marked.line(("list",)) == 2
    assert marked.line(("list", 0)) == 3
    assert marked.line(("list", 0, "text")) == 4
    assert marked.line(("list", 1, "name")) == 7
    assert marked.line(("list", 1, "missing")) == 7


def test_that_an_empty_file_is_null():
    assert load("# nothing yet\n").value is None


# JSON escapes what lies beyond U+FFFF in a way that YAML does not know.
_TEXT = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=100)
_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | _TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner),
    max_leaves=12,
)


@given(_PLAIN)
def test_that_any_json_text_is_read_as_the_same_value(value):
    assert load(json.dumps(value)).value == value


@given(st.text())
def test_that_no_text_brings_the_reader_down(text):
    with contextlib.suppress(StrictYamlError):
        load(text)
