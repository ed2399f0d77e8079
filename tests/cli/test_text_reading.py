"""`liaison texts check` and `liaison texts jargon`: what is hard to read, and how to say it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from liaison_app.actions import text_reading, workspaces
from liaison_app.records.packets import Jargon, SectionText
from liaison_app.workspace import Add
from tests.cli.test_texts import Desk, desk
from tests.desk import PASSPHRASE

if TYPE_CHECKING:
    import pytest

    from liaison_app.records import Record

__all__ = ["desk"]

CALL = "Do you have a question? Call **{help_phone}**."


def add(desk: Desk, *records: Record) -> None:
    with workspaces.unlock(desk.folder, PASSPHRASE) as workspace:
        workspace.commit("x", [Add(one) for one in records])


def test_every_section_and_how_hard_it_is(desk: Desk) -> None:
    said, _warned = desk.run("check")
    assert "Flesch-Kincaid" in said
    found = desk.json("check", "--kind", "welcome")["sections"]
    assert {one["kind"] for one in found} == {"welcome"}
    assert all(one["reading"]["figure"]["name"] == "Flesch-Kincaid" for one in found)
    assert {one["level"] for one in found} <= {"easy", "middle"}, "we write for grade five"
    desk.run("check", "--kind", "nothing", code=1)


def test_a_translation_that_is_wrong_is_listed(desk: Desk) -> None:
    add(desk, SectionText(source="Grade 2", language="ar", text="الثاني 612-555-0142"))
    _said, warned = desk.run("check", "ar", code=1)
    assert "612-555-0142".replace("-", "") in warned
    (one,) = [x for x in desk.json("check", "ar", code=1)["texts"] if x["source"] == "Grade 2"]
    assert one["findings"][0]["code"] == "number-added"


def test_school_words_in_a_text(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    add(desk, Jargon(term="BLT", plain="The people who run the school."))
    said, _warned = desk.run("jargon", "The BLT reads the IEP.")
    assert "The people who run the school." in said
    assert "A written plan" in said
    monkeypatch.setattr("sys.stdin", io.StringIO("Come to the PTA."))
    (one,) = desk.json("jargon", "-")
    assert (one["words"], one["start"]) == ("PTA", 12)
    assert "No word" in desk.run("jargon", "Come to school.")[0]
    assert "BLT" in desk.run("jargon")[0]
    assert desk.json("jargon", "El IEP", "--language", "es")[0]["name"] == "IEP"


def test_a_line_beside_a_text() -> None:
    assert text_reading.line("Start here", "en") == "2 words"
    said = text_reading.line("Is your child sick or late? Call us early in the morning.", "en")
    assert "easy to read, grade" in said
    assert "school word: \u2068IEP\u2069" in text_reading.line("Bring the IEP.", "en")
    assert "long sentence: 25 words" in text_reading.line(" ".join(["kelma"] * 25), "so")
    assert text_reading.line("", "en") == ""
