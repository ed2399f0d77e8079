"""Commands for packets: print, save or check each kind of page for families; list the languages."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions.references import resolve
from liaison_app.cli import group
from liaison_app.cli.packet_batches import make_several
from liaison_app.cli.packet_making import Way, make_one
from liaison_app.cli.print_options import OWN, parameters
from liaison_app.cli.session import Session, print_json, print_table
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.actions.packet_choices import KindChoice
    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class Kinds(click.Group):
    """Has a command for each kind of print; the kinds are read when one is asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The kinds first, as a window offers them, then what else there is."""
        return [*(one.name for one in _kinds()), *super().list_commands(context)]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of this name; a kind of print is one."""
        if found := super().get_command(context, name):
            return found
        return next((_command(one) for one in _kinds() if one.name == name), None)


@group.group(cls=Kinds)
def packet() -> None:
    """Packets and other pages for families, in their language: print, save, check."""


def _kinds() -> tuple[KindChoice, ...]:
    from liaison_app.actions.packet_choices import kinds  # noqa: PLC0415  (keeps start fast)

    return kinds()


def _command(kind: KindChoice) -> click.Command:
    """The command that makes prints of one kind."""

    @pass_session
    def run(session: Session, /, **given: Any) -> None:
        _make(session, kind, given)

    return click.Command(
        kind.name,
        params=parameters(kind),
        callback=run,
        help=(
            f"{_(kind.label)}: print it, save it, or see what is wrong.\n\n"
            "What stops a print is said on standard error, and the exit code is 1."
        ),
    )


def _make(session: Session, kind: KindChoice, given: dict[str, Any]) -> None:
    names, some = given.pop("names", ()), _some(given)
    resume = given.pop("resume", False)
    way = Way(
        check=given.pop("check"),
        output=given.pop("output"),
        printer=given.pop("printer"),
        force=given.pop("force"),
        many=some is not None or len(names) > 1 or resume,
        as_json=given.pop("as_json"),
        resume=resume,
        order=given.pop("order", None) or "name",
    )
    way.refuse_nonsense(named=bool(names or some is not None) or not kind.for_a_family)
    workspace = session.workspace
    wishes = {**_wishes(given), "kind": kind.name, "subject": _subject(workspace, kind, given)}
    if way.many:
        wanted = [*names, *(_chosen(workspace, some) if some is not None else ())]
        good = make_several(workspace, wanted, wishes, way)
    else:
        good = make_one(workspace, names[0] if names else "", wishes, way)
    if not good:
        raise click.exceptions.Exit(1)


def _some(given: dict[str, Any]) -> dict[str, str] | None:
    """Which of all families are wanted; None if only those that were named."""
    every, school = given.pop("every", False), given.pop("school", "")
    language = given.pop("home_language", "")
    return {"school": school, "language": language} if every or school or language else None


def _chosen(workspace: Workspace, some: dict[str, str]) -> Sequence[str]:
    """The ids of the open families of a school, of a language, or of all."""
    from liaison_app.actions import batch_families  # noqa: PLC0415  (keeps start fast)
    from liaison_app.actions.packet_choices import language_tag  # noqa: PLC0415

    school = resolve(workspace, "school", some["school"]) if some["school"] else ""
    wanted = batch_families.Wanted(school=school, language=language_tag(some["language"]))
    return batch_families.households(workspace, wanted)


def _subject(workspace: Workspace, kind: KindChoice, given: dict[str, Any]) -> str:
    """The id of what a print is about, by its id or name."""
    named = given.pop("subject", "")
    return resolve(workspace, kind.subject, named) if named else ""


@packet.command("languages")
@json_option
@pass_session
def list_languages(session: Session, *, as_json: bool) -> None:
    """List the languages in which packets have words, and how much a native speaker has read.

    A packet in any other language prints in English and offers an interpreter.
    """
    from liaison_app.actions.packet_choices import languages  # noqa: PLC0415  (keeps start fast)

    found = languages(session.workspace)
    if as_json:
        print_json([{**asdict(one), "draft": one.drafts} for one in found])
        return
    print_table(
        [_("Tag"), _("Language"), "", _("Translated"), _("Reviewed"), _("Draft")],
        [
            (
                one.tag,
                one.name,
                one.autonym,
                *(_share(part, one.texts) for part in (one.translated, one.reviewed, one.drafts)),
            )
            for one in found
        ],
    )


def _share(part: int, whole: int) -> str:
    """A share that says 100 % only of all and 0 % only of nothing."""
    percent = 100 * part / whole if whole else 0
    return f"{min(99, max(1, round(percent))) if 0 < part < whole else round(percent)} %"


def _wishes(given: dict[str, Any]) -> dict[str, Any]:
    """Options as `prepare` takes them; the recipient is still a name."""
    from liaison_app.actions.packet_choices import ALONE, language_tag  # noqa: PLC0415

    own = {key: given.pop(key) for key in list(given) if key.startswith(OWN)}
    options = {
        key.removeprefix(OWN).replace("_", "-"): "yes" if value is True else value
        for key, value in own.items()
        if value
    }
    month, sections, sides = given.pop("month"), given.pop("sections"), given.pop("sides")
    language, beside = given.pop("language"), given.pop("beside")
    languages = {
        "language": language_tag(language),
        "beside": beside if beside == ALONE else language_tag(beside),
    }
    chosen = {name: given.pop(name) or "" for name in ("paper", "profile")}
    return {
        **given,
        "options": options,
        **languages,
        **chosen,
        "sections": sections or None,
        "month": _month(month),
        "both_sides": {"one": False, "two": True}.get(sides),
    }


def _month(text: str) -> date | None:
    """The first day of a month of this century.

    Raises:
        InvalidValue: it is none.
    """
    if not text:
        return None
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise InvalidValue(_("Write the month like 2026-12.")) from None
    if not _FIRST_YEAR <= month.year <= _LAST_YEAR:
        why = _("The calendar has the months of the years {first} to {last}.")
        raise InvalidValue(why.format(first=_FIRST_YEAR, last=_LAST_YEAR))
    return month
