"""What `liaison packet KIND` does for several families, and how it tells of it."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions.references import resolve
from liaison_app.actions.titles import title
from liaison_app.cli.packet_making import USUAL, Told, Way, line, tell, told_of, told_of_failed
from liaison_app.cli.session import print_json
from liaison_app.errors import Cancelled, InvalidValue, LiaisonError
from liaison_app.language.catalogues import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import FrameType

    from liaison_app.actions import batch_ways
    from liaison_app.actions.batches import Made, Result
    from liaison_app.actions.packets import Problem
    from liaison_app.workspace import Workspace

_DRAFT = "draft"  # pre-flight's code
_BLANK: tuple[Any, ...] = ("", None, False, {})


def make_several(
    workspace: Workspace, names: Sequence[str], wishes: dict[str, Any], way: Way
) -> bool:
    """Make or check the packets of families and tell of them; gives whether nothing stopped any.

    A family that is not found does not stop the rest, and one named twice gets one packet. Ctrl+C
    ends it between two packets; what is not done then is made with `--resume`.

    Raises:
        LiaisonError: it could not begin.
    """
    from liaison_app.actions import batch_families, batches  # noqa: PLC0415  (keeps start fast)

    kind = wishes["kind"]
    telling = _Telling(workspace, kind, way)
    if way.resume:
        batch = _unfinished(workspace, wishes)
        with telling.under_way(len(batch.units)) as report:
            result = batches.resume(workspace, batch, _leaving(way), report, each=telling.each)
        return telling.end(result)
    found = telling.found(names)
    order = batch_families.Order(way.order)
    asked = batch_families.units(
        workspace, kind, found, subject=wishes.get("subject", ""), order=order
    )
    telling.say_without(asked.without)
    with telling.under_way(len(asked.units)) as report:
        if way.check:
            batches.check(workspace, asked.units, _wished(wishes), report, each=telling.each)
            return telling.end(None)
        result = batches.run(
            workspace, asked.units, _wished(wishes), _leaving(way), report, each=telling.each
        )
    return telling.end(result)


def _wished(wishes: dict[str, Any]) -> Any:
    return {name: value for name, value in wishes.items() if name != "subject"}


def _unfinished(workspace: Workspace, wishes: dict[str, Any]) -> Any:
    """The newest batch of a kind of which something is left to do."""
    from liaison_app.actions import batches  # noqa: PLC0415

    kind = wishes["kind"]
    batch = batches.unfinished(workspace, kind)
    if batch is None:
        raise InvalidValue(_("There is nothing to go on with: every packet of this kind is done."))
    given = {name: value for name, value in _wished(wishes).items() if value not in _BLANK}
    if not batches.begun_with(batch, given):
        raise InvalidValue(
            _("This batch was begun with other choices. Leave them out to go on with it.")
        )
    return batch


def _leaving(way: Way) -> batch_ways.Way:
    from liaison_app.actions import batch_ways  # noqa: PLC0415

    if way.printer is not None:
        return batch_ways.Printer("" if way.printer == USUAL else way.printer)
    assert way.output is not None  # noqa: S101  (`refuse_nonsense` has seen to it)
    return batch_ways.Folder(way.output, force=way.force, numbered=way.order != "name")


@dataclass
class _Telling:
    """What is told while a batch is made, and at its end."""

    workspace: Workspace
    kind: str
    way: Way
    told: list[Told] = field(default_factory=list)
    missing: list[Told] = field(default_factory=list)
    step: Callable[[], None] = lambda: None

    def found(self, names: Iterable[str]) -> list[str]:
        """Each family once, by id; one that is not found by the name that was typed is told of."""
        found: dict[str, None] = {}
        for name in dict.fromkeys(names):
            try:
                found[resolve(self.workspace, "household", name)] = None
            except LiaisonError as error:
                self.missing.append(told_of_failed(self.kind, name, name, str(error)))
        return list(found)

    def say_without(self, count: int) -> None:
        """Say how many families have nothing that such a print is about."""
        if count:
            words = ngettext(
                "{count} family has nothing that this is about, and is left out.",
                "{count} families have nothing that this is about, and are left out.",
                count,
            )
            click.echo(words.format(count=count), err=True)

    @contextmanager
    def under_way(self, count: int) -> Iterator[Callable[..., None]]:
        """A bar, and a report that lets Ctrl+C stop it between two packets."""
        hidden = not self.way.as_json and sys.stdout is not None and sys.stdout.isatty()
        with (
            asked_to_stop() as stop,
            click.progressbar(length=count, file=sys.stderr, show_pos=True, hidden=hidden) as bar,
        ):
            self.step = lambda: bar.update(1)

            def report(_done: int, _total: int, _what: str = "", /) -> None:
                if stop.is_set():
                    raise Cancelled(_("Stopped."))

            yield report

    def each(self, made: Made) -> None:
        """Tell of one."""
        self.step()
        one = _told(self.workspace, self.kind, made, left=not self.way.check)
        self.told.append(one)
        if not self.way.as_json:
            tell(one, self.way)

    def end(self, result: Result | None) -> bool:
        """Tell of all; gives whether nothing stopped any."""
        every = [*self.told, *self.missing]
        if self.way.as_json:
            print_json([one.document for one in every])
        else:
            sum_up(every)
        good = all(one.good for one in every)
        if result is None:
            count = sum(one.good for one in every)
            said = _("{done} of {count} packets can be made.")
            self._say(said.format(done=count, count=len(every)), always=False)
            return good
        from liaison_app.actions import batches  # noqa: PLC0415

        troubled = result.stopped or result.trouble is not None
        self._say(batches.told(result), always=troubled or bool(result.unsure))
        return good and not troubled

    def _say(self, words: str, *, always: bool) -> None:
        if always or not self.way.as_json:
            click.echo(words, err=True)


def _told(workspace: Workspace, kind: str, made: Made, *, left: bool) -> Told:
    from liaison_app.actions.batches import Outcome  # noqa: PLC0415

    family = made.unit.household
    if made.prepared is None or made.why:
        shown = title(workspace, "household", family) or family
        return told_of_failed(kind, family, shown, made.why)
    where = (made.where or _("Printed")) if left and made.outcome is Outcome.DONE else ""
    return told_of(workspace, made.prepared, where, made.where)


@contextmanager
def asked_to_stop() -> Iterator[threading.Event]:
    """Set by Ctrl+C, which then does not tear a packet apart; a second one ends at once."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def sum_up(told: Sequence[Told]) -> None:
    """What stopped packets, then what to know; a note for many packets is said once."""
    for each in told:
        if not each.good:
            others = sum(one.red for one in each.problems) - 1
            click.echo(f"{each.family}: {line(each.problems[0])}{_more(others)}", err=True)
    notes: dict[str, list[Told]] = {}
    for each in told:
        for words in dict.fromkeys(_for_many(one) for one in each.problems if not one.red):
            notes.setdefault(words, []).append(each)
    for words, those in notes.items():
        one_only = len(those) == 1
        click.echo(
            f"{those[0].family}: {words}" if one_only else f"{words}{_packets(len(those))}",
            err=True,
        )


def _for_many(note: Problem) -> str:
    """A note without the numbers that differ from packet to packet and matter in none."""
    if note.code != _DRAFT:
        return line(note)
    why = _(
        "Translations in these packets are drafts that no speaker reviewed;"
        " `liaison packet languages` shows how many."
    )
    return line(replace(note, why=why))


def _more(count: int) -> str:
    if not count:
        return ""
    more = ngettext("(and {count} more reason)", "(and {count} more reasons)", count)
    return " " + more.format(count=count)


def _packets(count: int) -> str:
    return " " + ngettext("({count} packet)", "({count} packets)", count).format(count=count)
