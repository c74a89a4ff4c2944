"""A document is read by the reader for its ending, or for what is in it."""

from __future__ import annotations

import pytest

from carrel.domain.errors import UnreadableFile
from carrel.formats.reading.reader import FORMATS, read_document, suffixes


@pytest.mark.parametrize("name", ["a.md", "A.MARKDOWN", "dir/a.mkd", "a.txt", "README", "a.log"])
def test_that_markdown_is_read_as_such_whatever_its_ending(name: str) -> None:
    material = read_document(name, b"# One\n\n*a*\n\n# Two\n\nb\n")

    assert [section.title for section in material.sections] == ["One", "Two"]
    assert material.sections[0].markdown == "*a*"


@pytest.mark.parametrize("name", ["a.txt", "a.TEXT", "notes", "a.log"])
def test_that_other_text_is_plain_text(name: str) -> None:
    assert read_document(name, b"*a* # b").sections[0].markdown == "\\*a\\* # b"


def test_that_a_file_of_an_unknown_kind_is_refused_with_what_can_be_read() -> None:
    with pytest.raises(UnreadableFile, match=r"“a.exe” is of a kind .* \.txt, .*\.md"):
        read_document("/some/where/a.exe", b"MZ\0\0\1\2")


@pytest.mark.parametrize("name", ["state.json", "notes.JSONLD", "metadata.lua"])
def test_that_data_for_programs_is_not_taken_for_a_text_to_read(name: str) -> None:
    with pytest.raises(UnreadableFile, match="of a kind that Carrel cannot read"):
        read_document(name, b'{"hello": 1}')


def test_that_every_format_has_a_name_an_ending_and_a_reader() -> None:
    assert len(set(suffixes())) == len(suffixes())
    for each in FORMATS:
        assert each.name
        assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in each.suffixes)
        assert callable(each.load())
