"""The command that gives a laptop back: it refuses while anything on it is nowhere else."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from liaison_app.actions import retiring
from liaison_app.cli.devices import device
from liaison_app.cli.session import Session, print_json
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.language.catalogues import _

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@device.command()
@click.option("--look", is_flag=True, help="Only say what is in the way; erase nothing.")
@click.option("--announce", is_flag=True, help="Write down that the laptop goes; erase nothing.")
@click.option("--stay", is_flag=True, help="Take that word back; erase nothing.")
@click.option("--confirm", metavar="CODE", help="The last four characters of this laptop's id.")
@click.option(
    "--force",
    type=int,
    metavar="COUNT",
    help="A coordinator has decided that this many things may be lost.",
)
@json_option
@pass_session
def retire(
    session: Session,
    confirm: str | None,
    force: int | None,
    *,
    look: bool,
    announce: bool,
    stay: bool,
    as_json: bool,
) -> None:
    """Give this laptop back: erase its workspace once everything is with a colleague.

    It is refused while work exists that no colleague has acknowledged, and says how much and for
    which families.
    """
    workspace = session.workspace
    for said, act in ((announce, retiring.announce), (stay, retiring.stay)):
        if said:
            act(workspace)
    left = retiring.standing(workspace)
    if look or announce or stay:
        _say(left, as_json=as_json)
        return
    if force is None and not left.may_go:
        raise NotAllowed(" ".join(retiring.words(left)))
    if confirm is None:
        confirm = _asked(left)
    kept = retiring.retire(workspace, confirm=confirm, force=force)
    if as_json:
        print_json({"erased": left.laptop, "lost": left.count, "left": [str(one) for one in kept]})
        return
    click.echo(
        _("Erased. Ask your admin to take laptop {id} out of the team.").format(id=left.laptop)
    )
    for one in kept:
        click.echo(_("Not Liaison's, so it stays: {file}").format(file=one))


def _say(left: retiring.Left, *, as_json: bool) -> None:
    if as_json:
        told = left.told.isoformat() if left.told else None
        print_json({**asdict(left), "told": told, "may_go": left.may_go})
    else:
        for said in retiring.words(left):
            click.echo(said)


def _asked(left: retiring.Left) -> str:
    click.echo(retiring.erasing_words(), err=True)
    if not sys.stdin.isatty():
        raise InvalidValue(
            _("Add --confirm {code} to erase everything on this laptop.").format(
                code=left.confirmation
            )
        )
    typed: str = click.prompt(_("Type {code} to go on").format(code=left.confirmation), err=True)
    return typed
