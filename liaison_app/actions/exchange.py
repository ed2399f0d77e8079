"""Files that carry changes between laptops by hand: made here, taken in here, and who has what.

A file holds what some colleague's laptop is not known to have, sealed for the team: a found stick
tells nothing. Taking one in changes everything it says or nothing. That a colleague has something
is said only when a file signed by that laptop proves it.
"""

from __future__ import annotations

import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from liaison_app.actions import (
    attachment_states,
    attachments,
    exchange_words,
    family_hand_over_sealed,
)
from liaison_app.actions.laptops import who_of
from liaison_app.actions.packet_places import place_error, refuse_target
from liaison_app.actions.record_types import known_type
from liaison_app.errors import ForeignFile, UnreadableInput
from liaison_app.language.catalogues import _
from liaison_app.records.governance import Attachment
from liaison_app.store.durable import new_part, put_in_place
from liaison_app.sync import alarms, arrival, departure, parcels, receipts, refusals
from liaison_app.sync.peers import laptop_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path
    from typing import BinaryIO

    from liaison_app.store.writing import Progress
    from liaison_app.workspace import Workspace

_AGE = b"age-encryption.org/v1"  # how an invite begins
_A_DAY = 24 * 3600  # seconds


@dataclass(frozen=True)
class FileMade:
    """A file that was made.

    Attributes:
        path: where it is.
        changes: how many changes it carries; 0 if it only says what this laptop has.
        bundles: how many sealed parts they are in.
        size: of the file, in bytes.
        lacking: names of the colleagues who are not known to have everything in it.
        staying: how many files attached here stay, while their records are in it.
        note: a sentence about those; "" for none.
    """

    path: Path
    changes: int
    bundles: int
    size: int
    lacking: tuple[str, ...]
    staying: int = 0
    note: str = ""


@dataclass(frozen=True)
class FileTaken:
    """What taking in a file did.

    Attributes:
        applied: changes that are new here, those that had been waiting included.
        duplicates: changes that were here already.
        conflicts: differences that these changes opened and a person is to settle.
        waiting: changes that are kept until an earlier file arrives.
        seen_before: this very file was taken in before.
        who: whose laptop made it.
        made: when, by that laptop's clock, in UTC.
        joined: names of the colleagues whose laptops joined the team with it.
        requests: ids of requests to join that wait for an answer (`laptops.requests`).
        notes: sentences about what a person should know, such as a clock that is wrong.
        alarms: sentences about what it brought to light and a person must look at.
    """

    applied: int
    duplicates: int
    conflicts: int
    waiting: int
    seen_before: bool
    who: str
    made: datetime
    joined: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inspected:
    """What a file says about itself; nothing was changed.

    Attributes:
        who: whose laptop made it.
        made: when, by that laptop's clock, in UTC.
        changes: how many changes this laptop can read in it.
        new: how many of them are not here yet.
        bundles: how many sealed parts it has.
        readable: whether this laptop can read all of them.
        seen_before: this very file was taken in before.
        own: this laptop made it.
        authors: whose changes are in it, by name.
        size: of the file, in bytes.
    """

    who: str
    made: datetime
    changes: int
    new: int
    bundles: int
    readable: bool
    seen_before: bool
    own: bool
    authors: tuple[str, ...]
    size: int


@dataclass(frozen=True)
class Colleague:
    """Another laptop of the team, and what its files prove that it has.

    Attributes:
        laptop: its id.
        name: of the person.
        heard: when its newest file was made, by its clock, in UTC; None if none came yet.
        lacks: how many changes that are here it is not known to have.
        ahead_days: whole days that its clock is ahead of ours; negative behind, 0 about right.
        clock_words: a sentence about that; "" if it is about right.
    """

    laptop: str
    name: str
    heard: datetime | None
    lacks: int
    ahead_days: int
    clock_words: str


