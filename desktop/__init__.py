# SPDX-License-Identifier: MIT
"""Screens, paper and the command line."""
