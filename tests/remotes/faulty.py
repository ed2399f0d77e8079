"""A shared folder that fails as real ones do, by a seed: the same seed, the same failures.

Each laptop has its own `FaultyFolder` over one real folder, as each has its own sync program. What
a laptop was told is done stays done; nearly all else goes wrong. `heal` ends all failures.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.errors import RemoteAway, RemoteFull, RemoteRefuses, RemoteTrouble
from liaison_app.remotes import names
from liaison_app.remotes.folder import FolderRemote
from liaison_app.remotes.protocol import MOST_BYTES, Entry, Missing, Taken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from random import Random


class Fault(StrEnum):
    """What goes wrong. The first four last for some verbs, the others for one."""

    AWAY = "nothing can be reached"
    FULL = "no room; half of the file is left as a part"
    READ_ONLY = "nothing may be written or deleted"
    PAUSED = "others' files do not come and own ones do not go until the sync program runs again"
    MIDWAY = "it goes away in the middle of a put; half of the file is left as a part"
    LATE = "it was done, but the answer was lost"
    TORN = "a file that is still being copied is read: half of it"
    TORN_FOR_GOOD = "a put failed, and half of the file has its name for ever"
    GARBLED = "one bit of what is read is wrong, this time"
    PLACEHOLDER = "a file is listed, but not fetched yet"
    CONFLICT_COPY = "the sync program made copies under names like ours"
    STALE = "a listing from before"
    LEAVES_OUT = "a listing without some of the files"
    REPEATS = "a listing that names some twice, in another order"
    UNSIZED = "a listing without sizes"
    UNDELETABLE = "a delete is refused"
    DELETE_IGNORED = "a delete is said to be done, and is not"
    RESURRECTED = "a deleted file comes back"


LASTING = (Fault.AWAY, Fault.FULL, Fault.READ_ONLY, Fault.PAUSED)
USUAL: Mapping[Fault, float] = {
    **dict.fromkeys(Fault, 0.05),
    **dict.fromkeys(LASTING, 0.01),
    Fault.TORN_FOR_GOOD: 0,
    Fault.GARBLED: 0,
}
"""What folders do that people share."""

WORST: Mapping[Fault, float] = {**USUAL, Fault.TORN_FOR_GOOD: 0.02, Fault.GARBLED: 0.02}
"""What broken ones do besides."""


def only(*faults: Fault, odds: float = 1) -> Mapping[Fault, float]:
    """Let these faults happen alone, each with these odds."""
    return dict.fromkeys(faults, odds)


class Unsynced(FolderRemote):
    """A folder that does not wait for the disk: thousands of schedules have no power cuts."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._path = path

    def put(self, name: str, data: bytes) -> None:
        path = self._path / names.checked(name)
        self.probe()
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"~{path.name}.{id(self):x}-0.tmp")
        part.write_bytes(data)
        try:
            path.hardlink_to(part)
        except FileExistsError:
            raise Taken from None
        finally:
            part.unlink()


