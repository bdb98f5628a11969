# SPDX-License-Identifier: MIT
"""Lists of rows."""

from desktop.tables.rows import Column, RowsModel, arranged, matching
from desktop.tables.rows_table import RowsTable

__all__ = ["Column", "RowsModel", "RowsTable", "arranged", "matching"]
