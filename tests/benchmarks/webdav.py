"""Exchanges over a real WebDAV server on this computer: Apache's mod_dav, or else WsgiDAV.

Each laptop is a process of its own. Beside every large exchange, in the same run, is the least that
it can cost: plain GETs of the same files, age, zstd and JSON of the same bytes, plain inserts into
an encrypted database.
"""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from tests.benchmarks import large
from tests.benchmarks.counting import wire
from tests.benchmarks.measuring import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.remotes.addresses import Address
    from liaison_app.workspace import Change, Workspace
    from tests.remotes.webdav_servers import Server
    from tests.sync.laptops import Team

RECEIVED_S = {10_000: 1.5, 50_000: 6.0}
REQUESTS, IDLE_REQUESTS, IDLE_KB, JOIN_S, MEMORY_MB = 10, 3, 16.0, 10.0, 200.0
VISITS = 50_000
_A_BUNDLE = 200  # changes, of those that a new laptop has to take in
_ROSA, _BEN = "first", "laptop-1"
_TABLES = ("household", "person", "address", "contact_point", "visit", "note")


def run() -> None:
    """Print the figures."""
    from tests.remotes import webdav_servers

    is_there = shutil.which("apache2") or Path("/usr/sbin/apache2").exists()
    print(f"  the server is {'Apache with mod_dav' if is_there else 'WsgiDAV'}")
    with tempfile.TemporaryDirectory() as folder:
        served = Path(folder)
        running = webdav_servers.apache("Basic") if is_there else webdav_servers.wsgidav(served)
        with running as server:
            for count in RECEIVED_S:
                _exchange(server, count)
            _idle(server)
            _new_laptop(server)


# --- sending and receiving


def _exchange(server: Server, count: int) -> None:
    from tests.sync.laptops import Team

    with tempfile.TemporaryDirectory() as path:
        folder, place = Path(path), server.place()
        team = Team(folder)
        rosa, _ben = team.first(), team.join("Ben Ortiz")
        team.close()
        for name in (_ROSA, _BEN, _ROSA):
            _laptop("exchange", folder / name, place)
        rosa = _opened(folder / _ROSA)
        written = _fill(rosa, _families_and_visits(rosa, count), count)
        rosa.close()
        sent = _laptop("exchange", folder / _ROSA, place)
        got = _laptop("exchange", folder / _BEN, place)
        what = f"{got['new']:,} changes"
        assert got["new"] >= written
        tell(f"send {what}", sent["seconds"], "s")
        tell("   requests, with the head and what is moved", sent["requests"], "")
        tell("   of the wire", sent["bytes"] / 1e6, "MB")
        tell("   peak memory of that process", sent["peak"], "MB", MEMORY_MB)
        tell(f"receive {what}", got["seconds"], "s", RECEIVED_S[count])
        tell("   of which the processor worked", got["cpu"], "s")
        tell("   requests", got["requests"], "", REQUESTS)
        tell("   of the wire", got["bytes"] / 1e6, "MB")
        tell("   peak memory of that process", got["peak"], "MB", MEMORY_MB)
        raw, cpu = _raw(folder, server, place)
        tell("   the same files raw: GET, age, zstd, JSON, inserts", raw, "s")
        tell("   ours to raw", got["seconds"] / raw, "times")
        tell("   ours to raw, processor alone", got["cpu"] / cpu, "times")


