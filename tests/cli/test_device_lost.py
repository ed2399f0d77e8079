"""What was on a lost laptop, from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_device_care import let_in
from tests.cli.test_devices import Desks, desks

__all__ = ["desks"]  # a fixture


def test_the_report_counts_and_names_only_when_asked(desks: Desks) -> None:
    let_in(desks, "ben", "Ben Ortiz")
    desks.on("ben", "family", "add", "Pham")
    desks.send("ben", "rosa", "pham")
    said = desks.on("rosa", "device", "lost", "Ben Ortiz")
    assert "1 family was on it for certain" in said
    assert "Pham" not in said
    assert "Pham" in desks.on("rosa", "device", "lost", "Ben Ortiz", "--names")
    plain = desks.json("rosa", "device", "lost", "Ben Ortiz")
    assert (plain["certain"], plain["count"], plain["protected"]) == (1, 1, 0)
    assert "name" not in plain["families"][0]
    report = desks.stick("report.pdf")
    asked = desks.on("rosa", "device", "lost", "Ben Ortiz", "--names", "-o", report, code=1)
    assert "add --yes" in asked
    assert not Path(report).exists()
    assert "not encrypted" in desks.on("rosa", "device", "lost", "Ben Ortiz", "-o", report)
    assert Path(report).read_bytes().startswith(b"%PDF")
    assert "coordinator" in desks.on("ben", "device", "lost", "Rosa", code=1)
    desks.on("rosa", "device", "remove", "Ben Ortiz", "--yes")
    assert "It is out of the team" in desks.on("rosa", "device", "lost", "Ben Ortiz")
