"""Commands for every kind of record: list, show, add, set, delete, undelete, history."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from liaison_app.actions import erasures, histories, records, removing
from liaison_app.actions.record_types import describe, known_field, known_type, types
from liaison_app.actions.titles import shown_moment
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue, UnreadableInput
from liaison_app.language.catalogues import _
from liaison_app.records import Kind
from liaison_app.records.values import as_json, format_time

if TYPE_CHECKING:
    from collections.abc import Sequence

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json_", is_flag=True, help="Print JSON.")
type_argument = click.argument("type_name", metavar="TYPE")
id_argument = click.argument("record_id", metavar="ID")
fields_argument = click.argument("fields", metavar="FIELD=VALUE...", nargs=-1, required=True)

MOST = 10**9
_CELL = 60


@group.command("types")
@json_option
def types_(*, as_json_: bool) -> None:
    """Say which kinds of records there are, and their fields."""
    if as_json_:
        names = {one.name: [field.name for field in one.fields] for one in types()}
        print_json(names)
        return
    rows = [(one.name, one.label, ", ".join(f.name for f in one.fields)) for one in types()]
    print_table([_("Type"), _("Meaning"), _("Fields")], rows)


@group.command("list")
@type_argument
@click.option("--where", multiple=True, metavar="FIELD=VALUE", help="Only those that equal this.")
@click.option("--limit", type=click.IntRange(0, MOST), help="At most so many.")
@click.option("--deleted", is_flag=True, help="Those that were removed instead.")
@json_option
@pass_session
def list_(
    session: Session,
    type_name: str,
    where: Sequence[str],
    limit: int | None,
    *,
    deleted: bool,
    as_json_: bool,
) -> None:
    """List the records of a type."""
    known_type(type_name)
    found = records.select(
        session.workspace, type_name, where=_pairs(where), limit=limit, deleted=deleted
    )
    if as_json_:
        print_json([as_json(record) for record in found])
        return
    columns = describe(type_name).columns
    cells = records.in_words(session.workspace, type_name, found, [c.name for c in columns])
    print_table(
        ["id", *(column.label for column in columns)],
        [
            (record.id, *(_short(cell) for cell in row))
            for record, row in zip(found, cells, strict=True)
        ],
    )


@group.command()
@type_argument
@id_argument
@json_option
@pass_session
def show(session: Session, type_name: str, record_id: str, *, as_json_: bool) -> None:
    """Show one record."""
    found = records.show(session.workspace, type_name, record_id)
    if as_json_:
        print_json(found.json)
        return
    click.echo(found.title)
    if erasures.is_erased(session.workspace, type_name, record_id):
        click.echo(_("This was erased for good. `liaison erasures` says when and by whom."))
    elif found.deleted:
        click.echo(_("This record was removed. `liaison undelete` brings it back."))
    print_table(
        [_("Field"), _("Meaning"), _("Value")],
        [(line.name, line.label, line.value) for line in found.lines if line.value],
    )


@group.command()
@type_argument
@fields_argument
@json_option
@pass_session
def add(session: Session, type_name: str, fields: Sequence[str], *, as_json_: bool) -> None:
    """Add a record and print its id. FIELD=@FILE reads a value from a file (UTF-8)."""
    values = _values(type_name, fields)
    touched = records.add(session.workspace, type_name, values)
    if as_json_:
        print_json(records.show(session.workspace, type_name, touched.ids[0]).json)
    else:
        click.echo(touched.ids[0])


@group.command("set")
@type_argument
@id_argument
@fields_argument
@json_option
@pass_session
def set_(
    session: Session, type_name: str, record_id: str, fields: Sequence[str], *, as_json_: bool
) -> None:
    """Change fields of a record. FIELD= empties one; FIELD=@FILE reads it from a file."""
    touched = records.change(
        session.workspace, type_name, record_id, _values(type_name, fields, changing=True)
    )
    if as_json_:
        print_json(records.show(session.workspace, type_name, record_id).json)
    else:
        click.echo(_("Changed.") if touched.number else _("Nothing to change."))


@group.command()
@type_argument
@id_argument
@pass_session
def delete(session: Session, type_name: str, record_id: str) -> None:
    """Remove a record; its history stays, and `undelete` brings it back.

    What is a family's, person's or visit's own goes with it.
    """
    touched = records.remove(session.workspace, type_name, record_id)
    others = removing.removed_words(session.workspace, touched)
    click.echo(" ".join(part for part in (_("Removed."), others) if part))


@group.command()
@type_argument
@id_argument
@pass_session
def undelete(session: Session, type_name: str, record_id: str) -> None:
    """Bring a removed record back, with all that went with it."""
    touched = records.restore(session.workspace, type_name, record_id)
    others = removing.returned_words(session.workspace, touched)
    click.echo(" ".join(part for part in (_("Brought back."), others) if part))


@group.command()
@type_argument
@id_argument
@json_option
@pass_session
def history(session: Session, type_name: str, record_id: str, *, as_json_: bool) -> None:
    """Say who changed what, when, from what to what; newest first."""
    changes = histories.history_of(session.workspace, type_name, record_id)
    if as_json_:
        print_json(
            [
                {
                    "revision": change.revision,
                    "at": format_time(change.at),
                    "who": change.who,
                    "action": change.action,
                    "field": change.field or "deleted",
                    "before": change.before,
                    "after": change.after,
                }
                for change in changes
            ]
        )
        return
    print_table(
        [_("When"), _("Who"), _("Action"), _("What")],
        [
            (shown_moment(change.at), change.who, change.action, _short(change.words))
            for change in changes
        ],
    )


def _pairs(texts: Sequence[str]) -> dict[str, str]:
    found = {}
    for text in texts:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals:
            raise InvalidValue(
                _("Write FIELD=VALUE: one has no equals sign. Put a VALUE with spaces into quotes.")
            )
        if name in found:
            raise InvalidValue(_("“{field}” is given twice.").format(field=_short(name)))
        found[name] = value
    return found


def _values(type_name: str, texts: Sequence[str], *, changing: bool = False) -> dict[str, object]:
    """Read FIELD=VALUE arguments; @FILE gives a value from a file, or the file itself."""
    record_type = known_type(type_name)
    pairs = _pairs(texts)
    files: dict[str, object] = {}
    for name, text in pairs.items():
        if not text.startswith("@"):
            continue
        if known_field(record_type, name).kind is Kind.BLOB and not changing:
            files[name] = Path(text[1:])
        else:
            pairs[name] = _from_file(Path(text[1:]))
    typed = {name: text for name, text in pairs.items() if name not in files}
    return {**records.parse(type_name, typed), **files}


def _from_file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UnreadableInput(
            _("The file cannot be read as UTF-8 text. Check its name and how it was saved.")
        ) from None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _CELL else line[: _CELL - 1] + "…"
