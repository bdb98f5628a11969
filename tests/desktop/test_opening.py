# SPDX-License-Identifier: MIT
"""From the start of the program to an open file: the sample school, a file of one's own, and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.jobs import Cancelled, Job, Progress
from desktop.pages.unlock import Entrance
from desktop.preferences import PreferencesFile
from desktop.window import MainWindow
from desktop.window.opening import entrance, make_store, open_store, sample_in
from models.records import Pupil
from models.store import Store


def filled(folder: Path) -> Store:
    return sample_in(folder, Progress(Job("Making the sample school")), pupils=30)


def test_the_sample_school_is_made_once_and_says_that_it_is_fictional(tmp_path: Path) -> None:
    first = filled(tmp_path / "new folder")
    assert first.school.is_fictional
    with first.reading() as tx:
        names = {pupil.upn for pupil in tx.find(Pupil)}
    first.close()
    again = filled(tmp_path / "new folder")
    with again.reading() as tx:
        assert {pupil.upn for pupil in tx.find(Pupil)} == names
    again.close()
    assert len(names) == 30


def test_a_sample_that_was_given_up_is_begun_anew(tmp_path: Path) -> None:
    job = Job("Making the sample school")
    job.cancel()
    with pytest.raises(Cancelled):
        sample_in(tmp_path, Progress(job), pupils=30)
    assert not (tmp_path / "Sample school.grstore").exists()
    filled(tmp_path).close()


def test_a_file_that_was_opened_gets_its_desk_and_its_standard(
    tmp_path: Path, preferences: PreferencesFile, qtbot: QtBot, dressed: Callable[..., None]
) -> None:
    window = MainWindow(preferences, entrance=entrance)
    qtbot.addWidget(window)
    way_in = window.show_entrance()
    assert isinstance(way_in, Entrance)
    way_in.opened.emit(filled(tmp_path))
    assert window.desk is not None
    standard = window.desk.workspace.standard
    assert standard is not None
    assert standard.id == "rotherham"
    window.lock()
    assert isinstance(window.centralWidget(), Entrance)
    window.close()


def test_a_new_file_opens_again_with_its_passphrase(tmp_path: Path) -> None:
    from desktop.pages.new_school import Wanted

    made = filled(tmp_path)
    school = made.school
    made.close()
    wanted = Wanted(tmp_path / "ours.grstore", "four plain little words", school)
    make_store(wanted, Progress(Job("Making the file"))).close()
    store = open_store(wanted.path, wanted.passphrase)
    assert store.school.name == school.name
    store.close()
