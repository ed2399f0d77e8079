"""Where a remote is and what opens it: what a person typed, kept in the encrypted workspace alone.

An address is written like this
    folder:/path                        a folder, a stick, or what a sync program keeps in step
    webdav+https://server/path          WebDAV: Nextcloud, ownCloud, many school servers
    s3://bucket/prefix                  a bucket
    sftp://server[:port]/path           SFTP
    rclone:name:path                    whatever rclone reaches
User names and passwords are never part of it: addresses are shown, secrets are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER, WEBDAV, S3, SFTP, RCLONE = "folder", "webdav", "s3", "sftp", "rclone"
KINDS: Mapping[str, str] = {
    FOLDER: N_("Folder or stick"),
    WEBDAV: N_("WebDAV"),
    S3: N_("S3 bucket"),
    SFTP: N_("SFTP"),
    RCLONE: N_("rclone"),
}


@dataclass(frozen=True)
class Asked:
    """Something that opens a kind of remote.

    Attributes:
        name: the key in `Address.keys`.
        label: what a person is asked for.
        secret: it is typed unseen and shown nowhere.
        needed: nothing works without it.
    """

    name: str
    label: str
    secret: bool = False
    needed: bool = False


OPENS: Mapping[str, tuple[Asked, ...]] = {
    FOLDER: (),
    WEBDAV: (
        Asked("user", N_("User name")),
        Asked("password", N_("App password"), secret=True),
    ),
    S3: (
        Asked("access_key", N_("Access key"), needed=True),
        Asked("secret_key", N_("Secret key"), secret=True, needed=True),
        Asked("endpoint", N_("Address of the server, unless it is Amazon")),
        Asked("region", N_("Region")),
    ),
    SFTP: (
        Asked("user", N_("User name"), needed=True),
        Asked("password", N_("Password"), secret=True),
        Asked("private_key", N_("Private key"), secret=True),
        Asked("host_key", N_("Key of the server"), needed=False),
    ),
    RCLONE: (Asked("config", N_("Settings of rclone for this name"), secret=True),),
}

_WHO = frozenset({"user", "access_key"})
_LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
_RCLONE = re.compile(r"rclone:[A-Za-z0-9_.+@ -]+:.*", re.DOTALL)


@dataclass(frozen=True)
class Address:
    """A remote's address.

    Attributes:
        url: as it is typed and shown.
        keys: what opens it, by the names of `OPENS`.
    """

    url: str
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def kind(self) -> str:
        """Which kind of remote it is.

        Raises:
            InvalidValue: it is none.
        """
        return kind_of(self.url)


def kind_of(url: str) -> str:
    """Give the kind of an address.

    Raises:
        InvalidValue: it is no address, holds a password, or goes over the net in the clear.
    """
    if url.startswith("folder:") and url.removeprefix("folder:").strip():
        return FOLDER
    if _RCLONE.fullmatch(url):
        return RCLONE
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _port = parts.port  # raises for what is no number
    except ValueError:
        raise _no_address() from None
    if parts.password or (parts.username and parts.scheme != "sftp"):
        raise InvalidValue(
            _("Leave the user name and the password out of the address: Liaison asks for them.")
        )
    if parts.scheme == "webdav+http" and host not in _LOCAL_HOSTS:
        raise InvalidValue(
            _("What goes to a webdav+http address can be read on the way. Use webdav+https.")
        )
    schemes = {"webdav+https": WEBDAV, "webdav+http": WEBDAV, "s3": S3, "sftp": SFTP}
    if parts.scheme in schemes and host:
        return schemes[parts.scheme]
    raise _no_address()


def signing_in(kind: str) -> tuple[Asked, ...]:
    """Give what each laptop has for itself of what opens a place of this kind."""
    return tuple(ask for ask in OPENS[kind] if ask.secret or ask.name in _WHO)


def shared(address: Address, keys: Mapping[str, str]) -> Address:
    """Give an address for another laptop: who this one signs in as is left out, `keys` put in.

    Raises:
        InvalidValue: a place of this kind is not opened by one of `keys`.
    """
    own = {ask.name for ask in signing_in(address.kind)}
    kept = {name: value for name, value in address.keys.items() if name not in own}
    check_keys(address.kind, keys)
    return Address(address.url, {**kept, **keys})


def open_to_all(address: Address) -> Address:
    """Give an address without any secret."""
    secret = {ask.name for ask in OPENS[address.kind] if ask.secret}
    return Address(address.url, {k: v for k, v in address.keys.items() if k not in secret})


def check_keys(kind: str, keys: Iterable[str]) -> None:
    """See that a place of this kind is opened by these.

    Raises:
        InvalidValue: it is not.
    """
    unknown = sorted(set(keys) - {ask.name for ask in OPENS[kind]})
    if unknown:
        raise InvalidValue(
            _("A shared place of this kind is not opened by {what}.").format(what=unknown[0])
        )


def folder_of(url: str) -> Path:
    """Give the folder of an address that begins with `folder:`; `~` is whoever is signed in."""
    return Path(url.removeprefix("folder:")).expanduser().absolute()


def _no_address() -> InvalidValue:
    return InvalidValue(
        _(
            "That is no address of a shared place. Type folder:/path, webdav+https://server/path,"
            " s3://bucket/prefix, sftp://server/path or rclone:name:path."
        )
    )
