"""Files for a passphrase are what others' readers of the age format take, and nothing else."""

from __future__ import annotations

import pyrage
import pytest

from liaison_app.sync.passphrase_files import WORK, sealed
from tests.store.laptops import dice

CODE = "0123456789ABCDEFGHJKMNPQRS"
CHUNK = 64 * 1024


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17], ids=str
)
def test_another_reader_of_the_format_opens_it(size: int) -> None:
    plain = dice(size).randbytes(size)
    made = sealed(plain, CODE, dice(1).randbytes)
    assert pyrage.passphrase.decrypt(made, CODE) == plain
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(made, CODE[:-1])


def test_no_byte_can_be_changed_or_left_out() -> None:
    made = sealed(b"secrets" * 100, CODE, dice(2).randbytes)
    begins = made.index(b"\n", made.index(b"---")) + 1
    for at in (*range(begins, len(made), 97), len(made) - 1):  # each try costs a key derivation
        changed = made[:at] + bytes([made[at] ^ 1]) + made[at + 1 :]
        with pytest.raises(pyrage.DecryptError):
            pyrage.passphrase.decrypt(changed, CODE)
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(made[:-1], CODE)


def test_every_file_has_keys_of_its_own() -> None:
    random = dice(3)
    one, other = (sealed(b"the same", CODE, random.randbytes) for _time in range(2))
    assert one != other
    assert b"scrypt" in one
    assert f" {WORK}\n".encode() in one
