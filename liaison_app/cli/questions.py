"""Commands for what comes back from families: reply slips, questions, answers and their clock."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions import questions, questions_standards, replies
from liaison_app.actions.questions_lists import question as one_question
from liaison_app.actions.questions_lists import questions as listed
from liaison_app.actions.references import resolve
from liaison_app.actions.replies_codes import look_up, tidy
from liaison_app.cli import group
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.cli.visits import household_option, json_option, values, warn
from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from liaison_app.language.due_dates import parse_due
from liaison_app.language.folding import digits
from liaison_app.records.voices import QuestionCame, QuestionKind

if TYPE_CHECKING:
    from liaison_app.actions.questions_lists import QuestionLine
    from liaison_app.actions.replies_codes import Looked, Slip
    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)


@group.command("reply")
@click.argument("code")
@click.option("--call-me", is_flag=True, help="“Please call me” is ticked.")
@click.option("--interpreter", is_flag=True, help="“I need an interpreter” is ticked.")
@click.option("--wrong", metavar="TEXT", help="What is wrong, in the family's words; - for none.")
@click.option("--no-visit", is_flag=True, help="“Please do not visit my home” is ticked.")
@click.option("--more", metavar="TEXT", default="", help="Whatever else is written on it.")
@click.option("--name", metavar="NAME", default="", help="The name on the slip.")
@click.option("--phone", metavar="NUMBER", default="", help="The number on the slip.")
@click.option("--speaks", metavar="LANGUAGE", default="", help="The language on the slip.")
@click.option("--times", metavar="TEXT", default="", help="Good days and times to call.")
@click.option("--language", metavar="TAG", default="", help="Language of the family's words.")
@click.option("--arrived", metavar="DATE", help="When it came back (default: today).")
@click.option("--household", metavar="FAMILY", default="", help="For a code that is not known.")
@click.option("--keep-phone", is_flag=True, help="Write the number down for this person.")
@click.option(
    "--cancel-visits/--keep-visits", default=None, help="What becomes of planned visits at home."
)
@click.option("--again", is_flag=True, help="Keep it although it was keyed before.")
@json_option
@pass_session
def reply(session: Session, /, code: str, *, as_json: bool, **given: Any) -> None:
    """Key a reply slip that came back. With nothing ticked, show whose it is."""
    workspace = session.workspace
    looked = look_up(workspace, code)
    ticked = {
        QuestionKind.CALL_ME.value: given["call_me"],
        QuestionKind.INTERPRETER.value: given["interpreter"],
        QuestionKind.NO_VISIT.value: given["no_visit"],
        QuestionKind.SOMETHING_WRONG.value: given["wrong"] == "-",
    }
    boxes = frozenset(kind for kind, is_ticked in ticked.items() if is_ticked)
    wrong = "" if given["wrong"] in (None, "-") else given["wrong"]
    if not (boxes or wrong or given["more"]):
        _show_slip(looked, as_json=as_json)
        return
    slip = looked.slip
    keyed = replies.Reply(
        household=_household(workspace, looked, given["household"]),
        code=slip.code if slip else tidy(code),
        person=slip.recipient if slip else "",
        boxes=boxes,
        wrong=wrong,
        more=given["more"],
        name=given["name"],
        phone=given["phone"],
        spoken=given["speaks"],
        times=given["times"],
        language=given["language"],
        arrived=_day(workspace, given["arrived"]),
        keep_phone=given["keep_phone"],
        again=given["again"],
    )
    _keep(workspace, keyed, given["cancel_visits"], as_json=as_json)


def _keep(
    workspace: Workspace, keyed: replies.Reply, cancel: bool | None, *, as_json: bool
) -> None:
    seen = replies.consequences(workspace, keyed)
    for one in seen.visits:
        click.echo(_("Planned: {visit}").format(visit=one.said), err=True)
    if cancel is not None:
        chosen = tuple(one.id for one in seen.undecided) if cancel else ()
        keyed = replace(keyed, cancel=chosen)
    kept = replies.keep(workspace, keyed)
    warn(keyed.wrong, keyed.more)
    if keyed.keep_phone and not digits(keyed.phone):
        click.echo(_("There is no number to keep: write it after --phone, in digits."), err=True)
    if seen.phone_warning:
        click.echo(seen.phone_warning, err=True)
    elif seen.new_phone and not keyed.keep_phone:
        click.echo(_("The number is new. --keep-phone writes it down for this person."), err=True)
    if as_json:
        print_json({**asdict(kept), "due": kept.due.isoformat()})
        return
    said = ngettext(
        "{count} question kept; answer by {date}.",
        "{count} questions kept; answer by {date}.",
        len(kept.questions),
    )
    day = format_date(kept.due, weekday=True)
    click.echo(said.format(count=len(kept.questions), date=day))
    for one_id in kept.questions:
        click.echo(one_id)


@group.group("question")
def question() -> None:
    """What families asked, who answers by when, and who was told."""


@question.command("list")
@click.option("--household", metavar="FAMILY", default="", help="Of one family.")
@click.option("--mine", is_flag=True, help="Only what you answer, or nobody.")
@click.option("--all", "told", is_flag=True, help="Those of which the family was told, too.")
@json_option
@pass_session
def list_questions(
    session: Session, /, household: str, *, mine: bool, told: bool, as_json: bool
) -> None:
    """List open questions, what is to be told first on top."""
    workspace = session.workspace
    family = resolve(workspace, "household", household) if household else ""
    found = listed(workspace, household=family, mine=mine, told=told)
    if as_json:
        print_json([_plain(one) for one in found])
        return
    rows = [(one.said, one.family, one.shown, one.owner, one.id) for one in found]
    print_table([_("How far"), _("Family"), _("Question"), _("Who answers"), _("Id")], rows)


@question.command("add")
@household_option
@click.option("--kind", type=values(QuestionKind), default="question", show_default=True)
@click.option("--words", metavar="TEXT", default="", help="In the family's words.")
@click.option("--gist", metavar="TEXT", default="", help="In short, in yours.")
@click.option("--language", metavar="TAG", default="", help="Language of the words.")
@click.option("--person", metavar="PERSON", default="", help="Who asked: id or name.")
@click.option("--came", type=values(QuestionCame), default="visit", show_default=True)
@click.option("--on", metavar="DATE", help="When (default: today).")
@click.option("--staff", metavar="NAME", default="", help="Who answers (default: the liaison).")
@json_option
@pass_session
def add_question(session: Session, /, household: str, *, as_json: bool, **given: Any) -> None:
    """Write down what a family asked; prints its id."""
    workspace = session.workspace
    staff, person = given.pop("staff"), given.pop("person")
    made = questions.add(
        workspace,
        resolve(workspace, "household", household),
        staff=resolve(workspace, "staff_member", staff) if staff else "",
        person=resolve(workspace, "person", person) if person else "",
        on=_day(workspace, given.pop("on")),
        **given,
    )
    warn(given["words"], given["gist"])
    if as_json:
        print_json({"id": made.question, "due": made.due.isoformat()})
    else:
        click.echo(made.question)


@question.command("answer")
@click.argument("question_id", metavar="QUESTION")
@click.argument("text")
@click.option("--language", metavar="TAG", default="", help="Language of the answer.")
@pass_session
def answer_question(session: Session, question_id: str, text: str, language: str) -> None:
    """Write the answer down. The clock stops when the family is told, not now."""
    questions.answer(session.workspace, question_id, text, language)
    click.echo(_("Kept. Now tell the family: `liaison question tell {id}`.").format(id=question_id))


@question.command("tell")
@click.argument("question_id", metavar="QUESTION")
@click.option(
    "--how",
    type=click.Choice([one.value for one in questions.ToldHow]),
    default="phone",
    show_default=True,
)
@click.option("--on", metavar="DATE", help="When (default: today).")
@click.option("--text", metavar="TEXT", default="", help="The answer, if it is not kept yet.")
@click.option("--language", metavar="TAG", default="", help="Language of that answer.")
@pass_session
def tell_question(session: Session, /, question_id: str, *, on: str | None, **given: Any) -> None:
    """Say that the family was told; this stops the clock."""
    workspace = session.workspace
    text, language = given["text"], given["language"]
    day = _day(workspace, on)
    questions.tell(workspace, question_id, given["how"], day, text=text, language=language)


@question.command("welcome-again")
@click.argument("question_id", metavar="QUESTION")
@pass_session
def welcome_again(session: Session, question_id: str) -> None:
    """Say that a family that asked not to be visited wants visits again."""
    questions.welcome_again(session.workspace, question_id)


@question.command("show")
@click.argument("question_id", metavar="QUESTION")
@json_option
@pass_session
def show_question(session: Session, question_id: str, *, as_json: bool) -> None:
    """Show a question with its answer and its clock."""
    line = one_question(session.workspace, question_id)
    if as_json:
        print_json(_plain(line))
        return
    told = format_date(line.told_on) if line.told_on else ""
    for label, words in (
        (_("Family"), line.family),
        (_("Asked by"), line.asked_by),
        (_("When"), format_date(line.asked_on)),
        (_("How it came"), " ".join((line.came, line.code))),
        (_("What"), line.kind),
        (_("In their words"), line.words),
        (_("In short"), line.gist),
        (_("Who answers"), line.owner),
        (_("How far"), line.said),
        (_("Answer"), line.answer),
        (_("Told the family"), " · ".join(filter(None, (told, line.told_how)))),
    ):
        if words.strip():
            click.echo(f"{label}: {words}")


@question.command("standards")
@click.option("--since", metavar="DATE", help="Asked on this day or later.")
@click.option("--until", metavar="DATE", help="Asked on this day or before.")
@click.option("--days", type=click.IntRange(1, 60), help="Answer within so many school days.")
@json_option
@pass_session
def standards(
    session: Session, /, since: str | None, until: str | None, days: int | None, *, as_json: bool
) -> None:
    """Count how often the district's standard for answers was met."""
    workspace = session.workspace
    if days:
        questions_standards.set_answer_days(workspace, days)
    counts = questions_standards.standards(
        workspace, since=_day(workspace, since), until=_day(workspace, until)
    )
    if as_json:
        print_json([asdict(one) for one in counts])
        return
    headings = [_("Standard"), _("School days"), _("Asked"), _("Told in time"), _("Told late")]
    headings += [_("Waiting"), _("Overdue"), _("Median school days")]
    rows = [
        (
            one.label,
            *map(str, (one.days, one.asked, one.in_time, one.late, one.waiting, one.overdue)),
            "" if one.median_school_days is None else f"{one.median_school_days:g}",
        )
        for one in counts
    ]
    print_table(headings, rows)


