"""`keyslots.json`: several independent wraps of the workspace's random database key.

Format, version 1: one JSON object

    {"format": "liaison-keyslots", "version": 1, "sets": [SET] or [SET, SET]}
    SET = {"slots": [SLOT, ...], "mac": "<64 hex>"}
    SLOT = {"id": "<16 hex>", "kind": "passphrase"|"recovery"|"former", "nonce": "<48 hex>",
            "wrapped": "<96 hex>", and for a passphrase "salt", "ops", "memory" (bytes)}

Each slot holds the 32-byte key under XChaCha20-Poly1305 with the slot's id and kind as associated
data; a passphrase's key comes from Argon2id (RFC 9106, libsodium's one lane), a recovery code's
from keyed BLAKE2b, since 120 random bits need no slow function. There may be two codes: that of the
sheet, and one that the office keeps. Each set is authenticated by a MAC
keyed from the database key it wraps. Two sets exist only while the workspace is being given a new
key: the file holds both until its two databases have taken it, and the new set wraps the former key
("former"), so a crash at any moment leaves a way into both.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.errors import (
    DamagedFile,
    ForeignFile,
    LiaisonError,
    NewerFile,
    WrongPassphrase,
)
from liaison_app.language.catalogues import _
from liaison_app.store.durable import replace_file

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
_MAX_FILE = 64 * 1024
_MAX_SLOTS = 8
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


def former_slot(former: bytes, key: bytes, random: RandomBytes) -> dict[str, Any]:
    """Wrap the former database key with the new one, until every file has taken the new one."""
    return _wrap("former", _former_wrapping(key), former, random)


def former_keys(sets: Sequence[KeySet], key: bytes) -> list[bytes]:
    """Give the keys that files may still be under, after a change to `key` was cut short."""
    return [
        former
        for s in sets
        if _fits(s, key)
        for slot in s.slots
        if slot["kind"] == "former"
        and (former := _decrypt(slot, _former_wrapping(key))) is not None
    ]


def settled(sets: Sequence[KeySet], key: bytes) -> list[KeySet]:
    """Give what is left of the slots once every file is under `key`."""
    return [
        sealed_set([slot for slot in s.slots if slot["kind"] != "former"], key)
        for s in sets
        if _fits(s, key)
    ]


def opens(sets: Sequence[KeySet], wrapping: bytes) -> bool:
    """Whether a recovery code's key opens one of the sets."""
    return any(
        _unwrap(s, slot, wrapping) for s in sets for slot in s.slots if slot["kind"] == "recovery"
    )


def without(key_set: KeySet, wrapping: bytes) -> list[Mapping[str, Any]]:
    """Give the slots of a set but those that a recovery code's key opens."""
    return [
        slot
        for slot in key_set.slots
        if slot["kind"] != "recovery" or _decrypt(slot, wrapping) is None
    ]


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
        with path.open("rb") as file:
            parsed = json.loads(file.read(_MAX_FILE + 1))
    except FileNotFoundError:
        raise
    except (OSError, ValueError, RecursionError):
        raise _damaged() from None
    if not isinstance(parsed, dict) or parsed.get("format") != FORMAT:
        raise ForeignFile(_("keyslots.json in this folder was not made by Liaison."))
    if parsed.get("version") != VERSION:
        raise NewerFile(_("The key file is from a newer Liaison. Install that version."))
    try:
        sets = [_set_from(s) for s in parsed["sets"]]
    except (KeyError, TypeError, ValueError):
        raise _damaged() from None
    if not 1 <= len(sets) <= 2:
        raise _damaged()
    return sets


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


def _set_from(parsed: Mapping[str, Any]) -> KeySet:
    """Check the shape of a set: a planted file must neither exhaust the machine nor crash us."""
    slots = tuple(parsed["slots"])
    if len(slots) > _MAX_SLOTS or not isinstance(parsed["mac"], str):
        raise ValueError
    for slot in slots:
        lengths = {"id": 8, "nonce": 24, "wrapped": KEY_BYTES + 16}
        if slot["kind"] == "passphrase":
            lengths["salt"] = 16
            memory, ops = operator.index(slot["memory"]), operator.index(slot["ops"])
            if not 8 << 20 <= memory <= 4 * ARGON2_MEMORY or not 1 <= ops <= 10:
                raise ValueError
        if any(len(bytes.fromhex(slot[name])) != length for name, length in lengths.items()):
            raise ValueError
    return KeySet(slots, parsed["mac"])


def _wrap(kind: str, wrapping: bytes, key: bytes, random: RandomBytes) -> dict[str, Any]:
    from nacl import bindings  # noqa: PLC0415  (kept out of the first paint)

    slot_id, nonce = random(8).hex(), random(24)
    wrapped = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        key, f"{kind}:{slot_id}".encode(), nonce, wrapping
    )
    return {"id": slot_id, "kind": kind, "nonce": nonce.hex(), "wrapped": wrapped.hex()}


def _unwrap(key_set: KeySet, slot: Mapping[str, Any], wrapping: bytes) -> bytes | None:
    key = _decrypt(slot, wrapping)
    if key is not None and not _fits(key_set, key):
        raise _damaged()
    return key


def _decrypt(slot: Mapping[str, Any], wrapping: bytes) -> bytes | None:
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
    return key


def _fits(key_set: KeySet, key: bytes) -> bool:
    return hmac.compare_digest(_mac(key_set.slots, key).encode(), key_set.mac.encode())


def _former_wrapping(key: bytes) -> bytes:
    return hashlib.blake2b(key, digest_size=KEY_BYTES, person=b"liaison-former").digest()


def _argon2_of(slot: Mapping[str, Any], passphrase: str) -> bytes:
    try:
        return _argon2(passphrase, bytes.fromhex(slot["salt"]), slot["ops"], slot["memory"])
    except MemoryError:
        raise LiaisonError(
            _("This computer has too little free memory. Close other programs and try again.")
        ) from None


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
