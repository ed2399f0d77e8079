"""Commands that hand families over to a colleague: offer, list, accept, decline, take back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from liaison_app.actions import family_hand_over
from liaison_app.actions import family_hand_over_lists as lists
from liaison_app.actions.family_hand_over_work import words
from liaison_app.actions.references import resolve
from liaison_app.actions.titles import shown_moment
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.language.catalogues import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.family_hand_over_lists import Handed
    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
answered = click.argument("which", metavar="OFFER_OR_FAMILY", nargs=-1, required=True)
word = click.option("--answer", default="", help="A word to who offered them.")
visits_stay = click.option(
    "--keep-visits/--move-visits",
    "keeps_visits",
    default=None,
    help="Whether the former liaison still makes the planned visits (default: they move).",
)
steps_stay = click.option(
    "--keep-promises/--move-promises",
    "keeps_steps",
    default=None,
    help="Whether the former liaison still keeps what is promised (default: it moves).",
)

NOBODY = "nobody"


@group.group()
def handover() -> None:
    """Hand families over to a colleague. A family stays where it is until it is accepted."""


@handover.command()
@click.argument("names", metavar="FAMILY", nargs=-1)
@click.option("--to", "receiver", required=True, metavar="PERSON", help="Who is to have them.")
@click.option(
    "--from",
    "giver",
    metavar="PERSON",
    help="Whose they are, if not yours: for coordinators. “nobody” for families without a liaison.",
)
@click.option("--all", "everything", is_flag=True, help="All of their families.")
@click.option("--note", default="", help="What the colleague is to know.")
@visits_stay
@steps_stay
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@pass_session
def offer(  # noqa: PLR0917  (click gives them by name)
    session: Session,
    names: Sequence[str],
    receiver: str,
    giver: str | None,
    note: str,
    keeps_visits: bool | None,
    keeps_steps: bool | None,
    *,
    everything: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Offer families to a colleague, after showing what goes along."""
    workspace = session.workspace
    whose = _giver(workspace, giver)
    found = [resolve(workspace, "household", name) for name in names]
    if everything:
        found = [home for home, _name in lists.families_of(workspace, whose)]
    if not found:
        raise InvalidValue(_("Name the families, or add --all."))
    if not yes and not as_json:
        _show_along(workspace, found)
        if sys.stdin.isatty():
            click.confirm(_("Offer them?"), abort=True, err=True)
    family_hand_over.offer(
        workspace,
        found,
        resolve(workspace, "staff_member", receiver),
        giver=whose,
        note=note,
        keeps_visits=bool(keeps_visits),
        keeps_steps=bool(keeps_steps),
    )
    if as_json:
        print_json([lists.as_json(one) for one in lists.offered(workspace)])
        return
    count = len(set(found))
    said = ngettext("{count} family is offered.", "{count} families are offered.", count)
    click.echo(said.format(count=count))
    click.echo(_("They stay where they are until the colleague accepts, after the next exchange."))


@handover.command("list")
@json_option
@pass_session
def list_(session: Session, *, as_json: bool) -> None:
    """Show what is offered, what was answered lately, and what two people disagree on."""
    workspace = session.workspace
    offered, past = lists.offered(workspace), lists.answered(workspace)
    contested, late = lists.contested(workspace), lists.late(workspace)
    if as_json:
        print_json(
            {
                "offered": [lists.as_json(one) for one in offered],
                "answered": [lists.as_json(one) for one in past],
                "contested": [
                    {
                        "id": one.id,
                        "household": one.household,
                        "family": one.family,
                        "said": list(one.said),
                        "choices": dict(one.choices),
                    }
                    for one in contested
                ],
                "late": [
                    {
                        "household": one.household,
                        "type": one.type,
                        "id": one.id,
                        "who": one.who,
                        "at": one.at.isoformat(),
                    }
                    for one in late
                ],
            }
        )
        return
    if not (offered or past or contested or late):
        click.echo(_("No family is being handed over."))
        return
    _table([*offered, *past])
    for both in contested:
        click.echo("")
        click.echo(
            _("{family}: two people said different things ({id}).").format(
                family=both.family, id=both.id
            )
        )
        for said in both.said:
            click.echo(f"  {said}")
    if late:
        click.echo("")
        print_table(
            [_("Written after the hand-over"), _("Family"), _("When")],
            [(one.who, one.family, shown_moment(one.at)) for one in late],
        )


