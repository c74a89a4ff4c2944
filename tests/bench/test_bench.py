"""``make bench`` measures every row at its tiny size; what it takes is not looked at."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

RUN = Path(__file__).with_name("run.py")


def test_that_every_row_is_measured_beside_its_floor(tmp_path: Path) -> None:
    output = tmp_path / "results.json"
    done = subprocess.run(
        [
            *(sys.executable, RUN, "--size", "tiny", "--rounds", "1"),
            *("--cache", tmp_path / "cache", "--output", output),
        ],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(output.read_text(encoding="utf-8"))["results"]
    names = [result["name"] for result in results]
    for row in (
        "start",
        "peak memory",
        "open the library",
        "open a section of 3,000",
        "open a section of 10,000",
        "scroll",
        "open a book",
        "memory of a start with a book",
        "answer",
        "search",
        "topic",
        "claim",
        "map the memory",
        "Progress page",
    ):
        assert any(row in name for name in names), row
    assert all(result["program"] > 0 for result in results)
    assert done.stdout.count("start to first painted text") >= 2
