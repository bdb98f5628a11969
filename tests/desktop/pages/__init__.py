# SPDX-License-Identifier: MIT
"""Tests of the pages, each on a real store."""
