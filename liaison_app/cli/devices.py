"""Commands about laptops: who takes part, who is invited, who asks to be let in."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions import laptops, remotes, workspaces
from liaison_app.actions.exchange_words import removed_here
from liaison_app.actions.recovery_sheet import refuse_target
from liaison_app.actions.titles import shown_moment
from liaison_app.cli import group
from liaison_app.cli.keys import hand_over, sheet_options
from liaison_app.cli.remotes import invited_keys, opening
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import N_, _
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from liaison_app.actions.laptops import Invited, Standing
    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")

CODE = "LIAISON_INVITE_CODE"


@group.group()
def device() -> None:
    """Laptops of the team: invite, join, let in."""


@device.command()
@click.option("--person", required=True, help="The name of who is invited.")
@click.option(
    "--role",
    type=click.Choice([str(role) for role in laptops.ROLES]),
    default=str(laptops.ROLES[0]),
    show_default=True,
    help="What they may do.",
)
@click.option(
    "--by-post",
    is_flag=True,
    help="Put no secret into the file, so that it may be sent; good for 14 days.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The invite, a file to take to the other laptop.",
)
@click.option(
    "--sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the sheet with the code, a PDF to print, to this new file.",
)
@click.option(
    "--remote",
    default="",
    metavar="NAME",
    help="A shared place that the laptop is to use; --set and --set-file are its own keys.",
)
@opening
@click.option("--force", is_flag=True, help="Replace a file of this name.")
@json_option
@pass_session
def invite(
    session: Session,
    person: str,
    role: str,
    output: Path,
    sheet: Path | None,
    *,
    remote: str,
    given: Sequence[str],
    from_files: Sequence[str],
    by_post: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Invite somebody with a laptop of their own, and print the code.

    The file must not leave the room and is good for 24 hours, unless it is made --by-post. The
    code is shown once; never send it together with the file.
    """
    workspace = session.workspace
    if sheet:
        laptops.refuse_sheet(output, sheet)
        refuse_target(sheet, session.folder)
    places = {remote: invited_keys(workspace, remote, given, from_files)} if remote else None
    invited = laptops.invite(
        workspace,
        person=person,
        role=role,
        by_post=by_post,
        target=output,
        force=force,
        remotes=places,
    )
    if sheet:
        laptops.save_invite_sheet(invited, sheet)
    if as_json:
        print_json(
            {
                "id": invited.id,
                "person": invited.person,
                "code": invited.code,
                "expires": _moment(invited.expires),
                "by_post": invited.by_post,
                "known": invited.known,
                "file": str(invited.path),
            }
        )
    else:
        _say_invited(invited)


def _say_invited(invited: Invited) -> None:
    if invited.known:
        click.echo(
            _("{name} is on the staff already, and is who is meant.").format(
                name=isolate(invited.person)
            )
        )
    click.echo(invited.code)
    click.echo(
        _("The code of the invite for {name}, good until {moment}.").format(
            name=isolate(invited.person), moment=shown_moment(invited.expires)
        )
    )
    if invited.by_post:
        click.echo(_("Never send the code together with the file."))
    else:
        click.echo(_("Never let the file out of the room: it holds the team's secrets."))


@device.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--code", envvar=CODE, help=f"The code on the sheet (or {CODE}).")
@click.option("--yes", is_flag=True, help="Bring the workspace that is here along, unasked.")
@sheet_options
@json_option
@pass_session
def join(
    session: Session,
    file: Path,
    code: str | None,
    recovery_sheet: Path | None,
    *,
    yes: bool,
    show_recovery_code: bool,
    as_json: bool,
) -> None:
    """Join a team with the invite FILE and its code.

    In a folder without a workspace this makes one, whose passphrase is asked for. A workspace that
    is there already becomes part of the team with all that is in it, after asking; that takes one
    of which nobody else knows yet. A program gives --yes.
    """
    code = code or click.prompt(_("Code"), err=True)
    if workspaces.exists(session.folder):
        _bring_along(session, file, code, yes=yes)
        workspace, recovery_code = session.workspace, ""
    else:
        if recovery_sheet:
            refuse_target(recovery_sheet, session.folder)
        passphrase = session.passphrase(_("New passphrase"), new=True)
        made = laptops.join(file, code, session.folder, passphrase=passphrase)
        session.keep(made.workspace)
        workspace, recovery_code = made.workspace, made.recovery_code
    standing = laptops.standing(workspace)
    if as_json:
        print_json({"folder": str(session.folder), **_standing_json(standing)})
    else:
        click.echo(_("You are in {team}.").format(team=isolate(standing.team)))
        _say_next(workspace, standing)
    if recovery_code:
        hand_over(workspace, recovery_code, recovery_sheet, show=show_recovery_code)


def _bring_along(session: Session, file: Path, code: str, *, yes: bool) -> None:
    workspace = session.workspace
    standing = laptops.standing(workspace)
    if not (yes or (standing.member and standing.inviter)):  # who is in a team stays there
        _ask(
            _(
                "There is a workspace here. With all that is in it, it becomes part of the team"
                " that invites you, and cannot leave it. Go on?"
            )
        )
    with workspace.elsewhere(large=True) as view:
        laptops.rehome(view, file, code)


def _ask(question: str) -> None:
    if not sys.stdin.isatty():
        raise InvalidValue(_("There is a workspace here already: add --yes to bring it along."))
    click.confirm(question, abort=True, err=True)


