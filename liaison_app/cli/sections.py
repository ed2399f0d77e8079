"""Commands for the sections of a print: list, read, write, add, move, leave out, ours again."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue, UnreadableInput
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from liaison_app.actions.section_gaps import Before, Cover
    from liaison_app.actions.sections import Section
    from liaison_app.workspace import Touched

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
kind_argument = click.argument("kind")
name_argument = click.argument("name")
file_option = click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, allow_dash=True),
    required=True,
    help="The text in light Markdown, UTF-8; - reads standard input.",
)
_LARGEST = 1_000_000
"""Bytes of a section; no page is so long."""


@group.group()
def section() -> None:
    """The sections of a print, such as welcome: your district's words, order and additions."""


@section.command("list")
@kind_argument
@json_option
@pass_session
def list_(session: Session, kind: str, *, as_json: bool) -> None:
    """List the sections of KIND as they print here, and how far each is translated."""
    from liaison_app.actions import section_gaps, sections  # noqa: PLC0415  (keeps start fast)

    workspace = session.workspace
    found = sections.sections(workspace, kind)
    covers = section_gaps.covers(workspace, kind)
    if as_json:
        print_json([_as_json(one, covers.get(one.name, ())) for one in found])
        return
    print_table(
        [_("Place"), _("Name"), _("Title"), _("Whose"), _("Prints"), _("Translated")],
        [
            (
                one.place,
                one.name,
                one.title,
                sections.whose_words(one),
                _("no") if one.hidden else _("yes"),
                section_gaps.short_words(covers.get(one.name, ())),
            )
            for one in found
        ],
    )
    for one in found:
        if one.trouble:
            click.echo(one.trouble, err=True)


@section.command()
@kind_argument
@name_argument
@click.option("--shipped", is_flag=True, help="As it comes with Liaison.")
@json_option
@pass_session
def text(session: Session, kind: str, name: str, *, shipped: bool, as_json: bool) -> None:
    """Print the light Markdown of a section; it can be changed and taken back by `edit`."""
    from liaison_app.actions import sections  # noqa: PLC0415

    found = sections.written(session.workspace, kind, name)
    if as_json:
        print_json(asdict(found))
        return
    if shipped and not found.shipped:
        raise InvalidValue(
            _("This section is your district's own: there is none of ours to go back to.")
        )
    click.echo(found.shipped if shipped else found.text, nl=False)


@section.command()
@kind_argument
@name_argument
@file_option
@click.option("--check", "only", is_flag=True, help="Say whether it can be printed; keep nothing.")
@json_option
@pass_session
def edit(
    session: Session, /, *, kind: str, name: str, file: Path, only: bool, as_json: bool
) -> None:
    """Put your district's words in place of a section's; says what is untranslated now."""
    from liaison_app.actions import section_gaps, sections  # noqa: PLC0415

    workspace, words = session.workspace, _read(file)
    if only:
        sections.section(workspace, kind, name)
        sections.check(kind, name, words)
        _say_nothing_done(as_json=as_json)
        return
    was = section_gaps.before(workspace, kind, name)
    touched = sections.write(workspace, kind, name, words)
    _say(session, kind, name, touched, was, as_json=as_json)


@section.command()
@kind_argument
@name_argument
@file_option
@click.option("--after", default="", metavar="NAME", help="Stand behind this one, not at the end.")
@json_option
@pass_session
def add(
    session: Session, /, *, kind: str, name: str, file: Path, after: str, as_json: bool
) -> None:
    """Add a section of your district's own; NAME is small letters, digits and dashes."""
    from liaison_app.actions import section_gaps, sections  # noqa: PLC0415

    workspace, words = session.workspace, _read(file)
    was = section_gaps.before(workspace, kind, name)
    touched = sections.add(workspace, kind, name, words, after=after)
    _say(session, kind, name, touched, was, as_json=as_json)


