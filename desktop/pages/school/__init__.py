# SPDX-License-Identifier: MIT
"""The school's own page: details, bringing pupils in, safe copies and keys."""
