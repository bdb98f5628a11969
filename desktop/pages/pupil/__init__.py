# SPDX-License-Identifier: MIT
"""The tabs of one child's page, and the four stages of the cycle."""
