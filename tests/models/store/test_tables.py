# SPDX-License-Identifier: MIT
"""Every kind of record comes back from its table exactly as it went in, whatever it holds."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from annotated_types import Ge, Gt, Le, Lt, MaxLen
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic.fields import FieldInfo
from sqlalchemy import Connection, select

from models.records import RECORDS, Record, Score, fields_of
from models.store.connection import connect, engine_for
from models.store.tables import TABLES, from_row, metadata, to_row
from tests.models.store.makings import upn

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    date: st.dates(date(2000, 1, 1), date(2040, 12, 31)),
    datetime: st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)),
    Any: st.none() | st.booleans() | st.integers(-(2**53), 2**53) | _TEXT,
}


def _flat(metadata_of: Any) -> list[Any]:
    return [
        inner for one in metadata_of for inner in (one.metadata if isinstance(one, FieldInfo) else (one,))
    ]


def _limits(limits: list[Any]) -> tuple[int, int]:
    low = [m.ge for m in limits if isinstance(m, Ge)] + [m.gt + 1 for m in limits if isinstance(m, Gt)]
    high = [m.le for m in limits if isinstance(m, Le)] + [m.lt - 1 for m in limits if isinstance(m, Lt)]
    return max(low, default=0), min(high, default=10**9)


def _anything(annotation: Any, limits: list[Any]) -> st.SearchStrategy[Any]:
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _anything(inside[0], [*limits, *_flat(inside[1:])])
    if origin in (Union, types.UnionType):
        return st.one_of(
            *(st.none() if one is type(None) else _anything(one, limits) for one in reversed(inside))
        )
    if origin is dict:
        return st.dictionaries(_TEXT, _anything(inside[1], []), max_size=3)
    if origin is tuple and inside[1:] == (...,):
        most = min([m.max_length for m in limits if isinstance(m, MaxLen)], default=3)
        return st.lists(_anything(inside[0], []), max_size=most).map(tuple)
    if origin is tuple:
        return st.tuples(*(_anything(one, []) for one in inside))
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    return _number_or_text(annotation, limits)


def _number_or_text(annotation: Any, limits: list[Any]) -> st.SearchStrategy[Any]:
    low, high = _limits(limits)
    if annotation is Decimal:
        return st.decimals(low, high, places=2)
    if annotation is int:
        return st.integers(low, high)
    if issubclass(annotation, StrEnum):
        return st.sampled_from(list(annotation))
    pattern = next((m.pattern for m in limits if getattr(m, "pattern", None)), "")
    if pattern:
        return st.from_regex(re.compile(pattern.replace(r"\d", "[0-9]")), fullmatch=True)
    return _TEXT


@st.composite
def records(draw: st.DrawFn, kind: type[Record]) -> Record:
    """Any record of a kind that its own checks let pass."""
    values = {
        name: draw(_anything(info.annotation, info.metadata)) for name, info in kind.model_fields.items()
    }
    if "upn" in values:
        values["upn"] = upn(draw(st.integers(0, 9999)))
    if kind is Score:
        values["score"] = Decimal(values["score"]) % 80 + 40
    try:
        return kind.model_validate(values)
    except ValidationError:
        assume(False)
        raise


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """An encrypted file with the tables and nothing that asks whether the others are there."""
    path: Path = tmp_path_factory.mktemp("tables") / "bare"
    engine = engine_for(lambda: connect(path, bytes(32), settings=False))
    metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.kind())
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(given_here=st.data())
def test_a_record_comes_back_exactly(bare: Connection, kind: type[Record], given_here: st.DataObject) -> None:
    record = given_here.draw(records(kind))
    table = TABLES[kind]
    bare.exec_driver_sql("BEGIN")
    bare.execute(table.insert(), to_row(record))
    row = bare.execute(select(table).where(table.c.id == record.id)).mappings().one()
    bare.exec_driver_sql("ROLLBACK")
    back = from_row(kind, row)
    assert back == record
    # 1.50 and 1.5 are equal; what a person wrote is not.
    assert back.model_dump_json() == record.model_dump_json()


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.kind())
def test_what_points_to_another_record_is_guarded_and_quick_to_find(kind: type[Record]) -> None:
    table = TABLES[kind]
    pointing = {spec.name: spec.refers for spec in fields_of(kind) if spec.refers and not spec.many}
    keys = {key.parent.name: key.target_fullname for key in table.foreign_keys}
    assert keys == {name: f"{refers}.id" for name, refers in pointing.items()}
    assert all(key.ondelete == "RESTRICT" for key in table.foreign_keys)
    assert {column.name for index in table.indexes for column in index.columns} == set(pointing)


def test_every_kind_stands_after_those_that_it_points_to() -> None:
    seen: set[str] = set()
    for kind in RECORDS:
        mine = {kind.kind()} | {spec.refers for spec in fields_of(kind) if spec.refers}
        assert mine - {kind.kind()} <= seen, kind.kind()
        seen.add(kind.kind())
