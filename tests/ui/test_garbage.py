"""What nobody holds any more is collected on the GUI thread while other threads work."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

from carrel.ui.garbage import GarbageCollection
from carrel.ui.tasks import TaskRunner


class Knot:
    """Something that only the collector frees; it notes which thread did."""

    def __init__(self, freed: list[str]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: freed.append(threading.current_thread().name))


@pytest.fixture
def runner(qapp):
    runner = TaskRunner()
    yield runner
    runner.close()


def test_that_a_job_frees_nothing_of_the_window(qtbot, runner):
    freed: list[str] = []
    results: list[bool] = []
    thresholds = gc.get_threshold()
    gc.set_threshold(1, 1, 1)
    try:
        Knot(freed)
        kept = runner.run(
            runner,
            lambda _report: bool([[] for _ in range(100_000)]),
            results.append,
            pytest.fail,
        )
        qtbot.waitUntil(lambda: bool(results))
    finally:
        gc.set_threshold(*thresholds)
    assert kept is not None
    assert set(freed) <= {"MainThread"}


def test_that_what_gathered_is_collected(qapp):
    freed: list[str] = []
    garbage = GarbageCollection()
    garbage.begin()
    try:
        Knot(freed)
        many = [[] for _ in range(gc.get_threshold()[0] + 1)]
        assert not freed
        garbage.collect_what_gathered()
    finally:
        garbage.end()
    assert freed == ["MainThread"]
    assert many


def test_that_python_collects_by_itself_once_the_last_runner_has_closed(qtbot, qapp):
    before = gc.isenabled()
    results: list[int] = []
    runners = [TaskRunner(), TaskRunner()]
    for runner in runners:
        runner.run(runner, lambda _report: 1, results.append, pytest.fail)
    qtbot.waitUntil(lambda: len(results) == 2)
    runners[0].close()
    assert not gc.isenabled()
    runners[1].close()
    assert gc.isenabled() == before
