"""Commands that make, back up, restore and check the workspace itself."""

from __future__ import annotations

from pathlib import Path

import click

from liaison_app.actions import care, erased_again, old_backups, workspaces
from liaison_app.actions import recovery_sheet as sheets
from liaison_app.actions.titles import shown_moment
from liaison_app.cli import group
from liaison_app.cli.keys import hand_over, sheet_options
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.language.catalogues import _
from liaison_app.records.values import format_time

pass_session = click.make_pass_decorator(Session)


@group.command()
@click.option("--person", required=True, help="Your name.")
@click.option("--team", required=True, help="The name of your team.")
@sheet_options
@pass_session
def new(
    session: Session,
    person: str,
    team: str,
    recovery_sheet: Path | None,
    *,
    show_recovery_code: bool,
) -> None:
    """Make a workspace.

    Its recovery code goes onto a PDF with --recovery-sheet or, with --show-recovery-code, onto the
    terminal; with neither, a terminal is asked which. In a script with neither no code is given
    out: "liaison recovery renew" makes one at any time, and the window reminds of it.
    """
    if recovery_sheet:
        sheets.refuse_target(recovery_sheet, session.folder)
    passphrase = session.passphrase(_("New passphrase"), new=True)
    made = workspaces.create(session.folder, person=person, team=team, passphrase=passphrase)
    session.keep(made.workspace)
    click.echo(_("The workspace is ready in {folder}.").format(folder=session.folder))
    hand_over(made.workspace, made.recovery_code, recovery_sheet, show=show_recovery_code)


@group.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def backup(session: Session, file: Path, *, as_json: bool) -> None:
    """Write the whole workspace, still encrypted, into FILE.

    It opens with the passphrase or recovery code of now, also when those are changed later.
    """
    size = care.backup(session.workspace, file)
    if as_json:
        print_json({"file": str(file), "bytes": size})
    else:
        click.echo(_("The backup is written: {bytes} bytes.").format(bytes=size))


@group.command()
@click.option("--deleted", is_flag=True, help="Those that hold what was erased were deleted.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def backups(session: Session, *, deleted: bool, as_json: bool) -> None:
    """List the backups made here, and which of them hold what was erased since."""
    workspace = session.workspace
    left = old_backups.deleted(workspace) if deleted else ""
    older = old_backups.older(workspace)
    kept = old_backups.kept(workspace)
    if as_json:
        print_json([{"at": format_time(b.at), "file": b.place, "old": b in older} for b in kept])
        return
    if left:
        click.echo(left)
    print_table(
        [_("Made"), _("Where"), ""],
        [
            (shown_moment(b.at), b.place, _("holds what was erased since") if b in older else "")
            for b in kept
        ],
    )


@group.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def restore(session: Session, file: Path, *, as_json: bool) -> None:
    """Make a workspace from the backup FILE, in a folder that is empty or new.

    The passphrase is the one of when the backup was made.
    """
    session.keep(workspaces.restore(file, session.folder, session.passphrase()))
    if as_json:
        print_json({"folder": str(session.folder)})
    else:
        click.echo(_("The workspace is restored in {folder}.").format(folder=session.folder))
        for words in erased_again.tell(session.workspace):
            click.echo(words)


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
