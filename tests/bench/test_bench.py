"""``make bench`` measures every row at its tiny size; what it takes is not looked at."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.frame import Case, Took, measure, table

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
        timeout=1200,
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
        *(f"open the {page} page" for page in ("Library", "Reader", "Topics", "Claims", "Notes")),
        *(f"open the {page} page" for page in ("Quiz", "Progress", "Settings")),
        "search popup",
        "every page",
    ):
        assert any(row in name for name in names), row
    assert all(result["program"] > 0 for result in results)
    assert done.stdout.count("start to first painted text") >= 3
    assert {result["clock"] for result in results} == {"cpu", "wall", ""}
    assert all(result["wall"] > 0 for result in results if result["clock"])
    assert "bars met" in done.stdout


def test_that_the_table_shows_growth_from_the_smaller_to_the_larger_library() -> None:
    small = measure([Case("open a thing", lambda: Took(2, 9), most=5)], size="small")
    large = measure([Case("open a thing", lambda: Took(6, 9), most=5)], size="large")
    row = table([*small, *large]).splitlines()[-1]
    assert [part for part in row.split() if part in ("met", "MISSED", "3.0x")] == [
        "met",
        "MISSED",
        "3.0x",
    ]
