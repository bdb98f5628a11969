# SPDX-License-Identifier: MIT
"""Work beside the screen: one at a time, told when done, stopped when asked, quiet when nobody listens."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from desktop.jobs import Jobs, Progress
from desktop.trouble import sentence_for
from thresholds.problems import Problem


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def test_what_was_made_comes_back_on_the_screens_thread(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[object] = []

    def work(progress: Progress) -> str:
        threads.append(threading.current_thread())
        return "made"

    got: list[str] = []
    with qtbot.waitSignal(jobs.idle):
        jobs.run(work, then=lambda made: (got.append(made), threads.append(QThread.currentThread())))
    qtbot.waitUntil(lambda: got == ["made"])
    assert threads[0] is not threading.main_thread()
    assert threads[1] is QThread.currentThread()


def test_progress_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    go = threading.Event()

    def work(progress: Progress) -> None:
        go.wait(10)
        progress.step(1, 2)
        progress.step(2, 2, "nearly")

    job = jobs.run(work)
    job.progressed.connect(lambda done, of, _: told.append((done, of)))
    with qtbot.waitSignal(jobs.idle):
        go.set()
    assert told == [(1, 2), (2, 2)]


def test_cancel_stops_the_work_at_its_next_step(jobs: Jobs, qtbot: QtBot) -> None:
    stepped, go = threading.Event(), threading.Event()
    after: list[str] = []

    def work(progress: Progress) -> None:
        stepped.set()
        go.wait(10)
        progress.step(1, 2)
        after.append("went on")

    job = jobs.run(work, then=lambda _: after.append("then"))
    assert stepped.wait(10)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
        go.set()
    assert after == []


def test_a_failure_at_once_reaches_who_asked_and_nobody_else(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[Exception] = []
    elsewhere: list[Exception] = []
    jobs.failed.connect(elsewhere.append)

    def work(progress: Progress) -> None:
        raise OSError("no")

    for _ in range(20):
        with qtbot.waitSignal(jobs.idle):
            jobs.run(work, otherwise=told.append)
    assert len(told) == 20
    assert elsewhere == []


def test_a_problem_is_told_in_a_sentence(jobs: Jobs, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        raise Problem("the disk is full", mend="Make room.")

    with qtbot.waitSignal(jobs.failed) as failed:
        jobs.run(work)
    assert sentence_for(failed.args[0]) == "The disk is full. Make room."


def test_nothing_is_told_to_who_is_gone(jobs: Jobs, qtbot: QtBot) -> None:
    owner, go = QObject(), threading.Event()
    got: list[object] = []

    jobs.run(lambda _progress: go.wait(10), then=got.append, owner=owner)
    owner.deleteLater()
    qtbot.waitUntil(lambda: not _alive(owner))
    with qtbot.waitSignal(jobs.idle):
        go.set()
    assert got == []


def _alive(owner: QObject) -> bool:
    from shiboken6 import isValid

    return isValid(owner)


def test_jobs_run_one_after_another(jobs: Jobs, qtbot: QtBot) -> None:
    order: list[int] = []
    with qtbot.waitSignal(jobs.idle):
        for number in range(5):
            jobs.run(lambda _progress, number=number: order.append(number))  # type: ignore[misc]
    assert order == [0, 1, 2, 3, 4]