@handover.command()
@answered
@word
@visits_stay
@steps_stay
@json_option
@pass_session
def accept(
    session: Session,
    which: Sequence[str],
    answer: str,
    keeps_visits: bool | None,
    keeps_steps: bool | None,
    *,
    as_json: bool,
) -> None:
    """Take over families that are offered to you."""
    ids = _meant(session.workspace, which)
    touched = family_hand_over.accept(
        session.workspace, ids, answer=answer, keeps_visits=keeps_visits, keeps_steps=keeps_steps
    )
    _say(
        ids,
        touched.number,
        ngettext("{count} family is yours now.", "{count} families are yours now.", len(ids)),
        as_json=as_json,
    )


@handover.command()
@answered
@word
@json_option
@pass_session
def decline(session: Session, which: Sequence[str], answer: str, *, as_json: bool) -> None:
    """Say no to families that are offered to you: they stay where they are."""
    ids = _meant(session.workspace, which)
    touched = family_hand_over.decline(session.workspace, ids, answer=answer)
    said = ngettext("{count} family is declined.", "{count} families are declined.", len(ids))
    _say(ids, touched.number, said, as_json=as_json)


@handover.command("take-back")
@answered
@json_option
@pass_session
def take_back(session: Session, which: Sequence[str], *, as_json: bool) -> None:
    """Take offers back that nobody has answered."""
    ids = _meant(session.workspace, which)
    touched = family_hand_over.withdraw(session.workspace, ids)
    said = ngettext("{count} offer is taken back.", "{count} offers are taken back.", len(ids))
    _say(ids, touched.number, said, as_json=as_json)


@handover.command()
@click.argument("which", metavar="OFFER_OR_FAMILY")
@click.option("--to", "staff", required=True, metavar="PERSON", help="Who has the family.")
@json_option
@pass_session
def decide(session: Session, which: str, staff: str, *, as_json: bool) -> None:
    """Settle whose a family is after two people said different things."""
    workspace = session.workspace
    found = [one for one in lists.contested(workspace) if which in {one.id, one.household}]
    found = found or [one for one in lists.contested(workspace) if one.family == which]
    if len(found) != 1:
        raise UnknownRecord(_("No hand-over waits for a decision under this name; see the list."))
    person = resolve(workspace, "staff_member", staff)
    touched = family_hand_over.decide(workspace, found[0].id, person)
    _say([found[0].id], touched.number, _("Decided."), as_json=as_json)


def _giver(workspace: Workspace, giver: str | None) -> str:
    if giver is None:
        return workspace.person
    return "" if giver == NOBODY else resolve(workspace, "staff_member", giver)


def _meant(workspace: Workspace, which: Sequence[str]) -> list[str]:
    """Give the offers that are named by their id, or by the family's id or name."""
    waiting = lists.offered(workspace)
    ids = []
    for name in which:
        found = [one.id for one in waiting if _is_meant(one, name)]
        if len(found) > 1:
            raise InvalidValue(_("Several families are called that; name the offer by its id."))
        past = () if found else lists.answered(workspace)  # who answered, and when, is said then
        ids.append([*found, *(one.id for one in past if _is_meant(one, name)), name][0])
    return ids


def _is_meant(one: Handed, name: str) -> bool:
    return name in {one.id, one.household, one.family}


def _show_along(workspace: Workspace, households: Sequence[str]) -> None:
    from liaison_app.actions.titles import titles  # noqa: PLC0415  (only for people)

    names = titles(workspace, "household", households)
    along = lists.preview(workspace, households)
    print_table(
        [_("Family"), _("What goes along")],
        [(names[one], ", ".join(words(along[one]))) for one in dict.fromkeys(households)],
    )


def _table(handed: Sequence[Handed]) -> None:
    if handed:
        print_table(
            [
                "id",
                _("Family"),
                _("From"),
                _("To"),
                _("How far"),
                _("What goes along"),
                _("Note or answer"),
            ],
            [
                (
                    one.id,
                    one.family,
                    one.giver,
                    one.receiver,
                    lists.state_words(one.state),
                    ", ".join(words(one.goes)) if one.state == "offered" else "",
                    one.answer or one.note,
                )
                for one in handed
            ],
        )


def _say(ids: Sequence[str], number: int, said: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"handings": list(ids), "action": number})
    else:
        click.echo(said.format(count=len(ids)))
