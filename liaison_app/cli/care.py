"""Commands that take back, empty for good, and tidy: undo, redact, drafts."""

from __future__ import annotations

import click

from liaison_app.actions import care, drafts
from liaison_app.actions.titles import shown_moment
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.language.catalogues import _, pgettext
from liaison_app.records.values import format_time

pass_session = click.make_pass_decorator(Session)


@group.command()
@click.argument("action", type=int, required=False)
@click.option("--list", "listing", is_flag=True, help="List what was done on this laptop.")
@click.option("--limit", default=50, show_default=True, help="How many to list.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def undo(session: Session, action: int | None, *, listing: bool, limit: int, as_json: bool) -> None:
    """Take back ACTION (its number, as --list shows it), or the newest one.

    What was changed since is left as it is and named. What came from a colleague's laptop cannot be
    undone here.
    """
    if listing:
        _list(care.recent(session.workspace, limit), as_json=as_json)
        return
    undone = care.undo(session.workspace, action)
    if as_json:
        print_json({"action": undone.number, "undone": undone.words, "left": list(undone.left)})
        return
    click.echo(_("Undone: {what}").format(what=undone.words))
    for words in undone.left:
        click.echo(words)


@group.command()
@click.argument("type_name", metavar="TYPE")
@click.argument("record_id", metavar="ID")
@click.argument("field")
@click.option("--revision", type=int, help="Only this version of it, as “history” numbers them.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def redact(
    session: Session,
    type_name: str,
    record_id: str,
    field: str,
    revision: int | None,
    *,
    as_json: bool,
) -> None:
    """Empty FIELD of a record everywhere and for good, its history included.

    Then it lists what lies outside this workspace and may still hold the words.
    """
    redacted = care.redact(session.workspace, type_name, record_id, field, revision)
    if as_json:
        outside = [{"at": format_time(b.at), "place": b.place} for b in redacted.outside]
        print_json({"action": redacted.number, "outside": outside})
        return
    click.echo(_("The text is gone from this workspace and its history."))
    if redacted.outside:
        click.echo(_("Backups made before may still hold it; delete them or make new ones:"))
        print_table(
            [_("Made"), _("File")], [(shown_moment(b.at), b.place) for b in redacted.outside]
        )


@group.group()
def draft() -> None:
    """What is typed in the window but not saved."""


@draft.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def list_drafts(session: Session, *, as_json: bool) -> None:
    """List all drafts, newest first."""
    found = drafts.every(session.workspace)
    if as_json:
        print_json(
            [
                {
                    "id": d.id,
                    "household": d.household,
                    "family": d.family,
                    "beginning": d.beginning,
                    "kept": format_time(d.kept),
                }
                for d in found
            ]
        )
        return
    rows = [(d.id, d.family, d.beginning, shown_moment(d.kept)) for d in found]
    print_table([_("Draft"), _("Family"), _("Begins"), pgettext("draft", "Kept")], rows)


@draft.command("discard")
@click.argument("draft_id", metavar="ID")
@pass_session
def discard_draft(session: Session, draft_id: str) -> None:
    """Throw the draft ID away; it cannot be brought back."""
    drafts.discard(session.workspace, draft_id)
    click.echo(_("The draft is gone."))


def _list(found: tuple[care.Recent, ...], *, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {
                    "number": a.number,
                    "at": format_time(a.at),
                    "name": a.name,
                    "words": a.words,
                    "records": a.records,
                    "undone": a.undone,
                }
                for a in found
            ]
        )
        return
    rows = [
        (a.number, shown_moment(a.at), a.words, a.records, _("undone") if a.undone else "")
        for a in found
    ]
    print_table([_("Action"), _("When"), _("What"), _("Records"), ""], rows)
