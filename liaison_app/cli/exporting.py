"""Commands that give one kind of record of all families, or everything: for coordinators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from liaison_app.cli import group
from liaison_app.cli.sharing import day_typed, json_option, pass_session, sealing, tell_given
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from liaison_app.cli.session import Session
    from liaison_app.workspace import Workspace


@group.group("export")
def export_group() -> None:
    """Give one kind of record of all families, or everything. For coordinators only."""


@export_group.command("everything")
@click.option("--purpose", required=True, help="For what, in a few words.")
@sealing
@json_option
@pass_session
def everything(session: Session, /, **given: Any) -> None:
    """Give every record, but what is restricted or sealed, as one JSON document."""
    _export(session.workspace, "", given)


@export_group.command("list")
@click.argument("kind")
@click.option("--purpose", required=True, help="For what, in a few words.")
@sealing
@json_option
@pass_session
def export_list(session: Session, /, kind: str, **given: Any) -> None:
    """Give every record of a KIND, such as enrollment, as a table (CSV)."""
    _export(session.workspace, kind, given)


def _export(workspace: Workspace, kind: str, given: dict[str, Any]) -> None:
    from liaison_app.actions import giving_lists  # noqa: PLC0415

    target = given["output"]
    if target is None:
        raise click.UsageError("Say -o FILE.")
    wanted = giving_lists.Wanted(
        given["recipient"],
        given["purpose"],
        target,
        until=day_typed(workspace, given["until"]),
        sealed=given["sealed"],
        force=given["force"],
    )
    made = giving_lists.give(workspace, wanted, kind)
    tell_given(made.shared, made.records, as_json=given["as_json"])
    if not given["as_json"]:
        click.echo(
            _(
                "What is restricted or sealed, protected addresses and attached files stayed here."
                " Notes went as they were typed."
            )
        )
