"""Commands for translators and reviewers: files out and in, how far it is, what is wrong."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.language.catalogues import _, ngettext

if TYPE_CHECKING:
    from liaison_app.actions.text_status import Share
    from liaison_app.actions.translation_files import Looked

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
kind_option = click.option("--kind", default="", metavar="KIND", help="A kind of print, or shared.")

CELL = 56


@group.group()
def texts() -> None:
    """The texts that families read: translate, review, and see how far each language is."""


@texts.command()
@click.argument("language")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    required=True,
    help="The file; .xlf and .xliff make XLIFF.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["po", "xliff"]),
    metavar="po|xliff",
    help="PO for Poedit and Weblate, XLIFF 1.2 for translation offices.",
)
@click.option(
    "--only",
    "wanted",
    type=click.Choice(["all", "missing", "stale", "draft", "review", "reviewed"]),
    default="all",
    metavar="missing|stale|draft|review|all",
    help="Which texts; review: drafts and stale ones.",
)
@click.option("--kind", "of", default="", metavar="KIND", help="A kind of print, or shared.")
@click.option("--force", is_flag=True, help="Replace a file of this name.")
@json_option
@pass_session
def export(
    session: Session, /, *, language: str, target: Path, as_json: bool, **given: Any
) -> None:
    """Write a file for translators into LANGUAGE: a tag or a name. It names no family."""
    from liaison_app.actions import translating, translation_files  # noqa: PLC0415  (quick start)

    chosen = given.pop("kind") or ("xliff" if target.suffix in {".xlf", ".xliff"} else "po")
    found = translation_files.export(
        session.workspace,
        translating.language_of(language),
        target,
        kind=translation_files.Format(chosen),
        wanted=translating.Wanted(given.pop("wanted")),
        **given,
    )
    if as_json:
        print_json({"file": str(found.path), "language": found.language, "texts": found.texts})
        return
    words = ngettext("{count} text in {file}.", "{count} texts in {file}.", found.texts)
    click.echo(words.format(count=found.texts, file=found.path))


@texts.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--by", required=True, metavar="NAME", help="Who translated it.")
@click.option(
    "--reviewed-by",
    default="",
    metavar="NAME",
    help="A speaker who read all that is not marked as needing work.",
)
@click.option("--language", default="", help="If the file does not say it.")
@click.option("--check", is_flag=True, help="Say what would become of it; change nothing.")
@click.option("--replace-reviewed", is_flag=True, help="Even by what nobody has reviewed.")
@click.option("--all-done", is_flag=True, help="Even what the file marks as needing work.")
@json_option
@pass_session
def import_(session: Session, /, *, file: Path, check: bool, as_json: bool, **given: Any) -> None:
    """Take in FILE, PO or XLIFF, as translators sent it back. `liaison undo` takes it out again.

    What cannot be right is listed with its place and left out; the exit code is 1 then.
    """
    from liaison_app.actions import translation_files  # noqa: PLC0415

    workspace = session.workspace
    looked = translation_files.look_at(workspace, file, translation_files.Taking(**given))
    touched = None
    if looked.changes and not check:
        touched = translation_files.take(workspace, looked)
    if as_json:
        print_json(_account(looked, touched.number if touched else 0))
    else:
        _say_account(looked, check=check)
    fates = translation_files.Fate
    if looked.count(fates.LEFT, fates.ASK):
        raise click.exceptions.Exit(1)


@texts.command()
@click.argument("language", default="")
@json_option
@pass_session
def status(session: Session, language: str, *, as_json: bool) -> None:
    """Say how far each language is; with LANGUAGE, each kind of print and section."""
    from liaison_app.actions import text_status, translating  # noqa: PLC0415

    workspace = session.workspace
    if language:
        parts = text_status.by_section(workspace, translating.language_of(language))
        head = [_("Print"), _("Section")]
        rows = [(one.kind, one.section or one.title, one.share) for one in parts]
        document = [asdict(one) for one in parts]
    else:
        found = text_status.by_language(workspace)
        head = [_("Tag"), _("Language")]
        rows = [(one.tag, one.name, one.share) for one in found]
        document = [asdict(one) for one in found]
    if as_json:
        print_json(document)
        return
    print_table(
        [*head, _("Texts"), _("Translated"), _("Reviewed"), _("Stale"), _("Missing"), ""],
        [
            (first, second, *_counts(share), percent(share.reviewed, share.texts))
            for first, second, share in rows
        ],
    )


def short(text: str) -> str:
    """A text as a cell of a table shows it."""
    line = " ".join(text.split())
    return line if len(line) <= CELL else line[: CELL - 1] + "…"


def percent(part: int, whole: int) -> str:
    """A share that says 100 % only of all and 0 % only of nothing."""
    share = 100 * part / whole if whole else 0
    return f"{min(99, max(1, round(share))) if 0 < part < whole else round(share)} %"


def _counts(share: Share) -> tuple[int, ...]:
    return (share.texts, share.translated, share.reviewed, share.stale, share.missing)


def _account(looked: Looked, action: int) -> dict[str, Any]:
    return {
        "language": looked.language,
        "action": action,
        "notes": list(looked.notes),
        "texts": [asdict(line) for line in looked.lines],
    }


def _say_account(looked: Looked, *, check: bool) -> None:
    from liaison_app.actions.translation_files import Fate  # noqa: PLC0415

    said = (
        (Fate.REVIEWED, _("Taken as reviewed:")),
        (Fate.DRAFT, _("Taken as drafts:")),
        (Fate.SAME, _("As they are already:")),
        (Fate.EMPTY, _("Not translated in the file:")),
        (Fate.ASK, _("Left, since a speaker reviewed the present words:")),
        (Fate.LEFT, _("Left, since they cannot be right:")),
    )
    for fate, words in said:
        if looked.count(fate):
            click.echo(f"{words} {looked.count(fate)}")
    _say_doubts(looked)
    if looked.count(Fate.ASK):
        click.echo(_("With --replace-reviewed they take its place."), err=True)
    if check:
        click.echo(_("Nothing was changed: this was a look."))
    elif not looked.changes:
        click.echo(_("Nothing was changed."))


def _say_doubts(looked: Looked) -> None:
    """What to be sure of, and what is wrong with each text."""
    for note in looked.notes:
        click.echo(note, err=True)
    for line in looked.lines:
        if line.why:
            click.echo(f"{line.place}: {short(line.source)}", err=True)
            click.echo(f"    {line.why}", err=True)
