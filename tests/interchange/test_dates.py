"""Dates are decided over the whole column."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.interchange.dates import DateOrder, decide, read_date
from tests.interchange.exports import TODAY


@pytest.mark.parametrize(
    ("values", "order", "proven", "contradicted"),
    [
        (["03/04/2015", "12/31/2015"], DateOrder.MONTH_FIRST, True, False),
        (["03/04/2015", "31/12/2015"], DateOrder.DAY_FIRST, True, False),
        (["03/04/2015"], DateOrder.MONTH_FIRST, False, False),
        (["03.04.2015"], DateOrder.DAY_FIRST, False, False),
        (["12/31/2015", "12/30/2015", "31/12/2015"], DateOrder.MONTH_FIRST, True, True),
        ([], DateOrder.MONTH_FIRST, False, False),
    ],
)
def test_order(values: list[str], order: DateOrder, proven: bool, contradicted: bool) -> None:
    found = decide(values)
    assert (found.order, found.proven, found.contradicted) == (order, proven, contradicted)


@pytest.mark.parametrize(
    "text",
    [
        "2015-03-25",
        "20150325",
        "2015/3/25",
        "3/25/2015",
        "03-25-2015",
        "3/25/15",
        "March 25, 2015",
        "25 Mar 2015",
        "25-mar-15",
        "25 de marzo de 2015",
        "2015-03-25 08:30",
        "3/25/2015 0:00",
        "42088",
        "42088.0",
        "2015-03-25T00:00:00",
    ],
)
def test_spellings_of_one_day(text: str) -> None:
    assert read_date(text, DateOrder.MONTH_FIRST, TODAY) == date(2015, 3, 25)


@pytest.mark.parametrize(
    "text", ["13/13/2015", "2015-02-30", "unknown", "", "5", "99/99/99", "3/25"]
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text, DateOrder.MONTH_FIRST, TODAY) is None


@given(st.dates(date(1930, 1, 1), TODAY - timedelta(days=400)), st.sampled_from(list(DateOrder)))
def test_two_digit_years_never_lie_ahead(day: date, order: DateOrder) -> None:
    text = day.strftime("%m/%d/%y" if order is DateOrder.MONTH_FIRST else "%d/%m/%y")
    found = read_date(text, order, TODAY)
    assert found is None or found.year <= TODAY.year
    if day.year > TODAY.year - 99:
        assert found == day


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    for order in DateOrder:
        found = read_date(text, order, TODAY)
        assert found is None or isinstance(found, date)