@section.command()
@kind_argument
@name_argument
@click.option("--up", "by", flag_value=-1, type=int, help="One place up.")
@click.option("--down", "by", flag_value=1, type=int, help="One place down.")
@click.option("--to", type=click.IntRange(1), metavar="N", help="To this place from the top.")
@json_option
@pass_session
def move(
    session: Session, /, *, kind: str, name: str, by: int | None, to: int | None, as_json: bool
) -> None:
    """Put a section elsewhere: --up, --down or --to N."""
    from liaison_app.actions import sections  # noqa: PLC0415

    if (by is None) == (to is None):
        raise click.UsageError(_("Say where to: --up, --down or --to N."))
    workspace = session.workspace
    names = [one.name for one in sections.sections(workspace, kind)]
    sections.section(workspace, kind, name)
    place = to - 1 if to is not None else names.index(name) + (by or 0)
    touched = sections.move(workspace, kind, name, max(0, place))
    if as_json:
        found = [one.name for one in sections.sections(workspace, kind)]
        print_json({"action": touched.number if touched else 0, "sections": found})
    elif touched is None:
        click.echo(_("It stands there already. Nothing was changed."))
    else:
        click.echo(_("Moved."))


@section.command()
@kind_argument
@name_argument
@json_option
@pass_session
def hide(session: Session, kind: str, name: str, *, as_json: bool) -> None:
    """Leave a section out of every print of KIND."""
    from liaison_app.actions import sections  # noqa: PLC0415

    touched = sections.hide(session.workspace, kind, name)
    _done(touched, _("It prints no longer."), as_json=as_json)


@section.command()
@kind_argument
@name_argument
@json_option
@pass_session
def show(session: Session, kind: str, name: str, *, as_json: bool) -> None:
    """Print a section again that was left out."""
    from liaison_app.actions import sections  # noqa: PLC0415

    touched = sections.show(session.workspace, kind, name)
    _done(touched, _("It prints again."), as_json=as_json)


@section.command()
@kind_argument
@name_argument
@json_option
@pass_session
def reset(session: Session, kind: str, name: str, *, as_json: bool) -> None:
    """Make a section ours again: as it comes with Liaison, at its place."""
    from liaison_app.actions import section_gaps, sections  # noqa: PLC0415

    was = section_gaps.before(session.workspace, kind, name)
    touched = sections.reset(session.workspace, kind, name)
    _say(session, kind, name, touched, was, as_json=as_json)


@section.command()
@kind_argument
@name_argument
@json_option
@pass_session
def remove(session: Session, kind: str, name: str, *, as_json: bool) -> None:
    """Remove a section of your district's own. `liaison undo` brings it back."""
    from liaison_app.actions import sections  # noqa: PLC0415

    touched = sections.remove(session.workspace, kind, name)
    _done(touched, _("Removed."), as_json=as_json)


def _read(file: Path) -> str:
    """The text of a file, or of standard input.

    Raises:
        UnreadableInput: it cannot be read, is not text, or is far too long.
    """
    try:
        if str(file) == "-":
            found = sys.stdin.read(_LARGEST + 1)
        else:
            with file.open("rb") as stream:
                found = stream.read(_LARGEST + 1).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UnreadableInput(
            _("The text cannot be read. Give a file in UTF-8, or - for standard input.")
        ) from None
    if len(found) > _LARGEST:
        raise UnreadableInput(_("The text is far too long for a section."))
    return found


def _say(
    session: Session, kind: str, name: str, touched: Touched, was: Before, *, as_json: bool
) -> None:
    """Say what was kept, and what of it is untranslated now."""
    from liaison_app.actions import section_gaps  # noqa: PLC0415

    gaps = section_gaps.after(session.workspace, kind, name, was)
    if as_json:
        print_json({"action": touched.number, **asdict(gaps)})
        return
    click.echo(_("Kept.") if touched.number else _("Nothing was changed."))
    click.echo(section_gaps.gap_words(gaps))
    if gaps.gaps:
        hint = _(
            "For translators: `liaison texts export LANGUAGE -o FILE --only missing --kind {kind}`."
        )
        click.echo(hint.format(kind=kind))


def _done(touched: Touched, words: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"action": touched.number})
    else:
        click.echo(words if touched.number else _("Nothing was changed."))


def _say_nothing_done(*, as_json: bool) -> None:
    if as_json:
        print_json({"action": 0})
    else:
        click.echo(_("It can be printed. Nothing was changed: this was a look."))


def _as_json(one: Section, covered: tuple[Cover, ...]) -> dict[str, Any]:
    shares = {each.tag: asdict(each.share) for each in covered}
    return {**asdict(one), "languages": shares}
