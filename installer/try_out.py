# SPDX-License-Identifier: MIT
"""Installs what was built, walks the demo journey with it, upgrades, and takes it away again.

    .venv/bin/python installer/try_out.py linux dist/graduated-response_0.1.0_amd64.deb
    .venv/bin/python installer/try_out.py windows dist/graduated-response-0.1.0-setup.exe [an older one]

Linux in a new minimal Debian (root and debootstrap needed), Windows under Wine. Where those can't be had
it says so and ends with 3. What the program wrote is left in build/trial-linux and build/trial-windows.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

from speech import Refused, say
from stage import ROOT
from trial_places import Debian, NotHere, Trial, Windows

PLACES: dict[str, type[Trial]] = {"linux": Debian, "windows": Windows}


def main(words: list[str]) -> int:
    """Try out one installer; 1 where something did not hold, 3 where it can't be tried here."""
    if len(words) < 2 or words[0] not in PLACES:
        print(__doc__)
        return 2
    work = ROOT / "build" / f"trial-{words[0]}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        with PLACES[words[0]](work) as place:
            return int(not walk(place, [Path(word).resolve() for word in words[1:]]))
    except NotHere as reason:
        say(f"Not tried: {reason}")
        return 3
    except Refused as refusal:
        say(str(refusal))
        return 1


def walk(place: Trial, installers: list[Path]) -> bool:
    """Install the oldest, use it, put the newest over it, look at the store again, take it away."""
    newest, oldest = installers[0], installers[-1]
    place.install(oldest)
    expect("installed", place.is_installed())
    started = time.monotonic()
    place.program("demo", "--headless", "--pupils", "60", "--out", place.out)
    say(f"  the demo journey took {time.monotonic() - started:.0f} s")
    written = sorted(
        path.relative_to(place.outside).as_posix() for path in place.outside.rglob("*") if path.is_file()
    )
    for end in (".pdf", ".png", ".json"):
        expect(f"wrote a {end}", any(name.endswith(end) for name in written))
    store = place.outside / "Trial.grstore"
    inside = f"{place.out}/{store.name}"
    school = ("--name", "Trial School", "--laestab", "372/2001", "--urn", "100001", "--phase", "primary")
    place.program("store", "create", inside, *school)
    place.program("store", "fill", inside, "--pupils", "30")
    place.install(newest)
    expect("upgraded", place.is_installed())
    place.program("store", "check", inside)
    expect("the store of the older build is whole", store.exists())
    place.uninstall()
    expect("taken away", not place.is_installed())
    expect("the school's file is still there", store.exists())
    return True


def expect(what: str, holds: bool) -> None:
    """Say what was looked at; Refused where it doesn't hold."""
    if not holds:
        raise Refused(f"Does not hold: {what}.")
    say(f"  {what}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
