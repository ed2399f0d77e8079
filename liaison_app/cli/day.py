"""`liaison day print`: all the paper that a day of visits needs, in the order of the doors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.cli import group
from liaison_app.cli.packet_batches import asked_to_stop, sum_up
from liaison_app.cli.packet_making import USUAL, Told, told_of, told_of_failed
from liaison_app.cli.session import Session, print_json
from liaison_app.cli.visits import json_option
from liaison_app.errors import Cancelled, InvalidValue
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_time
from liaison_app.language.names import isolate
from liaison_app.records import values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from liaison_app.actions.day_prints import DayPrint, Out, Report
    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)

LEVELS = ("initials", "names", "full")
WHICH = ("route", "door-note", "leave-behind", "loan")


@group.group()
def day() -> None:
    """A day of visits."""


@day.command("print")
@click.option("--day", "wanted", default="", metavar="YYYY-MM-DD", help="Default: today.")
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default=LEVELS[0],
    show_default=True,
    help="What the route sheet says of families.",
)
@click.option("--only", "which", type=click.Choice(WHICH), multiple=True, help="May repeat.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default=None)
@click.option("--check", is_flag=True, help="Say what would print and what is wrong.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option(
    "--print",
    "printer",
    is_flag=False,
    flag_value=USUAL,
    metavar="[PRINTER]",
    help="Print it, from memory.",
)
@click.option("--together", is_flag=True, help="Print all of it as one job.")
@click.option("--force", is_flag=True, help="Replace files of the same names.")
@json_option
@pass_session
def print_day(session: Session, /, **given: Any) -> None:
    """Print what the visits of a day need.

    For each visit of yours: a note for the door, a page to leave behind, the agreements of loans
    that end; and first the route sheet. What stops one print stops no other, and the exit code is
    1 then.
    """
    from liaison_app.actions import day_prints  # noqa: PLC0415  (keeps start fast)

    _refuse_nonsense(given)
    workspace, wanted = session.workspace, _day(session.workspace, given["wanted"])
    with asked_to_stop() as stop:

        def report(_done: int, _total: int, _what: str = "", /) -> None:
            if stop.is_set():
                raise Cancelled(_("Stopped."))

        prints = day_prints.prepare_day(
            workspace,
            wanted,
            level=given["level"],
            paper=given["paper"] or "",
            which=given["which"] or None,
            report=report,
        )
        out = None if given["check"] else _bring_out(workspace, prints, given, report)
    if not _tell(workspace, wanted, prints, out, given):
        raise click.exceptions.Exit(1)


def _refuse_nonsense(given: dict[str, Any]) -> None:
    """Options that do not go together are wrong usage."""
    ways = [given["check"], given["output"] is not None, given["printer"] is not None]
    if ways.count(True) != 1:
        raise click.UsageError("Say one of -o FOLDER, --print and --check.")
    if given["together"] and given["printer"] is None:
        raise click.UsageError("--together goes with --print.")


def _day(workspace: Workspace, typed: str) -> date:
    try:
        return date.fromisoformat(typed) if typed else workspace.today()
    except ValueError:
        raise InvalidValue(_("Write the day like 2026-12-01.")) from None


def _bring_out(
    workspace: Workspace, prints: Sequence[DayPrint], given: dict[str, Any], report: Report
) -> Out:
    from liaison_app.actions import batch_ways, day_prints  # noqa: PLC0415

    printer = "" if given["printer"] == USUAL else given["printer"] or ""
    if given["output"] is not None:
        folder = batch_ways.Folder(given["output"], force=given["force"], numbered=True)
        return day_prints.bring_out(workspace, prints, folder, report)
    if given["together"]:
        return day_prints.print_together(workspace, prints, printer)
    return day_prints.bring_out(workspace, prints, batch_ways.Printer(printer), report)


# --- what is said


def _tell(
    workspace: Workspace,
    wanted: date,
    prints: Sequence[DayPrint],
    out: Out | None,
    given: dict[str, Any],
) -> bool:
    """Tell of all prints; gives whether nothing stopped any."""
    where = {id(one): file for one, file in out.done} if out else {}
    told = [(one, _told(workspace, one, where.get(id(one)))) for one in prints]
    if given["as_json"]:
        print_json(
            {
                "day": wanted.isoformat(),
                "level": given["level"],
                "stopped": bool(out and out.stopped),
                "trouble": str(out.trouble) if out and out.trouble else "",
                "prints": [{**each.document, **_of_visit(one)} for one, each in told],
            }
        )
    else:
        for words in _lines(told, check=given["check"]):
            click.echo(words)
        sum_up([each for _one, each in told])
    if not prints:
        click.echo(_("No visit of yours is planned on this day."), err=True)
    for words in _end(out):
        click.echo(words, err=True)
    stopped = out is not None and bool(out.left)
    return not stopped and all(each.good for _one, each in told)


def _told(workspace: Workspace, one: DayPrint, file: str | None) -> Told:
    """What is told of one print; `file` is "" for one on paper, None for one that did not leave."""
    shown = _shown(one)
    if one.prepared is None:
        return told_of_failed(one.kind, one.household, shown, one.problems[0].why)
    where = "" if file is None else file or _("Printed")
    return replace(told_of(workspace, one.prepared, where, file or ""), family=shown)


def _shown(one: DayPrint) -> str:
    """When, whose and what."""
    when = format_time(one.when) if one.when else ""
    family = isolate(one.family) if one.family else ""
    return "  ".join(filter(None, (when, family, _(one.label))))


def _lines(told: Sequence[tuple[DayPrint, Told]], *, check: bool) -> Iterator[str]:
    for one, each in told:
        if each.good and (check or each.where):
            pages = ngettext("{count} page", "{count} pages", one.pages).format(count=one.pages)
            code = each.document["code"]
            yield "  ".join(filter(None, (each.family, code, pages, each.where)))


def _end(out: Out | None) -> Iterator[str]:
    if out is None:
        return
    if out.stopped:
        yield _("Stopped.")
    if out.trouble:
        yield str(out.trouble)
    if out.said:
        yield out.said


def _of_visit(one: DayPrint) -> dict[str, str]:
    return {"visit": one.visit, "when": values.format_time(one.when) if one.when else ""}
