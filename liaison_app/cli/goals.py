"""Commands for goals: what a family and the school want, their steps, and how far they are."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions import goals, records
from liaison_app.actions.references import resolve
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date
from liaison_app.language.due_dates import parse_due
from liaison_app.records.goals import GoalState, Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
family_option = click.option(
    "--family", required=True, metavar="FAMILY", help="Id or name of the family."
)
date_option = click.option("--date", "on", default="", metavar="DAY", help="Default: today.")
side_option = click.option("--side", type=click.Choice([*map(str, Side)]), default=str(Side.HOME))
_STATES = [str(one) for one in GoalState if one is not GoalState.CHANGED]


def said_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of what a goal says."""
    for option in reversed(
        (
            click.option("--words", "family_words", default="", help="In the family's words."),
            click.option("--language", default="", metavar="TAG", help="Of the family's words."),
            click.option("--school-words", default="", help="In the school's words."),
            click.option("--child", default="", metavar="PERSON", help="Id or name."),
            click.option("--with", "agreed_by", default="", metavar="PERSON", help="Agreed with."),
            click.option("--agreed", "agreed_on", default="", metavar="DAY"),
            click.option("--review", "review_on", default="", metavar="DAY"),
        )
    ):
        command = option(command)
    return command


@group.group()
def goal() -> None:
    """Goals that a family and the school set together. DAY is 2026-12-18, fri or +14."""


@goal.command("list")
@family_option
@json_option
@pass_session
def list_goals(session: Session, /, family: str, *, as_json: bool) -> None:
    """List the goals of a family: both voices, steps, how far, and what they were before."""
    workspace = session.workspace
    found = goals.of_family(workspace, resolve(workspace, "household", family))
    if as_json:
        print_json([_plain(asdict(one)) for one in found])
        return
    print_table(
        [_("Id"), _("For"), _("How far"), _("In the family's words"), _("Steps"), _("Look again")],
        [
            (
                one.id,
                one.child,
                one.state_words,
                one.words or one.school_words,
                f"{sum(bool(step.done_on) for step in one.steps)}/{len(one.steps)}",
                format_date(one.review_on) if one.review_on else "",
            )
            for one in found
        ],
    )


@goal.command("add")
@family_option
@said_options
@pass_session
def add_goal(session: Session, /, family: str, **given: str) -> None:
    """Write down a goal; prints its id."""
    workspace = session.workspace
    values = _values(workspace, given)
    if not values.keys() & {"family_words", "school_words"}:
        raise click.UsageError("Say what is wanted: --words or --school-words.")
    home = resolve(workspace, "household", family)
    values = {"agreed_on": workspace.today(), "staff": workspace.person, **values}
    click.echo(records.add(workspace, "goal", {"household": home, **values}).ids[0])


@goal.command("set")
@click.argument("goal_id", metavar="GOAL")
@said_options
@pass_session
def set_goal(session: Session, /, goal_id: str, **given: str) -> None:
    """Correct a goal. If the family wants something else now, use `change`."""
    records.change(session.workspace, "goal", goal_id, _values(session.workspace, given))


@goal.command("change")
@click.argument("goal_id", metavar="GOAL")
@said_options
@pass_session
def change_goal(session: Session, /, goal_id: str, **given: str) -> None:
    """Set another goal in place of one, which is kept; prints the new one's id."""
    workspace = session.workspace
    click.echo(goals.change(workspace, goal_id, _values(workspace, given)).ids[0])


@goal.command("step")
@click.argument("goal_or_step", metavar="GOAL|STEP")
@click.argument("what", default="")
@side_option
@click.option("--often", "how_often", default="", help="Such as: every evening.")
@click.option("--by", "due", default="", metavar="DAY", help="Until when.")
@click.option("--language", default="", metavar="TAG", help="Of the words.")
@click.option("--done", is_flag=True, help="The step with this id was done.")
@date_option
@pass_session
def add_step(
    session: Session, /, goal_or_step: str, what: str, *, done: bool, on: str, **given: str
) -> None:
    """Write down a step of a goal and print its id; or, with --done, that a step was done."""
    workspace = session.workspace
    if done:
        goals.finish_step(workspace, goal_or_step, _day(workspace, on))
        return
    given["language"] = _tag(given["language"])
    due = _day(workspace, given.pop("due"))
    click.echo(goals.add_step(workspace, goal_or_step, what, due=due, **given).ids[0])


@goal.command("progress")
@click.argument("goal_id", metavar="GOAL")
@click.argument("state", type=click.Choice(_STATES))
@side_option
@click.option("--words", default="", help="In their words.")
@click.option("--language", default="", metavar="TAG", help="Of the words.")
@date_option
@pass_session
def say_progress(session: Session, /, goal_id: str, on: str, **given: Any) -> None:
    """Write down how far a goal is, as the family (home) or the school says."""
    workspace = session.workspace
    given["language"] = _tag(given["language"])
    values = {"goal": goal_id, "said_on": _day(workspace, on), **given}
    goals.say_progress(workspace, values)


@goal.command("calendar")
@family_option
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE.ics")
@click.option("--words", is_flag=True, help="The words of the steps, readable by anybody.")
@click.option("--force", is_flag=True, help="Replace a file of this name.")
@pass_session
def save_calendar(
    session: Session, /, family: str, output: Path, *, words: bool, force: bool
) -> None:
    """Save the days of open goals for a calendar program. The file is not encrypted."""
    from liaison_app.actions import goal_dates  # noqa: PLC0415  (keeps start fast)

    workspace = session.workspace
    home = resolve(workspace, "household", family)
    goal_dates.save(workspace, home, output, words=words, force=force)
    click.echo(_("Saved. This file is readable by anybody."), err=True)


def _plain(value: object) -> object:
    """A line for programs: days as text."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _values(workspace: Workspace, given: dict[str, str]) -> dict[str, object]:
    """What was said, with days as days and people as ids; what was not said is left out."""
    values: dict[str, object] = {name: text for name, text in given.items() if text}
    for name in values.keys() & {"agreed_on", "review_on"}:
        values[name] = _day(workspace, given[name])
    for name in values.keys() & {"child", "agreed_by"}:
        values[name] = resolve(workspace, "person", given[name])
    if "language" in values:
        values["language"] = _tag(given["language"])
    return values


def _day(workspace: Workspace, text: str) -> date | None:
    day = parse_due(text, workspace.today()) if text else None
    if text and day is None:
        raise InvalidValue(
            _("“{text}” is no day. Write fri, 24 Nov or 2026-11-24.").format(text=text)
        )
    return day


def _tag(text: str) -> str:
    from liaison_app.actions.packet_choices import language_tag  # noqa: PLC0415

    return language_tag(text)
