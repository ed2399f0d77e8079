"""Commands that erase for good, and say how long things are kept."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from liaison_app.actions import (
    erased_copies,
    erasing,
    erasure_sheet,
    erasures,
    keeping,
    retention,
)
from liaison_app.actions.packet_places import write_whole
from liaison_app.actions.references import resolve
from liaison_app.actions.titles import shown_moment
from liaison_app.cli import group
from liaison_app.cli.families import family, family_argument, json_option, pass_session
from liaison_app.cli.session import print_json, print_table
from liaison_app.errors import InvalidValue, WorkspaceExists
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from liaison_app.language.names import isolate
from liaison_app.records.keeping import ErasureRule, RetentionOf
from liaison_app.records.values import format_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.actions.erasing import Preview
    from liaison_app.actions.erasing_outside import Outside
    from liaison_app.actions.erasures import ErasureLine
    from liaison_app.cli.session import Session
    from liaison_app.workspace import Workspace

rule_option = click.option(
    "--rule",
    type=click.Choice([one.value for one in ErasureRule]),
    default=ErasureRule.ASKED.value,
    show_default=True,
    help="Why it is erased; this is kept.",
)
confirm_option = click.option("--confirm", default="", help="The name, typed once more.")


@family.command("erase")
@family_argument
@click.option("--person", default="", help="Erase only this person, by id or name.")
@click.option("--only", default="", metavar="TYPE", help="Erase only these records, such as note.")
@rule_option
@confirm_option
@json_option
@pass_session
def erase(
    session: Session,
    name: str,
    *,
    person: str,
    only: str,
    rule: str,
    confirm: str,
    as_json: bool,
) -> None:
    """Erase FAMILY for good, on every laptop. Nothing brings it back.

    First it says what goes, who stays, and what lies outside: pages, backups, what was given to
    others. Then it asks for the name. Only coordinators and admins may.
    """
    workspace = session.workspace
    kind, subject = "household", _family(workspace, name)
    if person:
        kind, subject = "person", resolve(workspace, "person", person)
    seen = erasing.preview(workspace, kind, subject, only)
    if not as_json:
        _say(_preview_lines(seen))
    typed = confirm or click.prompt(
        _("Type {name} to erase it for good").format(name=isolate(seen.name)), err=True
    )
    why = next(one for one in ErasureRule if one.value == rule)
    done = erasing.erase(workspace, seen, typed, why)
    if as_json:
        print_json({"id": done.id, "code": done.code, "outside": _plain(done.outside)})
        return
    click.echo(_("Erased. From now on it is called {code}.").format(code=done.code))
    click.echo(_("`liaison erasures paper {code}` lists what to collect.").format(code=done.code))


@group.group("erasures", invoke_without_command=True)
@json_option
@click.pass_context
def erasures_(context: click.Context, *, as_json: bool) -> None:
    """What was erased for good, and which laptops have not heard of it yet."""
    if context.invoked_subcommand:
        return
    workspace = context.ensure_object(_session_class()).workspace
    found = erasures.erasures(workspace)
    if as_json:
        print_json([_line(one) for one in found])
        return
    print_table(
        [_("Code"), _("When"), _("Kind"), _("By"), _("Rule"), _("State")],
        [
            (
                one.code,
                shown_moment(one.at) if one.at else "",
                one.kind,
                one.by,
                one.rule,
                one.state,
            )
            for one in found
        ],
    )
    _say(erased_copies.words(workspace))


@erasures_.command()
@click.argument("code")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a table (CSV) instead, or a page (PDF) if its name ends in .pdf.",
)
@click.option("--print", "printed", is_flag=True, help="Print it instead.")
@json_option
@pass_session
def paper(
    session: Session, code: str, *, output: Path | None, printed: bool, as_json: bool
) -> None:
    """What still lies outside of the erasure CODE: pages by their codes, recipients, backups."""
    if printed:
        erasure_sheet.send_to_printer(session.workspace, code)
        return
    if output:
        if output.exists():
            raise WorkspaceExists(_("There is already a file of this name. Choose another name."))
        if output.suffix.lower() == ".pdf":
            content = erasure_sheet.pdf(session.workspace, code)
        else:
            content = erasures.account(session.workspace, code).encode("utf-8-sig")
        write_whole(output, content, code)
        click.echo(_("Written. It holds codes and no names."))
        return
    found = erasures.left_outside(session.workspace, code)
    if as_json:
        print_json(_plain(found))
        return
    _say(_outside_lines(found))


@erasures_.command()
@click.argument("code")
@pass_session
def lift(session: Session, code: str) -> None:
    """Allow that what CODE erased is kept again from now on. Nothing comes back by that."""
    erasing.lift(session.workspace, code)
    click.echo(_("It may be kept again from now on. What was erased stays erased."))


@group.group("retention")
def retention_() -> None:
    """How long things are kept, and which families are due for a look."""


@retention_.command("list")
@json_option
@pass_session
def list_(session: Session, *, as_json: bool) -> None:
    """List the district's times of keeping, and the families whose time is over."""
    workspace = session.workspace
    rules, due = keeping.rules(workspace), retention.due(workspace)
    if as_json:
        print_json(
            {
                "rules": [{"what": one.what.value, "months": one.months} for one in rules],
                "families": [
                    {
                        "id": one.household,
                        "name": one.name,
                        "since": one.since.isoformat(),
                        "why": one.why,
                        "keep": [reason.words for reason in one.reasons],
                    }
                    for one in due
                ],
            }
        )
        return
    print_table(
        [_("What"), _("Name"), _("Months")],
        [(one.label, one.what.value, one.months or "") for one in rules],
    )
    click.echo("")
    rows = [
        (one.name, one.why, format_date(one.since), " ".join(r.words for r in one.reasons))
        for one in due
    ]
    print_table([_("Family"), _("Time is over"), _("Since"), _("Speaks against it")], rows)


