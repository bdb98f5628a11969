# SPDX-License-Identifier: MIT
"""Safe keeping: copies, ways in, until when files are kept."""
