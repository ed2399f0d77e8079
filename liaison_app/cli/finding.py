"""The command that finds."""

from __future__ import annotations

import click

from liaison_app.actions import finding
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date


@group.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--sealed", is_flag=True, help="Only what is sealed or restricted.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.make_pass_decorator(Session)
def find(
    session: Session, text: tuple[str, ...], limit: int, *, sealed: bool, as_json: bool
) -> None:
    """Find families, people and what was written, in any script and spelling."""
    workspace = session.workspace
    look = finding.guarded if sealed else finding.find
    found = look(workspace, " ".join(text), limit)
    if as_json:
        print_json([finding.hit_as_json(workspace, hit) for hit in found])
        return
    if not found:
        click.echo(_("Nothing was found. Try fewer letters or another spelling."))
        return
    rows = [
        (
            hit.kind,
            hit.title if hit.group is not finding.Group.WRITTEN else "",
            hit.household_name,
            format_date(hit.when) if hit.when else "",
            hit.detail.text,
            hit.id,
        )
        for hit in found
    ]
    print_table([_("Kind"), _("Name"), _("Family"), _("When"), _("Found"), _("Id")], rows)
