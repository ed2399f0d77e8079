"""The command that writes down that a print was signed on paper."""

from __future__ import annotations

import click

from liaison_app.actions.references import resolve
from liaison_app.cli import group
from liaison_app.cli.session import Session
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.due_dates import parse_due

pass_session = click.make_pass_decorator(Session)


@group.command("sign")
@click.argument("kind", metavar="agreement|loan")
@click.option("--family", required=True, metavar="FAMILY", help="Id or name of the family.")
@click.option("--subject", default="", metavar="ID", help="The loan, or one goal.")
@click.option("--to", default="", metavar="PERSON", help="Who signed (usually: first contact).")
@click.option("--for-school", is_flag=True, help="You signed, for the school.")
@click.option("--on-paper", is_flag=True, required=True, help="The screen signs in the window.")
@click.option("--date", "on", default="", metavar="DAY", help="Default: today.")
@pass_session
def sign(session: Session, /, kind: str, family: str, **given: str) -> None:
    """Write down that an agreement or a loan was signed on paper.

    The text is marked as it is now: if it changes, the signature no longer stands under it.
    """
    from liaison_app.actions import signing  # noqa: PLC0415  (keeps start fast)

    workspace = session.workspace
    day = parse_due(given["on"], workspace.today()) if given["on"] else None
    if given["on"] and day is None:
        raise InvalidValue(
            _("“{text}” is no day. Write fri, 24 Nov or 2026-11-24.").format(text=given["on"])
        )
    person = resolve(workspace, "person", given["to"]) if given["to"] else ""
    text = signing.to_sign(
        workspace,
        resolve(workspace, "household", family),
        kind=kind,
        subject=given["subject"],
        to=person,
    )
    signing.on_paper(workspace, text, day, for_school=bool(given["for_school"]))
