"""What every declaration must keep to, and values on their way to the file and back."""

from __future__ import annotations

import dataclasses
import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.errors import InvalidValue
from liaison_app.records import TYPES, FieldSpec, Kind, Merge
from liaison_app.records.people import Household, Person
from liaison_app.records.values import (
    default_stored,
    fits,
    format_time,
    from_stored,
    parse_text,
    parse_time,
    stored_fields,
    to_record,
    to_stored,
)

FIELDS = [(f"{t.name}.{f.name}", f) for t in TYPES.values() for f in t.fields.values()]
EACH = pytest.mark.parametrize("spec", [f for _name, f in FIELDS], ids=[n for n, _f in FIELDS])

NAMES_FOR_EVER = {
    "household": {"name"},
    "person": {"given_name", "family_name", "birth_date"},
    "contact_point": {"kind", "value"},
    "visit": {"household", "planned_start", "outcome"},
    "note": {"text"},
}


def test_the_names_that_others_build_on_are_there() -> None:
    for type_name, fields in NAMES_FOR_EVER.items():
        assert fields <= set(TYPES[type_name].fields)


@pytest.mark.parametrize("name", TYPES)
def test_every_type_can_be_named_listed_and_referred_to(name: str) -> None:
    found = TYPES[name]
    assert re.fullmatch(r"[a-z][a-z_]*", name)
    assert found.label
    assert found.plural
    assert found.cls.__doc__
    assert set(found.title) <= set(found.fields)
    assert set(found.references.values()) <= set(TYPES)
    assert found.rows in (Merge.ASK, Merge.SET, Merge.LEDGER)
    if found.rows is Merge.LEDGER:
        assert {field.merge for field in found.fields.values()} == {Merge.LEDGER}


@EACH
def test_every_field_has_a_label_and_a_name_that_sql_takes(spec: FieldSpec) -> None:
    assert spec.field.label
    assert re.fullmatch(r"[a-z][a-z0-9_]*", spec.name)
    assert spec.name not in ("id", "n", "deleted", "cells", "type", "title", "rowid")
    assert spec.kind is not Kind.CHOICE or spec.choices
    assert (spec.kind is Kind.LONG_TEXT) >= (spec.merge is Merge.REVISIONS)


@EACH
def test_every_default_can_be_stored_and_read_back(spec: FieldSpec) -> None:
    stored = default_stored(spec)
    assert fits(spec, stored)
    if not spec.required:
        assert from_stored(spec, stored) == spec.default


def values_of(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """Anything that may be put into a field."""
    texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=40)
    times = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1))  # noqa: DTZ001  (made aware)
    return {
        Kind.DATE: st.dates(),
        Kind.TIME: times.map(lambda t: t.replace(microsecond=0, tzinfo=UTC)),
        Kind.YES_NO: st.booleans(),
        Kind.WHOLE: st.integers(-(2**53) + 1, 2**53 - 1),
        Kind.CHOICE: st.sampled_from(list(spec.choices or ["x"])),
    }.get(spec.kind, texts.filter(lambda text: bool(text.strip())))


@given(st.data())
def test_what_is_stored_reads_back_as_it_was(data: st.DataObject) -> None:
    spec = data.draw(st.sampled_from([f for _name, f in FIELDS]))
    value = data.draw(values_of(spec))
    stored = to_stored(spec, value)
    assert fits(spec, stored)
    back = from_stored(spec, stored)
    if isinstance(value, str) and spec.kind is not Kind.CHOICE:
        assert to_stored(spec, back) == stored  # cleaned once, then stable
    else:
        assert back == value


@given(st.data())
def test_no_text_breaks_the_reading_of_typed_values(data: st.DataObject) -> None:
    spec = data.draw(st.sampled_from([f for _name, f in FIELDS]))
    typed = data.draw(
        st.one_of(
            st.text(max_size=30),
            st.sampled_from(
                ["9" * 5_000, "0001-01-01T00:00", "9999-12-31T23:59", "-1", "2026-02-30", "١٢"]
            ),
        )
    )
    with suppress(InvalidValue):
        to_stored(spec, parse_text(spec, typed))


@pytest.mark.parametrize("typed", ["9999-12-31T23:59", "0001-01-01T00:00+12:00", "2026-13-01"])
def test_a_time_beyond_the_calendar_is_refused_in_words(typed: str) -> None:
    with pytest.raises(InvalidValue):
        parse_text(TYPES["visit"].fields["planned_start"], typed)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.DATE, "2026-11-21"),
        (Kind.DATE, datetime(2026, 11, 21, tzinfo=UTC)),
        (Kind.TIME, datetime(2026, 11, 21)),  # noqa: DTZ001  (that is what is wrong with it)
        (Kind.TIME, date(2026, 11, 21)),
        (Kind.YES_NO, 1),
        (Kind.WHOLE, True),
        (Kind.WHOLE, 2**53),
        (Kind.TEXT, 7),
        (Kind.TEXT, "x" * 1_001),
        (Kind.LONG_TEXT, "x" * 200_001),
        (Kind.CHOICE, "no such choice"),
        (Kind.CHOICE, 3),
        (Kind.REFERENCE, 3),
    ],
)
def test_a_value_of_another_kind_is_refused_without_repeating_it(kind: Kind, value: object) -> None:
    spec = next(f for _name, f in FIELDS if f.kind is kind)
    with pytest.raises(InvalidValue) as refused:
        to_stored(spec, value)
    assert "xxx" not in str(refused.value)


def test_times_are_kept_in_utc_and_sort_as_text() -> None:
    noon = datetime(2026, 11, 21, 12, tzinfo=timezone(timedelta(hours=-6)))
    assert format_time(noon) == "2026-11-21T18:00:00Z"
    assert parse_time("2026-11-21T18:00:00Z") == noon
    early = datetime(833, 1, 1, tzinfo=UTC)
    assert format_time(early) == "0833-01-01T00:00:00Z"
    assert parse_time(format_time(early)) == early


def test_a_choice_this_program_does_not_know_is_kept_and_shown() -> None:
    spec = TYPES["visit"].fields["outcome"]
    assert from_stored(spec, "met_on_the_moon") == "met_on_the_moon"


def test_only_fields_that_differ_from_their_default_are_written() -> None:
    assert stored_fields(Person(given_name="Ana")) == {"given_name": "Ana"}
    with pytest.raises(InvalidValue):
        stored_fields(Household(name="  "))


def test_a_row_becomes_a_record_and_records_do_not_change() -> None:
    row = {name: default_stored(spec) for name, spec in Person.TYPE.fields.items()}
    person = to_record(Person, row | {"id": "1", "deleted": 1, "birth_date": "2019-05-04"})
    assert (person.birth_date, person.deleted) == (date(2019, 5, 4), True)
    with pytest.raises(dataclasses.FrozenInstanceError):
        person.given_name = "Ben"  # type: ignore[misc]
