"""A family that is protected between looking at a print for staff and printing it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import packets
from liaison_app.errors import NotAllowed
from liaison_app.records.packets import PacketIssue
from liaison_app.records.partnership import Visit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.packets.home import Home


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("route", {"day": "2026-11-24", "level": "initials"}),
        ("route", {"day": "2026-11-24", "level": "names"}),
        ("labels", {"what": "addresses"}),
    ],
)
def test_its_home_leaves_on_no_sheet_of_staff(
    home: Home, tmp_path: Path, kind: str, options: dict[str, Any]
) -> None:
    at = datetime(2026, 11, 24, 10).astimezone().astimezone(UTC)
    home.add(Visit(household=home.family, planned_start=at))
    made = packets.prepare(home.workspace, kind=kind, options=options)
    assert not made.red
    home.hide()
    with pytest.raises(NotAllowed, match="Meanwhile"):
        packets.save(home.workspace, made, tmp_path / "sheet.pdf")
    assert not home.workspace.all(PacketIssue)
    assert not (tmp_path / "sheet.pdf").exists()
    again = packets.prepare(home.workspace, kind=kind, options=options)
    if not again.red:
        packets.save(home.workspace, again, tmp_path / "sheet.pdf")
