"""Commands that give a family's facts to somebody outside, and tell what was given."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions.references import resolve
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from liaison_app.language.due_dates import parse_due
from liaison_app.language.names import isolate
from liaison_app.records.sharing import EXCEPTIONS, Form

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from liaison_app.actions.giving import Shared
    from liaison_app.actions.sharing import Preview
    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_PIPE = "-"
_USUAL = "\0"  # `--print` without a name: the usual printer
_PATH = click.Path(path_type=Path)


class FamilyFirst(click.Group):
    """A group whose first word may also be a family: `liaison share FAMILY ...` gives."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take what is no command for a family."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            return "family", self.commands["family"], args
        return super().resolve_command(ctx, args)


def sealing(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a file that is given to somebody."""
    for option in reversed(
        (
            click.option("--to", "recipient", required=True, help="Who gets it, in words."),
            click.option("--until", default="", metavar="DAY", help="They may keep it so long."),
            click.option(
                "--seal/--plain",
                "sealed",
                default=True,
                help="Locked with a code (usual), or readable by anybody who finds it.",
            ),
            click.option("-o", "--output", type=_PATH, help="The file to write."),
            click.option("--force", is_flag=True, help="Replace a file of this name."),
        )
    ):
        command = option(command)
    return command


@group.group("share", cls=FamilyFirst, subcommand_metavar="FAMILY | COMMAND [ARGS]...")
def share_group() -> None:
    """Give a family's facts to somebody outside, on purpose: `liaison share FAMILY --help`.

    It needs the family's consent for this purpose and this recipient, or a legal exception with a
    reason. What is given is written down first and can be read again. DAY is 2026-12-18 or +30.
    """


@share_group.command("family")
@click.argument("family")
@click.option("--purpose", required=True, help="For what: see `liaison share purposes`.")
@sealing
@click.option("--person", default="", help="Only one child or adult; id or name.")
@click.option("--fields", multiple=True, metavar="FIELD,...", help="Only these of the purpose.")
@click.option(
    "--without", multiple=True, type=int, metavar="NUMBER", help="Not this value of the preview."
)
@click.option(
    "--format", "form", type=click.Choice([one.value for one in Form]), default=Form.PDF.value
)
@click.option(
    "--exception",
    type=click.Choice([one.value.replace("_", "-") for one in EXCEPTIONS]),
    help="A legal exception in place of a consent.",
)
@click.option("--reason", default="", help="Why the exception applies; it is kept.")
@click.option(
    "--despite-protection", is_flag=True, help="The address is protected; the family wants it."
)
@click.option("--language", "beside", default="", metavar="TAG", help="Beside English, or none.")
@click.option("--preview", "only_preview", is_flag=True, help="Show every value; write nothing.")
@json_option
@pass_session
def give(session: Session, /, family: str, **given: Any) -> None:
    """Give facts of FAMILY (id or name) to one recipient, for one purpose."""
    from liaison_app.actions import giving, sharing  # noqa: PLC0415  (keeps start fast)

    workspace = session.workspace
    as_json, without = given.pop("as_json"), given.pop("without")
    only_preview, output = given.pop("only_preview"), given.pop("output")
    sealed, force = given.pop("sealed"), given.pop("force")
    if not only_preview and output is None:
        raise click.UsageError("Say -o FILE, or --preview.")
    request = _request(workspace, family, given)
    seen = sharing.preview(workspace, request)
    if without:
        left_out = frozenset(_key(seen, number) for number in without)
        request = replace(request, left_out=left_out)
        seen = sharing.preview(workspace, request)
    if only_preview or seen.red:
        _tell_preview(seen, as_json=as_json)
        if seen.red:
            raise click.exceptions.Exit(1)
        return
    for one in seen.problems:
        click.echo(one.why, err=True)
    made = giving.share(workspace, seen, output, sealed=sealed, force=force)
    tell_given(made, len(seen.values), as_json=as_json)


@share_group.command("form")
@click.argument("family")
@click.option("--purpose", required=True, help="For what.")
@click.option("--to", "recipient", required=True, help="Who would get it.")
@click.option("--fields", multiple=True, metavar="FIELD,...", help="Only these of the purpose.")
@click.option("--language", default="", metavar="TAG", help="Default: the family's.")
@click.option("-o", "--output", type=_PATH, help="PDF file.")
@click.option("--print", "printer", is_flag=False, flag_value=_USUAL, metavar="[PRINTER]")
@pass_session
def form_(session: Session, /, family: str, **given: Any) -> None:
    """Print the form that asks FAMILY for its consent."""
    from liaison_app.actions import share_pages  # noqa: PLC0415
    from liaison_app.actions.packet_choices import language_tag  # noqa: PLC0415

    workspace = session.workspace
    made = share_pages.consent_form(
        workspace,
        resolve(workspace, "household", family),
        given["purpose"],
        given["recipient"],
        given["fields"] or None,
        language=language_tag(given["language"]),
    )
    bring_out(workspace, made.pdf, made.code, given["output"], given["printer"])


@share_group.command("purposes")
@json_option
@pass_session
def purposes_(session: Session, *, as_json: bool) -> None:
    """List for what facts may be given, and which fields each purpose needs.

    Add your own: `liaison add share_purpose name=dentist needs="person.given_name, ..."`.
    """
    from liaison_app.actions.share_purposes import purposes  # noqa: PLC0415

    found = purposes(session.workspace)
    if as_json:
        print_json(
            [
                {
                    "name": one.name,
                    "label": one.label,
                    "fields": list(one.fields),
                    "days": one.days,
                    "unreadable": list(one.unreadable),
                }
                for one in found
            ]
        )
        return
    print_table(
        [_("Name"), _("For what"), _("Days"), _("Fields")],
        [(one.name, one.label, one.days, "\n".join(one.fields)) for one in found],
    )
    for one in found:
        if one.unreadable:
            words = _("“{name}” names what nobody may have, or what is no field: {fields}.")
            click.echo(words.format(name=one.name, fields=", ".join(one.unreadable)), err=True)


def _request(workspace: Workspace, family: str, given: dict[str, Any]) -> Any:
    from liaison_app.actions.packet_choices import ALONE, language_tag  # noqa: PLC0415
    from liaison_app.actions.share_grounds import exception_named  # noqa: PLC0415
    from liaison_app.actions.sharing import Request  # noqa: PLC0415

    beside = given["beside"]
    return Request(
        household=resolve(workspace, "household", family),
        purpose=given["purpose"],
        recipient=given["recipient"],
        person=resolve(workspace, "person", given["person"]) if given["person"] else "",
        fields=given["fields"] or None,
        form={one.value: one for one in Form}[given["form"]],
        until=day_typed(workspace, given["until"]),
        exception=exception_named(given["exception"]) if given["exception"] else None,
        reason=given["reason"],
        despite_protection=given["despite_protection"],
        beside="" if beside == ALONE else language_tag(beside) or None,
    )


def day_typed(workspace: Workspace, typed: str) -> date | None:
    """A day as people write it; None if nothing was typed.

    Raises:
        InvalidValue: it is none.
    """
    day = parse_due(typed, workspace.today()) if typed else None
    if typed and day is None:
        raise InvalidValue(
            _("“{text}” is no day. Write fri, 24 Nov or 2026-11-24.").format(text=typed)
        )
    return day


def _key(seen: Preview, number: int) -> str:
    if not 1 <= number <= len(seen.values):
        raise InvalidValue(
            _("There is no value {number}: the preview has {count}.").format(
                number=number, count=len(seen.values)
            )
        )
    return seen.values[number - 1].key


def _tell_preview(seen: Preview, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "recipient": seen.recipient,
                "purpose": seen.purpose.name,
                "until": seen.until.isoformat(),
                "ground": str(seen.ground.basis or ""),
                "ground_words": seen.ground_words,
                "values": [
                    {
                        "about": one.about,
                        "field": ".".join(one.source),
                        "label": one.label,
                        "value": one.stored,
                        "words": one.words,
                    }
                    for one in seen.values
                ],
                "held": list(seen.held),
                "problems": [asdict(one) for one in seen.problems],
            }
        )
        return
    for one in seen.problems:
        click.echo(one.why, err=True)
    if seen.ground.basis is not None:
        click.echo(_("To: {recipient}").format(recipient=isolate(seen.recipient)))
        click.echo(_("For: {purpose}").format(purpose=isolate(seen.purpose.label)))
        click.echo(_("Allowed by: {ground}").format(ground=seen.ground_words))
        click.echo(_("Until: {date}").format(date=format_date(seen.until)))
        print_table(
            ["", _("About"), _("What"), _("Value")],
            [
                (number, one.about, one.label, one.words)
                for number, one in enumerate(seen.values, 1)
            ],
        )
    for sentence in seen.held:
        click.echo(_("Stays here: {what}").format(what=sentence))


def tell_given(made: Shared, values: int, *, as_json: bool) -> None:
    """Say what was given; the code is said this once and stands nowhere."""
    if as_json:
        print_json(
            {
                "code": made.code,
                "file": str(made.path),
                "opens_with": made.secret,
                "until": made.until.isoformat(),
                "values": values,
            }
        )
        return
    words = ngettext("{count} value in {file}", "{count} values in {file}", values)
    click.echo(words.format(count=values, file=made.path))
    click.echo(
        _("Written down as {code}, until {date}.").format(
            code=made.code, date=format_date(made.until)
        )
    )
    if made.secret:
        click.echo(_("The file opens with this code, in capitals and without dashes:"))
        click.echo(f"  {made.secret}")
        click.echo(_("Say it by phone. Never send it with the file. It is shown this once."))
    else:
        click.echo(_("Anybody who finds this file can read it."), err=True)


def bring_out(
    workspace: Workspace, content: bytes, code: str, output: Path | None, printer: str | None
) -> None:
    """Print from memory, pipe, or write where the person said."""
    from liaison_app.actions import printing  # noqa: PLC0415
    from liaison_app.actions.packet_places import refuse_target, write_whole  # noqa: PLC0415

    if (output is None) == (printer is None):
        raise click.UsageError("Say one of -o FILE and --print.")
    if printer is not None:
        printing.send(content, code, "" if printer == _USUAL else printer)
        click.echo(_("Printed"))
    elif str(output) == _PIPE:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    elif output is not None:
        refuse_target(workspace, output, force=False)
        write_whole(output, content, code)
        click.echo(_("Saved. This copy is readable by anybody."))