def _raw(folder: Path, server: Server, place: Address) -> tuple[float, float]:
    """What the libraries alone take for the same files, and for the rows that come of them."""
    import pyrage
    import zstandard

    from liaison_app.store.driver import connect, transaction
    from liaison_app.sync import epochs
    from tests.sync.sealing import read

    rosa = _opened(folder / _ROSA)
    shared = server.folder / place.url.rpartition("/")[2]
    names = [path.relative_to(shared) for path in sorted(shared.glob("s/**/*.flb"))]
    secrets = {
        (one.stream, one.epoch): [
            pyrage.x25519.Identity.from_str(secret)
            for secret in epochs.secrets(rosa.conn, one.stream, one.epoch)
        ]
        for one in (read((shared / name).read_bytes()) for name in names)
    }
    tables = {name: [tuple(row) for row in rosa.read(f"SELECT * FROM {name}")] for name in _TABLES}
    rosa.close()
    conn = connect(folder / "raw.db", bytes(32))
    conn.execute("CREATE TABLE op (n INTEGER PRIMARY KEY, id TEXT, line TEXT)")
    conn.execute("CREATE INDEX op_id ON op (id)")
    for name, rows in tables.items():
        columns = ", ".join(f"c{number}" for number in range(len(rows[0])))
        conn.execute(f"CREATE TABLE {name} (n INTEGER PRIMARY KEY, {columns})")
    base = place.url.removeprefix("webdav+")
    auth = (place.keys["user"].encode(), place.keys["password"].encode())
    with httpx.Client(auth=auth, trust_env=False) as client:
        client.get(base)
        began, worked = time.perf_counter(), time.process_time()
        for place_of in names:
            record = read(client.get(f"{base}/{place_of}").content)
            padded = pyrage.decrypt(bytes(record.ct), secrets[record.stream, record.epoch])
            plain = zstandard.ZstdDecompressor().decompressobj().decompress(padded)
            said = [json.loads(line) for line in plain.splitlines()[1:]]
            with transaction(conn):
                ops = ((one["id"], json.dumps(one["writes"])) for one in said)
                conn.executemany("INSERT INTO op (id, line) VALUES (?, ?)", ops)
        with transaction(conn):
            for name, rows in tables.items():
                marks = ", ".join("?" * (len(rows[0]) + 1))
                conn.executemany(
                    f"INSERT INTO {name} VALUES ({marks})",
                    ((None, *row) for row in rows),
                )
        taken = time.perf_counter() - began, time.process_time() - worked
    conn.close()
    return taken


# --- nothing new


def _idle(server: Server) -> None:
    from liaison_app.remotes.connecting import connect
    from tests.sync.laptops import Team
    from tests.sync.shared_place import sync

    with tempfile.TemporaryDirectory() as path:
        team, place = Team(Path(path)), server.place()
        remote = connect(place)
        rosa = team.first()
        for number in range(9):
            joined = team.join(f"Colleague {number}", told=False)
            for one in (joined, rosa):
                sync(one, Path(path), remote)
        for _round in range(3):
            for one in team.laptops.values():
                sync(one, Path(path), remote)
        with wire() as asked:
            sync(rosa, Path(path), remote)
        tell("an idle poll in a team of 10: requests", asked.requests, "", IDLE_REQUESTS)
        tell("   of the wire", asked.size / 1000, "kB", IDLE_KB)
        team.close()


# --- somebody joins


def _new_laptop(server: Server) -> None:
    from liaison_app.sync import remote_keeping
    from tests.sync.laptops import Team

    with tempfile.TemporaryDirectory() as path:
        folder, place = Path(path), server.place()
        team = Team(folder)
        rosa = team.first()
        written = _fill(rosa, _many_visits(rosa), None)
        rosa.close()
        print(f"  {VISITS:,} visits of 2,000 families: {written:,} changes")
        _laptop("exchange", folder / _ROSA, place, few=False)
        for what, few in (("without a snapshot", False), ("with a snapshot", True)):
            _laptop("exchange", folder / _ROSA, place, few=few)
            invite = _invite(team, folder, few=few)
            new = folder / f"new-{few}"
            asked = _laptop("join", new, place, str(invite))
            _laptop("exchange", folder / _ROSA, place, few=few)
            got = _laptop("exchange", new, place)
            assert asked["new"] + got["new"] >= written
            tell(f"a new laptop, {what}", asked["seconds"] + got["seconds"], "s", JOIN_S)
            tell("   of which the processor worked", asked["cpu"] + got["cpu"], "s")
            tell("   requests", asked["requests"] + got["requests"], "")
            tell("   of the wire", (asked["bytes"] + got["bytes"]) / 1e6, "MB")
            peak = max(asked["peak"], got["peak"])
            tell("   peak memory of the larger process", peak, "MB", MEMORY_MB)
        assert written / _A_BUNDLE > remote_keeping.MANY_BUNDLES


