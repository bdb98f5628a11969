# SPDX-License-Identifier: MIT
"""What comes in and goes out as files: transfer files, lists, and what they would change."""

from models.exchange.ctf_out import write_ctf
from models.exchange.giving import write_rows
from models.exchange.importing import (
    ImportResult,
    import_attendance,
    import_ctf,
    import_pupils,
    read_ctf_files,
    result_of,
    take_in,
)
from models.exchange.incoming import Reading
from models.exchange.lists import Preview, preview, read_attendance_list, read_pupil_list
from models.exchange.mapping import Mapping, read_mapping, write_mapping
from models.exchange.merge import FieldChange, MergePlan, PupilPlan, apply, plan
from models.exchange.pupils_out import write_pupils

__all__ = [
    "FieldChange",
    "ImportResult",
    "Mapping",
    "MergePlan",
    "Preview",
    "PupilPlan",
    "Reading",
    "apply",
    "import_attendance",
    "import_ctf",
    "import_pupils",
    "plan",
    "preview",
    "read_attendance_list",
    "read_ctf_files",
    "read_mapping",
    "read_pupil_list",
    "result_of",
    "take_in",
    "write_ctf",
    "write_mapping",
    "write_pupils",
    "write_rows",
]
