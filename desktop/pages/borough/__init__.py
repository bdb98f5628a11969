# SPDX-License-Identifier: MIT
"""The authority's side: many schools' protected summaries as one picture; no school's file and no child."""
