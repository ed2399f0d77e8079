"""What the exchange page does in another thread: files taken in one after the other, one made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import exchange
from liaison_app.errors import Cancelled, LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate_ltr
from ui.pages import exchange_sticks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from liaison_app.actions.exchange import FileMade, FileTaken
    from liaison_app.workspace import Workspace
    from ui.jobs import Report


@dataclass(frozen=True)
class Account:
    """What became of some files.

    Attributes:
        taken: what each file did that was taken in.
        refused: a sentence for each file that was not; it changed nothing.
        made: the file that was written afterwards, if one was asked for.
        on_stick: whether `made` lies on a removable drive.
    """

    taken: tuple[FileTaken, ...] = ()
    refused: tuple[str, ...] = ()
    made: FileMade | None = None
    on_stick: bool = False


def make(view: Workspace, report: Report, target: Path) -> Account:
    """Write one file for all colleagues.

    Raises:
        LiaisonError: it could not be written; nothing is left behind.
    """
    report(0, 0, _("Writing the file"))
    made = exchange.make_file(view, target, progress=report)
    return Account(made=made, on_stick=exchange_sticks.on_stick(target))


def take(view: Workspace, report: Report, files: Sequence[Path]) -> Account:
    """Take in files in this order; one that is refused does not hold up the others.

    Raises:
        LiaisonError: there was one file only, and it was refused.
        Cancelled: the person stopped it; files that were whole by then stay taken in.
    """
    if len(files) == 1:
        report(0, 0, _("Taking in the file"))
        return Account((exchange.take_file(view, files[0], progress=report),))
    return _take_each(view, report, files)


def swap(view: Workspace, report: Report, stick: Path) -> Account:
    """Take in what colleagues left on a stick, then write what they may lack on it.

    Its own file of the same day is written anew: what was in that, and is not known to have
    arrived, is in the new one.

    Raises:
        Cancelled: the person stopped it; files that were whole by then stay taken in.
    """
    wanted, refused = [], []
    target = exchange_sticks.free_name(stick, view.today())
    again = False
    for path in exchange_sticks.files_on(stick):
        report(0, 0, _("Looking at the files on the stick"))
        try:
            inside = exchange.inspect(view, path)
        except Cancelled:
            raise
        except LiaisonError as error:
            refused.append(_refused(path, error))
            continue
        if inside.own and path.name == exchange_sticks.name_of(view.today()):
            target, again = path, True
        elif not inside.own and not inside.seen_before:
            wanted.append((inside.made, path))
    account = _take_each(view, report, [path for _made, path in sorted(wanted)])
    report(0, 0, _("Writing the file"))
    try:
        made = exchange.make_file(view, target, force=again, progress=report)
    except Cancelled:
        raise
    except LiaisonError as error:  # what was taken in must still be told
        gone = "" if stick.is_dir() else _("The stick is gone. Put it in and exchange again.")
        words = _("The file for your colleagues was not written. {why}").format(
            why=gone or str(error)
        )
        return Account(account.taken, (*refused, *account.refused, words))
    return Account(account.taken, (*refused, *account.refused), made, on_stick=True)


def _take_each(view: Workspace, report: Report, files: Sequence[Path]) -> Account:
    taken, refused = [], []
    for number, path in enumerate(files, 1):
        words = _("Taking in file {number} of {count}")
        report(0, 0, words.format(number=number, count=len(files)))
        try:
            taken.append(exchange.take_file(view, path, progress=report))
        except Cancelled:
            raise
        except LiaisonError as error:
            refused.append(_refused(path, error))
    return Account(tuple(taken), tuple(refused))


def _refused(path: Path, error: LiaisonError) -> str:
    return _("{file}: {why}").format(file=isolate_ltr(path.name), why=str(error))
