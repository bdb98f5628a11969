# SPDX-License-Identifier: MIT
"""The bill of materials names all that is shipped, with licence and hashes, and is always the same."""

from __future__ import annotations

import pytest

import bill_of_materials
import licences


def test_every_shipped_package_is_on_the_bill() -> None:
    parts = bill_of_materials.bill([])["components"]
    assert {(part["name"], part["version"]) for part in parts} == set(licences.shipped())
    assert all(part["licenses"][0]["expression"] and part["hashes"] for part in parts)


def test_the_same_input_gives_the_same_bill() -> None:
    python = bill_of_materials.part("CPython", "3.13.2", "PSF-2.0", "0" * 64)
    assert bill_of_materials.bill([python]) == bill_of_materials.bill([python])
    assert bill_of_materials.bill([python])["serialNumber"] != bill_of_materials.bill([])["serialNumber"]


@pytest.mark.parametrize(
    ("licence", "answer"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("GPL-2.0-only OR MIT", True),
        ("MIT AND (Apache-2.0 OR GPL-3.0-only)", True),
        ("(MIT OR Apache-2.0) AND GPL-3.0-only", False),
        ("MIT AND AGPL-3.0-only", False),
        ("GPL-3.0-only", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
        ("MIT, see the file", False),
        ("(MIT", False),
        ("", False),
    ],
)
def test_only_a_choice_of_licences_that_we_ship_under_will_do(licence: str, answer: bool) -> None:
    assert licences.is_allowed(licence) is answer
