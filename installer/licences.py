# SPDX-License-Identifier: MIT
"""The licence of every package that is shipped, from the runtime lock and the packages' own words.

    python installer/licences.py           writes docs/licences.md
    python installer/licences.py --check   only says whether docs/licences.md is what it would write

Ends with 1 where a licence is unknown or one that we don't ship under, or where the list is stale.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "installer" / "lock" / "runtime.txt"
LIST = ROOT / "docs" / "licences.md"

# With any of these a package may be shipped beside MIT code; the LGPL ones because Qt stays apart in
# its own files, which anybody may replace.
ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "MIT-CMU"),
    *("LGPL-3.0-only", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Zlib"),
}

# How packages that don't use SPDX names say the same.
SPELLINGS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "SIL OFL 1.1": "OFL-1.1",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}

# Read by a person, where the package's own description doesn't say it, or it isn't installed here.
READ_BY_HAND = {
    "colorama": "BSD-3-Clause",  # LICENSE.txt in the wheel, which only Windows takes
    "pypdfium2": "BSD-3-Clause",  # its own code; what is inside it is named below
    "reportlab": "BSD-3-Clause",  # the description says "see license.txt"; that is the three-clause text
    "sqlcipher3": "Zlib",  # licenses/LICENSE in the wheel: the zlib text of pysqlite
}

# What some wheels bring along that has a licence of its own.
WITHIN = [
    ("PySide6, shiboken6", "Qt 6", "LGPL-3.0-only"),
    ("pypdfium2", "PDFium and what is inside it", "BSD-3-Clause AND Apache-2.0"),
    ("sqlcipher3", "SQLCipher (Zetetic)", "BSD-3-Clause"),
    ("sqlcipher3", "SQLite", "public domain"),
    ("sqlcipher3, cryptography", "OpenSSL 3", "Apache-2.0"),
    ("argon2-cffi-bindings", "the Argon2 reference implementation", "CC0-1.0 OR Apache-2.0"),
    ("lxml", "libxml2, libxslt", "MIT"),
    ("PyYAML", "LibYAML", "MIT"),
    ("QtAwesome", "Font Awesome Free, Elusive Icons (fonts)", "OFL-1.1"),
    ("QtAwesome", "Material Design Icons, Remix Icon (fonts)", "Apache-2.0"),
    ("QtAwesome", "Phosphor (font)", "MIT"),
    ("QtAwesome", "Codicons (font)", "CC-BY-4.0"),
    ("font-source-sans-pro", "Source Sans Pro (fonts)", "OFL-1.1"),
]


def main(words: list[str]) -> int:
    """Write or compare the list; name every package whose licence keeps it from being shipped."""
    rows = [(name, version, licence_of(name)) for name, version in shipped()]
    refused = [
        f"{name} {version}: {given or 'none given'}" for name, version, given in rows if not is_allowed(given)
    ]
    for row in refused:
        print(
            f"May not be shipped: {row}. Read its licence, then drop it or name it in {Path(__file__).name}."
        )
    text = written(rows)
    stale = not LIST.exists() or LIST.read_text(encoding="utf-8") != text
    if "--check" not in words:
        LIST.write_text(text, encoding="utf-8", newline="\n")
    elif stale:
        print("docs/licences.md is stale: run python installer/licences.py and commit it.")
    print(f"{len(rows)} packages are shipped; {len(refused)} may not be.")
    return int(bool(refused) or (stale and "--check" in words))


def shipped() -> list[tuple[str, str]]:
    """Name and version of each package in the runtime lock, for whatever system."""
    pairs = re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return [(name, version) for name, version in pairs]


def licence_of(name: str) -> str:
    """The package's licence as an SPDX expression, or in its own words; empty where it says nothing."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    try:
        about = metadata.metadata(name).json
    except metadata.PackageNotFoundError:
        return ""
    kinds = [kind.rpartition("::")[2].strip() for kind in about.get("classifier", ()) if "License ::" in kind]
    said = [about.get("license_expression"), about.get("license"), *kinds]
    known = [SPELLINGS.get(str(words), str(words)) for words in said if words]
    return next((words for words in known if is_allowed(words)), known[0] if known else "")


def is_allowed(licence: str) -> bool:
    """Whether an SPDX expression leaves a choice that is made of allowed licences alone."""
    words = re.findall(r"[()]|[^\s()]+", licence)
    answer = _any_of(words)
    return answer and not words


def _any_of(words: list[str]) -> bool:
    answer = _all_of(words)
    while words and words[0] == "OR":
        words.pop(0)
        # Both sides are read whatever the first one says, or the words of the second would be left over.
        answer = _all_of(words) or answer
    return answer


def _all_of(words: list[str]) -> bool:
    answer = _one(words)
    while words and words[0] == "AND":
        words.pop(0)
        answer = _one(words) and answer
    return answer


def _one(words: list[str]) -> bool:
    if not words:
        return False
    word = words.pop(0)
    if word != "(":
        return word in ALLOWED
    answer = _any_of(words)
    return answer and bool(words) and words.pop(0) == ")"


def written(rows: list[tuple[str, str, str]]) -> str:
    """The list as a page."""
    head = (
        "# What is shipped, and under which licence\n\n"
        "Made by `installer/licences.py` from the runtime lock and the packages' own descriptions, and\n"
        "compared in CI. Of a choice we take the one that is not the GPL; Qt stays in files of its own,\n"
        "which anybody may replace.\n\n"
    )
    packages = "| Package | Version | Licence |\n|---|---|---|\n" + "".join(
        f"| {name} | {version} | {licence} |\n" for name, version, licence in rows
    )
    within = "\n## Carried within\n\n| In | Part | Licence |\n|---|---|---|\n" + "".join(
        f"| {package} | {part} | {licence} |\n" for package, part, licence in WITHIN
    )
    return head + packages + within


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
