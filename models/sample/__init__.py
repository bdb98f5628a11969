# SPDX-License-Identifier: MIT
"""A fictional school, always the same for the same seed. Nobody in it is real."""

from models.sample.fill import fill

__all__ = ["fill"]
