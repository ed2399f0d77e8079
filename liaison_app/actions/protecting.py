"""Protecting a family that was known before: where it lives becomes a sealed fact, in one step.

The address rows are emptied for good, with their history, on every laptop that hears of it; what
was typed there becomes a sealed fact, and a substitute address takes its place, so that every print
knows that there is something to protect. Notes may name the street too: those are listed, because
only a person can tell which words have to go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.actions.titles import shown_moment, title
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.packets.streets import Street, street_of
from liaison_app.records import TYPES, Stream
from liaison_app.records.people import Address, AddressKind, Household
from liaison_app.records.sealed import ProtectedAddress
from liaison_app.store import belonging, clock, open_addresses, ops
from liaison_app.store.belonging import Piece
from liaison_app.store.families import households_of
from liaison_app.store.open_addresses import WORDS
from liaison_app.workspace import Add, Redact, Remove

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from liaison_app.store.driver import Connection
    from liaison_app.store.ops import Op
    from liaison_app.workspace import Change, Touched, Workspace


@dataclass(frozen=True)
class Substitute:
    """The address that may be known in place of the real one, and the program that gave it.

    Attributes:
        line_1: such as a post-office box; "" if there is none.
        line_2, city, region, postal_code: the rest of it.
        program: the address confidentiality program.
        card: the number on its card.
        card_seen: when somebody saw the card.
        expires_on: when it ends.
        keep_real: keep the real address, sealed; some programs forbid that.
    """

    line_1: str = ""
    line_2: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    program: str = ""
    card: str = ""
    card_seen: date | None = None
    expires_on: date | None = None
    keep_real: bool = True


@dataclass(frozen=True)
class Mention:
    """Words that name the street: one field of one record, with all its versions.

    Attributes:
        type: of the record.
        id: of the record.
        field: which field of it.
        kind: the type's name in the interface's language.
        label: the field's.
        words: the newest version that names the street.
        when: when that was written, in words.
        family: what the family is called that it belongs to; "" for none.
        own: it is one of the protected family's own records.
    """

    type: str
    id: str
    field: str
    kind: str
    label: str
    words: str
    when: str
    family: str
    own: bool


@dataclass(frozen=True)
class Protected:
    """What protecting did.

    Attributes:
        touched: what was written.
        addresses: how many addresses were emptied.
        mentions: words that still name the street.
    """

    touched: Touched
    addresses: int
    mentions: tuple[Mention, ...]


def may(workspace: Workspace, household: str) -> bool:
    """Whether a family may be protected from here: by its own liaison, or a coordinator."""
    now = workspace.now()
    return workspace.reading(lambda conn: open_addresses.is_for_here(conn, household, now))


def protect(
    workspace: Workspace, household: str, substitute: Substitute, *, by: object = None
) -> Protected:
    """Protect a family whose address was typed before, all in one action.

    It cannot be undone. Where a family meets us stays: that may be known. Of a family that is
    protected already, addresses that somebody typed since are taken away in the same way.

    Args:
        workspace: of the family's liaison or a coordinator.
        household: the family.
        substitute: what may be known in place of the address.
        by: handed back in `Touched`.

    Raises:
        NotAllowed: it is somebody else's family.
        UnknownRecord: there is no such family.
        InvalidValue: the substitute is one of the addresses that are to be protected, or there is
            nothing left to protect.
    """
    workspace.get(Household, household)
    _refuse_others(workspace, household)
    with workspace.shared.writing:
        rows = _addresses(workspace, household)
        _refuse_real(rows, substitute)
        real = [row for row in rows if not row["deleted"]]
        again = is_protected_here(workspace, household)
        if again and not real:
            raise InvalidValue(
                _("This family is protected already. Change the substitute among its addresses.")
            )
        streets = _streets(row["line_1"] for row in real)
        changes = _sealed(workspace, household, rows, substitute)
        changes += [] if again else [Add(_shown(household, substitute))]
        touched = workspace.commit("family.protect", changes, by=by)
    return Protected(touched, len(rows), _mentions(workspace, household, streets))


def sealing(workspace: Workspace, household: str, *, keep: bool) -> list[Change]:
    """What seals the addresses that lie open of a family that is protected already.

    Args:
        workspace: of the family's liaison or a coordinator.
        household: the family.
        keep: keep them, sealed; some programs forbid that.

    Raises:
        NotAllowed: it is somebody else's family.
    """
    _refuse_others(workspace, household)
    return _sealed(workspace, household, _open(workspace, household), Substitute(keep_real=keep))


def is_protected_here(workspace: Workspace, household: str) -> bool:
    """Whether a family has a substitute in place of its address."""
    known = workspace.all(Address, household=household)
    return any(one.kind is AddressKind.SUBSTITUTE for one in known)


def mentions(workspace: Workspace, household: str) -> tuple[Mention, ...]:
    """Give the words that name the street of a protected family, its own records first.

    Looked for are the streets of its sealed addresses, and of those that lie open; what only other
    laptops hold is listed there. Whoever reads this has shown the PIN.
    """
    known = [one.line_1 for one in workspace.all(ProtectedAddress, household=household)]
    known += [row["line_1"] for row in _open(workspace, household)]
    return _mentions(workspace, household, _streets(known))


# --- what is written


def _addresses(workspace: Workspace, household: str) -> list[Any]:
    """The addresses of a family that were ever typed, removed ones too."""
    return workspace.read(
        "SELECT * FROM address WHERE household = :id AND kind NOT IN (:place, :substitute)",
        {
            "id": household,
            "place": AddressKind.MEETING_PLACE.value,
            "substitute": AddressKind.SUBSTITUTE.value,
        },
    )


def _open(workspace: Workspace, household: str) -> list[Any]:
    """The addresses of a protected family that lie open: who wrote them had not heard."""
    found = workspace.reading(lambda conn: open_addresses.find(conn, household))
    ids = found.get(household, ())
    return [row for row in _addresses(workspace, household) if row["id"] in ids]


def _refuse_others(workspace: Workspace, household: str) -> None:
    if not may(workspace, household):
        raise NotAllowed(
            _("Only the family's own liaison or a coordinator protects its address. Tell them now.")
        )


def _sealed(
    workspace: Workspace, household: str, rows: Sequence[Any], substitute: Substitute
) -> list[Change]:
    """Write what some addresses say as sealed facts; empty them for good, and remove them."""
    emptied = [
        Redact(Address, row["id"], name)
        for row in rows
        for name in _ever_written(workspace, row["id"])
    ]
    live = [row for row in rows if not row["deleted"]]
    facts = _facts(household, live, substitute)
    return [*facts, *emptied, *(Remove(Address, row["id"]) for row in live)]


def _refuse_real(rows: Sequence[Any], substitute: Substitute) -> None:
    typed = _streets([substitute.line_1])
    if typed and typed[0] in _streets(row["line_1"] for row in rows):
        raise InvalidValue(
            _("The substitute is the address that is to be protected. Give the program's own.")
        )


def _facts(household: str, real: Sequence[Any], substitute: Substitute) -> Iterator[Add]:
    kept = [row for row in real if substitute.keep_real and any(row[name] for name in WORDS)]
    lines: dict[str, Any]
    for lines in [{name: row[name] or "" for name in WORDS} for row in kept] or [{}]:
        yield Add(
            ProtectedAddress(
                household=household,
                **lines,
                program=substitute.program,
                card=substitute.card,
                card_seen=substitute.card_seen,
                expires_on=substitute.expires_on,
            )
        )


def _shown(household: str, substitute: Substitute) -> Address:
    """The address that everybody sees; even an empty one says that there is something to mind."""
    return Address(
        household=household,
        kind=AddressKind.SUBSTITUTE,
        line_1=substitute.line_1,
        line_2=substitute.line_2,
        city=substitute.city,
        region=substitute.region,
        postal_code=substitute.postal_code,
        do_not_publish=True,
    )


def _ever_written(workspace: Workspace, record_id: str) -> list[str]:
    """The fields of an address that ever held words, in any of its versions."""
    log = workspace.reading(lambda conn: ops.of_record(conn, record_id, "address"))
    written = {
        name for op in log for name, write in op.writes.items() if write[0] not in (None, "")
    }
    return [name for name in WORDS if name in written]


# --- what still names the street


def _streets(lines: Iterable[str]) -> list[Street]:
    found = (street_of(line) for line in lines if line)
    return list(dict.fromkeys(one for one in found if one))


def _mentions(
    workspace: Workspace, household: str, streets: Sequence[Street]
) -> tuple[Mention, ...]:
    if not streets:
        return ()
    own = {
        (piece.type, piece.id)
        for piece in workspace.reading(
            lambda conn: belonging.of(conn, Piece("household", household), gone_people=True)
        )
    } | {("household", household)}
    found: dict[tuple[str, str, str], tuple[Op, str]] = {}
    for op in workspace.reading(lambda conn: list(_written(conn))):
        mine = (op.type, op.id) in own
        for name, words in _texts(op):
            if any(_names(street, words, own=mine) for street in streets):
                found[op.type, op.id, name] = (op, words)
    made = [_mention(workspace, place, *one, own) for place, one in found.items()]
    return tuple(sorted(made, key=lambda one: not one.own))


def _written(conn: Connection) -> Iterator[Op]:
    """Every op whose words everybody on the team may read, oldest first."""
    for op in ops.every(conn):
        if op.type in TYPES and TYPES[op.type].stream is not Stream.SEALED:
            yield op


def _texts(op: Op) -> Iterator[tuple[str, str]]:
    fields = TYPES[op.type].fields
    for name, write in op.writes.items():
        substitute = op.type == "address" and op.writes.get("kind", [""])[0] == "substitute"
        if name in fields and isinstance(write[0], str) and not substitute:
            yield name, write[0]


def _names(street: Street, words: str, *, own: bool) -> bool:
    """Whether words name the street; those of other families, only with the house."""
    return street.named_in(words) if own else street.numbered_in(words, typed=True)


def _mention(
    workspace: Workspace,
    place: tuple[str, str, str],
    op: Op,
    words: str,
    own: set[tuple[str, str]],
) -> Mention:
    type_name, record_id, name = place
    record_type = TYPES[type_name]
    homes = workspace.reading(lambda conn: households_of(conn, {record_id: type_name}))
    home = next(iter(sorted(homes or ())), "")
    return Mention(
        type=type_name,
        id=record_id,
        field=name,
        kind=_(record_type.label),
        label=_(record_type.fields[name].field.label),
        words=words,
        when=shown_moment(clock.time_of(op.hlc)),
        family=title(workspace, "household", home) if home else "",
        own=(type_name, record_id) in own,
    )
