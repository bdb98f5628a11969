# SPDX-License-Identifier: MIT
"""A request for an EHC needs assessment and a review: what can't have happened is refused in a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.records import AnnualReview, EhcRequest
from models.records.checked import checked
from models.records.ehc import AssessmentDecision, PlanDecision, ReviewOutcome
from tests.models.conftest import child
from thresholds.problems import Problems

ASSESS = {"decided_on": "2026-10-20", "decision": "assess"}
REFUSE = {"decided_on": "2026-10-20", "decision": "refuse"}


def request(**values: Any) -> EhcRequest:
    known = {"pupil_id": child().id, "requested_on": "2026-09-14", "asked_by": "parent"}
    return checked(EhcRequest, known | values)


def review(**values: Any) -> AnnualReview:
    return checked(AnnualReview, {"pupil_id": child().id, "due_on": "2027-01-31"} | values)


def said(problems: Problems) -> str:
    return " ".join(one.sentence for one in problems.problems)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"decided_on": "2026-09-01", "decision": "assess"}, "before the assessment was asked for"),
        ({"decided_on": "2026-10-20"}, "needs its day, and a day its decision"),
        ({"decision": "refuse"}, "needs its day, and a day its decision"),
        (ASSESS | {"plan_decision": "issue"}, "A decision on a plan needs its day"),
        (ASSESS | {"final_on": "2026-10-01"}, "out of order"),
        ({"draft_on": "2027-01-04", "draft_answered_on": "2027-01-01"}, "out of order"),
        ({"advice_asked_on": "2026-11-02", "advice_given_on": "2026-11-01"}, "before it was asked for"),
        (REFUSE | {"final_on": "2027-02-01"}, "no plan without an assessment"),
        (
            ASSESS | {"plan_decided_on": "2026-12-01", "plan_decision": "refuse", "final_on": "2027-01-05"},
            "A plan was issued",
        ),
        ({"requested_on": "yesterday"}, "Asked for on"),
        ({"asked_by": "neighbour"}, "Asked for by"),
    ],
)
def test_a_request_that_contradicts_itself_is_refused(values: dict[str, str], sentence: str) -> None:
    with pytest.raises(Problems) as told:
        request(**values)
    assert sentence in said(told.value)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"report_on": "2027-02-01"}, "follow a meeting"),
        ({"meeting_on": "2027-01-20", "invited_on": "2027-01-21"}, "Invitations go out before"),
        ({"meeting_on": "2027-01-20", "papers_on": "2027-01-21"}, "papers go round before"),
        ({"meeting_on": "2027-01-20", "report_on": "2027-01-19"}, "the report follows it"),
        (
            {"meeting_on": "2027-01-20", "decided_on": "2027-01-19", "decision": "keep"},
            "decision follows the meeting",
        ),
        ({"meeting_on": "2027-01-20", "decided_on": "2027-02-19"}, "needs its day, and a day its decision"),
        (
            {
                "meeting_on": "2027-01-20",
                "decided_on": "2027-02-10",
                "decision": "keep",
                "amended_on": "2027-03-01",
            },
            "amended only where",
        ),
    ],
)
def test_a_review_that_contradicts_itself_is_refused(values: dict[str, str], sentence: str) -> None:
    with pytest.raises(Problems) as told:
        review(**values)
    assert sentence in said(told.value)


def test_a_request_is_open_until_it_ends_one_way_or_another() -> None:
    assert request().is_open
    assert request(**ASSESS).is_open
    assert not request(**REFUSE).is_open
    assert not request(withdrawn_on="2026-09-20").is_open
    assert not request(**ASSESS, plan_decided_on="2026-12-01", plan_decision="refuse").is_open
    assert not request(**ASSESS, final_on="2027-02-01").is_open


def test_an_appeal_is_against_the_latest_decision() -> None:
    assert request(**ASSESS).appealable_on is None
    assert request(**REFUSE).appealable_on == date(2026, 10, 20)
    refused = request(**ASSESS, plan_decided_on="2026-12-01", plan_decision="refuse")
    assert (refused.decision, refused.plan_decision) == (AssessmentDecision.ASSESS, PlanDecision.REFUSE)
    assert refused.appealable_on == date(2026, 12, 1)
    assert request(**ASSESS, final_on="2027-02-01").appealable_on == date(2027, 2, 1)


def test_a_review_with_everything_in_order_is_taken() -> None:
    whole = review(
        invited_on="2026-12-16",
        meeting_on="2027-01-20",
        papers_on="2027-01-06",
        report_on="2027-02-01",
        decided_on="2027-02-15",
        decision="amend",
        amended_on="2027-04-10",
    )
    assert whole.decision is ReviewOutcome.AMEND
