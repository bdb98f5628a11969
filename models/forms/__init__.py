# SPDX-License-Identifier: MIT
"""An authority's own form, filled from the record."""