def _invite(team: Team, folder: Path, *, few: bool) -> Path:
    """Draw up an invite at Rosa's laptop, for a process that joins with it."""
    from liaison_app.records.governance import StaffMember
    from liaison_app.store.keyslots import new_code
    from liaison_app.sync import inviting
    from liaison_app.workspace import Add

    rosa = _opened(folder / _ROSA)
    person = f"New Colleague {few}"
    staff = rosa.commit("device.invite", [Add(StaffMember(name=person))]).ids[0]
    invite = inviting.draw_up(rosa, staff, person, "liaison", by_post=False)
    code = new_code(rosa.random.randbytes)
    inviting.keep(rosa, invite, code, folder / "invite", b"")
    rosa.close()
    path = team.file()
    path.write_bytes(pickle.dumps((invite, code)))
    return path


# --- what is written


def _families_and_visits(rosa: Workspace, count: int) -> Iterator[list[Change]]:
    load = large.Caseload(rosa, large.Size(people=count // 20, visits=count))
    yield from load.families_to_add()
    yield from load.visits_to_add()


def _many_visits(rosa: Workspace) -> Iterator[list[Change]]:
    from liaison_app.records.partnership import Note, Visit, VisitOutcome
    from liaison_app.workspace import Add

    load = large.Caseload(rosa, large.Size(people=5_000, visits=VISITS))
    yield from load.families_to_add()
    began = datetime(2026, 1, 5, 15, tzinfo=UTC)
    for number in range(VISITS):
        home, _people = load.families[number % len(load.families)]
        at = began + timedelta(minutes=number)
        visit = Visit(household=home, planned_start=at, started=at, outcome=VisitOutcome.MET)
        note = [Add(Note(household=home, at=at, text=load._note()))] if number % 5 == 0 else []
        yield [Add(visit), *note]


def _fill(rosa: Workspace, parts: Iterator[list[Change]], most: int | None) -> int:
    """Write changes, up to so many; without a limit they are sealed by the few, as days do it."""
    from liaison_app.store.changes import Written
    from liaison_app.sync import identity, outbox

    def seal(conn: Any) -> Written:
        outbox.seal_pending(rosa, conn, identity.own(rosa))
        return Written()

    written = 0
    batch: list[Change] = []
    size = large.BATCH if most else _A_BUNDLE
    for part in parts:
        batch += part
        if most:
            batch = batch[: most - written]
        if len(batch) >= size or written + len(batch) == most:
            rosa.commit("benchmark.day", batch)
            written, batch = written + len(batch), []
            if not most:
                rosa.receive("sync", seal, changes=0)
            elif written == most:
                break
    return written


# --- processes


def _opened(path: Path) -> Workspace:
    from liaison_app.actions import workspaces
    from tests.benchmarks.webdav_laptop import LATER
    from tests.store.laptops import Clock
    from tests.sync.laptops import PASSPHRASE

    return workspaces.unlock(path, PASSPHRASE, clock=Clock(LATER))


def _laptop(what: str, path: Path, place: Address, *more: str, few: bool = True) -> dict[str, Any]:
    """Let a laptop exchange in a process of its own; without `few` it makes no snapshots."""
    keys = (place.keys["user"], place.keys["password"])
    begin = "from tests.benchmarks import webdav_laptop"
    if not few:
        begin += "; from liaison_app.sync import remote_keeping as k; k.MANY_BYTES = 1 << 60"
        begin += "; k.MANY_BUNDLES = 1 << 60"
    done = subprocess.run(
        [
            *(sys.executable, "-c", f"{begin}; webdav_laptop.main()"),
            *(what, str(path), place.url, *keys, *more),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
