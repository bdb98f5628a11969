# SPDX-License-Identifier: MIT
"""The term's summary: what stays here, what leaves, what is incomplete, and who may open it."""
