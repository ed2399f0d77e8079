"""The command that says how the exchange with colleagues is."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions import attachment_states, erased_copies
from liaison_app.actions import health as found_out
from liaison_app.actions.titles import shown_moment
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.language.catalogues import _, ngettext

if TYPE_CHECKING:
    from datetime import datetime

pass_session = click.make_pass_decorator(Session)


@group.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def health(session: Session, *, as_json: bool) -> None:
    """Say how the exchange is: who was heard when, what waits and why, what to do."""
    found = found_out.health(session.workspace)
    copies = erased_copies.words(session.workspace)
    if as_json:
        print_json({**_plain(asdict(found)), "erased": list(copies)})
        return
    click.echo(_("All is well.") if found.well else _("Something needs a look."))
    only_here = ngettext(
        "{count} change is only on this laptop.",
        "{count} changes are only on this laptop.",
        found.only_here,
    )
    click.echo(only_here.format(count=found.only_here))
    on_the_way = ngettext(
        "{count} change left this laptop and is not known to be with everybody.",
        "{count} changes left this laptop and are not known to be with everybody.",
        found.on_the_way,
    )
    click.echo(on_the_way.format(count=found.on_the_way))
    if found.colleagues:
        print_table(
            [_("Colleague"), _("Last heard"), _("May lack"), _("How it is")],
            [
                [
                    one.name,
                    shown_moment(one.heard) if one.heard else _("not yet"),
                    one.lacks,
                    " ".join(one.words) or _("All right"),
                ]
                for one in found.colleagues
            ],
        )
    for line in (
        *attachment_states.waiting_words(found.files),
        *found.words,
        *found.alarms,
        *copies,
    ):
        click.echo(line)


def _plain(value: Any) -> Any:
    """Give what JSON can say."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return _moment(value) if hasattr(value, "isoformat") else value


def _moment(value: datetime) -> str:
    return value.isoformat()
