# SPDX-License-Identifier: MIT
"""What is printed; needs no screen."""
