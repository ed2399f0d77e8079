"""What rclone says when it cannot do what it was asked, in plain words.

It gives its own or its service's text, which may hold addresses and names: it is read here, and
never shown or kept.
"""

from __future__ import annotations

import re

from liaison_app.errors import (
    RemoteAway,
    RemoteFull,
    RemoteRefuses,
    RemoteTrouble,
    RemoteWrong,
)
from liaison_app.language.catalogues import _

_MISSING = re.compile(
    r"object not found|file not found|directory not found|not a directory|is a directory"
    r"|no such file or directory|object is a directory",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"didn't find section|didn't find backend", re.IGNORECASE)
_LOCKED = re.compile(
    r"password required|unable to decrypt configuration|configuration .*encrypted"
    r"|couldn't decrypt|failed to read line|can't decrypt",
    re.IGNORECASE,
)
_NO_BUCKET = re.compile(r"NoSuchBucket|bucket (?:does not exist|not found)", re.IGNORECASE)
_CLOCK = re.compile(r"RequestTimeTooSkewed|clock skew", re.IGNORECASE)
_FULL = re.compile(
    r"no space left|disk full|not enough (?:free )?space|quota|insufficient ?storage"
    r"|storage ?full|\b507 |over[ -]?limit",
    re.IGNORECASE,
)
_BUSY = re.compile(
    r"rate ?limit|too many requests|slow ?down|try again|throttl"
    r"|\b(?:408|429|500|502|503|504) [A-Z]|error (?:408|429|5\d\d)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"unauthori[sz]ed|forbidden|permission denied|access ?denied|access is denied|invalid_grant"
    r"|invalid_client|couldn't fetch token|token expired|empty token|unable to authenticate"
    r"|SignatureDoesNotMatch|InvalidAccessKeyId|credential|login incorrect|read-only"
    r"|\b(?:401|403) [A-Z]|status(?: code)?:? 40[13]",
    re.IGNORECASE,
)
_NO_LINE = re.compile(
    r"dial tcp|no such host|i/o timeout|timeout|timed out|unreachable|connection (?:refused|reset)"
    r"|broken pipe|EOF|deadline exceeded|lookup |closed network|server misbehaving"
    r"|ssh: handshake failed: read",
    re.IGNORECASE,
)
_NOT_TRUSTED = re.compile(r"x509:|certificate|knownhosts|host key", re.IGNORECASE)


def is_missing(said: str) -> bool:
    """Whether there is no such file, or no such folder."""
    return _MISSING.search(said) is not None and _NO_BUCKET.search(said) is None


def nowhere() -> RemoteRefuses:
    """What is said when a folder cannot be made, or is a file."""
    return RemoteRefuses(
        _("There is no such place for rclone to put files in. Make the folder, or check the name.")
    )


def trouble(said: str) -> RemoteTrouble:
    """Say what rclone said; its names and addresses stay out."""
    said = re.sub(r'"[^"]*"', " ", said)  # what it quotes are addresses and names of files
    return _refused(said) or _later(said) or _unclear()


def _refused(said: str) -> RemoteTrouble | None:
    if _NO_NAME.search(said):
        return RemoteRefuses(
            _(
                "rclone knows no place of that name on this laptop. Set it up with “rclone config”,"
                " or paste its settings from a laptop where it works."
            )
        )
    if _LOCKED.search(said):
        return RemoteRefuses(
            _(
                "rclone's settings are locked with a password, which Liaison does not ask for."
                " Paste what “rclone config show” prints for this place instead."
            )
        )
    if _CLOCK.search(said):
        return RemoteRefuses(
            _("The service says that this laptop's clock is wrong. Set date, time and time zone.")
        )
    if _NO_BUCKET.search(said):
        return RemoteRefuses(_("There is no bucket of that name there. Check the address."))
    if _FULL.search(said):
        return RemoteFull(
            _("There is no room left where rclone puts files. Make room there, or ask for more.")
        )
    if _REFUSED.search(said):
        return RemoteRefuses(
            _(
                "The service behind rclone does not let this account do that. Try “rclone config"
                " reconnect” for this name, then paste its settings anew, or ask whoever runs it."
            )
        )
    if _NOT_TRUSTED.search(said):
        return RemoteRefuses(
            _(
                "The service behind rclone could not prove that it is the right one, so nothing"
                " was sent. In a guest network, log in with a browser first."
            )
        )
    return None


def _later(said: str) -> RemoteAway | None:
    if _BUSY.search(said):
        return RemoteAway(_("The service behind rclone is busy. Liaison tries again later."))
    if _NO_LINE.search(said):
        return RemoteAway(
            _("rclone cannot reach its service. Liaison tries again when there is a network.")
        )
    return None


def _unclear() -> RemoteWrong:
    return RemoteWrong(
        _(
            "rclone could not do that, and Liaison does not know its reason. Try “rclone lsf” with"
            " this place in a terminal: what it says there helps whoever set it up."
        )
    )
