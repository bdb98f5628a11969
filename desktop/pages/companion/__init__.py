# SPDX-License-Identifier: MIT
"""What the standard says of the child that is open, beside its page."""
