# SPDX-License-Identifier: MIT
"""Days, values, counts and conditions in plain English, from the labels of a standard."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache

from thresholds.derive import MET, UNKNOWN, Counted
from thresholds.nodes import GATES, Fact, Node
from thresholds.standard import Standard
from thresholds.tree import Leaf, loose_tree
from thresholds.verdict import Reason, Used


@lru_cache(maxsize=4096)
def long_day(day: date) -> str:
    """A day as people write it: 12 September 2026."""
    return f"{day.day} {day:%B %Y}"


_UNITS = {"percent": " %", "pounds": " pounds"}


def value_words(fact: Fact, value: object) -> str:
    """A value with its unit, as a person says it; digits are cut after two, so that 89.996 stays below 90."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        number = f"{value.quantize(Decimal('0.01'), ROUND_FLOOR).normalize():f}"
        if fact.values and fact.is_whole and value == value.to_integral_value():
            at = int(value) - int(fact.min or 0)
            if 0 <= at < len(fact.values):
                return f"{number} ({fact.values[at]})"
        unit = _UNITS.get(fact.unit) or f" {fact.unit}"
        return f"{number}{unit}" if fact.unit not in ("", "standard_score") else number
    return str(value).replace("_", " ")


def value_detail(fact: Fact, reason: Reason, used: tuple[Used, ...]) -> str:
    """What a fact was found to be, when and by whom; why it can't be used where it can't."""
    if not used:
        later = reason is Reason.FUTURE_DATED
        return "only later dates are recorded" if later else "nothing recorded yet"
    last = used[0]
    values = value_words(fact, last.value)
    if len(used) > 1:
        values = " and ".join(dict.fromkeys(value_words(fact, one.value) for one in used))
    source = f" ({last.source})" if last.source else ""
    day = f" on {long_day(last.on)}" if last.on else ""
    told = f"{values}{day}{source}"
    if reason is Reason.STALE:
        return f"the latest is {told}, more than {fact.good_for} ago"
    if reason is Reason.CONFLICT:
        return f"two values on one day that don't agree: {told}"
    if reason is Reason.OTHER_SCALE:
        return f"on another scale: {told}"
    return told


def count_detail(counted: Counted) -> str:
    """How many were counted, at least and at most."""
    start = f" since {long_day(counted.start)}" if counted.start else ""
    most = f" to {counted.high}" if counted.high is not None and counted.high != counted.low else ""
    sure = "" if counted.high is not None or counted.code != UNKNOWN else "; more may not be recorded"
    return f"{counted.low}{most}{start}{sure}"


def document_detail(counted: Counted, code: int) -> str:
    """Which document there is, and from when it would count."""
    if not counted.used:
        return "none recorded" if code == UNKNOWN else "none, by the school's own word"
    last = counted.used[0]
    source = f" ({last.source})" if last.source else ""
    day = f"dated {long_day(last.on)}" if last.on else "undated"
    if code == MET or counted.start is None:
        return f"{day}{source}"
    return f"the latest is {day}{source}; {long_day(counted.start)} or later is needed"


_COMPARED = {"below": "below", "at_or_below": "at or below", "above": "above", "at_or_above": "at or above"}


def condition_words(standard: Standard, leaf: Leaf) -> str:
    """What a leaf asks, made from the labels, where the author has written no sentence."""
    if leaf.op == "count":
        name, number = leaf.bound or ("at_or_above", 1)
        least = {
            "at_or_above": "at least",
            "above": "more than",
            "at_or_below": "at most",
            "below": "fewer than",
        }
        where = "".join(
            f" with {key.replace('_', ' ')} {value.replace('_', ' ')}" for key, value in leaf.where
        )
        within = f" within {leaf.window}" if leaf.window else ""
        return capital(f"{standard.events[leaf.name].label}{where}: {least[name]} {number}{within}")
    if leaf.op == "recent":
        return capital(f"{standard.documents[leaf.name].label} within {leaf.window}")
    fact = standard.facts[leaf.name]
    if leaf.op == "yes":
        return capital(fact.label)
    if leaf.op == "one_of":
        return capital(f"{fact.label}: {' or '.join(v.replace('_', ' ') for v in leaf.values)}")
    if leaf.op == "between":
        low, high = value_words(fact, leaf.value), value_words(fact, leaf.high)
        return capital(f"{fact.label} from {low} to {high}")
    return capital(f"{fact.label} {_COMPARED[leaf.op]} {value_words(fact, leaf.value)}")


def lower(words: str) -> str:
    """A sentence as part of another; an abbreviation keeps its capitals."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def capital(words: str) -> str:
    """A sentence's own beginning."""
    return words[:1].upper() + words[1:]


def node_words(standard: Standard, node: Node) -> str:
    """What a condition asks, made from its operator and the labels; "" for a gate."""
    if node.op in GATES or node.op == "use":
        return ""
    plain = node.model_dump(by_alias=True, exclude={"phases"}, exclude_none=True)
    asked = plain.get(node.op)
    if isinstance(asked, dict) and isinstance(asked.get("value"), dict):
        return "; ".join(
            f"{str(phase).replace('_', ' ')}: "
            + node_words(standard, Node.model_validate({node.op: {**asked, "value": value}}))
            for phase, value in asked["value"].items()
        )
    branch = loose_tree(Node.model_validate(plain), standard)
    return condition_words(standard, branch.leaf) if branch.leaf is not None else ""
