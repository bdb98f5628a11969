# SPDX-License-Identifier: MIT
"""The standard, and what it says of one child. Pure: no screen, no store, no clock."""
