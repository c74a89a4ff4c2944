"""Libraries of earlier steps are brought up to date with all that is in them."""

from __future__ import annotations

import pytest

from carrel.storage import migrations
from carrel.storage.database import open_database


@pytest.mark.parametrize("step", range(1, len(migrations.STEPS)))
def test_that_a_library_of_an_earlier_step_is_brought_up(step, tmp_path, monkeypatch) -> None:
    path = tmp_path / "library.db"
    with monkeypatch.context() as earlier:
        earlier.setattr(migrations, "STEPS", migrations.STEPS[:step])
        database = open_database(path)
        database.write(
            "INSERT INTO material (key, title, origin, created_at, updated_at)"
            " VALUES ('rome', 'Rome', 'import', '', '')"
        )
        database.close()
    database = open_database(path)
    assert database.value("PRAGMA user_version") == len(migrations.STEPS)
    assert database.value("SELECT title FROM material") == "Rome"
    database.write(
        "INSERT INTO exam_date (key, material_id, day, minutes, created_at, updated_at)"
        " VALUES ('exam', 1, '2026-03-12', 20, '', '')"
    )
    database.write(
        "INSERT INTO proposal (material_id, fingerprint, kind, rule, start, end, quote, prefix,"
        " suffix, proposed) VALUES (1, 'f', 'topic', 'name', 0, 4, 'Rome', '', '', '{}')"
    )
    assert database.value("SELECT state FROM proposal") == "waiting"
    database.close()
