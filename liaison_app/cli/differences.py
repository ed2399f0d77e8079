"""Commands for differences: what two people wrote without knowing of each other.

Among them is what several records say together that can hardly be so, such as one kit lent twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from liaison_app.actions import differences, made_one
from liaison_app.actions.references import resolve
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import UnreadableInput
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from typing import BinaryIO

    from liaison_app.actions.differences import Difference, Side

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
id_argument = click.argument("difference_id", metavar="ID")

_CELL = 60


@group.group()
def conflict() -> None:
    """Differences that wait for a person. ID is as `conflict list` shows it."""


@conflict.command("list")
@click.option("--family", default="", help="Only those of this family: its id or name.")
@json_option
@pass_session
def list_(session: Session, family: str, *, as_json: bool) -> None:
    """List what was written in different ways on two laptops: consent first, then the newest."""
    workspace = session.workspace
    household = resolve(workspace, "household", family) if family else ""
    found = differences.differences(workspace, household)
    if as_json:
        print_json([differences.as_json(one) for one in found])
        return
    if not found:
        click.echo(_("No difference waits for an answer."))
        return
    print_table(
        ["id", _("Of"), _("What"), _("Side"), _("Shown")],
        [
            (
                one.id if place == 0 else "",
                _short(one.title) if place == 0 else "",
                one.label if place == 0 else "",
                f"{side.number}  {_short(side.words)}",
                _("yes") if side.shown else "",
            )
            for one in found
            for place, side in enumerate(one.sides)
        ],
    )


@conflict.command()
@id_argument
@json_option
@pass_session
def show(session: Session, difference_id: str, *, as_json: bool) -> None:
    """Show a difference: both sides in full, who wrote each and when."""
    one = differences.difference(session.workspace, difference_id)
    if as_json:
        print_json(differences.as_json(one))
        return
    click.echo(f"{one.title}: {one.label}")
    click.echo(one.explained)
    for line in one.written:
        click.echo(f"- {line}")
    for side in one.sides:
        _show_side(session, one, side)
    if one.before:
        click.echo("")
        click.echo(_("Before both:"))
        click.echo(one.before)
    click.echo("")
    click.echo(_("Answer with: liaison conflict resolve {id} --keep N").format(id=one.id))
    if one.may_write and one.doubt:
        click.echo(_("or with --value and how many there are on the shelf: --value 3."))
    elif one.may_write:
        click.echo(_("or write something else with --value or --value-file."))
    if one.leave:
        click.echo(_("or with --leave: {what}.").format(what=one.leave))


@conflict.command("resolve")
@id_argument
@click.option("--keep", type=int, metavar="N", help="Keep the side with this number.")
@click.option("--value", metavar="V", help="Write this instead; empty for nothing.")
@click.option(
    "--value-file",
    "file",
    type=click.File("rb"),
    metavar="F",
    help="Write what stands in this file, UTF-8 text; - for standard input.",
)
@click.option("--leave", is_flag=True, help="Leave all as it is, where `show` says that one can.")
@json_option
@pass_session
def answer(
    session: Session,
    difference_id: str,
    keep: int | None,
    value: str | None,
    file: BinaryIO | None,
    *,
    leave: bool,
    as_json: bool,
) -> None:
    """Answer a difference: here, and on every laptop that gets this."""
    if [keep is not None, value is not None, file is not None, leave].count(True) != 1:
        raise click.UsageError(_("Give one of --keep N, --value V, --value-file F and --leave."))
    if file:
        value = _text(file)
    workspace = session.workspace
    before = differences.difference(workspace, difference_id)
    touched = differences.answer(
        workspace, before.id, keep=keep, value=value, leave=leave, seen=before.seen
    )
    if as_json:
        print_json(
            {
                "id": before.id,
                "type": before.type,
                "record": before.record,
                "field": before.field,
                "value": differences.value_now(workspace, before),
                "action": touched.number,
            }
        )
        return
    click.echo(_("Answered. It is settled on every laptop that gets this change."))


@conflict.command()
@click.argument("kind", type=click.Choice(["family", "person"]))
@click.argument("stays")
@click.argument("goes")
@click.option("--dry-run", is_flag=True, help="Only say what it would do.")
@json_option
@pass_session
def merge(
    session: Session, kind: str, stays: str, goes: str, *, dry_run: bool, as_json: bool
) -> None:
    """Make two entries one: GOES goes into STAYS, each an id or a name. Undo takes it back."""
    workspace = session.workspace
    type_name = "household" if kind == "family" else kind
    pair = [resolve(workspace, type_name, one) for one in (stays, goes)]
    lines = made_one.consequence(workspace, type_name, *pair)
    touched = None if dry_run else made_one.make_one(workspace, type_name, *pair)
    if as_json:
        number = touched.number if touched else 0
        print_json({"stays": pair[0], "goes": pair[1], "said": list(lines), "action": number})
        return
    for line in lines:
        click.echo(line)
    click.echo(_("Nothing was written.") if dry_run else _("They are one now."))


def _show_side(session: Session, one: Difference, side: Side) -> None:
    """A side in full, and what keeping it does."""
    click.echo("")
    mark = _(" (shown now)") if side.shown else ""
    click.echo(f"{side.number}. {side.said}{mark}")
    click.echo(side.words)
    if side.does:
        click.echo(f"--keep {side.number}: {side.does}")
    for line in differences.consequence(session.workspace, one.id, side.number):
        click.echo(f"- {line}")


def _text(file: BinaryIO) -> str:
    """The text of a file, without the line end that an editor puts after the last line."""
    try:
        return file.read().decode("utf-8-sig").replace("\r\n", "\n").removesuffix("\n")
    except UnicodeDecodeError:
        raise UnreadableInput(_("This file is no UTF-8 text. Save it as UTF-8.")) from None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _CELL else line[: _CELL - 1] + "…"
