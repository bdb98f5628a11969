# SPDX-License-Identifier: MIT
"""What plans to return, part-time timetables, places in a base and outcomes for adulthood answer."""

from __future__ import annotations

from collections.abc import Mapping

from thresholds.makers import judged, number
from thresholds.nodes import Fact

ARRANGEMENT_FACTS: Mapping[str, Fact] = {
    "part_time_weeks": number(
        "weeks on a part-time timetable",
        "weeks",
        200,
        "timetable",
        good_for="3 months",
        note="Without a week of full time between, up to the day; 0 from the day after its end. "
        "0 where there is none once the school says that all are recorded.",
    ),
    "part_time_unreviewed": judged(
        "a part-time timetable without a review on the agreed date",
        "timetable",
        good_for="3 months",
        note="Yes where the agreed day has passed without a review.",
    ),
    "reintegration_named_adult": judged(
        "the plan names a key adult",
        "reintegration_plan",
        good_for="3 months",
        note="Of the plan to return that runs; a plan that doesn't say it is not known to lack it.",
    ),
    "reintegration_steps": judged(
        "the plan has graded steps",
        "reintegration_plan",
        good_for="3 months",
        note="Of the plan to return that runs: two steps or more.",
    ),
    "reintegration_review": judged(
        "the plan is reviewed within four weeks",
        "reintegration_plan",
        good_for="3 months",
        note="Of the plan to return that runs: from the last look, or from its beginning, to the next.",
    ),
    "base_parents_agree": judged(
        "parents agree with a place in the base",
        "review_meeting",
        note="As recorded with the latest place, proposed or begun; dated by the proposal.",
    ),
    "base_aim_written": judged(
        "the aim for time in mainstream is written down",
        "review_meeting",
        note="Of the latest place, proposed or begun; dated by the proposal.",
    ),
    "base_mainstream_share": number(
        "share of the timetable in mainstream lessons",
        "percent",
        100,
        "timetable",
        good_for="6 months",
        note="Lessons in mainstream of a week's lessons, unrounded; dated by the Friday.",
    ),
    "base_target_reached": judged(
        "the target for time in mainstream was reached",
        "timetable",
        good_for="6 months",
        note="The latest week's share beside the target of the place.",
    ),
    "base_share_rising": judged(
        "time in mainstream rose over two reviews",
        "review_meeting",
        good_for="6 months",
        note="Yes where it rose or held: the latest weeks before the last two reviews of the place.",
    ),
    "base_outcome_decided": judged(
        "what follows the base was decided with the family",
        "review_meeting",
        good_for="6 months",
    ),
    "pathways_with_outcome": number(
        "pathways to adulthood with an outcome",
        "pathways",
        4,
        "review_meeting",
        good_for="12 months",
        note="Of employment, independent living, community and health, in the latest cycle that names any.",
    ),
}
"""Facts by name; thresholds.facts joins them to the others."""
