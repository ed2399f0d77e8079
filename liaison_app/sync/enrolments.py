"""Asking to be let in: the record by which a laptop that joined names its keys and proves its code.

It is a record of the control stream whose plain text is one line

    {"kind":"enrol","dev","stream","n","prev","invite","laptop","sign","age","name","asked","mac"}

and goes with every set of that laptop until a roster names it. `mac` proves that who made it typed
the invite's code: HMAC-SHA-256 of a JSON list of all that is said, keyed with BLAKE2b of the code.
Where a person has to compare, eight words say which two laptops meet.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.store import keyslots
from liaison_app.sync import refusals
from liaison_app.sync.roster_entries import Action, Add, actions_of
from liaison_app.sync.strict import STREAM

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND = "enrol"


@dataclass(frozen=True)
class Enrolment:
    """Who asks to be let in: the laptop that joined, with its public keys and its name."""

    invite: str
    laptop: str
    sign: bytes
    age: str
    name: str


def said_of(enrolment: Enrolment) -> dict[str, Any]:
    """Write an enrolment as it stands in its record."""
    return {**vars(enrolment), "sign": enrolment.sign.hex()}


def read(said: Mapping[str, Any]) -> Enrolment:
    """Read who asks to be let in.

    Raises:
        DamagedFile: it is no enrolment.
    """
    try:
        (add,) = actions_of([{"add": {**said, "person": "", "roles": [], "streams": []}}])
        return _enrolment(add)
    except (TypeError, ValueError):
        raise refusals.not_understood() from None


def mac_key(code: str) -> bytes:
    """Derive from a code, as typed, the key that proves it was typed; it opens nothing.

    Raises:
        WrongPassphrase: it cannot be a code.
    """
    return hashlib.blake2b(
        keyslots.read_code(code).encode(), digest_size=32, person=b"liaison-enrol"
    ).digest()


def mac(key: bytes, root: str, enrolment: Enrolment) -> str:
    """Give the proof, in hex, that who knows the code named these keys."""
    return hmac.new(key, _transcript("enrol", root, enrolment), hashlib.sha256).hexdigest()


def mac_fits(key: bytes, root: str, enrolment: Enrolment, claimed: object) -> bool:
    """Whether a proof is the right one, in constant time."""
    right = mac(key, root, enrolment)
    return isinstance(claimed, str) and hmac.compare_digest(right.encode(), claimed.encode())


def fingerprint(root: str, inviter: bytes, enrolment: Enrolment) -> bytes:
    """Give 80 bits that say which two laptops meet under which invite.

    Args:
        root: of the team.
        inviter: the Ed25519 public key of the laptop that invited.
        enrolment: the laptop that asks.
    """
    said = _transcript("words", root, enrolment) + inviter
    return hashlib.blake2b(said, digest_size=10, person=b"liaison-words").digest()


def _enrolment(add: Action) -> Enrolment:
    if not isinstance(add, Add) or not STREAM.fullmatch(add.invite):
        raise TypeError
    return Enrolment(add.invite, add.laptop, add.sign, add.age, add.name)


def _transcript(purpose: str, root: str, enrolment: Enrolment) -> bytes:
    said = [f"liaison {purpose} 1", root, said_of(enrolment)]
    return json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
