"""The lock names one version of everything that the project leads to."""

from __future__ import annotations

import re

import lock


def test_that_everything_the_project_leads_to_is_locked() -> None:
    assert set(lock.read_lock()) == set(lock.locked_versions()), (
        "pyproject.toml has changed: run packaging/lock.py with the project's Python"
    )


def test_that_a_lock_line_is_a_name_and_a_version_and_no_address() -> None:
    lines = lock.LOCK.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#")
    assert [line for line in lines[1:] if not re.fullmatch(r"[a-z0-9-]+==[0-9.]+", line)] == []
