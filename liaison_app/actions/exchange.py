"""Files that carry changes between laptops by hand: made here, taken in here, and who has what.

A file holds what some colleague's laptop is not known to have, sealed for the team: a found stick
tells nothing. Taking one in changes everything it says or nothing. That a colleague has something
is said only when a file signed by that laptop proves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from liaison_app.store.writing import Progress
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class FileMade:
    """A file that was made.

    Attributes:
        path: where it is.
        changes: how many changes it carries; 0 if it only says what this laptop has.
        bundles: how many sealed parts they are in.
        size: of the file, in bytes.
        lacking: names of the colleagues who are not known to have everything in it.
    """

    path: Path
    changes: int
    bundles: int
    size: int
    lacking: tuple[str, ...]


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
    raise NotImplementedError


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
    raise NotImplementedError


def inspect(workspace: Workspace, source: Path) -> Inspected:
    """Say what is in a file without changing anything.

    Raises:
        As `take_file`.
    """
    raise NotImplementedError


def status(workspace: Workspace) -> Status:
    """Say what is only here, what is in a file, and what each colleague is known to have."""
    raise NotImplementedError


def receipt(workspace: Workspace, type_name: str, record_id: str) -> Receipt:
    """Say where a record is besides here.

    Raises:
        UnknownRecord: there is no such record, or no such type.
    """
    raise NotImplementedError
