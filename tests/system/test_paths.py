"""Everything that Carrel writes is below the folders of the user, or below CARREL_HOME."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from carrel.domain.errors import LibraryUnavailable
from carrel.system.paths import default_library, places


def test_that_carrel_home_holds_everything(tmp_path: Path) -> None:
    found = places({"CARREL_HOME": str(tmp_path)})
    written = [found.library, found.backups, found.config, found.log_folder, found.device_file]
    assert all(path.is_relative_to(tmp_path) for path in written)
    assert len(set(written)) == len(written)


def test_that_a_relative_carrel_home_stays_the_same_when_the_folder_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert places({"CARREL_HOME": "stick"}).library == tmp_path / "stick" / "data" / "carrel.db"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG folders are Linux's")
@pytest.mark.parametrize("environment", [{}, {"CARREL_HOME": ""}])
def test_that_the_folders_of_the_user_are_used(
    environment: dict[str, str], home_folder: Path
) -> None:
    found = places(environment)
    assert found.library == home_folder / "data" / "carrel" / "carrel.db"
    assert found.config == home_folder / "config" / "carrel"
    assert found.log_folder == home_folder / "state" / "carrel" / "log"


def test_that_asking_for_the_folders_makes_none(home_folder: Path) -> None:
    places()
    assert not home_folder.exists()


def test_that_the_folder_of_the_default_library_is_made(tmp_path: Path) -> None:
    library = default_library(places({"CARREL_HOME": str(tmp_path / "new" / "home")}))
    assert library.parent.is_dir()
    assert not library.exists()


def test_that_a_folder_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(LibraryUnavailable, match=r"data, cannot be made: File exists\."):
        default_library(places({"CARREL_HOME": str(tmp_path)}))
