"""Whatever stands in the cells, an import ends in records that check, or in help."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from liaison_app.actions import importing, workspaces
from liaison_app.errors import UnreadableInput
from tests.desk import workspace_at

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace

HEADINGS = (
    "Student ID",
    "First Name",
    "Middle Name",
    "Last Name",
    "Preferred Name",
    "DOB",
    "Grade",
    "School",
    "School ID",
    "Teacher",
    "Enrollment Status",
    "Entry Date",
    "Exit Date",
    "Home Language",
    "Interpreter",
    "Address",
    "Apt",
    "City",
    "State",
    "Zip",
    "Mailing Address",
    "Home Phone",
    "Household ID",
    "Guardian 1 ID",
    "Guardian 1 Name",
    "Guardian 1 Cell",
    "Guardian 1 Email",
    "Guardian 1 Relationship",
    "Guardian 1 Lives With",
    "Contact Restrictions",
    "Guardian 2 Name",
    "Guardian 2 Address",
    "Emergency Contact",
    "Emergency Contact Phone",
)
LONG = "x" * 3_000
UNNUMBERED = {"First Name": "5", "Address": LONG}  # a child whose key is made of these
cells = st.one_of(
    st.just(""),
    st.text(max_size=12),
    st.sampled_from(("1", "Y", "N", "3/4/2016", "Ali", "555-0101", "a@example.org")),
    st.sampled_from(("\u200b", "\ufffe", "\u2066", "\U000e0001", "\x01", "٣/٤/٢٠١٦", "\ud7ff")),
    st.sampled_from((LONG, f"a@{LONG}.org", "9" * 3_000)),
)
rows = st.lists(st.lists(cells, min_size=len(HEADINGS), max_size=len(HEADINGS)), max_size=5)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return workspace_at(tmp_path_factory.mktemp("any") / "w")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows)
@example(rows=[[LONG] * len(HEADINGS)])
@example(rows=[["\ufffe"] * len(HEADINGS)])
@example(rows=[[UNNUMBERED.get(name, "") for name in HEADINGS]])
@example(rows=[["Ali"] * len(HEADINGS), ["Ali"] * len(HEADINGS)])
@example(rows=[["7", *["Ali"] * (len(HEADINGS) - 1)], ["7", *["a@example.org"] * 33]])
def test_any_cells(workspace: Workspace, tmp_path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *rows])
    path = tmp_path / "any.csv"
    path.write_text(text.getvalue(), "utf-8", newline="")
    try:
        first = importing.run(workspace, path)
        again = importing.run(workspace, path)
    except UnreadableInput:
        return
    assert again.added == {}, (first.added, again.added)


def test_all_of_it_checks(workspace: Workspace) -> None:
    assert workspaces.check(workspace).problems == ()