@dataclass(frozen=True)
class Status:
    """What is where.

    Attributes:
        only_here: changes of this laptop that were never put in a file.
        in_a_file: changes of this laptop that are in a file, and that some colleague is not known
            to have.
        file_made: when the newest file was made here, in UTC; None if none was.
        colleagues: the other laptops of the team, by name.
        waiting: changes of colleagues that are kept until an earlier file arrives.
        alarms: sentences about what a person should look at, newest first.
    """

    only_here: int
    in_a_file: int
    file_made: datetime | None
    colleagues: tuple[Colleague, ...]
    waiting: int
    alarms: tuple[str, ...]


@dataclass(frozen=True)
class Receipt:
    """Where everything is that this laptop knows about one record.

    Attributes:
        words: one sentence, such as "Received by Ben Ortiz."
        only_here: some of it was never put in a file and came from nobody's.
        file_made: when it was put in a file here, in UTC; None if it was not.
        received_by: names of the colleagues whose own files prove that they have all of it.
        missing: names of the other colleagues.
    """

    words: str
    only_here: bool
    file_made: datetime | None
    received_by: tuple[str, ...]
    missing: tuple[str, ...]


def make_file(
    workspace: Workspace, target: Path, *, force: bool = False, progress: Progress | None = None
) -> FileMade:
    """Write what colleagues may lack to one sealed file, whole or not at all.

    Args:
        workspace: whose changes.
        target: any file name.
        force: replace an ordinary file of this name.
        progress: called with (done, all); raises `Cancelled` to stop, and no file is there.

    Raises:
        WorkspaceExists: there is a file of this name; or a folder, a device or a pipe.
        UnsafePlace: it would lie in the workspace folder.
        NoRoom, ReadOnlyPlace, InvalidValue: it cannot be written; nothing is left behind.
    """
    refuse_target(workspace, target, force=force, sealed=True)
    departing = departure.depart(workspace, progress)
    _write(departing, target)
    departure.note(workspace, departing)
    staying = attachments.staying(workspace, departing.bundles)
    return FileMade(
        path=target,
        changes=departing.changes,
        bundles=len(departing.bundles),
        size=departing.size,
        lacking=_names(workspace, departing.lacking),
        staying=staying,
        note=attachments.staying_words(workspace, staying),
    )


def _write(departing: departure.Departing, target: Path) -> None:
    """Write a file beside its place and then give it its name: it is there as a whole or not."""
    part = target.with_name(f".{departing.name[:16]}.part")
    try:
        with new_part(part) as file:
            for one in departing.parts:
                file.write(one)
        put_in_place(part, target)
    except OSError as error:
        raise place_error(error) from None
    finally:
        with suppress(OSError):  # a folder that takes no file lets none go either
            part.unlink(missing_ok=True)


def take_file(workspace: Workspace, source: Path, *, progress: Progress | None = None) -> FileTaken:
    """Take in a colleague's file, all of it or nothing.

    Args:
        workspace: where to.
        source: the file; it is only read.
        progress: called with (done, all); raises `Cancelled` to stop, and nothing is changed.

    Raises:
        UnreadableInput: the file cannot be read.
        ForeignFile: it is no file of this team, or of practice where this is real work.
        DamagedFile, NewerFile: it is cut short or damaged, or of a newer Liaison.
        NotAllowed: it is from a laptop that is not, or no longer, of the team.
        NoRoom, ReadOnlyPlace, Locked, Cancelled: nothing was changed.
    """
    with _opened(source) as file:
        outcome = arrival.take_set(workspace, file, progress)
    family_hand_over_sealed.follow(workspace)
    contents, bundles = outcome.contents, outcome.bundles
    who = who_of(workspace, contents.dev)
    apart = _names(workspace, sorted(bundles.apart))
    return FileTaken(
        applied=bundles.new,
        duplicates=bundles.duplicates,
        conflicts=outcome.conflicts,
        waiting=bundles.waiting,
        seen_before=outcome.seen,
        who=who,
        made=contents.time,
        joined=_names(workspace, outcome.joined),
        requests=outcome.requests,
        notes=tuple(exchange_words.of_arrival(outcome, who, apart)),
        alarms=tuple(alarms.words(one, partial(who_of, workspace)) for one in outcome.alarms),
    )


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    """Open an ordinary file; a device or a pipe might never end."""
    try:
        status = source.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _unreadable()
        if status.st_size > parcels.MOST_BYTES:
            raise refusals.too_large()
        with source.open("rb") as file:
            if file.read(len(_AGE)) == _AGE:
                raise ForeignFile(
                    _(
                        "This may be an invite: it holds no changes. Use it on the new laptop, to"
                        " join the team there."
                    )
                )
            file.seek(0)
            yield file
    except OSError:
        raise _unreadable() from None


