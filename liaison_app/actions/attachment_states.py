"""Where attached files are and why one is not here, in words; fetching one that is not.

A file travels over shared places after everything that people wrote. What is said here is what this
laptop knows: nobody is asked for it.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import attachments
from liaison_app.actions.attachments import holder_of, still_on
from liaison_app.errors import Cancelled, NotHere, RemoteTrouble
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records.governance import Attachment
from liaison_app.remotes.connecting import connect
from liaison_app.sync import blob_book, blob_fetching, blob_states, remote_state
from liaison_app.sync.blob_book import Kept, Move

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from liaison_app.store.driver import Connection
    from liaison_app.store.writing import Progress
    from liaison_app.sync.blob_states import Where
    from liaison_app.sync.remote_state import Known
    from liaison_app.workspace import Workspace

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class FileState:
    """Where an attached file is.

    Attributes:
        id: of the attachment.
        household: id of the family.
        name: what it is called.
        media_type: such as `image/jpeg`.
        size: in bytes.
        here: it can be opened now.
        can_fetch: it is not here, and there is a shared place to ask.
        wanted: it is not here, and comes by itself as soon as it can.
        waits: it waits to go to the shared place, or to come.
        stuck: it did not go, or did not come, for a reason that a person should know.
        words: where it is, in a few words.
        places: how many shared places this laptop has.
    """

    id: str
    household: str
    name: str
    media_type: str
    size: int
    here: bool
    can_fetch: bool
    wanted: bool
    waits: bool
    stuck: bool
    words: str
    places: int


@dataclass(frozen=True)
class Whereabouts:
    """Where a file itself is.

    Attributes:
        holder: name of at whose laptop it was attached, as long as it is not here; "" if it is.
        there: it lies whole on a shared place, as far as this laptop knows.
        words: the same, for a person.
    """

    holder: str
    there: bool
    words: str


def states(workspace: Workspace, household: str = "") -> tuple[FileState, ...]:
    """Say where the files of a family are, or of all ("")."""
    folder = workspace.shared.opened.folder.blobs
    equal = {"household": household} if household else {}
    records = {one.blob: one for one in reversed(workspace.all(Attachment, **equal)) if one.blob}
    return tuple(
        _state(workspace, records[one.file.blob], one)
        for one in workspace.reading(lambda conn: blob_states.every(conn, folder, household))
        if one.file.blob in records
    )


def on_the_way(workspace: Workspace) -> tuple[FileState, ...]:
    """Say where the files are that wait to go or to come; those that need a look come first."""
    folder = workspace.shared.opened.folder.blobs
    found = [
        one for one in workspace.reading(lambda conn: blob_states.every(conn, folder)) if one.waits
    ]
    lines = (
        _state(workspace, workspace.get(Attachment, one.file.attachment), one) for one in found
    )
    return tuple(sorted(lines, key=lambda one: not one.stuck))


def waiting_words(files: Sequence[FileState]) -> Iterator[str]:
    """Say how many attached files wait; nothing if none does."""
    going = sum(one.waits and one.here for one in files)
    coming = sum(one.waits and not one.here for one in files)
    if going:
        yield ngettext(
            "{count} attached file waits to go to the shared place.",
            "{count} attached files wait to go to the shared place.",
            going,
        ).format(count=going)
    if coming:
        yield ngettext(
            "{count} attached file is on its way here.",
            "{count} attached files are on their way here.",
            coming,
        ).format(count=coming)


def stuck_words(files: Sequence[FileState]) -> str:
    """Say that attached files do not come; "" if all do. What does not go is said of the place."""
    count = sum(one.stuck and not one.here for one in files)
    if not count:
        return ""
    return ngettext(
        "{count} attached file does not get through. All that was written does.",
        "{count} attached files do not get through. All that was written does.",
        count,
    ).format(count=count)


# --- fetching


def fetch(workspace: Workspace, attachment: str, progress: Progress | None = None) -> None:
    """Fetch an attached file that is not here from the shared places, one after another.

    What came is kept when it stops, and gone on with. A file that nobody put there yet comes by
    itself once somebody did.

    Args:
        workspace: this laptop's.
        attachment: its id.
        progress: called with (parts here, parts in all; 0 if not known); raises `Cancelled`.

    Raises:
        UnknownRecord: there is no such attachment.
        NotHere: no shared place has it; it says who does.
        RemoteTrouble: no shared place could be asked.
        NoRoom, ReadOnlyPlace: this laptop cannot keep it.
        Cancelled: a person stopped it; it is not wanted any more.
    """
    record = workspace.get(Attachment, attachment)
    if is_here(workspace, record):
        return
    known = workspace.reading(remote_state.every)
    if not known:
        raise NotHere(_of_nobody(workspace, record))
    one = Kept(attachment, record.blob, record.size or 0)
    if workspace.reading(lambda conn: all(file.blob != one.blob for file in blob_book.live(conn))):
        raise NotHere(_("This file was removed or erased. It cannot be fetched."))
    _write(workspace, lambda conn: blob_book.want(conn, Move(one.blob, asked=True)))
    try:
        came = _fetched(workspace, known, one, progress or _quiet)
    except Cancelled:
        forget(workspace, attachment)
        raise
    if not came:
        raise NotHere(_of_nobody(workspace, record))


def _fetched(workspace: Workspace, known: Sequence[Known], one: Kept, progress: Progress) -> bool:
    """Ask one shared place after another; says whether the file came."""
    trouble: RemoteTrouble | None = None
    for place in known:
        try:
            with closing(connect(place.address)) as remote:
                fetching = blob_fetching.Fetching(workspace, remote, progress)
                if fetching.run(one):
                    if fetching.parts:
                        _note_there(workspace, place, one.blob, fetching.parts)
                    return True
        except RemoteTrouble as error:
            trouble = error
    if trouble:
        raise trouble
    return False


def _note_there(workspace: Workspace, place: Known, blob: str, parts: int) -> None:
    """What came from a place lies there: it need not be put."""
    move = Move(blob, blob_book.THERE, done=parts, parts=parts)
    where = blob_book.place_of(place.state)
    _write(workspace, lambda conn: blob_book.note_put(conn, place.n, where, move))


def save(
    workspace: Workspace, attachment: str, target: Path, progress: Progress | None = None
) -> int:
    """Write a decrypted copy where the person said, fetching the file first if it is not here.

    Args:
        workspace: this laptop's.
        attachment: its id.
        target: where to; there must be no such file yet.
        progress: as `fetch` has it.

    Returns:
        its size in bytes.

    Raises:
        As `fetch` and `attachments.save`.
    """
    bring(workspace, attachment, progress)
    return attachments.save(workspace, attachment, target)


def bring(workspace: Workspace, attachment: str, progress: Progress | None = None) -> None:
    """Fetch a file if it is not here and there is a shared place to ask.

    Raises:
        As `fetch`.
    """
    record = workspace.get(Attachment, attachment)
    if not is_here(workspace, record) and workspace.reading(remote_state.every):
        fetch(workspace, attachment, progress)


def forget(workspace: Workspace, attachment: str) -> None:
    """Want a file no more that did not come yet.

    Raises:
        UnknownRecord: there is no such attachment.
    """
    blob = workspace.get(Attachment, attachment).blob
    _write(workspace, lambda conn: blob_book.came(conn, blob))


def whereabouts(workspace: Workspace, attachment: str) -> Whereabouts:
    """Say where a file itself is, whoever has its record.

    Raises:
        UnknownRecord: there is no such attachment.
    """
    record = workspace.get(Attachment, attachment)
    folder = workspace.shared.opened.folder.blobs
    found = workspace.reading(lambda conn: blob_states.every(conn, folder, record.household))
    there = any(one.file.blob == record.blob and one.there for one in found)
    holder = still_on(workspace, attachment)
    places = workspace.reading(remote_state.every)
    if holder and places:
        words = _("This file was attached by {name} and is not on this laptop yet.")
    elif holder:
        words = _("This file is still on {name}'s laptop.")
    elif there:
        words = _("The file itself lies on the shared place, and colleagues can fetch it.")
    elif places:
        words = _("The file itself is only on this laptop. It goes to the shared place by itself.")
    else:
        words = _("The file itself is only on this laptop: colleagues get its name, not the file.")
    return Whereabouts(holder, there, words.format(name=isolate(holder)))


def is_here(workspace: Workspace, record: Attachment) -> bool:
    """Whether the bytes of a file are on this laptop."""
    return record.blob in blob_book.here(workspace.shared.opened.folder.blobs)


def by_itself(workspace: Workspace) -> int:
    """How large files of colleagues may be that are fetched by themselves, in MB; 0 for none."""
    return workspace.reading(blob_fetching.rule).up_to // MEGABYTE


def set_by_itself(workspace: Workspace, megabytes: int) -> None:
    """Let files of colleagues up to so many MB be fetched by themselves; 0 for none."""
    blob_fetching.set_rule(workspace, blob_fetching.Rule(max(0, megabytes) * MEGABYTE))


# --- words


def _state(workspace: Workspace, record: Attachment, one: Where) -> FileState:
    return FileState(
        id=record.id,
        household=record.household,
        name=record.name,
        media_type=record.media_type,
        size=record.size or 0,
        here=one.here,
        can_fetch=not one.here and one.places > 0,
        wanted=not one.here and one.coming is not None,
        waits=one.waits,
        stuck=one.is_stuck,
        words=_of_one_here(one) if one.here else _of_one_elsewhere(workspace, record, one),
        places=one.places,
    )


def _of_one_here(one: Where) -> str:
    if one.there:
        return _("On the shared place")
    if not one.places:
        return _("Not on a shared place")
    if one.going is None:
        return _("Waiting for its turn")
    if one.going.why:
        return one.going.why
    if one.going.state == blob_book.STUCK:
        return _("Waiting for a connection")
    return _("On the way: {done} of {parts} parts").format(
        done=one.going.done, parts=one.going.parts
    )


def _of_one_elsewhere(workspace: Workspace, record: Attachment, one: Where) -> str:
    coming = one.coming
    if not one.places or (coming and coming.state == blob_book.MISSING):
        return _of_nobody(workspace, record)
    if coming is None:
        return _("Not on this laptop yet")
    if coming.state == blob_book.DAMAGED:
        return _("Damaged on the shared place. It comes once a colleague's laptop puts it again.")
    if coming.why:
        return coming.why
    if coming.done and coming.parts:
        words = _("On the way here: {done} of {parts} parts")
        return words.format(done=coming.done, parts=coming.parts)
    return _("Waiting for a connection")


def _of_nobody(workspace: Workspace, record: Attachment) -> str:
    holder = holder_of(workspace, record)
    if not holder:
        return _("The file is not on this laptop any more. Restore your newest backup.")
    words = _("Only on {name}'s laptop: ask {name} to connect")
    return words.format(name=isolate(holder))


def _quiet(_done: int, _parts: int) -> None:
    """Nobody watches."""


def _write(workspace: Workspace, work: Callable[[Connection], object]) -> None:
    remote_state.note(workspace, "attachment.fetch", work)
