"""Whatever a teacher mistypes, the reader and the linter tell problems and never fall over."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from carrel.formats.pack.check import check_pack
from carrel.formats.pack.example import FILES
from packs import write_pack

_SIGNS = st.text(alphabet=string.printable + "é😀“”\u00a0\u2028", max_size=8)
_PLACES = st.sampled_from(sorted(FILES)).flatmap(
    lambda name: st.tuples(st.just(name), st.integers(0, len(FILES[name])))
)
# Values of the wrong kind in the place of others: a list for a text, a mapping for a list ...
_VALUES = st.sampled_from(
    ["null", "[]", "{}", "[[]]", "[null]", "{a: 1}", "3", "-1", "1.5", "true", '""', "~", "{}: {}"]
)


@settings(max_examples=150)
@given(_PLACES, st.integers(0, 30), _SIGNS)
def test_that_a_slip_of_the_keyboard_is_survived(tmp_path_factory, place, deleted, typed):
    name, start = place
    text = FILES[name][:start] + typed + FILES[name][start + deleted :]
    folder = write_pack(tmp_path_factory.mktemp("pack"), {name: text})
    for problem in check_pack(folder).problems:
        assert problem.what
        assert problem.line is None or problem.line >= 1


@settings(max_examples=150)
@given(st.data(), _VALUES)
def test_that_a_value_of_another_kind_is_survived(tmp_path_factory, data, value):
    name = data.draw(st.sampled_from(sorted(set(FILES) - {"sections/01-tides.md"})))
    lines = FILES[name].splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    key, colon, _ = lines[number].partition(":")
    lines[number] = f"{key}{colon} {value}"
    folder = write_pack(tmp_path_factory.mktemp("pack"), {name: "\n".join(lines)})
    for problem in check_pack(folder).problems:
        assert problem.what