def _say_next(workspace: Workspace, standing: Standing) -> None:
    """Say what is to be done at a laptop that is not let in yet, or not any more."""
    if standing.removed:
        click.echo(removed_here())
        return
    if standing.member:
        return
    places = bool(remotes.remotes(workspace))
    said = _BY_PLACE if places else _BY_FILE
    click.echo(_(said[bool(standing.words)]).format(name=isolate(standing.inviter)))
    if standing.words:
        click.echo("  " + " ".join(standing.words))


_BY_FILE = (
    N_("Give {name} a file when you meet: it lets this laptop in."),
    N_(
        "Send {name} a file, then compare these words by phone; until then this laptop can"
        " write, but not read what others sent."
    ),
)
_BY_PLACE = (
    N_("Next: `sync`. {name}'s laptop lets this one in when it exchanges next."),
    N_(
        "Next: `sync`, which asks to be let in. Once {name}'s laptop exchanged too, compare these"
        " words by phone; until then this laptop can write, but not read what others sent."
    ),
)
"""What is next without words to compare, and with them."""


@device.command("list")
@json_option
@pass_session
def list_laptops(session: Session, *, as_json: bool) -> None:
    """Show laptops, invites, who asks to be let in, and what needs to be looked at."""
    workspace = session.workspace
    if as_json:
        print_json(_everything(workspace))
        return
    standing = laptops.standing(workspace)
    print_table(
        [_("Laptop"), _("Person"), _("Roles"), _("Since"), _("Last heard")],
        [
            (
                line.id,
                _("{name}, this laptop").format(name=line.person) if line.own else line.person,
                _("removed") if line.removed else ", ".join(line.roles),
                shown_moment(line.since),
                "" if line.own else (shown_moment(line.heard) if line.heard else _("never")),
            )
            for line in laptops.laptops(workspace)
        ],
    )
    if not standing.member:
        click.echo("")
        _say_next(workspace, standing)
    _show_invites(workspace)
    for asking in laptops.requests(workspace):
        click.echo("")
        click.echo(
            _("{name}'s laptop asks to be let in ({id}). Compare by phone:").format(
                name=isolate(asking.person), id=asking.id
            )
        )
        click.echo("  " + " ".join(asking.words))
    for alarm in laptops.alarms(workspace):
        click.echo("")
        click.echo(alarm.words)


def _show_invites(workspace: Workspace) -> None:
    lines = laptops.invites(workspace)
    if lines:
        click.echo("")
        print_table(
            [_("Invite"), _("Person"), _("Role"), _("Good until"), _("How it is")],
            [(one.id, one.person, one.role, shown_moment(one.expires), one.words) for one in lines],
        )


@device.command()
@click.argument("request")
@click.option("--yes", is_flag=True, help="The eight words were compared; do not ask.")
@json_option
@pass_session
def accept(session: Session, request: str, *, yes: bool, as_json: bool) -> None:
    """Let the laptop of REQUEST in, after comparing eight words by phone.

    The next exchange or file from here makes it known to it and to everybody.
    """
    workspace = session.workspace
    asking = [one for one in laptops.requests(workspace) if one.id == request]
    if asking and not yes:
        click.echo("  " + " ".join(asking[0].words), err=True)
        if not sys.stdin.isatty():
            raise InvalidValue(_("Compare the eight words by phone first, then add --yes."))
        click.confirm(_("Are these the words on the other screen?"), abort=True, err=True)
    laptops.accept(workspace, request)
    if as_json:
        print_json({"accepted": request})
    else:
        said = _("Let in. Make a file now and send it: it lets the other laptop read.")
        if remotes.remotes(workspace):
            said = _("Let in. Their laptop hears of it at its next exchange, after yours.")
        click.echo(said)


@device.command()
@click.argument("request")
@json_option
@pass_session
def refuse(session: Session, request: str, *, as_json: bool) -> None:
    """Do not let the laptop of REQUEST in; its invite is good for nothing any more."""
    laptops.refuse(session.workspace, request)
    if as_json:
        print_json({"refused": request})
    else:
        click.echo(_("Not let in. Its invite is good for nothing any more."))


@device.command()
@click.argument("invite_id", metavar="INVITE")
@json_option
@pass_session
def cancel(session: Session, invite_id: str, *, as_json: bool) -> None:
    """Let INVITE be good for nothing any more."""
    laptops.cancel_invite(session.workspace, invite_id)
    if as_json:
        print_json({"cancelled": invite_id})
    else:
        click.echo(_("Cancelled."))


def _everything(workspace: Workspace) -> dict[str, Any]:
    """What programs are told; these shapes are an interface."""
    return {
        **_standing_json(laptops.standing(workspace)),
        "laptops": [_plain(line) for line in laptops.laptops(workspace)],
        "invites": [_plain(line) for line in laptops.invites(workspace)],
        "requests": [_plain(one) for one in laptops.requests(workspace)],
        "alarms": [_plain(one) for one in laptops.alarms(workspace)],
    }


def _standing_json(standing: Standing) -> dict[str, Any]:
    return {
        "team": standing.team,
        "member": standing.member,
        "removed": standing.removed,
        "by_post": standing.by_post,
        "inviter": standing.inviter,
        "words": list(standing.words),
    }


def _plain(line: Any) -> dict[str, Any]:
    return {
        name: _moment(value) if hasattr(value, "isoformat") else value
        for name, value in asdict(line).items()
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat()
