"""`keyslots.json`: several independent wraps of the workspace's random database key.

Format, version 1: one JSON object

    {"format": "liaison-keyslots", "version": 1, "sets": [SET] or [SET, SET]}
    SET = {"slots": [SLOT, ...], "mac": "<64 hex>"}
    SLOT = {"id": "<16 hex>", "kind": "passphrase"|"recovery", "nonce": "<48 hex>",
            "wrapped": "<96 hex>", and for a passphrase "salt", "ops", "memory" (bytes)}

Each slot holds the 32-byte key under XChaCha20-Poly1305 with the slot's id and kind as associated
data; a passphrase's key comes from Argon2id (RFC 9106, libsodium's one lane), a recovery code's
from keyed BLAKE2b, since 120 random bits need no slow function. Each set is authenticated by a MAC
keyed from the database key it wraps. Two sets exist only while the database is being given a new
key: the file holds both until the database has taken it, so a crash between the two leaves a way
in.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.errors import (
    DamagedFile,
    ForeignFile,
    LiaisonError,
    NewerFile,
    NoRoom,
    ReadOnlyPlace,
    WrongPassphrase,
)
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "liaison-keyslots"
VERSION = 1
KEY_BYTES = 32
ARGON2_OPS = 3
ARGON2_MEMORY = 256 * 1024 * 1024
SMALL_MEMORY = 64 * 1024 * 1024
"""The floor, for machines that cannot spare 256 MiB."""

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 26
GROUPS = (5, 5, 4, 4, 4, 4)
_RANDOM_CHARACTERS = 24
_CONFUSED = str.maketrans("OIL", "011")

RandomBytes = Callable[[int], bytes]


@dataclass(frozen=True)
class KeySet:
    """The slots that wrap one database key."""

    slots: tuple[Mapping[str, Any], ...]
    mac: str


def new_code(random: RandomBytes) -> str:
    """Make a recovery code: 24 random characters (120 bits) and a checksum of 2."""
    number = int.from_bytes(random(15), "big")
    payload = "".join(CROCKFORD[number >> 5 * i & 31] for i in range(_RANDOM_CHARACTERS))
    return grouped(payload + _checksum(payload))


def grouped(code: str) -> str:
    """Write a code in the groups in which it is printed and typed."""
    parts, at = [], 0
    for length in GROUPS:
        parts.append(code[at : at + length])
        at += length
    return "-".join(parts)


def read_code(typed: str) -> str:
    """Bring a typed code to its 26 characters: any case, spaces or dashes, O for 0, I or L for 1.

    Raises:
        WrongPassphrase: it cannot be a code; the message names the group to look at.
    """
    code = "".join(c for c in typed.upper() if c.isalnum()).translate(_CONFUSED)
    groups = [g for g in typed.upper().replace("-", " ").split() if g]
    for number, group in enumerate(groups, 1):
        if any(c not in CROCKFORD for c in group.translate(_CONFUSED)):
            raise WrongPassphrase(
                _("Group {number} of the code has a character that no code has.").format(
                    number=number
                )
            )
    if len(code) != CODE_LENGTH:
        raise WrongPassphrase(
            _("The code has {needed} characters; {typed} were typed.").format(
                needed=CODE_LENGTH, typed=len(code)
            )
        )
    if code[_RANDOM_CHARACTERS:] != _checksum(code[:_RANDOM_CHARACTERS]):
        raise WrongPassphrase(_("A character of the code is wrong. Compare it with your sheet."))
    return code


def recovery_key(code: str) -> bytes:
    """Derive the wrapping key from a recovery code as typed."""
    return hashlib.blake2b(
        read_code(code).encode(), digest_size=KEY_BYTES, person=b"liaison-recover"
    ).digest()


def passphrase_slot(
    passphrase: str, key: bytes, random: RandomBytes, *, memory: int = ARGON2_MEMORY
) -> dict[str, Any]:
    """Wrap the database key with a passphrase; falls back to less memory on a small machine."""
    salt = random(16)
    try:
        wrapping = _argon2(passphrase, salt, ARGON2_OPS, memory)
    except MemoryError:
        memory = SMALL_MEMORY
        wrapping = _argon2(passphrase, salt, ARGON2_OPS, memory)
    slot = _wrap("passphrase", wrapping, key, random)
    return {**slot, "salt": salt.hex(), "ops": ARGON2_OPS, "memory": memory}


def recovery_slot(wrapping: bytes, key: bytes, random: RandomBytes) -> dict[str, Any]:
    """Wrap the database key with a recovery code's key."""
    return _wrap("recovery", wrapping, key, random)


def sealed_set(slots: Sequence[Mapping[str, Any]], key: bytes) -> KeySet:
    """Make a set of slots and authenticate it with the key that it wraps."""
    return KeySet(tuple(slots), _mac(slots, key))


def keys_by_passphrase(sets: Sequence[KeySet], passphrase: str) -> list[bytes]:
    """Give the database keys that a passphrase opens, one for each set it fits.

    Raises:
        WrongPassphrase: it fits none.
    """
    found = [
        key
        for s in sets
        for slot in s.slots
        if slot["kind"] == "passphrase"
        and (key := _unwrap(s, slot, _argon2_of(slot, passphrase))) is not None
    ]
    if not found:
        raise WrongPassphrase(_("That is not the passphrase of this workspace. Try again."))
    return found


