# SPDX-License-Identifier: MIT
"""The version of the program, as About, summaries and installers say it."""

VERSION = "0.1.0"
