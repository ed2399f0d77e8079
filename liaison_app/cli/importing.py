"""The command that brings in a school's export."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from liaison_app.actions import importing
from liaison_app.actions.importing import Account, Format, Outcome, Progress
from liaison_app.actions.record_types import known_type
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.language.catalogues import _, ngettext

pass_session = click.make_pass_decorator(Session)
_SHOWN = (Outcome.SKIPPED, Outcome.REMARK, Outcome.SCHOOL_SAYS, Outcome.POSSIBLY_SAME)


@group.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "wanted",
    type=click.Choice([one.value for one in Format]),
    default=Format.AUTO.value,
    help="What the export is (default: recognised).",
)
@click.option(
    "--map", "map_file", type=click.Path(path_type=Path), help="A saved mapping of the columns."
)
@click.option("--sheet", default="", help="The sheet of a workbook.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_session
def import_(
    session: Session,
    path: Path,
    *,
    wanted: str,
    map_file: Path | None,
    sheet: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring in families from a school's export: CSV, .xlsx, OneRoster or School Data Sync.

    PATH is a file, a folder or a zip archive. Everything is written at once or not at all; `undo`
    takes it back. Importing the same export again adds nothing.
    """
    preset = importing.read_preset(map_file) if map_file else None
    workspace = session.workspace
    if workspace.practice:
        warning = _("Warning: this is the practice workspace. Bring no real families into it.")
        click.echo(warning, err=True)
    account = importing.run(
        workspace,
        path,
        wanted=Format(wanted),
        sheet=sheet,
        preset=preset,
        dry_run=dry_run,
        report=_Meter(),
    )
    if as_json:
        print_json(as_document(account))
    else:
        _print(account)


def as_document(account: Account) -> dict[str, object]:
    """An account as programs read it."""
    return {
        "format": account.format,
        "dry_run": account.dry_run,
        "action": account.number or None,
        "added": account.added,
        "matched": account.matched,
        "changed": account.changed,
        "skipped": _entries(account, Outcome.SKIPPED),
        "remarks": _entries(account, Outcome.REMARK),
        "school_says": _entries(account, Outcome.SCHOOL_SAYS),
        "possibly_same": [
            {"file": x.at.file, "line": x.at.line, "why": x.why, "id": x.record, "other": x.other}
            for x in account.of(Outcome.POSSIBLY_SAME)
        ],
        "notes": list(account.notes),
    }


def _entries(account: Account, outcome: Outcome) -> list[dict[str, object]]:
    return [{"file": x.at.file, "line": x.at.line, "why": x.why} for x in account.of(outcome)]


def _print(account: Account) -> None:
    kinds = dict.fromkeys((*account.added, *account.changed, *account.matched))
    rows = [
        (
            _(known_type(kind).plural),
            account.added.get(kind, 0),
            account.changed.get(kind, 0),
            account.matched.get(kind, 0),
        )
        for kind in kinds
    ]
    click.echo(f"{account.format}: {account.name}")
    print_table([_("What"), _("Added"), _("Changed"), _("Here already")], rows)
    for note in account.notes:
        click.echo(note)
    for line in account.lines:
        if line.outcome in _SHOWN:
            click.echo(
                _("{file}, line {line}: {why}").format(
                    file=line.at.file, line=line.at.line, why=line.why
                )
            )
    skipped = len(account.of(Outcome.SKIPPED))
    if skipped:
        said = ngettext("{count} line was left out.", "{count} lines were left out.", skipped)
        click.echo(said.format(count=skipped))
    if account.dry_run:
        click.echo(_("Nothing was written: this was a dry run."))
    elif not account.number:
        click.echo(_("Nothing was new."))


class _Meter:
    """Shows the progress on standard error, at a terminal only."""

    def __init__(self) -> None:
        self._shown = ""
        self._live = sys.stderr.isatty()

    def __call__(self, progress: Progress) -> None:
        part = f" {progress.done * 100 // progress.whole} %" if progress.whole else ""
        if self._live and progress.step + part != self._shown:
            self._shown = progress.step + part
            click.echo(f"\r\033[K{self._shown}", nl=False, err=True)
            if progress.done == progress.whole and progress.whole:
                click.echo("\r\033[K", nl=False, err=True)
