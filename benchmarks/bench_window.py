# SPDX-License-Identifier: MIT
"""The window's figures with many pupils: start beside an empty window, keystroke to repaint, memory.

python -m benchmarks.bench_window [--pupils N]
Without a display it runs on Qt's offscreen platform, where an empty window costs next to nothing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

ROUNDS = 5
KEYSTROKES = 300
EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
"""
WAY_IN = """
from desktop.preferences import PreferencesFile
from desktop.window.frame import MainWindow
from desktop.window.opening import entrance
from pathlib import Path
from PySide6.QtWidgets import QApplication
import sys
app = QApplication([])
window = MainWindow(PreferencesFile(Path(sys.argv[2])), entrance=entrance)
window.dress()
window.show_entrance()
window.show()
app.processEvents()
"""
OPENED = (
    WAY_IN
    + """
from desktop import clock
from desktop.window.opening import open_store, workspace_on
from models.sample import PASSPHRASE
begun = __import__("time").perf_counter()
store = open_store(Path(sys.argv[1]), PASSPHRASE)
window.open(workspace_on(store, window))
app.processEvents()
"""
)


def seconds(program: str, folder: Path, *words: str) -> float:
    """The best of a few whole runs of a program, its interpreter's start included, with modules compiled."""
    compiled = {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", program + "\nimport os\nos._exit(0)", *words],
            check=True,
            capture_output=True,
            env={**os.environ, **compiled},
        )
        best = min(best, time.perf_counter() - begun)
    return best


def start(store: Path, folder: Path) -> None:
    """Start to a usable window, beside an empty one in the same run."""
    empty = seconds(EMPTY, folder)
    preferences = str(folder / "preferences.json")
    for name, program in (("the way in", WAY_IN), ("a file open, with its key", OPENED)):
        took = seconds(program, folder, str(store), preferences)
        print(f"start to {name:28} {took * 1000:6.0f} ms   {took / empty:4.1f}× an empty window")


def typing(path: Path, folder: Path) -> None:
    """A keystroke that changes a score, from the save to the repainted verdict beside it."""
    from PySide6.QtWidgets import QApplication

    from desktop import clock
    from desktop.pages.page import Place
    from desktop.preferences import PreferencesFile
    from desktop.window.frame import MainWindow
    from desktop.window.opening import entrance, open_store, workspace_on
    from models.codes import ScoreDomain
    from models.records import Pupil, Score
    from models.sample import PASSPHRASE
    from models.sample.cast import AMIRA

    app = QApplication([])
    window = MainWindow(PreferencesFile(folder / "preferences.json"), entrance=entrance)
    window.dress()
    store = open_store(path, PASSPHRASE)
    workspace = workspace_on(store, window)
    window.open(workspace)
    window.resize(1366, 768)
    window.show()
    with workspace.reading() as tx:
        child = tx.find(Pupil, forename=AMIRA[0], surname=AMIRA[1])[0]
    window.desk.go(Place("pupil", child.id, part="assess"))
    _settle()
    week_ago = clock.today() - timedelta(7)
    score = Score(pupil_id=child.id, domain=ScoreDomain.RECEPTIVE, assessed_on=week_ago, score=70)
    took = []
    for number in range(KEYSTROKES + 20):
        begun = time.perf_counter()
        workspace.save(score.model_copy(update={"score": Decimal(70 + number % 20)}))
        app.processEvents()
        took.append((time.perf_counter() - begun) * 1000)
    took = sorted(took[20:])
    middle, last = took[len(took) // 2], took[int(len(took) * 0.99) - 1]
    print(f"keystroke to repainted verdict       p50 {middle:.1f} ms, p99 {last:.1f} ms")
    print(f"memory with the file open            {_megabytes():.0f} MB")
    os._exit(0)


def _settle() -> None:
    """Let what was begun beside the screen come to its end."""
    from PySide6.QtCore import QEventLoop, QTimer

    rest = QEventLoop()
    QTimer.singleShot(3000, rest.quit)
    rest.exec()


def _megabytes() -> float:
    pages = Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Make the school, then measure each figure in a process of its own."""
    line = argparse.ArgumentParser(description=__doc__)
    line.add_argument("--pupils", type=int, default=2000)
    line.add_argument("--typing", default="", help=argparse.SUPPRESS)
    asked = line.parse_args()
    if sys.platform != "win32" and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if asked.typing:
            typing(Path(asked.typing), folder)
        from desktop.jobs import Job, Progress
        from desktop.window.opening import sample_in

        store = sample_in(folder, Progress(Job("Making the school")), pupils=asked.pupils)
        store.close()
        start(store.path, folder)
        subprocess.run(
            [sys.executable, "-m", "benchmarks.bench_window", "--typing", str(store.path)], check=True
        )


if __name__ == "__main__":
    main()
