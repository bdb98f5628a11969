# SPDX-License-Identifier: MIT
"""What a school writes down, keeps and counts. No screen."""
