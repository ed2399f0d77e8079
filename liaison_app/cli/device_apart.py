"""Commands about what is kept apart: look at it, take it in, go on without what is gone."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from liaison_app.actions import gaps, kept_apart, laptops
from liaison_app.actions.titles import shown_moment
from liaison_app.cli.devices import device
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
laptop_argument = click.argument("laptop", metavar="LAPTOP_OR_PERSON")


@device.command()
@click.argument("laptop", metavar="[LAPTOP_OR_PERSON]", default="")
@json_option
@pass_session
def apart(session: Session, laptop: str, *, as_json: bool) -> None:
    """Show what came in and does not count, and why; of one laptop, what is in it and what to do.

    What came from a removed laptop is taken in or set aside; all else counts by itself once that
    can be, or is set aside.
    """
    workspace = session.workspace
    if laptop:
        _show_contents(workspace, _meant(workspace, laptop), as_json=as_json)
        return
    found = kept_apart.kept_apart(workspace)
    if as_json:
        print_json(
            [
                {
                    "laptop": one.laptop,
                    "person": one.person,
                    "why": str(one.why),
                    "may_take_in": one.may_take_in,
                    "first": one.first.isoformat() if one.first else None,
                    "last": one.last.isoformat() if one.last else None,
                    "changes": one.changes,
                    "unreadable": one.unreadable,
                    "aside": one.aside,
                }
                for one in found
            ]
        )
    elif found:
        print_table(
            [_("Laptop"), _("Person"), _("Why"), _("Changes"), _("Families"), _("Last"), ""],
            [
                (
                    one.laptop,
                    one.person,
                    one.reason,
                    one.changes,
                    ", ".join(one.families),
                    shown_moment(one.last) if one.last else "",
                    _("set aside") if one.aside else "",
                )
                for one in found
            ],
        )
    else:
        click.echo(_("Nothing is kept apart."))


def _show_contents(workspace: Workspace, laptop: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"contents": list(kept_apart.contents(workspace, laptop))})
        return
    for one in kept_apart.kept_apart(workspace):
        if one.laptop == laptop:
            click.echo(one.reason)
            for line in kept_apart.contents(workspace, laptop, one.why):
                click.echo(f"  {line}")
            click.echo(one.advice)


@device.command("take-in")
@laptop_argument
@click.option("--yes", is_flag=True, help="It was looked at; do not ask.")
@json_option
@pass_session
def take_in(session: Session, laptop: str, *, yes: bool, as_json: bool) -> None:
    """Let what came from a removed laptop count, here and, after the next files, everywhere."""
    workspace = session.workspace
    meant = _meant(workspace, laptop)
    if not yes:
        for line in kept_apart.contents(workspace, meant, kept_apart.Why.REMOVED):
            click.echo(line, err=True)
        if not sys.stdin.isatty():
            raise InvalidValue(_("Look at what it is, then add --yes."))
        click.confirm(_("Is this what they wrote before it was lost?"), abort=True, err=True)
    taken = kept_apart.take_in(workspace, meant)
    if as_json:
        print_json({"laptop": meant, "applied": taken.applied, "waiting": taken.waiting})
    else:
        click.echo(taken.words)


@device.command()
@laptop_argument
@click.option("--yes", is_flag=True, help="It is lost for good; do not ask.")
@json_option
@pass_session
def skip(session: Session, laptop: str, *, yes: bool, as_json: bool) -> None:
    """Give up changes of a laptop that nobody has, so that what came after them counts.

    For coordinators, admins and the office, once everybody was asked. Should they be found, they
    count as well.
    """
    workspace = session.workspace
    typed = laptop.strip().casefold()
    found = [one for one in gaps.gaps(workspace) if typed in {one.laptop, one.person.casefold()}]
    if len(found) != 1:
        raise UnknownRecord(_("Nothing waits for changes of a laptop that is called that."))
    [meant] = found
    if meant.may and not yes:
        click.echo(meant.loss, err=True)
        if not sys.stdin.isatty():
            raise InvalidValue(_("If it is lost for good, add --yes."))
        click.confirm(_("Is it lost for good?"), abort=True, err=True)
    done = gaps.give_up(workspace, meant.laptop)
    if as_json:
        print_json({"laptop": meant.laptop, **asdict(done)})
    else:
        click.echo(gaps.given_up_words(done))


@device.command("set-aside")
@laptop_argument
@json_option
@pass_session
def set_aside(session: Session, laptop: str, *, as_json: bool) -> None:
    """Note that it was looked at and does not count; it is kept, and warned of no more."""
    meant = _meant(session.workspace, laptop)
    kept_apart.set_aside(session.workspace, meant)
    if as_json:
        print_json({"laptop": meant, "aside": True})
    else:
        click.echo(_("Set aside. It is kept, and this laptop warns of it no more."))


def _meant(workspace: Workspace, laptop: str) -> str:
    typed = laptop.strip().casefold()
    named = {one.id: one.person for one in laptops.laptops(workspace)}
    found = {
        one.laptop
        for one in kept_apart.kept_apart(workspace)
        if typed in {one.laptop, named.get(one.laptop, "").casefold()}
    }
    if len(found) != 1:
        raise UnknownRecord(_("Nothing is kept apart of a laptop that is called that."))
    return found.pop()