def keys_by_code(sets: Sequence[KeySet], code: str) -> list[bytes]:
    """Give the database keys that a recovery code opens.

    Raises:
        WrongPassphrase: it fits none; an older sheet was replaced by a newer one.
    """
    wrapping = recovery_key(code)
    found = [
        key
        for s in sets
        for slot in s.slots
        if slot["kind"] == "recovery" and (key := _unwrap(s, slot, wrapping)) is not None
    ]
    if not found:
        raise WrongPassphrase(
            _("This recovery code does not open the workspace. Look for a newer recovery sheet.")
        )
    return found


def read(path: Path) -> list[KeySet]:
    """Read a slots file.

    Raises:
        ForeignFile, NewerFile, DamagedFile: it is not ours, of a later version, or broken.
        FileNotFoundError: it is not there.
    """
    try:
        parsed = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, UnicodeDecodeError):
        raise _damaged() from None
    if not isinstance(parsed, dict) or parsed.get("format") != FORMAT:
        raise ForeignFile(_("keyslots.json in this folder was not made by Liaison."))
    if parsed.get("version") != VERSION:
        raise NewerFile(_("The key file is from a newer Liaison. Install that version."))
    try:
        return [_set_from(s) for s in parsed["sets"]]
    except (KeyError, TypeError, ValueError):
        raise _damaged() from None


def write(path: Path, sets: Sequence[KeySet]) -> None:
    """Write a slots file so that a crash leaves either the former one or the new one.

    Raises:
        NoRoom, ReadOnlyPlace: the disk or the folder does not allow it.
    """
    document = {
        "format": FORMAT,
        "version": VERSION,
        "sets": [{"slots": list(s.slots), "mac": s.mac} for s in sets],
    }
    replace_file(path, json.dumps(document, indent=1).encode())


def replace_file(path: Path, content: bytes) -> None:
    """Replace a small file atomically and durably, readable by its owner only."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise write_error(error) from None


def write_error(error: OSError) -> LiaisonError:
    """Say what kept a file from being written."""
    import errno  # noqa: PLC0415  (only needed here)

    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NoRoom(_("The disk is full. Nothing was lost; free some space and do it again."))
    return ReadOnlyPlace(
        _("The folder cannot be written to. Ask for write access or choose another folder.")
    )


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # Windows has no handle for a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _set_from(parsed: Mapping[str, Any]) -> KeySet:
    for slot in parsed["slots"]:
        if slot["kind"] == "passphrase":
            int(slot["ops"]), int(slot["memory"]), bytes.fromhex(slot["salt"])
        bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["wrapped"]), str(slot["id"])
    return KeySet(tuple(parsed["slots"]), str(parsed["mac"]))


def _wrap(kind: str, wrapping: bytes, key: bytes, random: RandomBytes) -> dict[str, Any]:
    from nacl import bindings  # noqa: PLC0415  (kept out of the first paint)

    slot_id, nonce = random(8).hex(), random(24)
    wrapped = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        key, f"{kind}:{slot_id}".encode(), nonce, wrapping
    )
    return {"id": slot_id, "kind": kind, "nonce": nonce.hex(), "wrapped": wrapped.hex()}


def _unwrap(key_set: KeySet, slot: Mapping[str, Any], wrapping: bytes) -> bytes | None:
    from nacl import bindings  # noqa: PLC0415
    from nacl.exceptions import CryptoError  # noqa: PLC0415

    try:
        key: bytes = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            bytes.fromhex(slot["wrapped"]),
            f"{slot['kind']}:{slot['id']}".encode(),
            bytes.fromhex(slot["nonce"]),
            wrapping,
        )
    except CryptoError:
        return None
    if not hmac.compare_digest(_mac(key_set.slots, key), key_set.mac):
        raise _damaged()
    return key


def _argon2_of(slot: Mapping[str, Any], passphrase: str) -> bytes:
    memory = int(slot["memory"])
    if not 8 * 1024 * 1024 <= memory <= 4 * ARGON2_MEMORY or not 1 <= int(slot["ops"]) <= 10:
        raise _damaged()  # a planted file must not exhaust the machine
    return _argon2(passphrase, bytes.fromhex(slot["salt"]), int(slot["ops"]), memory)


def _argon2(passphrase: str, salt: bytes, ops: int, memory: int) -> bytes:
    from nacl import exceptions, pwhash  # noqa: PLC0415  (kept out of the first paint)

    try:
        derived: bytes = pwhash.argon2id.kdf(
            KEY_BYTES, normalized(passphrase).encode(), salt, opslimit=ops, memlimit=memory
        )
    except exceptions.RuntimeError:
        raise MemoryError from None
    return derived


def normalized(passphrase: str) -> str:
    """One way of writing what keyboards type differently: NFKC, single spaces, none at the ends."""
    import unicodedata  # noqa: PLC0415

    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def _mac(slots: Sequence[Mapping[str, Any]], key: bytes) -> str:
    text = json.dumps(list(slots), sort_keys=True, separators=(",", ":")).encode()
    mac_key = hashlib.blake2b(key, digest_size=32, person=b"liaison-slots").digest()
    return hmac.new(mac_key, text, hashlib.sha256).hexdigest()


def _checksum(payload: str) -> str:
    number = int.from_bytes(hashlib.blake2b(payload.encode(), digest_size=2).digest(), "big")
    return CROCKFORD[number & 31] + CROCKFORD[number >> 5 & 31]


def _damaged() -> DamagedFile:
    return DamagedFile(_("The key file of this workspace is damaged. Restore your newest backup."))
