"""Which server is the right one: its key, kept from the first time, as people read it.

A key is kept as `ssh-keyscan` prints it ("ssh-ed25519 AAAA..."). What somebody was given by the
people who run the server may be that, the same with names before or after it, or the fingerprint
alone ("SHA256:...").
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from itertools import pairwise

from liaison_app.errors import InvalidValue, RemoteRefuses
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate_ltr


class HostKeyUnknown(RemoteRefuses):
    """The server was not met before; nothing was sent. Whoever knows its key may say "trust it".

    Attributes:
        host_key: to keep as `Address.keys["host_key"]` once a person says so.
        fingerprint: what a person compares.
    """

    def __init__(self, host_key: str) -> None:
        self.host_key = host_key
        self.fingerprint = fingerprint(host_key)
        super().__init__(
            _(
                "Liaison has not met this server before. Its key is {fingerprint}. Ask the people"
                " who run the server whether that is theirs, and trust it only then."
            ).format(fingerprint=isolate_ltr(self.fingerprint))
        )


@dataclass(frozen=True)
class Pinned:
    """What is known of a server's key.

    Attributes:
        kind: such as ssh-ed25519; "" if only the fingerprint is known.
        fingerprint: SHA256 and so on, as OpenSSH writes it.
    """

    kind: str
    fingerprint: str


def pinned(kept: str) -> Pinned | None:
    """Read what was kept, or typed, of a server's key; None if there is nothing.

    Raises:
        InvalidValue: it is no key.
    """
    words = kept.split()
    if not words:
        return None
    for word in words:
        if word.startswith("SHA256:") and len(word) == 50:  # 43 letters of base64 for 32 bytes
            return Pinned("", word)
    for kind, blob in pairwise(words):
        if _kind_in(blob) == kind:
            return Pinned(kind, fingerprint(f"{kind} {blob}"))
    raise InvalidValue(
        _("That is no key of a server. It looks like “ssh-ed25519 AAAA...” or “SHA256:...”.")
    )


def fingerprint(host_key: str) -> str:
    """Give the fingerprint of a key, as `ssh-keygen -l` prints it."""
    digest = hashlib.sha256(base64.b64decode(host_key.split()[1])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def changed() -> RemoteRefuses:
    """What is said when the server shows another key than the one that was kept."""
    return RemoteRefuses(
        _(
            "STOP: this server shows another key than before. Somebody may be listening in between,"
            " so nothing was sent. Ask the people who run the server, by phone. If they changed its"
            " key, forget this shared place, then add it again and compare the new key with them."
        )
    )


def _kind_in(blob: str) -> str:
    """The kind that the bytes of a key name themselves; "" if it is no key."""
    try:
        data = base64.b64decode(blob, validate=True)
    except (binascii.Error, ValueError):
        return ""
    length = int.from_bytes(data[:4], "big")
    return data[4 : 4 + length].decode("ascii", "replace") if 0 < length < 64 else ""