def _unreadable() -> UnreadableInput:
    return UnreadableInput(_("The file cannot be read. Choose another one, or copy it again."))


def inspect(workspace: Workspace, source: Path) -> Inspected:
    """Say what is in a file without changing anything.

    Raises:
        As `take_file`.
    """
    with _opened(source) as file:
        look = arrival.look(workspace, file)
    return Inspected(
        who=who_of(workspace, look.contents.dev),
        made=look.contents.time,
        changes=look.changes,
        new=look.new,
        bundles=look.bundles,
        readable=look.readable,
        seen_before=look.seen,
        own=look.own,
        authors=_names(workspace, look.authors),
        size=look.size,
    )


def status(workspace: Workspace) -> Status:
    """Say what is only here, what is in a file, and what each colleague is known to have."""
    found = workspace.reading(lambda conn: receipts.standing(conn, _laptop(workspace)))
    return Status(
        only_here=found.only_here,
        in_a_file=found.in_a_file,
        file_made=found.file_made,
        colleagues=tuple(_colleague(workspace, one) for one in found.colleagues),
        waiting=found.waiting,
        alarms=tuple(
            alarms.words(one, lambda dev: who_of(workspace, dev))
            for one in workspace.reading(alarms.unseen)
        ),
    )


def receipt(workspace: Workspace, type_name: str, record_id: str) -> Receipt:
    """Say where a record is besides here.

    Raises:
        UnknownRecord: there is no such record, or no such type.
    """
    workspace.get(known_type(type_name).cls, record_id)
    found = workspace.reading(
        lambda conn: receipts.traces(conn, _laptop(workspace), type_name, record_id)
    )
    received, missing = _names(workspace, found.received_by), _names(workspace, found.missing)
    if type_name == Attachment.TYPE.name and (received or missing):
        return _of_a_file(workspace, record_id, found.file_made, (*received, *missing))
    return Receipt(
        words=exchange_words.of_receipt(found, received, missing, workspace.today()),
        only_here=found.only_here,
        file_made=found.file_made,
        received_by=received,
        missing=missing,
    )


def _of_a_file(
    workspace: Workspace, attachment: str, file_made: datetime | None, others: tuple[str, ...]
) -> Receipt:
    """Say where an attached file is: that colleagues have its record says nothing of the file."""
    found = attachment_states.whereabouts(workspace, attachment)
    return Receipt(
        words=found.words,
        only_here=not found.holder and not found.there,
        file_made=file_made,
        received_by=(found.holder,) if found.holder else (),
        missing=tuple(sorted({*others} - {found.holder})),
    )


def _colleague(workspace: Workspace, one: receipts.Colleague) -> Colleague:
    name = who_of(workspace, one.laptop)
    return Colleague(
        laptop=one.laptop,
        name=name,
        heard=one.heard,
        lacks=one.lacks,
        ahead_days=round(one.ahead / _A_DAY),
        clock_words=exchange_words.of_clock(name, one.ahead),
    )


def _laptop(workspace: Workspace) -> str:
    return laptop_of(workspace.device)


def _names(workspace: Workspace, laptops: Iterable[str]) -> tuple[str, ...]:
    """Give the names of the people of laptops, each once."""
    return tuple(dict.fromkeys(who_of(workspace, one) for one in laptops))
