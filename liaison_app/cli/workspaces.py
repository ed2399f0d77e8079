"""Commands that make and check the workspace itself."""

from __future__ import annotations

import click

from liaison_app.actions import workspaces
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json
from liaison_app.language.catalogues import _

pass_session = click.make_pass_decorator(Session)


@group.command()
@click.option("--person", required=True, help="Your name.")
@click.option("--team", required=True, help="The name of your team.")
@pass_session
def new(session: Session, person: str, team: str) -> None:
    """Make a workspace."""
    passphrase = session.passphrase(_("New passphrase"), new=True)
    made = workspaces.create(session.folder, person=person, team=team, passphrase=passphrase)
    session.keep(made.workspace)
    click.echo(_("The workspace is ready in {folder}.").format(folder=session.folder))
    click.echo(_("Recovery code (write it down; it is shown once):"))
    click.echo(made.recovery_code)


@group.command()
@click.option("--deep", is_flag=True, help="Also verify every page of the file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def check(session: Session, *, deep: bool, as_json: bool) -> None:
    """Prove that the records are what their history says, and print their digest."""
    found = workspaces.check(session.workspace, deep=deep)
    if as_json:
        print_json({"ok": found.ok, "digest": found.digest, "problems": list(found.problems)})
    else:
        for problem in found.problems:
            click.echo(problem)
        click.echo(_("Everything is in order.") if found.ok else _("There are problems."))
        click.echo(found.digest)
    if not found.ok:
        raise click.exceptions.Exit(1)
