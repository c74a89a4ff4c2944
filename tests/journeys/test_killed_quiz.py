"""A quiz whose program is killed at any of its steps goes on where it was."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from carrel.ui.navigator import PageName, Place
from journeys.conftest import Journey
from journeys.quiz_steps import STEPS, Quiz

PROGRAM = Path(__file__).with_name("quiz_steps.py")
PATHS = os.pathsep.join([str(PROGRAM.parents[2] / "src"), str(PROGRAM.parents[1])])


def shown_when_killed(library: Path, step: str) -> dict[str, object]:
    """Run the program up to a step, kill it as nothing can be outlived, say what it showed."""
    environment = os.environ | {"PYTHONPATH": PATHS}
    with subprocess.Popen(
        [sys.executable, PROGRAM, library, step], stdout=subprocess.PIPE, env=environment
    ) as process:
        line = process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    assert line, "the program ended before its step"
    return json.loads(line)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal")
@pytest.mark.parametrize("step", STEPS)
def test_that_a_killed_session_shows_what_it_showed(qapp, tmp_path, bundled_library, step) -> None:
    library = tmp_path / "library.db"
    shutil.copy(bundled_library, library)
    before = shown_when_killed(library, step)
    journey = Journey(library, tmp_path)
    journey.start(Place(PageName.QUIZ), QSize(1280, 800))
    try:
        quiz = Quiz(journey.program, journey.settle)
        quiz.resume()
        assert json.loads(json.dumps(quiz.shown())) == before
    finally:
        journey.close()
