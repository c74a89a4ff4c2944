"""Background work comes back to the GUI thread, to those who still want it, and can be stopped."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject

from carrel.domain.errors import Cancelled, CarrelError, InputError
from carrel.ui.tasks import Report, TaskRunner


@pytest.fixture
def runner(qapp):
    runner = TaskRunner()
    yield runner
    runner.close()


class Outcome:
    """What came back, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[CarrelError] = []
        self.shares: list[float] = []
        self.threads: set[int] = set()

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    def failed(self, error: CarrelError) -> None:
        self.errors.append(error)
        self.threads.add(threading.get_ident())

    def progress(self, share: float, _doing: str) -> None:
        self.shares.append(share)
        self.threads.add(threading.get_ident())


def test_that_work_is_done_elsewhere_and_its_result_comes_to_the_gui_thread(qtbot, runner):
    outcome = Outcome()

    def work(report: Report) -> int:
        report(0.5, "half")
        return threading.get_ident()

    runner.run(runner, work, outcome.done, outcome.failed, outcome.progress)
    qtbot.waitUntil(lambda: bool(outcome.results))

    assert outcome.threads == {threading.get_ident()}
    assert outcome.results != [threading.get_ident()]
    assert outcome.shares == [0.5]
    assert not runner.is_busy


def test_that_jobs_run_one_after_the_other(qtbot, runner):
    outcome = Outcome()
    for number in range(5):
        runner.run(runner, lambda _report, n=number: n, outcome.done, outcome.failed)
    qtbot.waitUntil(lambda: len(outcome.results) == 5)
    assert outcome.results == [0, 1, 2, 3, 4]


def test_that_a_long_job_keeps_no_short_one_waiting(qtbot, runner):
    outcome, go_on = Outcome(), threading.Event()
    runner.run(runner, lambda _: go_on.wait(), outcome.done, outcome.failed, is_long=True)
    runner.run(runner, lambda _: "short", outcome.done, outcome.failed)
    qtbot.waitUntil(lambda: outcome.results == ["short"])
    assert runner.is_busy
    go_on.set()
    qtbot.waitUntil(lambda: outcome.results == ["short", True])


def test_that_a_known_error_is_handed_over(qtbot, runner):
    outcome = Outcome()
    error = InputError("That file is empty.")

    def work(_report: Report) -> None:
        raise error

    runner.run(runner, work, outcome.done, outcome.failed)
    qtbot.waitUntil(lambda: bool(outcome.errors))
    assert outcome.errors == [error]


def test_that_an_unknown_error_reaches_the_excepthook_of_the_gui_thread(qtbot, runner):
    outcome = Outcome()

    def work(_report: Report) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        runner.run(runner, work, outcome.done, outcome.failed)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert not outcome.results
    assert not outcome.errors


def test_that_stopped_work_ends_at_its_next_report(qtbot, runner):
    outcome = Outcome()
    started, go_on = threading.Event(), threading.Event()

    def work(report: Report) -> None:
        started.set()
        go_on.wait(5)
        report(0.1, "more")
        pytest.fail("the work went on")

    task = runner.run(runner, work, outcome.done, outcome.failed)
    started.wait(5)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(outcome.errors))
    assert isinstance(outcome.errors[0], Cancelled)


def test_that_a_result_for_a_deleted_owner_is_dropped(qtbot, runner):
    outcome, rest = Outcome(), Outcome()
    owner = QObject()
    started, go_on = threading.Event(), threading.Event()

    def work(_report: Report) -> None:
        started.set()
        go_on.wait(5)

    runner.run(owner, work, outcome.done, outcome.failed)
    started.wait(5)
    shiboken6.delete(owner)
    go_on.set()
    runner.run(runner, lambda _report: "next", rest.done, rest.failed)
    qtbot.waitUntil(lambda: bool(rest.results))
    assert not outcome.results


def test_that_closing_stops_what_runs_and_drops_what_waits(qtbot, qapp):
    runner = TaskRunner()
    outcome = Outcome()
    started = threading.Event()

    def endless(report: Report) -> None:
        started.set()
        while True:
            report(0.0, "again")

    runner.run(runner, endless, outcome.done, outcome.failed)
    runner.run(runner, lambda _report: 1, outcome.done, outcome.failed)
    started.wait(5)
    runner.close()
    qapp.processEvents()
    assert not runner.is_busy
    assert not outcome.results
    assert not outcome.errors


def test_that_nothing_is_begun_after_closing(qtbot, qapp):
    runner = TaskRunner()
    outcome = Outcome()
    runner.close()
    runner.run(runner, lambda _report: 1, outcome.done, outcome.failed)
    qapp.processEvents()
    assert not runner.is_busy
    assert "carrel-worker" not in {thread.name for thread in threading.enumerate()}
    assert not outcome.results
