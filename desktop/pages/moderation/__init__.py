# SPDX-License-Identifier: MIT
"""The moderation exercise: invented children judged by hand, each person alone, then compared."""
