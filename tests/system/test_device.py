"""A computer has one name, which is not in the library."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from carrel.system.device import device_id

FIRST = str(uuid.UUID(int=1))
SECOND = str(uuid.UUID(int=2))


def test_that_the_name_stays(tmp_path: Path) -> None:
    file = tmp_path / "state" / "device"
    assert device_id(file, lambda: FIRST) == FIRST
    assert device_id(file, lambda: SECOND) == FIRST
    assert [path.name for path in file.parent.iterdir()] == ["device"]


@pytest.mark.parametrize("content", [b"", b"half", b"\xff\xfe"])
def test_that_a_file_that_names_nothing_is_replaced(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "device"
    file.write_bytes(content)
    assert device_id(file, lambda: FIRST) == FIRST
    assert device_id(file, lambda: SECOND) == FIRST


def test_that_a_name_that_cannot_be_kept_holds_for_this_run(
    tmp_path: Path, expected_log: Callable[[str, str], None]
) -> None:
    blocked = tmp_path / "state"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    expected_log("carrel.system.device", "cannot be kept")
    assert device_id(blocked / "device", lambda: FIRST) == FIRST
