# SPDX-License-Identifier: MIT
"""A picture of every page on the sample school, in every look: to look at, and to keep under docs.

python -m tests.desktop.pictures FOLDER
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.jobs import Job, Progress
from desktop.pages import PAGES
from desktop.pages.page import Place
from desktop.preferences import PreferencesFile
from desktop.window import MainWindow
from desktop.window.desk import Desk
from desktop.window.opening import entrance, sample_in, workspace_on
from models.records import Pupil
from models.sample.cast import AMIRA

LOOKS = (
    theme.Look("light", 100, still=True),
    theme.Look("dark", 100, still=True),
    theme.Look("contrast", 100, still=True),
    theme.Look("light", 200, still=True),
)
PARTS = ("assess", "plan", "do", "review", "needs", "people", "attendance", "ehc", "history", "documents")
LAPTOP = (1366, 768)


def main() -> None:
    """Write the pictures into a folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as place:
        store = sample_in(Path(place), Progress(Job("Making the sample school")))
        window = MainWindow(PreferencesFile(Path(place) / "preferences.json"), entrance=entrance)
        window.resize(*LAPTOP)
        for look in LOOKS:
            theme.dress(app, look)
            window.show_entrance()
            window.show()
            keep(window, folder / f"entrance-{look.theme}-{look.percent}.webp")
            window.open(workspace_on(store, window))
            assert window.desk is not None
            for name, where in places(window.desk):
                window.desk.go(where)
                keep(window, folder / f"{name}-{look.theme}-{look.percent}.webp")
        window.close()


def places(desk: Desk) -> list[tuple[str, Place]]:
    """Every page; those of one child with the first of the cast, in each of its parts."""
    with desk.workspace.reading() as tx:
        child = tx.find(Pupil, forename=AMIRA[0], surname=AMIRA[1])[0].id
    plain = [(page.name, Place(page.name)) for page in PAGES if page.stands in ("sidebar", "foot")]
    return plain + [(f"child-{part}", Place("pupil", child, part=part)) for part in PARTS]


def keep(window: MainWindow, path: Path) -> None:
    """Let the window come to rest and keep its picture, without loss."""
    rest = QEventLoop()
    QTimer.singleShot(300, rest.quit)
    rest.exec()
    while window.jobs.running:
        QTimer.singleShot(100, rest.quit)
        rest.exec()
    image: QImage = window.grab().toImage()
    image.convertToFormat(QImage.Format.Format_RGB32).save(str(path), quality=100)


if __name__ == "__main__":
    main()
