"""Commands about how texts read: `liaison texts check` and `liaison texts jargon`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from liaison_app.cli.session import print_json, print_table
from liaison_app.cli.texts import json_option, kind_option, pass_session, short, texts
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.text_reading import SectionReading, Trouble
    from liaison_app.cli.session import Session


@texts.command()
@click.argument("language", default="")
@kind_option
@json_option
@pass_session
def check(session: Session, /, *, language: str, kind: str, as_json: bool) -> None:
    """Say how hard each section is to read, and what is wrong with translations into LANGUAGE.

    Without LANGUAGE, the English texts. The exit code is 1 if a translation cannot be right.
    """
    from liaison_app.actions import text_reading, translating  # noqa: PLC0415  (quick start)

    workspace = session.workspace
    tag = translating.language_of(language) if language else "en"
    found = text_reading.check(workspace, tag, kind=kind)
    troubles = text_reading.troubles(workspace, tag) if language else ()
    if as_json:
        sections = [{**asdict(one), "level": one.reading.level} for one in found]
        print_json({"sections": sections, "texts": [asdict(one) for one in troubles]})
    else:
        _say_sections(found)
        _say_troubles(troubles)
    if any(one.wrong for one in troubles):
        raise click.exceptions.Exit(1)


@texts.command()
@click.argument("text", default="")
@click.option("--language", default="", help="Of the text (default: English).")
@click.option("--explain-in", default="", metavar="LANGUAGE", help="Say it in this language.")
@json_option
@pass_session
def jargon(
    session: Session, /, *, text: str, language: str, explain_in: str, as_json: bool
) -> None:
    """Find words in TEXT that only schools use, and say them plainly; - reads standard input.

    Without TEXT, list all of them.
    """
    from liaison_app.actions import text_reading  # noqa: PLC0415
    from liaison_app.actions.packet_choices import language_tag  # noqa: PLC0415

    workspace = session.workspace
    if not text:
        listed = text_reading.glossary(workspace)
        if as_json:
            print_json([asdict(one) for one in listed])
        else:
            print_table([_("Word"), _("In plain words")], [(one.name, one.plain) for one in listed])
        return
    read = sys.stdin.read() if text == "-" else text
    found = text_reading.explained(
        workspace, read, language_tag(language) or "en", plain_in=language_tag(explain_in)
    )
    if as_json:
        print_json([asdict(one) for one in found])
    elif found:
        print_table([_("Word"), _("In plain words")], [(one.words, one.plain) for one in found])
    else:
        click.echo(_("No word in it is one that only schools use."))


def _say_sections(found: Sequence[SectionReading]) -> None:
    from liaison_app.actions.text_reading import level_words  # noqa: PLC0415

    rows = []
    for one in found:
        reading, figure = one.reading, one.reading.figure
        value = f"{figure.value} {figure.name}" if figure else ""
        cells = (one.kind, one.section, reading.words, reading.longest, value)
        rows.append((*cells, level_words(reading.level), ", ".join(one.jargon)))
    head = [_("Print"), _("Section"), _("Words"), _("Longest sentence"), _("Figure"), ""]
    print_table([*head, _("School words")], rows)
    for sentence in dict.fromkeys(long for one in found for long in one.reading.long):
        click.echo(_("Long: {sentence}").format(sentence=sentence))


def _say_troubles(troubles: Sequence[Trouble]) -> None:
    for one in troubles:
        told = " ".join(found.words for found in one.findings)
        click.echo(f"{one.id} {short(one.source)}", err=True)
        click.echo(f"    {told}", err=True)
