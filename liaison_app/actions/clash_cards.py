"""Records that can hardly all be right, put before a person as a difference is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from liaison_app.actions import (
    clash_words,
    difference_left,
    difference_words,
    merging,
    protected_places,
    protecting,
)
from liaison_app.actions.difference_cards import Difference, Side
from liaison_app.actions.titles import person_name, shown_value, title, titles
from liaison_app.errors import NotAllowed
from liaison_app.language import phones
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date, format_time
from liaison_app.language.names import isolate
from liaison_app.records import TYPES
from liaison_app.records.looked_at import Doubt
from liaison_app.records.partnership import Visit
from liaison_app.records.values import parse_time
from liaison_app.store import belonging, clashes, ops
from liaison_app.store.belonging import Piece
from liaison_app.store.clock import time_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from liaison_app.actions.difference_cards import Reader
    from liaison_app.store.clashes import Clash
    from liaison_app.workspace import Workspace

MERGES = (Doubt.SAME_PERSON, Doubt.SAME_FAMILY)
_LOANS_SHOWN = 4
_NAMES_SHOWN = 6


def with_homes(
    workspace: Workspace, found: Mapping[str, Clash]
) -> dict[str, tuple[Clash, tuple[str, ...]]]:
    """Say whose families each of them concerns."""
    return {name: (one, _homes(workspace, one)) for name, one in found.items()}


def newest(workspace: Workspace, clash: Clash) -> datetime:
    """When one of the records was written last, in UTC, by that laptop's clock."""
    rows = workspace.read(
        "SELECT max(hlc) FROM op WHERE id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps([piece.id for piece in clash.records])},
    )
    return time_of(rows[0][0] or 0)


def card(reader: Reader, clash: Clash, homes: Sequence[str], household: str = "") -> Difference:
    """Put it into words.

    Args:
        reader: knows who works at which laptop.
        clash: what the tables say.
        homes: the families it concerns.
        household: the one of them that it is shown with; the first by default.
    """
    workspace = reader.workspace
    home = household or (homes[0] if homes else "")
    first = clash.records[0]
    return Difference(
        id=clash.id,
        type=first.type,
        record=first.id,
        field=clash.doubt.value,
        about=_about(workspace, clash),
        household=home,
        family=title(workspace, "household", home) if home else "",
        label=_(clash.doubt.label),
        explained=clash_words.explained(clash.doubt, clash.facts),
        question=clash_words.question(clash.doubt),
        urgent=clash.doubt is Doubt.OPEN_ADDRESS,
        sides=tuple(_sides(reader, clash)),
        long=False,
        may_write=clash.doubt is Doubt.BELOW_ZERO,
        seen=clash.facts,
        written=_written(reader, clash),
        doubt=clash.doubt.value,
        leave=clash_words.leave(clash.doubt),
    )


def consequence(workspace: Workspace, clash: Clash, keep: int) -> tuple[str, ...]:
    """What keeping a side does besides, a line each; nothing where the button says all."""
    if clash.doubt is Doubt.OPEN_ADDRESS:
        named = protecting.mentions(workspace, clash.about[0])
        rest = [one for one in named if Piece(one.type, one.id) not in clash.records]
        return clash_words.sealed(rest, keep=keep == 1)
    if clash.doubt not in MERGES or keep not in (1, 2):
        return ()
    stays, goes = clash.records if keep == 1 else reversed(clash.records)
    try:
        return clash_words.preview(merging.plan(workspace, stays.type, stays.id, goes.id))
    except NotAllowed as error:  # answering says it again
        return (str(error),)


# --- its sides


def _sides(reader: Reader, clash: Clash) -> list[Side]:
    if clash.doubt is Doubt.AFTER_MERGE:
        return _after_merge(reader, clash)
    if clash.doubt is Doubt.RETURNED_TWICE:
        words = clash_words.does(clash.doubt)
        return [_deed(reader, 1, clash.records[-1], _("It came back once"), words)]
    if clash.doubt is Doubt.OPEN_ADDRESS:
        return _open_address(reader, clash)
    if clash.doubt is Doubt.BELOW_ZERO:
        kit, *loans = clash.records
        none = _deed(reader, 1, kit, _("There is none on the shelf"), _("Set the count to 0"))
        return [none] + [
            _side(reader, number, loan, _words(reader.workspace, loan), _("Cancel this loan"))
            for number, loan in enumerate(loans[:_LOANS_SHOWN], start=2)
        ]
    return [
        _side(reader, number, piece, _words(reader.workspace, piece), clash.doubt)
        for number, piece in enumerate(clash.records, start=1)
    ]


