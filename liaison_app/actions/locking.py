"""Ways in: the passphrase with its growing delay, and the PIN that reopens a locked workspace.

A PIN has six digits, which any program guesses at once. So it never opens anything by itself: after
a full unlock, and for at most four hours, the database key may stay in memory, sealed under the PIN
(Argon2id, XChaCha20-Poly1305). Five wrong tries, a restart or signing out drop it. The sealed key
is never written anywhere. What the workspace keeps, inside its encrypted database, is the PIN's
salt and the key derived from it, so that the PIN need not be set again after each start.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from liaison_app.errors import DamagedFile, InvalidValue, Locked, WrongPassphrase
from liaison_app.language.catalogues import _, ngettext

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from liaison_app.workspace import Clock, RandomSource, Workspace

PIN_DIGITS = 6
PIN_TRIES = 5
SEALED_HOURS = 4
LONGEST_DELAY = 30  # seconds: it stops bystanders, not thieves
IDLE_MINUTES = 10
_PIN = "pin"
_IDLE = "idle_minutes"


def delay_after(wrong: int) -> int:
    """Give the seconds to wait after this many wrong passphrases in a row."""
    return min(LONGEST_DELAY, 2 ** (wrong - 1)) if wrong else 0


def idle_minutes(workspace: Workspace) -> int:
    """Give the minutes without a key or mouse movement after which the workspace locks."""
    return int(workspace.setting(_IDLE) or IDLE_MINUTES)


def set_idle_minutes(workspace: Workspace, minutes: int) -> None:
    """Choose after how many minutes without use the workspace locks, 1 to 60.

    Raises:
        InvalidValue: it is not between 1 and 60.
    """
    if not 1 <= minutes <= 60:
        raise InvalidValue(_("Choose between 1 and 60 minutes."))
    workspace.put_setting(_IDLE, str(minutes))


class Sealed:
    """The key of a locked workspace, in memory only, for one PIN, a few tries and a few hours."""

    def __init__(
        self, salt: bytes, nonce: bytes, sealed: bytes, sealed_at: datetime, until: datetime
    ) -> None:
        self._salt, self._nonce = salt, nonce
        self._sealed: bytes | None = sealed
        self._from, self._until = sealed_at, until
        self._tries = PIN_TRIES

    def good(self, now: datetime) -> bool:
        """Whether a PIN may still be tried; a clock that was set back ends it too."""
        return self._sealed is not None and self._from <= now < self._until

    def left_ms(self) -> int:
        """How many milliseconds it is good for, counted from when it was sealed."""
        return round((self._until - self._from).total_seconds() * 1000)

    def drop(self) -> None:
        """Forget the key: only the passphrase opens the workspace now."""
        self._sealed = None

    def key(self, pin: str, now: datetime) -> bytes:
        """Give the database key.

        Raises:
            Locked: the PIN may not be used any more; the passphrase is needed.
            WrongPassphrase: that is not the PIN; the message says how many tries are left.
        """
        from nacl import bindings  # noqa: PLC0415  (kept out of the first paint)
        from nacl.exceptions import CryptoError  # noqa: PLC0415

        if self._sealed is None or not self.good(now):
            self.drop()
            raise Locked(_("The PIN is no longer enough. Use the passphrase."))
        wrapping = _derived(pin, self._salt)
        with suppress(CryptoError):
            key: bytes = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
                self._sealed, b"pin", self._nonce, wrapping
            )
            return key
        self._tries -= 1
        if self._tries <= 0:
            self.drop()
            raise Locked(_("That was the fifth wrong PIN. Use the passphrase."))
        raise _wrong_pin(self._tries)


@dataclass
class PinTries:
    """How many wrong PINs are left while the workspace is open but covered."""

    left: int = PIN_TRIES


def has_pin(workspace: Workspace) -> bool:
    """Whether a PIN was set."""
    return bool(workspace.setting(_PIN))


def set_pin(workspace: Workspace, pin: str) -> None:
    """Set the PIN.

    Raises:
        InvalidValue: it is not six digits, or among the first anybody would try.
    """
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        raise InvalidValue(_("A PIN has {count} digits.").format(count=PIN_DIGITS))
    steps = {int(b) - int(a) for a, b in pairwise(pin)}
    if len(steps) == 1:  # 111111, 123456, 654321
        raise InvalidValue(_("This PIN is among the first that anybody would try."))
    salt = workspace.random.randbytes(16)
    kept = {"salt": salt.hex(), "key": _derived(pin, salt).hex()}
    workspace.put_setting(_PIN, json.dumps(kept))


def clear_pin(workspace: Workspace) -> None:
    """Use no PIN any more."""
    workspace.put_setting(_PIN, "")


def prove_pin(workspace: Workspace, pin: str, tries: PinTries) -> None:
    """Check the PIN of an open workspace, as when its screen is covered.

    Raises:
        Locked: there is no PIN, or that was the fifth wrong one: lock, and use the passphrase.
        WrongPassphrase: that is not the PIN; the message says how many tries are left.
    """
    import hmac  # noqa: PLC0415  (loads OpenSSL, which the lock page need not wait for)

    if not has_pin(workspace) or tries.left <= 0:
        raise Locked(_("The PIN is no longer enough. Use the passphrase."))
    kept = json.loads(workspace.setting(_PIN))
    derived = _derived(pin, bytes.fromhex(kept["salt"]))
    if hmac.compare_digest(derived, bytes.fromhex(kept["key"])):
        tries.left = PIN_TRIES
        return
    tries.left -= 1
    if tries.left <= 0:
        raise Locked(_("That was the fifth wrong PIN. Use the passphrase."))
    raise _wrong_pin(tries.left)


def seal(workspace: Workspace, unlocked_at: datetime) -> Sealed | None:
    """Seal the key of an open workspace just before it is locked; `None` without a PIN.

    Args:
        workspace: the workspace, still open.
        unlocked_at: when its passphrase was last given, in UTC.
    """
    from datetime import timedelta  # noqa: PLC0415  (the lock page need not wait for it)

    from nacl import bindings  # noqa: PLC0415

    if not has_pin(workspace):
        return None
    kept = json.loads(workspace.setting(_PIN))
    nonce = workspace.random.randbytes(24)
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        workspace.shared.opened.key, b"pin", nonce, bytes.fromhex(kept["key"])
    )
    salt, now = bytes.fromhex(kept["salt"]), workspace.now()
    found = Sealed(salt, nonce, sealed, now, unlocked_at + timedelta(hours=SEALED_HOURS))
    return found if found.good(now) else None


def unlock_with_pin(
    sealed: Sealed,
    pin: str,
    folder: Path,
    *,
    clock: Clock,
    random: RandomSource | None = None,
) -> Workspace:
    """Open a locked workspace with its PIN.

    Raises:
        Locked, WrongPassphrase: as `Sealed.key` says.
        LiaisonError: whatever else keeps the workspace from being opened, as with a passphrase.
    """
    from liaison_app.actions import workspaces  # noqa: PLC0415  (loads the store)

    key = sealed.key(pin, clock())
    try:
        return workspaces.unlock_with_key(folder, key, clock=clock, random=random)
    except DamagedFile:  # or under another key meanwhile: the passphrase will tell which
        sealed.drop()
        raise Locked(_("The PIN is no longer enough. Use the passphrase.")) from None


def _derived(pin: str, salt: bytes) -> bytes:
    from nacl import pwhash  # noqa: PLC0415

    derived: bytes = pwhash.argon2id.kdf(
        32,
        pin.encode(),
        salt,
        opslimit=pwhash.argon2id.OPSLIMIT_INTERACTIVE,
        memlimit=pwhash.argon2id.MEMLIMIT_INTERACTIVE,
    )
    return derived


def _wrong_pin(left: int) -> WrongPassphrase:
    words = ngettext(
        "That is not the PIN. {count} try is left.",
        "That is not the PIN. {count} tries are left.",
        left,
    )
    return WrongPassphrase(words.format(count=left))
