"""A found stick tells nothing: not who, not which team or role, not even which version."""

from __future__ import annotations

import base64
from importlib.metadata import version
from typing import TYPE_CHECKING

from liaison_app.actions import exchange, laptops
from liaison_app.records.people import Household, Person
from liaison_app.records.schools import School
from liaison_app.workspace import Add

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.sync.laptops import Team

PEOPLE = ("Rosa Vega", "Ben Ortiz", "Chau Tran", "Amina", "Hassan", "أمينة حسن")
WORDS = (
    *("North", "Grove Elementary", "liaison", "coordinator", "admin", "office"),
    *("household", "person", "roster", "invite", "enrol", "records", "schema", "hlc", "kind"),
)


def test_a_found_stick_tells_nothing(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    stick = team.folder / "stick"
    stick.mkdir()
    rosa.commit(
        "family.new",
        [
            Add(School(name="Grove Elementary")),
            Add(Household(name="Hassan")),
            Add(Person(given_name="Amina", family_name="Hassan", native_name="أمينة حسن")),
        ],
    )
    exchange.make_file(rosa, stick / "a")
    exchange.take_file(ben, stick / "a")
    exchange.make_file(ben, stick / "b")
    for by_post in (False, True):
        laptops.invite(
            rosa, person="Chau Tran", by_post=by_post, target=stick / f"invite-{by_post}"
        )
    exchange.make_file(rosa, stick / "c")
    app = version("liaison")
    keys = [rosa.root, rosa.person, ben.person, f'"app":"{app}"', f'"{app}"', "practice"]
    found = [
        (path.name, text, form)
        for path in sorted(stick.iterdir())
        for text in (*PEOPLE, *WORDS, *keys)
        for form, needle in forms(text)
        if needle in path.read_bytes()
    ]
    assert found == []
    assert len(list(stick.iterdir())) == 5  # and nothing was left beside them


def forms(text: str) -> Iterator[tuple[str, bytes]]:
    """A text as it might lie on a disk."""
    for case in {text, text.lower(), text.upper()}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = case.encode(encoding)
            if len(raw) < 4:
                continue
            yield encoding, raw
            yield f"hex of {encoding}", raw.hex().encode()
            yield f"HEX of {encoding}", raw.hex().upper().encode()
            for shift in range(3):  # base64 depends on where in three bytes a text begins
                whole = base64.b64encode(bytes(shift) + raw)
                first = -(-shift * 8 // 6)
                inner = whole[first : len(whole.rstrip(b"=")) - 1]
                if len(inner) >= 6:
                    yield f"base64 of {encoding}", inner


def test_the_search_finds_what_lies_open(tmp_path: Path) -> None:
    """Or else the test above proves nothing."""
    for hidden in (
        "…Rosa Vega…".encode(),
        "xRosa Vega".encode("utf-16-le"),
        base64.b64encode(b"a Rosa Vega z"),
        base64.b64encode(b"aa Rosa Vega z"),
        base64.b64encode(b"Rosa Vega"),
        b"Rosa Vega".hex().encode(),
    ):
        assert any(needle in hidden for _form, needle in forms("Rosa Vega")), hidden
    assert not any(needle in b"FLB1 nothing here" for _form, needle in forms("Rosa Vega"))
    assert tmp_path.is_dir()
