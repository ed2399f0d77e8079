"""`liaison packet welcome` for many families: which sheet is whose, what stopped, what was made."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import packets
from liaison_app.records.people import Household, HouseholdMember
from liaison_app.records.schools import School
from tests.cli.test_packets import Desk, desk

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk"]


@pytest.fixture
def street(desk: Desk) -> Desk:
    """Amira's family, Karim's that no packet is for, and another of Amira's called Nasser."""
    home = desk.home
    family = home.add(Household(name="Nasser", home_language="ar"))
    home.add(
        HouseholdMember(household=family, person=home.amira),
        HouseholdMember(household=family, person=home.yusuf),
    )
    return desk


def test_each_line_names_the_family_and_what_stopped_comes_last(
    street: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    said, warned = street.run("welcome", "--all", "-o", str(folder), code=1)
    lines = said.splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "\u2068Haddad\u2069, for \u2068Amira Haddad\u2069",
        "\u2068Nasser\u2069, for \u2068Amira Haddad\u2069",
    ]
    for line in lines:
        _name, code, pages, file = line.split("  ")
        assert pages.endswith(" pages")
        assert file == str(folder / f"{code}.pdf")
        assert (folder / f"{code}.pdf").exists()
    told = warned.splitlines()
    assert told[0].startswith(
        "\u2068Haddad\u2069, for \u2068Karim Haddad\u2069: STOPS IT: No child of this family"
    )
    assert told[-1] == "2 of 3 packets."


def test_a_note_on_every_packet_is_said_once(street: Desk) -> None:
    _said, warned = street.run("welcome", "--all", "--check", code=1)
    for words in ("drafts that no speaker reviewed", "prints in official English"):
        (line,) = [line for line in warned.splitlines() if words in line]
        assert line.startswith("Note: ")
        assert line.endswith("(3 packets)")
    assert warned.endswith("2 of 3 packets can be made.")


def test_what_stops_a_packet_is_said_first_and_how_much_more_there_is(street: Desk) -> None:
    home = street.home
    for school in (home.grove, home.harbor):
        home.put(School, school, hours="")
    _said, warned = street.run("welcome", "--all", "--check", code=1)
    stops = [line for line in warned.splitlines() if "STOPS IT" in line]
    assert len(stops) == 3
    assert any(line.endswith("(and 1 more reason)") for line in stops)


def test_a_family_named_twice_gets_one_packet(street: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    given = ("--family", "Nasser", "--family", "nasser", "--family", street.family)
    found = street.json("welcome", *given, "-o", str(folder))
    assert len({one["family"] for one in found}) == len(found) == 2
    assert len(street.issues()) == len(list(folder.iterdir())) == 2
    every = street.json("welcome", "--all", "--family", "Nasser", "--check", code=1)
    assert len(every) == 3


def test_programs_find_the_same_keys_whatever_became_of_a_packet(street: Desk) -> None:
    given = ("--family", street.family, "--family", "Nobody", "--check")
    made, failed = street.json("welcome", *given, code=1)
    assert list(failed) == list(made)
    assert (failed["family"], failed["file"], failed["pages"]) == ("Nobody", "", 0)
    (problem,) = failed["problems"]
    assert list(problem) == list(made["problems"][0])
    assert problem["level"] == "red"
    assert problem["why"].startswith("There is no Family of this name or id.")


def test_a_packet_that_cannot_be_saved_names_its_family(
    street: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_part: Path, _path: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(packets, "put_in_place", fail)
    given = ("--family", "Nasser", "--family", street.family, "-o", str(tmp_path / "out"))
    _said, warned = street.run("welcome", *given, code=1)
    assert warned.startswith("\u2068Nasser\u2069: STOPS IT: The folder cannot be written to.")


def test_a_folder_in_the_workspace_is_refused_before_it_is_made(street: Desk) -> None:
    inside = street.folder / "packets"
    _said, warned = street.run("welcome", "--all", "-o", str(inside), code=1)
    assert "must not lie in the workspace folder" in warned
    assert not inside.exists()


@pytest.mark.parametrize("as_json", [False, True])
def test_stopping_says_how_many_were_made(
    street: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, as_json: bool
) -> None:
    prepare, calls = packets.prepare, []

    def stopped_at_the_second(*given: Any, **wishes: Any) -> packets.Prepared:
        calls.append(given)
        if len(calls) == 2:
            signal.raise_signal(signal.SIGINT)  # Ctrl+C
        return prepare(*given, **wishes)

    monkeypatch.setattr(packets, "prepare", stopped_at_the_second)
    folder = tmp_path / "out"
    given = ("welcome", "--family", "Nasser", "--family", street.family, "-o", str(folder))
    said, warned = street.run(*given, *(["--json"] if as_json else []), code=1)
    assert warned.endswith("Stopped. 1 of 2 packets were made before that.")
    assert "Nothing was changed" not in warned
    (file,) = folder.iterdir()
    assert str(file) in said
    assert len(street.issues()) == 1


def test_stopping_before_the_first_changes_nothing(
    street: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_given: Any, **_wishes: Any) -> packets.Prepared:
        signal.raise_signal(signal.SIGINT)
        raise AssertionError

    monkeypatch.setattr(packets, "prepare", stop)
    _said, warned = street.run("welcome", "--all", "-o", str(tmp_path / "out"), code=1)
    assert warned.endswith("Stopped. Nothing was changed.")
    assert street.issues() == []
