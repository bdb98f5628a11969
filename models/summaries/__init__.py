# SPDX-License-Identifier: MIT
"""What leaves the school: counts that cannot name a child, and what an authority makes of them."""
