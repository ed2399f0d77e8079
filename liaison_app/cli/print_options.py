"""The options of the commands that make prints: those of every kind, and those of one alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from liaison_app.cli.packet_making import USUAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.actions.packet_choices import KindChoice, OptionChoice

OWN = "own_"
"""Before the names of the parameters that only one kind has."""

_FAMILIES = (
    click.Option(
        ["--family", "names"], multiple=True, metavar="FAMILY", help="Id or name; may repeat."
    ),
    click.Option(["--all", "every"], is_flag=True, help="Every family that is not closed."),
    click.Option(
        ["--school"], default="", metavar="SCHOOL", help="Every open family with a child there."
    ),
    click.Option(
        ["--home-language"], default="", metavar="TAG", help="Every open family that speaks it."
    ),
    click.Option(
        ["--order"],
        type=click.Choice(["name", "school", "street"]),
        metavar="name|school|street",
        help="Of the prints of several families.",
    ),
    click.Option(
        ["--resume"], is_flag=True, help="Go on with the last batch: make what is not done."
    ),
    click.Option(
        ["--to"], default="", metavar="PERSON", help="Who gets it (usually: first contact)."
    ),
    click.Option(["--in-hand"], is_flag=True, help="You hand it over (protected address)."),
)
_MAKING = (
    click.Option(
        ["--language"], default="", metavar="TAG", help="Tag or name (default: the reader's)."
    ),
    click.Option(
        ["--beside"], default="", metavar="TAG", help="A second language beside it, or none."
    ),
    click.Option(["--paper"], type=click.Choice(["a4", "letter"]), metavar="a4|letter"),
    click.Option(
        ["--section", "sections"], multiple=True, metavar="NAME", help="Only this; may repeat."
    ),
    click.Option(["--month"], default="", metavar="YYYY-MM", help="Of the calendar page."),
    click.Option(
        ["--sides"],
        type=click.Choice(["one", "two"]),
        metavar="one|two",
        help="Of the paper (default: two; one for pictures).",
    ),
    click.Option(
        ["--booklet"],
        is_flag=True,
        help="Two pages on each side, to fold; what is cut off follows.",
    ),
    click.Option(["--check"], is_flag=True, help="Say what is wrong; write nothing."),
    click.Option(
        ["-o", "--output"],
        type=click.Path(path_type=Path),
        help="PDF file, or - for a pipe; a folder for several families.",
    ),
    click.Option(
        ["--print", "printer"],
        is_flag=False,
        flag_value=USUAL,
        metavar="[PRINTER]",
        help="Print it, from memory.",
    ),
    click.Option(["--force"], is_flag=True, help="Replace a file of this name."),
    click.Option(["--json", "as_json"], is_flag=True, help="Print JSON."),
)


def parameters(kind: KindChoice) -> list[click.Parameter]:
    """The options of the command that makes prints of a kind."""
    return [
        *(_FAMILIES if kind.for_a_family else ()),
        *_subject(kind),
        *_MAKING,
        click.Option(
            ["--profile"], type=click.Choice(kind.profiles), metavar="|".join(kind.profiles)
        ),
        *map(_own, kind.options),
    ]


def _subject(kind: KindChoice) -> Iterator[click.Option]:
    """What the print is about, by the name of its record type."""
    if kind.subject:
        flag = "--" + kind.subject.replace("_", "-")
        needed = "Id or name of what it is about" + ("." if kind.subject_needed else ", if any.")
        yield click.Option([flag, "subject"], default="", metavar="ID", help=needed)


def _own(option: OptionChoice) -> click.Option:
    names = [f"--{option.name}", OWN + option.name.replace("-", "_")]
    if option.ask == "yes":
        return click.Option(names, is_flag=True, help=option.wording)
    if not option.choices:
        metavar = "YYYY-MM-DD" if option.ask == "day" else "WORDS"
        return click.Option(names, default="", metavar=metavar, help=option.wording)
    values = [value for value, _label in option.choices]
    return click.Option(
        names, type=click.Choice(values), metavar="|".join(values), help=option.wording
    )
