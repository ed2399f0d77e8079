"""Commands for files that carry changes between laptops, and for what has arrived where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions import exchange
from liaison_app.actions.titles import shown_moment
from liaison_app.cli import accounts, group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import LiaisonError, NotAllowed
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from liaison_app.actions.exchange import FileMade, FileTaken, Inspected, Status
    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@group.group()
def bundle() -> None:
    """Exchange changes with colleagues' laptops by sealed files."""


@bundle.command()
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The file to make, under any name.",
)
@click.option("--force", is_flag=True, help="Replace a file of this name.")
@json_option
@pass_session
def export(session: Session, output: Path, *, force: bool, as_json: bool) -> None:
    """Make a file with what colleagues may lack.

    It is encrypted: take it to them on a stick, or send it.
    """
    made = exchange.make_file(session.workspace, output, force=force)
    if as_json:
        print_json(
            {
                "file": str(made.path),
                "changes": made.changes,
                "bundles": made.bundles,
                "bytes": made.size,
                "lacking": list(made.lacking),
                "staying": made.staying,
            }
        )
        return
    click.echo(_("The file is made: {bytes} bytes.").format(bytes=made.size))
    click.echo(_contents(made))
    if made.note:
        click.echo(made.note)


@bundle.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@json_option
@pass_session
def import_(session: Session, files: Sequence[Path], *, as_json: bool) -> None:
    """Take in colleagues' files, in whatever order they are given; each as a whole or not at all.

    A file that was taken in before changes nothing.
    """
    taken, refused = _take(session.workspace, files)
    if as_json and taken:
        print_json(_summed(taken))
    for path, said in taken.items() if not as_json else ():
        if len(files) > 1:
            click.echo(f"{path}:")
        for line in _account(said):
            click.echo(line)
    for path, error in refused.items():
        click.echo(f"{path}: {error}" if len(files) > 1 else str(error), err=True)
    if refused:
        raise click.exceptions.Exit(1)


@bundle.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@pass_session
def inspect(session: Session, file: Path, *, as_json: bool) -> None:
    """Say what is in a file without taking it in; nothing is changed."""
    found = exchange.inspect(session.workspace, file)
    if as_json:
        print_json({**vars(found), "made": found.made.isoformat(), "authors": list(found.authors)})
        return
    for line in _inspected(found):
        click.echo(line)


@bundle.command()
@json_option
@pass_session
def status(session: Session, *, as_json: bool) -> None:
    """Say what is only on this laptop, and what each colleague is known to have."""
    found = exchange.status(session.workspace)
    if as_json:
        print_json(_status(found))
        return
    here = ngettext(
        "{count} change is only on this laptop.",
        "{count} changes are only on this laptop.",
        found.only_here,
    )
    filed = ngettext(
        "{count} change is in a file, on its way.",
        "{count} changes are in a file, on their way.",
        found.in_a_file,
    )
    click.echo(here.format(count=found.only_here))
    click.echo(filed.format(count=found.in_a_file))
    print_table(
        [_("Colleague"), _("Last heard"), _("May lack"), _("How it is")],
        [
            (one.name, shown_moment(one.heard) if one.heard else "", one.lacks, one.clock_words)
            for one in found.colleagues
        ],
    )
    for words in found.alarms:
        click.echo(words)


@group.command()
@click.argument("type_name", metavar="TYPE")
@click.argument("record_id", metavar="ID")
@json_option
@pass_session
def receipt(session: Session, type_name: str, record_id: str, *, as_json: bool) -> None:
    """Say where a record is besides here: nowhere, in a file, or received by whom."""
    found = exchange.receipt(session.workspace, type_name, record_id)
    if not as_json:
        click.echo(found.words)
        return
    print_json(
        {
            "words": found.words,
            "only_here": found.only_here,
            "file_made": _moment(found.file_made),
            "received_by": list(found.received_by),
            "missing": list(found.missing),
        }
    )


def _take(
    workspace: Workspace, files: Sequence[Path]
) -> tuple[dict[Path, FileTaken], dict[Path, LiaisonError]]:
    """Take in each file; one that names a laptop may be what another one needs."""
    taken: dict[Path, FileTaken] = {}
    refused: dict[Path, LiaisonError] = {}
    left = list(dict.fromkeys(files))
    while left:
        before = len(taken)
        for path in left:
            try:
                taken[path] = exchange.take_file(workspace, path)
                refused.pop(path, None)
            except LiaisonError as error:
                refused[path] = error
        strangers = [path for path, error in refused.items() if isinstance(error, NotAllowed)]
        left = strangers if len(taken) > before else []
    return {path: taken[path] for path in files if path in taken}, refused


def _summed(taken: dict[Path, FileTaken]) -> dict[str, Any]:
    """Give all files as one document: sums first, then each."""
    one_by_one = [{"file": str(path), **_taken(said)} for path, said in taken.items()]
    sums = {name: sum(one[name] for one in one_by_one) for name in accounts.COUNTS}
    seen = all(one["seen_before"] for one in one_by_one)
    return {**sums, "seen_before": seen, "files": one_by_one}


def _taken(said: FileTaken) -> dict[str, Any]:
    return {
        **accounts.as_json(said),
        "seen_before": said.seen_before,
        "who": said.who,
        "made": said.made.isoformat(),
    }


def _account(said: FileTaken) -> list[str]:
    """Say what taking in a file did."""
    lines = [
        _("From {name}, made {when}.").format(name=isolate(said.who), when=shown_moment(said.made))
    ]
    if said.seen_before:
        lines.append(_("This file was taken in before."))
    new = ngettext("{count} change is new.", "{count} changes are new.", said.applied)
    lines.append(new.format(count=said.applied) if said.applied else _("Nothing in it is new."))
    return [*lines, *accounts.came_of(said)]


def _contents(made: FileMade) -> str:
    if not made.lacking:
        return _("Every colleague is known to have everything already.")
    said = ngettext(
        "{count} change is in it. Who may lack something: {names}.",
        "{count} changes are in it. Who may lack something: {names}.",
        made.changes,
    )
    return said.format(count=made.changes, names=", ".join(map(isolate, made.lacking)))


def _inspected(found: Inspected) -> list[str]:
    lines = [
        _("From {name}, made {when}.").format(
            name=isolate(found.who), when=shown_moment(found.made)
        ),
        ngettext(
            "{count} change, {new} new here.", "{count} changes, {new} new here.", found.changes
        ).format(count=found.changes, new=found.new),
    ]
    if found.authors:
        names = ", ".join(map(isolate, found.authors))
        lines.append(_("Written by {names}.").format(names=names))
    if not found.readable:
        lines.append(_("This laptop has no key for a part of it."))
    if found.seen_before:
        lines.append(_("This file was taken in before."))
    if found.own:
        lines.append(_("This file was made on this laptop."))
    return lines


def _status(found: Status) -> dict[str, Any]:
    return {
        "only_here": found.only_here,
        "in_a_file": found.in_a_file,
        "file_made": _moment(found.file_made),
        "waiting": found.waiting,
        "colleagues": [{**vars(one), "heard": _moment(one.heard)} for one in found.colleagues],
        "alarms": list(found.alarms),
    }


def _moment(when: datetime | None) -> str | None:
    return when.isoformat() if when else None
