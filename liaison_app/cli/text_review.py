"""Commands for a speaker who reviews translations, text by text: `liaison texts review`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from liaison_app.cli.session import print_json, print_table
from liaison_app.cli.texts import json_option, kind_option, pass_session, short, texts
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from liaison_app.actions.translating import Text
    from liaison_app.cli.session import Session

_LANGUAGE = "liaison.texts.language"
_STATES = ["review", "missing", "stale", "draft", "reviewed", "all"]


@texts.group(invoke_without_command=True)
@click.argument("language")
@click.pass_context
def review(context: click.Context, /, language: str) -> None:
    """Review the texts in LANGUAGE: list, show ID, accept ID, set ID TEXT."""
    from liaison_app.actions.translating import language_of  # noqa: PLC0415  (keeps start fast)

    context.meta[_LANGUAGE] = language_of(language)
    if context.invoked_subcommand is None:
        context.invoke(list_)


@review.command("list")
@click.option(
    "--only",
    "wanted",
    type=click.Choice(_STATES),
    default="review",
    metavar="|".join(_STATES),
    help="Which texts (default: review, what a speaker has to read).",
)
@kind_option
@click.option("--search", default="", metavar="WORDS", help="In the English or the translation.")
@json_option
@pass_session
def list_(session: Session, /, *, as_json: bool, **given: Any) -> None:
    """List texts with their ids."""
    from liaison_app.actions import translating  # noqa: PLC0415

    given["wanted"] = translating.Wanted(given["wanted"])
    found = translating.texts(session.workspace, _language(), **given)
    if as_json:
        print_json([_as_json(one) for one in found])
        return
    if not found:
        click.echo(_("There is no such text."))
        return
    print_table(
        ["id", "", _("English"), _("Translation")],
        [(one.id, one.state, short(one.source), short(one.words)) for one in found],
    )


@review.command()
@click.argument("text_id", metavar="ID")
@json_option
@pass_session
def show(session: Session, /, *, text_id: str, as_json: bool) -> None:
    """Show a text in full: where it stands, who translated it, what is wrong."""
    from liaison_app.actions import translating  # noqa: PLC0415

    one = translating.text(session.workspace, _language(), text_id)
    if as_json:
        print_json(_as_json(one))
        return
    lines = [
        ("id", one.id),
        (_("State"), one.state),
        *((_("Where"), place) for place in one.where),
        *((_("Note"), note) for note in one.notes),
        (_("Translated by"), one.by),
        (_("Reviewed by"), one.reviewed_by),
        (_("Reviewed on"), one.reviewed_on),
        (_("English before"), one.former),
        (_("English"), one.source),
        (_("Translation"), one.words),
        *((_("Look"), found.words) for found in one.findings),
    ]
    for label, value in lines:
        if value:
            click.echo(f"{label}: {value}")


@review.command()
@click.argument("text_id", metavar="ID")
@click.option("--by", required=True, metavar="NAME", help="The speaker who has read it.")
@json_option
@pass_session
def accept(session: Session, /, *, text_id: str, by: str, as_json: bool) -> None:
    """Write down that a speaker has read the translation and it is right as it is."""
    from liaison_app.actions import translating  # noqa: PLC0415

    language = _language()
    touched = translating.accept(session.workspace, language, text_id, reviewer=by)
    _say(session, language, text_id, touched.number, as_json=as_json)


@review.command("set")
@click.argument("text_id", metavar="ID")
@click.argument("words", metavar="TEXT")
@click.option("--by", required=True, metavar="NAME", help="Who wrote it.")
@click.option("--reviewed", is_flag=True, help="NAME reads the language and says it is right.")
@json_option
@pass_session
def set_(
    session: Session,
    /,
    *,
    text_id: str,
    words: str,
    by: str,
    reviewed: bool,
    as_json: bool,
) -> None:
    """Write TEXT as the translation; - reads it from standard input."""
    from liaison_app.actions import translating  # noqa: PLC0415

    workspace, language = session.workspace, _language()
    typed = sys.stdin.read() if words == "-" else words
    if reviewed:
        touched = translating.accept(workspace, language, text_id, reviewer=by, words=typed)
    else:
        touched = translating.keep(workspace, language, text_id, typed, by=by)
    _say(session, language, text_id, touched.number, as_json=as_json)


def _language() -> str:
    """The tag of the language that the group was given."""
    return str(click.get_current_context().meta[_LANGUAGE])


def _say(session: Session, language: str, text_id: str, action: int, *, as_json: bool) -> None:
    from liaison_app.actions import translating  # noqa: PLC0415

    one = translating.text(session.workspace, language, text_id)
    if as_json:
        print_json({**_as_json(one), "action": action})
    elif one.state is translating.State.REVIEWED:
        click.echo(_("Kept as reviewed by {name}.").format(name=one.reviewed_by))
    else:
        click.echo(_("Kept as a draft. Families read it with its mark until a speaker reviews it."))


def _as_json(one: Text) -> dict[str, Any]:
    day = one.reviewed_on
    return {**asdict(one), "reviewed_on": day.isoformat() if day else None}
