"""Commands for attached files: where each is, fetching one, and which are fetched by themselves."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from liaison_app.actions import attachment_states
from liaison_app.actions.references import resolve
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.attachment_states import FileState

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@group.group()
def attachment() -> None:
    """Attached files: where they are. Over shared places they follow after all that was written."""


@attachment.command("list")
@click.argument("family", default="")
@json_option
@pass_session
def list_(session: Session, family: str, *, as_json: bool) -> None:
    """List the files of FAMILY (an id or a name), or of all families, and where each is."""
    workspace = session.workspace
    household = resolve(workspace, "household", family) if family else ""
    _show(attachment_states.states(workspace, household), as_json=as_json)


@attachment.command()
@json_option
@pass_session
def status(session: Session, *, as_json: bool) -> None:
    """List the files that wait to go to a shared place or to come, and why."""
    files = attachment_states.on_the_way(session.workspace)
    if not as_json and not files:
        click.echo(_("No attached file waits."))
        return
    _show(files, as_json=as_json)
    for line in () if as_json else attachment_states.waiting_words(files):
        click.echo(line)


@attachment.command()
@click.argument("attachment_id", metavar="ATTACHMENT")
@json_option
@pass_session
def fetch(session: Session, attachment_id: str, *, as_json: bool) -> None:
    """Fetch a file that is not on this laptop. ATTACHMENT is its id."""
    try:
        attachment_states.fetch(session.workspace, attachment_id)
    except KeyboardInterrupt:
        attachment_states.forget(session.workspace, attachment_id)
        raise
    if as_json:
        print_json({"fetched": attachment_id})
    else:
        click.echo(_("The file is on this laptop."))


@attachment.command("by-itself")
@click.argument("megabytes", type=click.IntRange(0, 64), required=False)
@json_option
@pass_session
def by_itself(session: Session, megabytes: int | None, *, as_json: bool) -> None:
    """Fetch files of colleagues by themselves, up to MEGABYTES each; 0 for none."""
    if megabytes is not None:
        attachment_states.set_by_itself(session.workspace, megabytes)
    size = attachment_states.by_itself(session.workspace)
    if as_json:
        print_json({"megabytes": size})
    elif size:
        click.echo(_("Files of up to {count} MB come by themselves.").format(count=size))
    else:
        click.echo(_("Files come only when somebody asks for them."))


def _show(files: Sequence[FileState], *, as_json: bool) -> None:
    if as_json:
        print_json([asdict(one) for one in files])
        return
    print_table(
        ["id", _("Name"), _("Bytes"), _("Where it is")],
        [[one.id, one.name, one.size, one.words] for one in files],
    )
