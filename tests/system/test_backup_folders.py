"""The folder of backups: the usual one, one beside a library elsewhere, or a chosen one."""

from __future__ import annotations

import pytest

from carrel.domain.errors import LibraryUnavailable
from carrel.system.backup_folders import backup_folder, choose_backup_folder
from carrel.system.paths import places


@pytest.fixture
def kept(tmp_path):
    return places({"CARREL_HOME": str(tmp_path / "home")})


def test_that_the_users_library_has_the_usual_folder(kept):
    assert backup_folder(kept.library, kept) == kept.backups


def test_that_a_library_elsewhere_has_its_backups_beside_it(kept, tmp_path):
    assert backup_folder(tmp_path / "law.db", kept) == tmp_path / "law-backups"


def test_that_a_chosen_folder_is_kept_for_its_library_alone(kept, tmp_path):
    choose_backup_folder(kept.library, tmp_path / "stick", kept)
    choose_backup_folder(tmp_path / "law.db", tmp_path / "other", kept)
    assert backup_folder(kept.library, kept) == tmp_path / "stick"
    assert backup_folder(tmp_path / "law.db", kept) == tmp_path / "other"
    assert backup_folder(tmp_path / "art.db", kept) == tmp_path / "art-backups"


@pytest.mark.parametrize("content", ["{broken", "[]", ""])
def test_that_a_choice_that_cannot_be_read_counts_as_none(kept, content, expected_log):
    choose_backup_folder(kept.library, kept.data, kept)
    (kept.config / "backup-folders.json").write_text(content, encoding="utf-8")
    expected_log("carrel.system.backup_folders", "cannot be read")
    assert backup_folder(kept.library, kept) == kept.backups


def test_that_a_choice_that_cannot_be_kept_is_told(kept, tmp_path):
    (tmp_path / "home").mkdir()
    kept.config.write_text("a file")
    with pytest.raises(LibraryUnavailable, match="cannot be kept"):
        choose_backup_folder(kept.library, tmp_path, kept)
