"""Two command lines that write to one library at the same time both succeed."""

from __future__ import annotations

import json
import subprocess
import sys

from carrel.services.reading import Reading
from carrel.storage.database import open_database
from sample_library import add_material, new_desk

WRITERS = 4


def test_that_command_lines_that_write_at_once_all_succeed(tmp_path):
    library = tmp_path / "library.db"
    desk = new_desk(open_database(library))
    words = [f"word{number}" for number in range(WRITERS)]
    add_material(desk, "book", [("one", 1, " ".join(words))])
    desk.database.close()
    start = [sys.executable, "-m", "carrel", "--library", str(library)]
    commands = [[*start, "annotate", "book/one", "--quote", word, "--json"] for word in words]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for command in commands
    ]
    said = [process.communicate(timeout=60) for process in running]
    assert [process.returncode for process in running] == [0] * WRITERS, said
    assert sorted(json.loads(out)["quote"] for out, _ in said) == words

    desk = new_desk(open_database(library))
    (entry,) = Reading(desk).outline("book")
    assert entry.annotations == WRITERS
    desk.database.close()
