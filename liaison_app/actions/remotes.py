"""Shared places: added once, exchanged with whenever there is a connection, said how they are.

What opens a place is kept in the encrypted workspace alone. That an exchange ended well is never
said as more than it was: what colleagues have is what they acknowledged (`exchange.status`).
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from liaison_app.actions import family_hand_over_sealed, remote_slices, remote_words
from liaison_app.actions.laptops import who_of
from liaison_app.actions.remote_lines import RemoteLine, SyncDone
from liaison_app.actions.remote_turns import alone
from liaison_app.actions.workspaces import folder_of
from liaison_app.errors import (
    DamagedFile,
    ForeignFile,
    InvalidValue,
    LiaisonError,
    NewerFile,
    RemoteAway,
    RemoteEmpty,
    RemoteFull,
    RemoteTrouble,
    UnknownRecord,
    UnsafePlace,
    WorkspaceExists,
)
from liaison_app.language.catalogues import _
from liaison_app.language.names import clean_text
from liaison_app.remotes import addresses
from liaison_app.remotes.addresses import KINDS, OPENS, Address, Asked
from liaison_app.remotes.connecting import connect
from liaison_app.remotes.examining import Finding, examine
from liaison_app.remotes.protocol import Makes
from liaison_app.remotes.sftp_host_keys import HostKeyUnknown
from liaison_app.sync import alarms, remote_state, remote_waiting
from liaison_app.sync.remote_place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from liaison_app.remotes.protocol import Remote
    from liaison_app.store.writing import Progress
    from liaison_app.sync.remote_state import Known
    from liaison_app.workspace import Workspace

__all__ = ["KINDS", "OPENS", "Asked", "Finding", "RemoteLine", "SyncDone"]

_LONGEST_NAME = 60
_OF_ONE_PLACE = (RemoteTrouble, NewerFile, ForeignFile, DamagedFile, InvalidValue)
"""What keeps nobody from exchanging with another place."""


# --- the list


def remotes(workspace: Workspace) -> tuple[RemoteLine, ...]:
    """Give the shared places, in the order in which they were added."""
    return tuple(_line(workspace, one) for one in workspace.reading(remote_state.every))


def find(workspace: Workspace, name: str) -> RemoteLine:
    """Give the shared place of this name.

    Raises:
        UnknownRecord: there is none.
    """
    return _line(workspace, _known(workspace, name))


def add(workspace: Workspace, name: str, url: str, keys: Mapping[str, str]) -> RemoteLine:
    """Keep a shared place, after seeing that it is there and lets us in.

    Args:
        workspace: which encrypts what opens it.
        name: what people here call it; any, once.
        url: its address (`remotes.addresses`).
        keys: what opens it, by the names of `OPENS`.

    Raises:
        InvalidValue: the address or the name is none, or something that opens it is missing.
        WorkspaceExists: there is a place of this name.
        UnsafePlace: it lies in the workspace folder.
        RemoteTrouble: it cannot be reached, or does not let us in; nothing was kept.
    """
    name, address = _checked(workspace, name, url, keys)
    if any(one.name == name for one in workspace.reading(remote_state.every)):
        raise WorkspaceExists(_("There is a shared place of this name. Choose another name."))
    _look_at(address, make=True)
    remote_state.note(workspace, "remote.add", lambda c: remote_state.add(c, name, address))
    return _line(workspace, _known(workspace, name))


def change(workspace: Workspace, name: str, url: str, keys: Mapping[str, str]) -> RemoteLine:
    """Give a shared place another address or other keys; empty ones leave what there is.

    Raises:
        As `add`.
    """
    known = _known(workspace, name)
    may = {ask.name for ask in addresses.OPENS[addresses.kind_of(url or known.address.url)]}
    former = {key: value for key, value in known.address.keys.items() if key in may}
    merged = {**former, **{key: value for key, value in keys.items() if value}}
    _name, address = _checked(workspace, name, url or known.address.url, merged)
    _look_at(address, make=address.url != known.address.url)

    remote_state.note(
        workspace, "remote.change", lambda c: remote_state.put_keys(c, known.n, address)
    )
    return _line(workspace, _known(workspace, name))


def forget(workspace: Workspace, name: str) -> None:
    """Forget a shared place and what opens it; what lies there stays.

    Raises:
        UnknownRecord: there is none of this name.
    """
    known = _known(workspace, name)
    remote_state.note(workspace, "remote.forget", lambda c: remote_state.forget(c, known.n))


def renew(workspace: Workspace, name: str) -> None:
    """Use a place again that is empty now: a person looked, and it is the right one.

    Raises:
        UnknownRecord: there is none of this name.
        RemoteTrouble, NewerFile: it cannot be reached, or is somebody else's; nothing changed.
    """
    with alone(workspace, None):
        known = _known(workspace, name)
        with _opened(known.address) as remote:
            Place(workspace, remote, known.state).refuse_others()
        remote_state.renew(workspace, known.n)


def test(workspace: Workspace, name: str) -> tuple[Finding, ...]:
    """See whether a shared place does what it must; what is put there for that is taken away.

    Raises:
        UnknownRecord: there is none of this name.
        RemoteTrouble: it cannot be reached, or does not let us in.
    """
    with _opened(_known(workspace, name).address) as remote:
        remote.probe()
        return examine(remote, workspace.random.randbytes)


# --- exchanging


def sync(
    workspace: Workspace,
    name: str = "",
    *,
    progress: Progress | None = None,
    all_files: bool = False,
) -> tuple[SyncDone, ...]:
    """Exchange what is new with one shared place, or with all.

    Trouble with one keeps nobody from the others; it is told in the answer, and remembered.

    Args:
        workspace: this laptop's.
        name: of the place; "" for all.
        progress: called with (done, all); raises `Cancelled` to stop. What was done stays.
        all_files: move every attached file that waits; else some of them, so that it ends soon.

    Raises:
        UnknownRecord: there is none of this name, or none at all.
        NoRoom, ReadOnlyPlace, Locked, Cancelled: this laptop cannot go on.
    """
    known = [_known(workspace, name)] if name else workspace.reading(remote_state.every)
    if not known:
        raise UnknownRecord(
            _("There is no shared place yet. Add one first, or exchange files on a stick.")
        )
    with alone(workspace, progress):
        return tuple(
            _sync_one(workspace, one, connect, progress, all_files=all_files) for one in known
        )


def _sync_one(
    workspace: Workspace,
    known: Known,
    connecting: Callable[[Address], Remote],
    progress: Progress | None,
    *,
    all_files: bool,
) -> SyncDone:
    try:
        with _opened(known.address, connecting) as remote:
            done = remote_slices.exchange(workspace, remote, known.n, progress, all_files=all_files)
            family_hand_over_sealed.follow(workspace)
    except _OF_ONE_PLACE as error:
        remote_state.failed(workspace, known.n, str(error), _why(error))
        line = find(workspace, known.name)
        return SyncDone(
            name=known.name,
            trouble=line.trouble if line.waiting.full else str(error),
            full=line.waiting.full,
            away=isinstance(error, RemoteAway),
            retry_after=error.retry_after if isinstance(error, RemoteAway) else 0,
            error=error,
        )
    who = partial(who_of, workspace)
    apart = _names(who, sorted(done.bundles.apart))
    line = find(workspace, known.name)
    return SyncDone(
        name=known.name,
        applied=done.bundles.new,
        duplicates=done.bundles.duplicates,
        sent=done.sent.changes,
        conflicts=done.conflicts,
        waiting=done.bundles.waiting,
        joined=_names(who, done.joined),
        requests=done.requests,
        files_put=done.files.put,
        files_fetched=done.files.fetched,
        more_files=done.files.more,
        full=line.waiting.full,
        notes=(*remote_words.of_exchange(done, apart), *filter(None, (line.words,))),
        alarms=tuple(alarms.words(one, who) for one in done.alarms),
    )


def _why(error: LiaisonError) -> str:
    if isinstance(error, RemoteAway):
        return remote_state.AWAY
    if isinstance(error, RemoteFull):
        return remote_state.FULL
    return remote_state.EMPTY if isinstance(error, RemoteEmpty) else ""


# --- what opens a place


def opens(url: str) -> tuple[Asked, ...]:
    """Give what opens a place of this address.

    Raises:
        InvalidValue: it is no address.
    """
    return OPENS[addresses.kind_of(url)]


def signing_in(url: str) -> tuple[Asked, ...]:
    """Give what another laptop needs for itself to open a place of this address.

    Raises:
        InvalidValue: it is no address.
    """
    return addresses.signing_in(addresses.kind_of(url))


def host_key_of(error: RemoteTrouble) -> str | None:
    """Give the key of a server that was not met before, for a person to trust; else None.

    It goes into `keys["host_key"]`; the error's words name its fingerprint.
    """
    return error.host_key if isinstance(error, HostKeyUnknown) else None


# --- inside


class _opened:  # noqa: N801  (reads as a function)
    """A connection to a place, closed whatever happens."""

    def __init__(self, address: Address, connecting: Callable[[Address], Remote] = connect) -> None:
        self._remote = connecting(address)

    def __enter__(self) -> Remote:
        return self._remote

    def __exit__(self, *_error: object) -> None:
        self._remote.close()


def _look_at(address: Address, *, make: bool) -> None:
    """See that a place is there and lets us in.

    Args:
        address: of the place.
        make: somebody just typed it: a folder that is not there is made, where that must be asked.

    Raises:
        RemoteTrouble: it cannot be reached, does not let us in, or has no such folder.
    """
    with _opened(address) as remote:
        if make and isinstance(remote, Makes):
            remote.make()
        remote.probe()


def _checked(
    workspace: Workspace, name: str, url: str, keys: Mapping[str, str]
) -> tuple[str, Address]:
    name, url = _named(name), url.strip()
    if not name or len(name) > _LONGEST_NAME:
        raise InvalidValue(_("Give the shared place a short name."))
    kind = addresses.kind_of(url)
    if kind == addresses.FOLDER:
        path = addresses.folder_of(url)
        if path.resolve().is_relative_to(folder_of(workspace).resolve()):
            raise UnsafePlace(
                _("A shared place must not lie in the workspace folder. Choose another folder.")
            )
        url = f"folder:{path}"
    addresses.check_keys(kind, keys)
    return name, Address(url, {key: value for key, value in keys.items() if value})


def _named(name: str) -> str:
    """Give a name in one line, without what cannot be seen."""
    return " ".join(clean_text(name).split())


def _known(workspace: Workspace, name: str) -> Known:
    name = _named(name)
    for one in workspace.reading(remote_state.every):
        if one.name == name:
            return one
    raise UnknownRecord(_("There is no shared place of this name. Look at the list."))


def _line(workspace: Workspace, known: Known) -> RemoteLine:
    state = known.state
    folder = workspace.shared.opened.folder.blobs
    waiting = workspace.reading(
        lambda conn: remote_waiting.look(conn, known, folder, workspace.device)
    )
    said = remote_words.of_waiting(waiting)
    full = bool(state.trouble) and state.why == remote_state.FULL
    trouble = said if full else state.trouble
    return RemoteLine(
        n=known.n,
        name=known.name,
        kind=_(KINDS[known.address.kind]),
        url=known.address.url,
        done=_moment(state.done),
        tried=_moment(state.tried),
        trouble=trouble,
        left=len(state.stuck),
        went_back=_moment(state.gone_back),
        away=bool(state.trouble) and state.why == remote_state.AWAY,
        empty=bool(state.trouble) and state.why == remote_state.EMPTY,
        waiting=waiting,
        words=" ".join(dict.fromkeys(filter(None, (trouble, said)))),
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _names(who: Callable[[str], str], laptops: Iterable[str]) -> tuple[str, ...]:
    """Give the names of the people of laptops, each once."""
    return tuple(dict.fromkeys(map(who, laptops)))
