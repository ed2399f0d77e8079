"""Without Liaison: what is sealed opens with the stock programs `age` and `zstd`.

The commands are those of the format's specification, run as they stand there.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from liaison_app.sync import container, lines
from tests.sync import sealing
from tests.sync.made_ops import made_ops

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="on other systems the programs are not brought along"
)
INSTALL = "sudo apt-get update && sudo apt-get install age zstd"


@pytest.fixture(autouse=True)
def _programs_are_there() -> None:
    missing = [name for name in ("age", "zstd") if shutil.which(name) is None]
    if missing:
        pytest.fail(f"{' and '.join(missing)} must be installed for this test: {INSTALL}")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The epoch's secret as a rescuer has it: one line that only she may read."""
    path = tmp_path / "key"
    path.touch(mode=0o600)
    path.write_text(sealing.SECRET + "\n")
    return path


def run(program: list[str], given: bytes) -> bytes:
    done = subprocess.run(program, input=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_age_and_zstd_read_what_liaison_reads(key: Path) -> None:
    for count in (1, 40, 3_000):
        record = sealing.read(sealing.bundle(count))
        opened = run(["age", "-d", "-i", str(key)], bytes(record.ct))
        plain = run(["zstd", "-dc"], opened)
        assert plain == container.open_record(record, [sealing.SECRET])
        assert plain == lines.pack_ops(sealing.HEADING, made_ops(count))


def specified(beginning: str) -> str:
    """The command in the specification that begins like this."""
    [command] = re.findall(
        rf"^    ({re.escape(beginning)}.*)$", str(container.__doc__), re.MULTILINE
    )
    return str(command)


def test_the_specified_commands_print_the_lines(key: Path, tmp_path: Path) -> None:
    ops = made_ops(40)
    plain = lines.pack_ops(sealing.HEADING, ops)
    first = sealing.sealed(plain)
    (tmp_path / "one").write_bytes(first)
    (tmp_path / "two").write_bytes(first + sealing.bundle(2))
    for name in ("one", "two"):
        script = "\n".join([specified("H="), specified("L="), specified("tail ")])
        script = script.replace("FILE", shlex.quote(str(tmp_path / name)))
        script = script.replace("-i key", f"-i {shlex.quote(str(key))}")
        assert run(["sh", "-euc", script], b"") == plain
