"""`liaison packet KIND` for several families: which, in which order, stopped, and gone on with."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import packets
from liaison_app.actions.packet_choices import kinds
from liaison_app.cli import main
from liaison_app.records.people import Household, HouseholdMember, Person, PersonLanguage
from tests.cli.test_packets import Desk, desk

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk"]  # a fixture


def neighbours(desk: Desk, count: int) -> None:
    """Families that speak Somali, beside Amira's and the father's."""
    for number in range(count):
        family, adult = desk.home.workspace.new_id(), desk.home.workspace.new_id()
        desk.home.add(
            Household(id=family, name=f"Warsame {number}", home_language="so-SO"),
            Person(id=adult, given_name="Hodan", family_name="Warsame"),
            HouseholdMember(household=family, person=adult),
            PersonLanguage(person=adult, language="so"),
        )


def test_ctrl_c_stops_between_two_and_resume_makes_the_rest(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    neighbours(desk, 4)
    real = packets.save

    def pressed(*given: object, **more: object) -> str:
        saved = real(*given, **more)  # type: ignore[arg-type]
        signal.raise_signal(signal.SIGINT)
        return saved

    monkeypatch.setattr(packets, "save", pressed)
    out = tmp_path / "out"
    given = ("rights", "--home-language", "Somali", "--language", "en")
    said, warned = desk.run(*given, "-o", str(out), code=1)
    monkeypatch.setattr(packets, "save", real)
    assert warned.endswith("Stopped. 1 of 4 packets were made before that.")
    assert len(said.splitlines()) == len(list(out.iterdir())) == 1
    _said, warned = desk.run("rights", "--resume", "--language", "so", "-o", str(out), code=1)
    assert "begun with other choices" in warned
    _said, warned = desk.run("rights", "--resume", "--language", "en", "-o", str(out))
    assert warned.endswith("4 of 4 packets.")
    assert len({one.household for one in desk.issues()}) == len(list(out.iterdir())) == 4
    _said, warned = desk.run("rights", "--resume", "-o", str(out), code=1)
    assert "nothing to go on with" in warned


def test_killed_in_the_midst_it_goes_on_and_nobody_gets_two(desk: Desk, tmp_path: Path) -> None:
    neighbours(desk, 8)
    desk.home.workspace.close()
    out = tmp_path / "out"
    run = "import sys; from liaison_app.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", run, "--workspace", str(desk.folder), "packet"]
    given = ["rights", "--all", "--language", "en", "-o", str(out)]
    with subprocess.Popen([*command, *given], stdout=subprocess.PIPE) as made:
        assert made.stdout
        for _some in range(3):
            made.stdout.readline()
        made.kill()
    assert 0 < len(list(out.glob("*.pdf"))) < 10
    _said, warned = desk.run("rights", "--resume", "-o", str(out))
    assert warned.endswith("10 of 10 packets.")
    issues = desk.issues()
    assert len({one.household for one in issues}) == len(issues) == 10
    assert sorted(one.name for one in out.iterdir()) == sorted(f"{one.code}.pdf" for one in issues)


def test_what_stopped_one_is_tried_again(desk: Desk, tmp_path: Path) -> None:
    neighbours(desk, 1)
    desk.home.hide()
    out = str(tmp_path / "out")
    said, warned = desk.run("rights", "--all", "-o", out, code=1)
    assert "Hand it over yourself" in warned
    assert desk.json("rights", "--resume", "-o", out, code=1)[0]["problems"][0]["level"] == "red"
    made = {one.household for one in desk.issues()}
    assert desk.family not in made
    assert said


def test_files_are_numbered_in_the_order_of_delivery(desk: Desk, tmp_path: Path) -> None:
    neighbours(desk, 2)
    out = tmp_path / "out"
    found = desk.json("rights", "--all", "--order", "school", "-o", str(out))
    assert found[0]["family"] == desk.family, "the only one at a school"
    assert sorted(one.name for one in out.iterdir()) == [
        f"{place:04}-{one['code']}.pdf" for place, one in enumerate(found, 1)
    ]


def test_the_families_of_a_school(desk: Desk) -> None:
    neighbours(desk, 2)
    desk.home.add(Household(name="Closed", closed_on=desk.home.clock.at.date()))
    found = desk.json("rights", "--school", "Harbor Middle School", "--check")
    assert [one["family"] for one in found] == [desk.family]
    assert [one["code"] for one in found] == [""]
    _said, warned = desk.run("rights", "--school", "Hogwarts", "--check", code=1)
    assert "There is no School" in warned


@pytest.mark.parametrize(
    "arguments", [("--resume",), ("--resume", "--check"), ("--resume", "-o", "-")]
)
def test_resume_needs_a_place_for_several(desk: Desk, arguments: tuple[str, ...]) -> None:
    desk.run("rights", *arguments, code=2)


def test_programs_read_the_reasons_of_every_kind(desk: Desk) -> None:
    """Whatever the kind, one object with the same keys says what is wrong."""
    desk.home.hide()
    keys = set()
    for kind in kinds():
        family = ("--family", desk.family) if kind.for_a_family else ()
        desk.home.workspace.close()
        main(["--workspace", str(desk.folder), "packet", kind.name, *family, "--check", "--json"])
        found = json.loads(desk._capsys.readouterr().out)
        keys.add(tuple(found))
        codes = [one["code"] for one in found["problems"] if one["level"] == "red"]
        assert kind.name != "welcome" or codes == ["address-in-hand"]
        assert kind.name != "loan" or codes == ["failed"], "nobody said which loan"
    assert len(keys) == 1
