"""The log says what happened in the program and repeats nothing of what is studied."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from carrel.domain.errors import NotFound
from carrel.system.logs import LOG_NAME, TORN_DOWN_NAME, described, logging_to, newest_lines

SECRET = "Words that the student is reading"


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    try:
        raise error from cause
    except BaseException as caught:  # noqa: BLE001 - given back to the test
        return caught


@pytest.mark.parametrize(
    "error",
    [
        KeyError(SECRET),
        ValueError(SECRET),
        NotFound("There is no {what}.", what=SECRET),
        FileNotFoundError(2, "No such file", f"{SECRET}.txt"),
        raised(RuntimeError("wrapped"), cause=ValueError(SECRET)),
    ],
    ids=lambda error: type(error).__name__,
)
def test_that_an_error_is_told_without_the_words_it_quotes(error: BaseException) -> None:
    told = described(raised(error))
    assert SECRET not in told
    assert type(error).__name__ in told
    assert "test_logs.py" in told


def test_that_the_cause_of_an_error_is_told_before_it() -> None:
    told = described(raised(RuntimeError("second"), cause=KeyError("first")))
    assert told.index("KeyError") < told.index("which led to") < told.index("RuntimeError: second")


def test_that_the_log_holds_time_level_and_place(tmp_path: Path) -> None:
    with logging_to(tmp_path):
        logging.getLogger("carrel.services.importing").info("A material came in")
    logging.getLogger("carrel.services.importing").info("Nobody listens any more")
    (line,) = (tmp_path / LOG_NAME).read_text(encoding="utf-8").splitlines()
    assert line.endswith("Z INFO carrel.services.importing: A material came in")


def test_that_the_chatter_of_libraries_is_left_out(tmp_path: Path) -> None:
    with logging_to(tmp_path):
        logging.getLogger("some.library").info(SECRET)
    assert not (tmp_path / LOG_NAME).exists()


def test_that_a_long_log_makes_room(tmp_path: Path) -> None:
    with logging_to(tmp_path):
        for _ in range(3000):
            logging.getLogger("carrel").info("x" * 1000)
    sizes = [file.stat().st_size for file in tmp_path.glob(f"{LOG_NAME}*")]
    assert len(sizes) == 4
    assert sum(sizes) < 2_100_000


def test_that_a_folder_that_cannot_be_written_costs_only_the_log(
    tmp_path: Path,
    expected_log: Callable[[str, str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    blocked = tmp_path / "state"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    expected_log("carrel.system.logs", "The log cannot be kept")
    with logging_to(blocked / "log"):
        pass
    assert "WARNING carrel.system.logs: The log cannot be kept" in capsys.readouterr().err


def test_that_the_log_stays_small_and_its_end_can_be_copied(tmp_path: Path) -> None:
    with logging_to(tmp_path):
        log = logging.getLogger("carrel.some")
        for number in range(30_000):
            log.info("The window was opened and closed again, time %s of many times", number)
    sizes = [file.stat().st_size for file in tmp_path.glob(f"{LOG_NAME}*")]
    assert len(sizes) == 4
    assert max(sizes) <= 500_000
    assert newest_lines(tmp_path, 2).splitlines()[1].endswith("time 29999 of many times")
    assert newest_lines(tmp_path / "nowhere") == ""


def test_that_a_program_that_is_torn_down_leaves_where_it_was(tmp_path: Path) -> None:
    crash = (
        "import os, signal, sys, pathlib; from carrel.system.logs import logging_to\n"
        "def in_the_middle(): os.kill(os.getpid(), signal.SIGABRT)\n"
        "with logging_to(pathlib.Path(sys.argv[1])): in_the_middle()\n"
    )
    done = subprocess.run([sys.executable, "-c", crash, tmp_path], check=False, capture_output=True)
    assert done.returncode != 0
    assert "in in_the_middle" in (tmp_path / TORN_DOWN_NAME).read_text(encoding="utf-8")
