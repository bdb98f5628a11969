# SPDX-License-Identifier: MIT
"""The bill of materials (CycloneDX 1.5) in every installer: each part, its version, licence and hashes."""

from __future__ import annotations

import json
import re
import uuid
from pathlib import Path
from typing import Any

import stage
from licences import LOCK, licence_of, shipped

Component = dict[str, Any]


def bill(extra: list[Component]) -> dict[str, Any]:
    """What is shipped: the runtime lock and what else an installer brings. The same input, the same bill."""
    components = sorted(
        [_package(name, number) for name, number in shipped()] + extra, key=lambda part: part["name"]
    )
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "graduated-response",
                "version": stage.version(),
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": components,
    }
    # Named after its own content, so that building again doesn't make another document.
    name = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(whole, sort_keys=True))
    return {"serialNumber": f"urn:uuid:{name}", **whole}


def write(path: Path, extra: list[Component]) -> None:
    """Write it as JSON."""
    path.write_text(json.dumps(bill(extra), indent=2, sort_keys=True) + "\n", encoding="utf-8", newline="\n")


def part(name: str, number: str, licence: str, digest: str | None = None) -> Component:
    """Something shipped that is no package of the lock."""
    hashes = [{"alg": "SHA-256", "content": digest}] if digest else []
    return {
        "type": "library",
        "name": name,
        "version": number,
        "licenses": [{"expression": licence}],
        "hashes": hashes,
    }


def _package(name: str, number: str) -> Component:
    lock = LOCK.read_text(encoding="utf-8")
    block = re.search(rf"^{re.escape(name)}==.*\n((?:    --hash=.*\n?)+)", lock, re.MULTILINE)
    digests = re.findall(r"sha256:([0-9a-f]{64})", block[1]) if block else []
    return {
        **part(name, number, licence_of(name)),
        "purl": f"pkg:pypi/{name}@{number}",
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in digests],
    }
