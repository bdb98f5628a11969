# SPDX-License-Identifier: MIT
"""Putting an authority's standard in force: open, look over, adopt."""
