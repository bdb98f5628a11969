# SPDX-License-Identifier: MIT
"""An authority's own form, filled for one child."""
