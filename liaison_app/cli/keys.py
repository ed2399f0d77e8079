"""Commands about ways in: the passphrase and the recovery code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from liaison_app.actions import recovery_sheet as sheets
from liaison_app.actions import workspaces
from liaison_app.cli import group
from liaison_app.cli.session import Session, ask_secret, read_secret
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.workspace import Workspace

F = TypeVar("F", bound="Callable[..., object]")

NEW_PASSPHRASE = "LIAISON_NEW_PASSPHRASE"  # noqa: S105  (the name of a variable)
RECOVERY_CODE = "LIAISON_RECOVERY_CODE"

pass_session = click.make_pass_decorator(Session)


def sheet_options(command: F) -> F:
    """Add the options that say where a new recovery code goes."""
    named = click.option(
        "--recovery-sheet",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write the recovery sheet, a PDF to print, to this new file.",
    )
    shown = click.option(
        "--show-recovery-code", is_flag=True, help="Show the recovery code on the terminal."
    )
    return named(shown(command))


def new_passphrase_option(command: F) -> F:
    """Add the option that names the file with the new passphrase."""
    return click.option(
        "--new-passphrase-file",
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        help=f"Read the new passphrase from the first line of this file (or {NEW_PASSPHRASE}).",
    )(command)


@group.command()
@new_passphrase_option
@pass_session
def passphrase(session: Session, new_passphrase_file: Path | None) -> None:
    """Set another passphrase; the recovery code stays good.

    The present one is read as for every command, the new one from --new-passphrase-file,
    LIAISON_NEW_PASSPHRASE or the terminal, which asks twice.
    """
    present = session.passphrase(_("Present passphrase"))
    workspace = session.open(present)
    workspaces.change_passphrase(workspace, present, _new_passphrase(new_passphrase_file))
    click.echo(_("The passphrase is changed. The former one opens nothing any more."))


@group.command()
@click.option("--code", help=f"The recovery code (or {RECOVERY_CODE}, or the terminal asks).")
@new_passphrase_option
@sheet_options
@pass_session
def recover(
    session: Session,
    code: str | None,
    new_passphrase_file: Path | None,
    recovery_sheet: Path | None,
    *,
    show_recovery_code: bool,
) -> None:
    """Open a workspace with its recovery code, and set a new passphrase.

    The code works once: a new one takes its place. Where that goes, "liaison new --help" says.
    """
    if recovery_sheet:
        sheets.refuse_target(recovery_sheet, session.folder)
    typed = code or os.environ.get(RECOVERY_CODE) or ask_secret(_("Recovery code"))
    made = workspaces.recover(session.folder, typed, _new_passphrase(new_passphrase_file))
    session.keep(made.workspace)
    click.echo(_("The new passphrase counts. The former sheet opens nothing any more."))
    hand_over(made.workspace, made.recovery_code, recovery_sheet, show=show_recovery_code)


@group.group()
def recovery() -> None:
    """The recovery code."""


@recovery.command()
@sheet_options
@pass_session
def renew(session: Session, recovery_sheet: Path | None, *, show_recovery_code: bool) -> None:
    """Make a new recovery code; the former sheet opens nothing any more.

    Say where it goes with --recovery-sheet or --show-recovery-code, or at the terminal.
    """
    if not (recovery_sheet or show_recovery_code or sys.stdin.isatty()):
        raise click.UsageError(_("Say where the code goes: --recovery-sheet FILE."))
    if recovery_sheet:
        sheets.refuse_target(recovery_sheet, session.folder)
    present = session.passphrase()
    workspace = session.open(present)
    code = workspaces.renew_recovery(workspace, present)
    hand_over(workspace, code, recovery_sheet, show=show_recovery_code)


def hand_over(workspace: Workspace, code: str, sheet: Path | None, *, show: bool) -> None:
    """Give a new recovery code to the person: on paper, on the terminal, or not at all, said."""
    if sheet is None and not show and sys.stdin.isatty():
        sheet = _asked_for(workspaces.folder_of(workspace))
        show = sheet is None
    if sheet is not None:
        sheets.save(code, sheet)
        click.echo(
            _("The recovery sheet is in {file}. Print it, then delete it.").format(file=sheet)
        )
    if show:
        click.echo(_("Recovery code (write it down; it is shown once):"))
        click.echo(code)
    given = sheet is not None or show
    workspace.put_setting("recovery_confirmed", "1" if given else "")
    if not given:
        words = _(
            "No recovery sheet was made. Make one with “liaison recovery renew --recovery-sheet"
            " FILE”: without it, a forgotten passphrase means that everything is lost."
        )
        click.echo(words, err=True)


def _asked_for(folder: Path) -> Path | None:
    words = _("File for the recovery sheet (PDF); empty shows the code here")
    while True:
        typed: str = click.prompt(words, default="", show_default=False, err=True)
        if not typed.strip():
            return None
        target = Path(typed.strip()).expanduser()
        try:
            sheets.refuse_target(target, folder)
        except LiaisonError as error:
            click.echo(str(error), err=True)
        else:
            return target


def _new_passphrase(file: Path | None) -> str:
    if file is not None:
        return read_secret(file)
    if NEW_PASSPHRASE in os.environ:
        return os.environ[NEW_PASSPHRASE]
    return ask_secret(_("New passphrase"), confirm=True)
