# SPDX-License-Identifier: MIT
"""A fictional school, always the same for the same seed. Nobody in it is real."""

from models.codes import SchoolPhase
from models.records import School
from models.sample.fill import fill

__all__ = ["PASSPHRASE", "fictional_school", "fill"]

PASSPHRASE = "nobody here is real"
"""No secret: the children of the sample school don't exist."""


def fictional_school() -> School:
    """The school itself, marked as fictional."""
    return School(
        name="Canklow Bridge Primary School",
        la="372",
        estab="2001",
        urn=100001,
        phase=SchoolPhase.PRIMARY,
        senco="Ruth Ackroyd",
        telephone="01709 000000",
        is_fictional=True,
    )