def _household(workspace: Workspace, looked: Looked, chosen: str) -> str:
    printed_for = looked.slip.household if looked.slip else ""
    if chosen:
        found = resolve(workspace, "household", chosen)
        if printed_for not in {"", found}:
            raise InvalidValue(
                _("This page was printed for another family. Read the code and the name again.")
            )
        return found
    if printed_for:
        return printed_for
    if looked.slip:
        raise InvalidValue(_("This page names no family. Say which one: --household."))
    near = ", ".join(one.code for one in looked.near)
    raise UnknownRecord(" ".join(filter(None, (looked.why, near))))


def _show_slip(looked: Looked, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "code": looked.code,
                "slip": _slip(looked.slip) if looked.slip else None,
                "near": [_slip(one) for one in looked.near],
                "why": looked.why,
            }
        )
        return
    if looked.slip is None:
        near = [f"{one.code}  {one.family}  {one.printed}" for one in looked.near]
        raise UnknownRecord("\n".join((looked.why, *near)))
    one = looked.slip
    day = format_date(one.printed_on) if one.printed_on else ""
    for words in (one.code, one.family, one.recipient_name, one.printed, day):
        if words:
            click.echo(words)
    for before in one.earlier:
        said = _("Keyed on {date}: {boxes}")
        click.echo(said.format(date=format_date(before.on), boxes=", ".join(before.labels)))


def _slip(one: Slip) -> dict[str, Any]:
    plain = asdict(one)
    plain["printed_on"] = one.printed_on.isoformat() if one.printed_on else None
    plain["earlier"] = [
        {"boxes": sorted(before.kinds), "on": before.on.isoformat()} for before in one.earlier
    ]
    return plain


def _plain(line: QuestionLine) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(line).items()
    }


def _day(workspace: Workspace, typed: str | None) -> date | None:
    """A day as it is written: 2026-11-24, or today or 24 Nov."""
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        found = parse_due(typed, workspace.today())
    if found is None:
        raise InvalidValue(_("“{text}” is no day. Write it like 2026-11-24.").format(text=typed))
    return found
