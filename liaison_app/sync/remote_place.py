"""Whose place a remote is, and whether it has what this laptop put there.

That a laptop's own head lies there proves both, so in the ordinary case nothing is asked. If it
does not, the place is another one, or lost something, or is an empty folder where a drive is not
connected; and of those only a person knows the last from the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import NewerFile, RemoteAway, RemoteEmpty, RemoteRefuses
from liaison_app.language.catalogues import _
from liaison_app.remotes.protocol import Missing, Taken, TooLarge
from liaison_app.sync import peers, remote_layout, rosters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.remotes.protocol import Remote
    from liaison_app.sync.remote_state import State
    from liaison_app.workspace import Workspace

MOST_HEAD = 1 << 20
"""Bytes of a head, or of a record about the team."""


@dataclass
class Place:
    """A remote, looked at before anything is believed.

    Attributes:
        went_back: it lacked what this laptop had put there.
    """

    workspace: Workspace
    remote: Remote
    state: State
    went_back: bool = False

    def is_whole(self, heads: Mapping[str, list[int]]) -> bool:
        """Make sure whose place this is; False if it lacks what was put there."""
        state, device = self.state, self.workspace.device
        if state.head and state.name == device and state.head in heads.get(device, ()):
            return True
        mark = self._mark()
        if mark is None and self.state.id and self._has_heads_of_ours(heads):
            mark = self._mend()  # all else is there
        if mark is None:
            self._claim()
            return True
        self._refuse(mark)
        return self._is_as_it_was(mark.id, heads)

    def refuse_others(self) -> None:
        """Make sure that a place is nobody else's; nothing is written there, nor remembered.

        Raises:
            RemoteRefuses, NewerFile: it is another team's, or not for this Liaison.
        """
        data = self._data()
        mark = None if data is None else self._read(data)
        if mark:
            self._refuse(mark)

    def _refuse(self, mark: remote_layout.Mark) -> None:
        if mark.is_newer:
            raise NewerFile(
                _("The shared place was made by a newer Liaison. Install that version.")
            )
        if mark.root != self.workspace.root:
            raise RemoteRefuses(self._of_others())

    def _has_heads_of_ours(self, heads: Mapping[str, list[int]]) -> bool:
        known = self.workspace.reading(rosters.known).laptops
        return any(peers.laptop_of(dev) in known for dev in heads)

    def _is_as_it_was(self, place: str, heads: Mapping[str, list[int]]) -> bool:
        """Whether a place of ours has what was put there, as far as this laptop remembers."""
        state = self.state
        if not state.id:
            state.id = place  # the first time; whatever is there is not known yet
            return False
        if state.id == place and (
            not state.head or self._is_there(remote_layout.head_name(state.name, state.head))
        ):
            return True  # nothing was put there yet, or the listing is an old one
        if state.id == place and self._was_restored(heads):
            return False
        self._forget(place)
        return False

    def _was_restored(self, heads: Mapping[str, list[int]]) -> bool:
        """Whether this laptop goes by an older state than the place: its former life said more."""
        state = self.state
        former = state.name != self.workspace.device
        return former and any(number > state.head for number in heads.get(state.name, ()))

    def _mark(self) -> remote_layout.Mark | None:
        data = self._data()
        if data is None:
            return None
        return self._read(data) or self._mend()

    def _data(self) -> bytes | None:
        try:
            return self.remote.get(remote_layout.MARK, most=remote_layout.MOST_MARK)
        except Missing:
            return None

    def _read(self, data: bytes) -> remote_layout.Mark | None:
        """Read a mark; None for one of ours that was cut off or has an error."""
        mark = remote_layout.read_mark(data)
        if mark is None and not remote_layout.is_damaged(data, self.workspace.root):
            raise RemoteRefuses(
                _(
                    "The shared place has a file remote.json that is not Liaison's. Choose another"
                    " folder for your team."
                )
            )
        return mark

    def _mend(self) -> remote_layout.Mark:
        """Write the mark again: it was cut off while it was written, or alone is gone."""
        place = self.state.id or self.workspace.random.randbytes(16).hex()
        mark = remote_layout.Mark(self.workspace.root, place)
        self.remote.delete(remote_layout.MARK)
        try:
            self.remote.put(remote_layout.MARK, remote_layout.write_mark(mark))
        except Taken:
            raise _not_ready() from None
        return mark

    def _claim(self) -> None:
        """Write whose place this is. Should a colleague have done so just now, hers counts."""
        workspace = self.workspace
        if self.state.head or self.state.seen:
            raise RemoteEmpty(
                _(
                    "The shared place is empty, though it held your team's changes before. If it"
                    " is a drive, connect it. If it is right so, choose Use it again, or"
                    " `remote renew`, and everything is put there once more."
                )
            )
        mark = remote_layout.Mark(workspace.root, workspace.random.randbytes(16).hex())
        try:
            self.remote.put(remote_layout.MARK, remote_layout.write_mark(mark))
        except Taken:
            other = self._mark()
            if other is None:
                raise _not_ready() from None
            if other.root != workspace.root:
                raise RemoteRefuses(self._of_others()) from None
            mark = other
        self.state.id, self.state.placed, self.state.team = mark.id, {}, []

    def _of_others(self) -> str:
        if self.workspace.practice:
            return _(
                "This shared place belongs to a real team. Practice is never exchanged with it:"
                " choose an empty folder for practice."
            )
        return _(
            "This shared place belongs to another team, or to somebody's practice. Choose the"
            " place of your own team, or an empty folder."
        )

    def _is_there(self, name: str) -> bool:
        try:
            self.remote.get(name, most=MOST_HEAD)
        except (Missing, TooLarge):
            return False
        return True

    def _forget(self, place: str) -> None:
        """Forget what was put there: it went back to an older state, or is another place."""
        state = self.state
        if state.id != place:
            state.seen, state.theirs, state.their_snaps = {}, {}, {}  # what lies there is not those
        state.id, state.placed, state.team, state.said = place, {}, [], ""
        state.snaps, state.deleted = {}, {}
        state.gone_back = self.workspace.now().isoformat()
        self.went_back = True


def _not_ready() -> RemoteAway:
    return RemoteAway(
        _("The shared place is not ready: a file that it lists is not there yet. Wait a little.")
    )
