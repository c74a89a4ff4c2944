"""Exports replace what is theirs and nothing else, whole or not at all."""

from __future__ import annotations

import pytest

from carrel.domain.errors import InputError
from carrel.formats.writing.placing import put_files, put_folder
from carrel.formats.writing.written import Written, one_file


def put(folder, **files: str):
    contents = {name.replace("_", "."): text.encode() for name, text in files.items()}
    return put_folder(Written(contents), folder)


def names(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_that_files_beside_each_other_share_the_chosen_name(tmp_path):
    paths = put_files(Written({"": b"a", "-more": b"b"}), tmp_path / "new" / "out.csv")
    assert [path.name for path in paths] == ["out.csv", "out-more.csv"]
    assert (tmp_path / "new" / "out-more.csv").read_bytes() == b"b"


def test_that_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path):
    (tmp_path / "out.csv").mkdir()
    (tmp_path / "out.csv" / "mine").write_text("x")
    with pytest.raises(InputError, match=r"out\.csv cannot be written"):
        put_files(one_file(b"new"), tmp_path / "out.csv")
    assert names(tmp_path) == ["out.csv"]


def test_that_a_folder_of_others_is_refused_and_untouched(tmp_path):
    (tmp_path / "mine.md").write_text("mine")
    with pytest.raises(InputError, match="not empty"):
        put(tmp_path, a_md="a")
    assert names(tmp_path) == ["mine.md"]


def test_that_an_export_again_replaces_its_own_files_and_takes_stale_ones_away(tmp_path):
    put(tmp_path, a_md="a", b_md="b")
    put(tmp_path, a_md="new a")
    assert names(tmp_path) == ["a.md"]
    assert (tmp_path / "a.md").read_text() == "new a"


def test_that_what_was_written_into_an_exported_folder_is_kept(tmp_path):
    put(tmp_path, a_md="a", b_md="b")
    (tmp_path / "a.md").write_text("edited")
    (tmp_path / "b.md").write_text("edited too")
    (tmp_path / "own.md").write_text("own")
    put(tmp_path, a_md="new a")
    assert names(tmp_path) == ["a (your version).md", "a.md", "b.md", "own.md"]
    assert (tmp_path / "a (your version).md").read_text() == "edited"
    (tmp_path / "a.md").write_text("edited again")
    put(tmp_path, a_md="newest a")
    assert (tmp_path / "a (your version) 2.md").read_text() == "edited again"


def test_that_no_file_is_put_outside_of_the_folder(tmp_path):
    with pytest.raises(InputError, match="outside"):
        put_folder(Written({"../evil": b""}), tmp_path / "out")
    assert not (tmp_path / "evil").exists()


def test_that_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(InputError, match="is a file"):
        put(tmp_path / "out", a_md="a")