def _after_merge(reader: Reader, clash: Clash) -> list[Side]:
    former, stays = clash.records
    name = isolate(title(reader.workspace, stays.type, stays.id))
    words = _("It goes to {name}").format(name=name)
    return [
        _deed(reader, 1, stays, words, _("Put it there")),
        _deed(reader, 2, former, _("They are two after all"), _("Bring the former entry back")),
    ]


def _open_address(reader: Reader, clash: Clash) -> list[Side]:
    """Two ways to seal it; its words are not said."""
    home = clash.records[0]
    known = _("Only its liaison and the coordinators know it")
    return [
        _deed(reader, 1, home, known, _("Seal it")),
        _deed(reader, 2, home, _("The program forbids to keep it"), _("Keep it nowhere")),
    ]


def _deed(reader: Reader, number: int, piece: Piece, words: str, does: str) -> Side:
    """What can be done, and is nobody's words."""
    made = _side(reader, number, piece, words, does)
    return replace(made, who="", author="", when="", household="")


def _side(reader: Reader, number: int, piece: Piece, words: str, does: str) -> Side:
    """A side; `does` is what its button says, or the doubt whose usual words it takes."""
    dev, at = _made(reader.workspace, piece)
    who = reader.who(dev)
    return Side(
        number=number,
        words=words,
        value=piece.id,
        who=difference_words.names([who], begin=True),
        author="" if who == _("another laptop") else who,
        at=at,
        when=difference_words.moment(at, reader.today),
        shown=False,
        may_keep=True,
        does=clash_words.does(does) if isinstance(does, Doubt) else does,
        household=next(iter(_homes_of(reader.workspace, piece)), ""),
    )


def _made(workspace: Workspace, piece: Piece) -> tuple[str, datetime]:
    """By which laptop a record was made, and when."""

    def ask(conn: Any) -> tuple[str, datetime]:
        first = next(iter(ops.of_record(conn, piece.id, piece.type)), None)
        if first is None:
            return "", workspace.now()
        row = conn.execute("SELECT dev FROM origin WHERE n = ?", (first.origin,)).fetchone()
        return str(row["dev"]), time_of(first.hlc)

    return workspace.reading(ask)


# --- in words


def _about(workspace: Workspace, clash: Clash) -> tuple[str, ...]:
    first = clash.records[0]
    row = _row(workspace, first)
    if first.type == "loan":
        return tuple(part for part in (title(workspace, "kit", row["kit"]), row["label"]) if part)
    if first.type == "visit":
        day = format_date(parse_time(row["planned_start"]).astimezone().date(), weekday=True)
        return (title(workspace, "staff_member", row["staff"]), day)
    return (person_name(row) if first.type == "person" else row["name"],)


def _written(reader: Reader, clash: Clash) -> tuple[str, ...]:
    workspace = reader.workspace
    if clash.doubt is Doubt.OPEN_ADDRESS:  # by whom, and when; never what
        rows = [_side(reader, 1, one, "", "") for one in clash.records[1:]]
        return tuple(_("Address: {who}").format(who=row.said) for row in rows)
    if clash.doubt is not Doubt.AFTER_MERGE:
        return ()
    left = workspace.reading(lambda conn: belonging.goes_with(conn, clash.records[0]))
    return difference_left.lines(workspace, left)


def _words(workspace: Workspace, piece: Piece) -> str:
    """What tells a record from the other, a line each."""
    row = _row(workspace, piece)
    lines = _LINES[piece.type](workspace, row)
    return "\n".join(isolate(line) for line in lines if line)


def _loan(workspace: Workspace, row: Mapping[str, Any]) -> list[str]:
    loan = TYPES["loan"].fields
    lent = shown_value(loan["lent_on"], row["lent_on"], {})
    due = shown_value(loan["due"], row["due"], {})
    return [
        title(workspace, "household", row["household"]),
        _("Lent on {date}").format(date=lent) if lent else "",
        _("Due back {date}").format(date=due) if due else "",
    ]


