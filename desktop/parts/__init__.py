# SPDX-License-Identifier: MIT
"""Widgets that show one value."""
