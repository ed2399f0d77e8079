"""Every error that a person may meet: what happened, and what to do next.

`str(error)` is shown as it is, in the window and on the command line, so each message is one or two
plain sentences without family data. Anything that is not a `LiaisonError` is a bug and is reported
as one.
"""

from __future__ import annotations


class LiaisonError(Exception):
    """A problem that a person can do something about."""


class WrongPassphrase(LiaisonError):
    """The passphrase, recovery code or PIN does not open this workspace."""


class Locked(LiaisonError):
    """The workspace is locked: nothing may be read or written until it is opened again."""


class WorkspaceMissing(LiaisonError):
    """There is no workspace at this place."""


class WorkspaceExists(LiaisonError):
    """A workspace would be overwritten."""


class WorkspaceInUse(LiaisonError):
    """Another program has this workspace open."""


class ForeignFile(LiaisonError):
    """The file is there, but is not what Liaison expects at this place."""


class NoKey(ForeignFile):
    """The file is sealed for others: this laptop has no key for it."""


class NewerFile(LiaisonError):
    """The file was written by a newer version of Liaison."""


class DamagedFile(LiaisonError):
    """The file was Liaison's, but cannot be read any more."""


class NotHere(LiaisonError):
    """What is asked for is on somebody else's laptop."""


class NoRoom(LiaisonError):
    """The disk is full."""


class RemoteTrouble(LiaisonError):
    """A shared place does not do what it should; work goes on without it."""


class RemoteAway(RemoteTrouble):
    """The shared place cannot be reached now; nobody need do anything, it is tried again.

    Attributes:
        retry_after: in how many seconds the place itself asks to be tried again; 0 if it did not.
    """

    def __init__(self, message: str, *, retry_after: int = 0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class RemoteRefuses(RemoteTrouble):
    """The shared place does not let us in: somebody must put something right."""


class RemoteEmpty(RemoteRefuses):
    """The shared place held the team's changes and is empty now: a person must look at it first."""


class RemoteFull(RemoteTrouble):
    """There is no room left on the shared place."""


class RemoteWrong(RemoteTrouble):
    """The shared place answers what no such place should."""


class ReadOnlyPlace(LiaisonError):
    """The folder cannot be written to."""


class UnsafePlace(LiaisonError):
    """A workspace must not live here: a cloud-synced, temporary or network folder."""


class InvalidValue(LiaisonError):
    """A value does not fit its field."""


class StockTooLow(LiaisonError):
    """By the ledger there are not so many of a kit; the person may go on all the same."""


class UnknownRecord(LiaisonError):
    """There is no such record, or no such kind of record."""


class AlreadyAnswered(LiaisonError):
    """A difference does not wait any more, or is not the one that the person looked at."""


class NothingToUndo(LiaisonError):
    """The action cannot be undone."""


class NotAllowed(LiaisonError):
    """The person at this laptop may not do this."""


class UnreadableInput(LiaisonError):
    """A file that was to be imported cannot be read."""


class Cancelled(LiaisonError):
    """The person stopped a long action; nothing of it was kept."""