def _visit(workspace: Workspace, row: Mapping[str, Any]) -> list[str]:
    start = parse_time(row["planned_start"])
    minutes = row["planned_minutes"]
    length = clashes.USUAL_MINUTES if minutes is None else minutes
    day = format_date(start.astimezone().date(), weekday=True)
    lasts = ngettext("{count} minute", "{count} minutes", length).format(count=length)
    return [
        title(workspace, "household", row["household"]),
        _("{date}, {time}").format(date=day, time=format_time(start)),
        lasts,
        shown_value(Visit.TYPE.fields["place"], row["place"], {}),
    ]


def _person(workspace: Workspace, row: Mapping[str, Any]) -> list[str]:
    fields = TYPES["person"].fields
    numbers = workspace.read(
        "SELECT value FROM contact_point WHERE person = :id AND NOT deleted ORDER BY id",
        {"id": row["id"]},
    )
    schools = workspace.read(
        "SELECT s.name FROM enrollment e JOIN school s ON s.id = e.school"
        " WHERE e.person = :id AND NOT e.deleted ORDER BY e.id",
        {"id": row["id"]},
    )
    homes = titles(workspace, "household", _homes_of_person(workspace, row["id"]))
    born = shown_value(fields["birth_date"], row["birth_date"], {})
    return [
        person_name(row),
        _("Born {date}").format(date=born) if born else "",
        ", ".join(_("Family {name}").format(name=isolate(name)) for name in homes.values()),
        ", ".join(isolate(school["name"]) for school in schools),
        ", ".join(phones.shown(one["value"]) or one["value"] for one in numbers),
    ]


def _family(workspace: Workspace, row: Mapping[str, Any]) -> list[str]:
    members = workspace.read(
        "SELECT p.* FROM household_member m JOIN person p ON p.id = m.person"
        " WHERE m.household = :id AND NOT m.deleted AND NOT p.deleted ORDER BY p.is_child, p.id",
        {"id": row["id"]},
    )
    places = workspace.read(
        "SELECT id, line_1, city FROM address WHERE household = :id AND NOT deleted ORDER BY id",
        {"id": row["id"]},
    )
    hidden = protected_places.hidden(workspace, row["id"])
    streets = [one for one in places if one["id"] not in hidden]
    visits = workspace.read(
        "SELECT count(*) FROM visit WHERE household = :id AND NOT deleted", {"id": row["id"]}
    )[0][0]
    names = [isolate(person_name(one)) for one in members[:_NAMES_SHOWN]]
    return [
        row["name"],
        ", ".join(names) + ("…" if len(members) > _NAMES_SHOWN else ""),
        "; ".join(", ".join(p for p in (s["line_1"], s["city"]) if p) for s in streets),
        ngettext("{count} visit", "{count} visits", visits).format(count=visits) if visits else "",
    ]


_LINES = {"loan": _loan, "visit": _visit, "person": _person, "household": _family}


# --- whose it is


def _homes(workspace: Workspace, clash: Clash) -> tuple[str, ...]:
    homes = (home for piece in clash.records for home in _homes_of(workspace, piece))
    return tuple(dict.fromkeys(homes))


def _homes_of(workspace: Workspace, piece: Piece) -> list[str]:
    if piece.type == "household":
        return [piece.id]
    if piece.type == "person":
        return _homes_of_person(workspace, piece.id)
    return [_row(workspace, piece)["household"]] if piece.type in ("loan", "visit") else []


def _homes_of_person(workspace: Workspace, person: str) -> list[str]:
    rows = workspace.read(
        "SELECT DISTINCT household FROM household_member WHERE person = :id AND NOT deleted"
        " ORDER BY household",
        {"id": person},
    )
    return [row["household"] for row in rows]


def _row(workspace: Workspace, piece: Piece) -> Any:
    [row] = workspace.read(
        f"SELECT * FROM {piece.type} WHERE id = :id",  # noqa: S608  (a declared type)
        {"id": piece.id},
    )
    return row