class FaultyFolder:
    """One laptop's sight of a shared folder.

    Attributes:
        did: how often each fault did something.
        odds: of each fault, each time that it could happen.
    """

    def __init__(
        self, shared: Path, own: Path, random: Random, odds: Mapping[Fault, float] = USUAL
    ) -> None:
        """Look at the folder `shared`; `own` keeps what a paused sync program did not send yet."""
        own.mkdir(parents=True, exist_ok=True)
        self.odds = dict(odds)
        self.did: Counter[Fault] = Counter()
        self._shared, self._own, self._random = shared, own, random
        self._there, self._held = Unsynced(shared), Unsynced(own)
        self._verbs = 0
        self._until: dict[Fault, int] = {}
        self._unfetched: dict[str, int] = {}
        self._seen_when_paused: set[str] = set()
        self._deletes_held: list[str] = []
        self._listed: dict[str, list[Entry]] = {}
        self._deleted: dict[str, bytes] = {}

    # --- the six verbs

    def list(self, folder: str) -> list[Entry]:
        self._begin()
        self._resurrect()
        found = {entry.name: entry for entry in self._there.list(folder)}
        if self._lasts(Fault.PAUSED):
            inside = f"{folder}/" if folder else ""
            hidden = [name for name in found if inside + name not in self._seen_when_paused]
            self.did[Fault.PAUSED] += len(hidden)
            for name in hidden:
                del found[name]
        found |= {entry.name: entry for entry in self._held.list(folder)}
        entries = [found[name] for name in sorted(found)]
        if self._happens(Fault.STALE):
            return self._listed.get(folder, [])
        self._listed[folder] = entries
        return list(self._disordered(entries))

    def get(self, name: str, *, start: int = 0, most: int = MOST_BYTES) -> bytes:
        self._begin()
        names.checked(name)
        with suppress(Missing):
            return self._held.get(name, start=start, most=most)
        if self._lasts(Fault.PAUSED) and name not in self._seen_when_paused:
            self.did[Fault.PAUSED] += 1
            raise Missing
        data = self._there.get(name, start=start, most=most)
        if self._unfetched.get(name, 0) > self._verbs:
            raise Missing
        if self._happens(Fault.PLACEHOLDER):
            self._unfetched[name] = self._verbs + self._random.randrange(2, 20)
            raise Missing
        if self._happens(Fault.TORN):
            whole = self._there.get(name)
            return whole[start : len(whole) // 2]
        if data and self._happens(Fault.GARBLED):
            at = self._random.randrange(len(data))
            flipped = data[at] ^ 1 << self._random.randrange(8)
            return data[:at] + bytes([flipped]) + data[at + 1 :]
        return data

    def put(self, name: str, data: bytes) -> None:
        self._begin()
        names.checked(name)
        self._refuse_writing(name, data)
        if self._lasts(Fault.PAUSED):
            if name in self._seen_when_paused:
                raise Taken
            self.did[Fault.PAUSED] += 1
            self._held.put(name, data)
        elif self._happens(Fault.TORN_FOR_GOOD):
            self._there.put(name, data[: len(data) // 2])
            raise _away()
        else:
            self._there.put(name, data)
            if self._happens(Fault.CONFLICT_COPY):
                self._copy(name, data)
        if self._happens(Fault.LATE):
            raise _away()

    def delete(self, name: str) -> None:
        self._begin()
        names.checked(name)
        if self._lasts(Fault.READ_ONLY):
            self.did[Fault.READ_ONLY] += 1
            raise _refused()
        if self._happens(Fault.UNDELETABLE):
            raise _refused()
        if self._happens(Fault.DELETE_IGNORED):
            return
        self._held.delete(name)
        if self._lasts(Fault.PAUSED):
            self._seen_when_paused.discard(name)
            self._deletes_held.append(name)
        else:
            self._remove(name)
        if self._happens(Fault.LATE):
            raise _away()

    def probe(self) -> None:
        self._begin()
        self._there.probe()

    def close(self) -> None:
        """A sync program goes on when Liaison does not look."""

    # --- for tests

    def begin(self, fault: Fault, verbs: int) -> None:
        """Let a lasting fault begin now, for so many verbs."""
        self._until[fault] = self._verbs + verbs
        if fault is Fault.PAUSED:
            self._seen_when_paused = set(_files(self._shared))

    def heal(self) -> None:
        """End all failures, for good; all that was kept back arrives."""
        self.odds.clear()
        if Fault.PAUSED in self._until:
            self._resume()
        self._until.clear()
        self._unfetched.clear()

    # --- how it fails

    def _begin(self) -> None:
        self._verbs += 1
        for fault in LASTING:
            if fault in self._until:
                if self._until[fault] <= self._verbs:
                    del self._until[fault]
                    if fault is Fault.PAUSED:
                        self._resume()
            elif self._chance(fault):
                self.begin(fault, self._random.randrange(2, 30))
        if self._lasts(Fault.AWAY):
            self.did[Fault.AWAY] += 1
            raise _away()

    def _chance(self, fault: Fault) -> bool:
        odds = self.odds.get(fault, 0)
        return odds > 0 and self._random.random() < odds

    def _happens(self, fault: Fault) -> bool:
        happens = self._chance(fault)
        self.did[fault] += happens
        return happens

    def _lasts(self, fault: Fault) -> bool:
        return fault in self._until

    def _refuse_writing(self, name: str, data: bytes) -> None:
        if self._lasts(Fault.READ_ONLY):
            self.did[Fault.READ_ONLY] += 1
            raise _refused()
        if self._lasts(Fault.FULL):
            self.did[Fault.FULL] += 1
            self._leave_half(name, data)
            raise RemoteFull("There is no room left in the shared folder.")
        if self._happens(Fault.MIDWAY):
            self._leave_half(name, data)
            self.begin(Fault.AWAY, self._random.randrange(2, 10))
            raise _away()

    def _leave_half(self, name: str, data: bytes) -> None:
        path = self._shared / name
        path.parent.mkdir(parents=True, exist_ok=True)
        part = f"~{path.name}.{self._random.getrandbits(16):x}-0.tmp"
        path.with_name(part).write_bytes(data[: len(data) // 2])

    def _copy(self, name: str, data: bytes) -> None:
        path = self._shared / name
        half = data[: len(data) // 2]
        for copy in (
            f"{path.stem}-LAPTOP{path.suffix}",
            f"{path.stem} (1){path.suffix}",
            f"{path.stem}-laptop{path.suffix}",  # letters that names of ours have, too
            f"{path.name}.sync-conflict-20261122-101112-abcdefg{path.suffix}",
        ):
            if len(copy) <= 80:
                path.with_name(copy).write_bytes(self._random.choice((data, half, b"")))

    def _disordered(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        if entries and self._happens(Fault.LEAVES_OUT):
            entries = [entry for entry in entries if self._random.random() < 0.5]
        if entries and self._happens(Fault.REPEATS):
            twice = [*entries, *self._random.choices(entries, k=len(entries) // 2 + 1)]
            entries = self._random.sample(twice, k=len(twice))
        if entries and self._happens(Fault.UNSIZED):
            entries = [Entry(entry.name, -1) for entry in entries]
        return entries

    def _remove(self, name: str) -> None:
        with suppress(Missing):
            self._deleted[name] = self._there.get(name)
        self._there.delete(name)

    def _resurrect(self) -> None:
        if self._deleted and self._happens(Fault.RESURRECTED):
            name = self._random.choice(sorted(self._deleted))
            with suppress(Taken):
                self._there.put(name, self._deleted.pop(name))

    def _resume(self) -> None:
        for name in _files(self._own):
            data = self._held.get(name) if (self._own / name).stat().st_size else b""
            try:
                self._there.put(name, data)
            except Taken:  # somebody else wrote the same name meanwhile: ours becomes a copy
                self._copy(name, data)
                self.did[Fault.CONFLICT_COPY] += 1
            self._held.delete(name)
        for name in self._deletes_held:
            with suppress(RemoteTrouble):
                self._remove(name)
        self._deletes_held.clear()


def _files(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if all(map(names.is_name, name.split("/"))))


def _away() -> RemoteAway:
    return RemoteAway("The folder is not there: put the stick in or connect the drive.")


def _refused() -> RemoteRefuses:
    return RemoteRefuses("The shared folder does not let Liaison read and write.")
