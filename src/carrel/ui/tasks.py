"""Background work: one worker thread, results delivered on the GUI thread to owners that live."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from carrel.domain.errors import Cancelled, CarrelError
from carrel.domain.job_report import Report
from carrel.ui.garbage import GarbageCollection

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Task(Protocol):
    """Work that was handed over."""

    def cancel(self) -> None:
        """Stop the work at its next report; ``failed`` then gets :class:`Cancelled`."""


class Tasks(Protocol):
    """Who does background work."""

    def run(
        self,
        owner: QObject,
        work: Callable[[Report], T],
        done: Callable[[T], None],
        failed: Callable[[CarrelError], None],
        progress: Report | None = None,
        *,
        is_long: bool = False,
    ) -> Task:
        """Do ``work`` elsewhere, one job after the other, then call ``done`` or ``failed``.

        One that ``is_long``, for minutes perhaps, keeps only others of its sort waiting.

        The callbacks run on the GUI thread, and not at all once ``owner`` is deleted. ``work``
        opens its own connection to the library and touches no widget. An error that is not a
        :class:`CarrelError` goes to the crash window.
        """


@dataclass(eq=False)
class _Job:
    owner: QObject
    work: Callable[[Report], Any]
    done: Callable[[Any], None]
    failed: Callable[[CarrelError], None]
    progress: Report | None
    stopped: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        self.stopped.set()


class _Worker:
    """A thread that does one job after the other; it starts with the first one."""

    def __init__(self, name: str, do: Callable[[_Job], None]) -> None:
        self._name = name
        self._do = do
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def take(self, job: _Job) -> None:
        """Do a job when those before it are done."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def end(self) -> None:
        """Wait until the thread has done what it was given, and ends."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._do(job)


class TaskRunner(QObject):
    """The worker threads of the program; each starts with its first job and ends in close()."""

    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = _Worker("carrel-worker", self._do)
        self._long_worker = _Worker("carrel-long-worker", self._do)
        self._garbage = GarbageCollection(self)
        self._open_jobs: list[_Job] = []
        self._is_closed = False
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a job is running or waiting."""
        return bool(self._open_jobs)

    def run(
        self,
        owner: QObject,
        work: Callable[[Report], T],
        done: Callable[[T], None],
        failed: Callable[[CarrelError], None],
        progress: Report | None = None,
        *,
        is_long: bool = False,
    ) -> Task:
        """As :meth:`Tasks.run` says; nothing is begun any more once this is closed."""
        job = _Job(owner, work, done, failed, progress)
        if self._is_closed:
            job.cancel()
            return job
        self._open_jobs.append(job)
        self._garbage.begin()
        (self._long_worker if is_long else self._worker).take(job)
        return job

    def close(self) -> None:
        """Stop what runs at its next report, drop what waits, and wait for the thread's end."""
        self._is_closed = True
        for job in self._open_jobs:
            job.cancel()
        self._open_jobs.clear()
        for worker in (self._worker, self._long_worker):
            worker.end()
        self._garbage.end()

    def _do(self, job: _Job) -> None:
        self._delivered.emit(self._outcome(job))

    def _outcome(self, job: _Job) -> Callable[[], None]:
        """Do the job; returns what is to be called on the GUI thread."""

        def report(share: float, doing: str) -> None:
            if job.stopped.is_set():
                raise Cancelled
            if job.progress is not None:
                self._delivered.emit(partial(self._tell_progress, job, share, doing))

        try:
            if job.stopped.is_set():
                raise Cancelled
            result = job.work(report)
        except CarrelError as error:
            return partial(self._finish, job, job.failed, error)
        except Exception as error:  # noqa: BLE001 - raised again where the crash window sees it
            return partial(self._raise, job, error)
        return partial(self._finish, job, job.done, result)

    def _tell_progress(self, job: _Job, share: float, doing: str) -> None:
        if job in self._open_jobs and job.progress is not None and shiboken6.isValid(job.owner):
            job.progress(share, doing)

    def _finish(self, job: _Job, callback: Callable[[Any], None], value: object) -> None:
        if job not in self._open_jobs:
            return
        self._open_jobs.remove(job)
        if shiboken6.isValid(job.owner):
            callback(value)
        else:
            _log.info("The result of a job came after its owner had gone.")

    def _raise(self, job: _Job, error: Exception) -> None:
        if job in self._open_jobs:
            self._open_jobs.remove(job)
        raise error

    @Slot(object)
    def _deliver(self, act: Callable[[], None]) -> None:
        act()
