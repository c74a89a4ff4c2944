"""A short run of ``make harm``: nothing reported as saved is lost, and the file stays sound."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
    assert "20 kills of 10 kinds" in done.stdout