@retention_.command("set")
@click.argument("what", type=click.Choice([one.value for one in RetentionOf]))
@click.argument("months", metavar="MONTHS|none")
@pass_session
def set_(session: Session, what: str, months: str) -> None:
    """Set for how many MONTHS the district keeps WHAT; none: it decides case by case."""
    if months != "none" and not months.isdecimal():
        raise InvalidValue(_("Give a number of months, or none."))
    number = None if months == "none" else int(months)
    kept = next(one for one in RetentionOf if one.value == what)
    keeping.set_rule(session.workspace, kept, number)
    retention.trim(session.workspace)


@retention_.command()
@family_argument
@click.argument("reason", default="")
@click.option("--end", is_flag=True, help="It need not be kept any more.")
@pass_session
def hold(session: Session, name: str, reason: str, *, end: bool) -> None:
    """Keep FAMILY from being erased, for a REASON, until somebody ends that."""
    household = resolve(session.workspace, "household", name)
    if end:
        keeping.end_hold(session.workspace, household)
    else:
        keeping.hold(session.workspace, household, reason)


def _family(workspace: Workspace, name: str) -> str:
    """The family of this name or id; one that was removed only by its id."""
    removed = workspace.read("SELECT id FROM household WHERE id = :id AND deleted", {"id": name})
    return name if removed else resolve(workspace, "household", name)


def _preview_lines(seen: Preview) -> Iterable[str]:
    yield _("Erase for good: {name}").format(name=isolate(seen.name))
    if seen.what:
        yield _("Goes too: {what}").format(what=seen.what)
    if seen.people:
        yield _("People: {names}").format(names=", ".join(map(isolate, seen.people)))
    if seen.staying:
        yield _("Stay, because they live with another family too: {names}").format(
            names=", ".join(map(isolate, seen.staying))
        )
    for reason in seen.reasons:
        yield _("Speaks against it: {reason}").format(reason=reason.words)
    yield from _outside_lines(seen.outside)
    yield _("Nothing brings this back. It goes from every laptop that hears of it.")


def _outside_lines(found: Outside) -> Iterable[str]:
    yield from found.words()
    for page in found.papers:
        yield "  " + " · ".join(
            one
            for one in (
                page.code,
                page.kind,
                str(page.pages or ""),
                shown_moment(page.at) if page.at else "",
                isolate(page.reader),
            )
            if one.strip("\u2068\u2069")
        )
    for given in found.given:
        until = format_date(date.fromisoformat(given.until)) if given.until else ""
        parts = (given.code, isolate(given.recipient), given.purpose, until)
        yield "  " + " · ".join(one for one in parts if one)
    for made in found.backups:
        yield "  " + " · ".join((shown_moment(made.at), made.place))
    for laptop in found.laptops:
        heard = shown_moment(laptop.heard) if laptop.heard else _("never heard from")
        yield "  " + " · ".join((isolate(laptop.name), heard))


def _line(one: ErasureLine) -> dict[str, object]:
    return {**asdict(one), "at": format_time(one.at) if one.at else None}


def _plain(found: Outside) -> dict[str, object]:
    def whole(one: object) -> object:
        return {
            name: format_time(value) if name in ("at", "heard") and value else value
            for name, value in asdict(one).items()  # type: ignore[call-overload]
        }

    return {
        "packets": [whole(one) for one in found.papers],
        "given": [whole(one) for one in found.given],
        "backups": [whole(one) for one in found.backups],
        "laptops": [whole(one) for one in found.laptops],
        "files": found.files,
    }


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _session_class() -> type[Session]:
    from liaison_app.cli.session import Session  # noqa: PLC0415

    return Session
