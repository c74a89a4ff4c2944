"""A short run of ``make harm``: nothing reported as saved is lost, and the file stays sound."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from harm.kinds import KINDS

RUN = Path(__file__).with_name("run.py")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed writers are forked")
def test_that_nothing_reported_as_saved_is_lost_by_harm() -> None:
    done = subprocess.run(
        [sys.executable, RUN, "--kills", "2", "--damage", "12", "--trouble", "1"],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{2 * len(KINDS)} kills of {len(KINDS)} kinds" in done.stdout


LIAR = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from carrel.domain.ids import SectionId
from carrel.services.annotating import Annotating
from harm.kills import kill_many
from harm.kinds import KINDS, Kind, opened, prepare

def lie(library, report):
    with opened(library) as desk, desk.database.transaction():
        while True:
            report(Annotating(desk).write_in_section(SectionId("long/part-1"), "words").id)

folder = Path(sys.argv[1])
prepare(folder / "prepared.db")
liar = Kind("liar", lie, KINDS[0].missing)
outcome = kill_many(liar, folder / "prepared.db", folder, times=2, seed=1)
sys.exit(0 if outcome.losses and not outcome.unsound else 1)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed writers are forked")
def test_that_a_writer_that_reports_before_it_has_saved_is_found_out(tmp_path: Path) -> None:
    folders = [RUN.parents[1], RUN.parents[2] / "src"]
    done = subprocess.run([sys.executable, "-c", LIAR, tmp_path, *folders], check=False, timeout=60)
    assert done.returncode == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="documents are read in forked processes")
def test_that_changed_documents_are_read_or_refused(tmp_path: Path) -> None:
    script = RUN.with_name("fuzz_readers.py")
    done = subprocess.run(
        [sys.executable, script, "--minutes", "0.05", "--keep", tmp_path],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "24 kinds" in done.stdout
    assert list(tmp_path.iterdir()) == []
