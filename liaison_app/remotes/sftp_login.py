"""Into an SFTP server: the right one, by its key, before anything secret is said.

Keys and settings in the person's home are never read, and no agent is asked: what opens a shared
place is in the encrypted workspace alone.
"""

from __future__ import annotations

import io
import logging
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import paramiko
from paramiko.ssh_exception import IncompatiblePeer
from paramiko.transport import ServiceRequestingTransport

from liaison_app.errors import InvalidValue, RemoteAway, RemoteRefuses, RemoteTrouble, RemoteWrong
from liaison_app.language.catalogues import _
from liaison_app.remotes.sftp_host_keys import HostKeyUnknown, Pinned, changed, fingerprint

if TYPE_CHECKING:
    from paramiko import PKey

_QUIET = "liaison_app.remotes.sftp.quiet"
logging.getLogger(_QUIET).disabled = True  # the library would write addresses and names
logging.getLogger(_QUIET + ".sftp").disabled = True

_ALIVE = 20
"""Seconds of silence after which a sign of life is sent: routers forget silent connections."""


_FIRST_PATIENCE = (3.0, 8.0)
"""Seconds that an answer to logging in is waited for at first, before asking anew."""


def log_in(
    host: str,
    port: int,
    *,
    user: str,
    password: str,
    key: PKey | None,
    known: Pinned | None,
    timeout: float,
) -> paramiko.Transport:
    """Connect and log in.

    Args:
        host: name or number.
        port: usually 22.
        user: who.
        password: "" if there is none.
        key: tried first.
        known: the server's key; None for the first time.
        timeout: seconds for each step.

    Raises:
        HostKeyUnknown: `known` is None; nothing but the greeting was sent.
        RemoteAway, RemoteRefuses, RemoteWrong: see `protocol.Remote`.
    """
    for patience in (*(one for one in _FIRST_PATIENCE if one < timeout), timeout):
        transport = _met(host, port, known, timeout)
        transport.auth_timeout = patience
        try:
            _authenticate(transport, user, password, key)
            transport.set_keepalive(_ALIVE)
        except RemoteTrouble:
            transport.close()
            raise
        except (paramiko.SSHException, EOFError, OSError) as error:
            transport.close()
            if patience == timeout or not _went_unanswered(error):
                raise _trouble(error) from None
        else:
            return transport
    raise away()


def _went_unanswered(error: Exception) -> bool:
    """Whether the request to log in got no answer, which the library rarely misses: once more."""
    return isinstance(error, paramiko.AuthenticationException) and "timeout" in str(error)


def _met(host: str, port: int, known: Pinned | None, timeout: float) -> paramiko.Transport:
    """Connect, and see that the server is the one that is known."""
    try:
        line = socket.create_connection((host, port), timeout=timeout)
    except (OSError, UnicodeError):
        raise away() from None
    # The one that asks for the service of logging in only once: strict servers hang up otherwise.
    transport: paramiko.Transport = ServiceRequestingTransport(line)
    transport.set_log_channel(_QUIET)
    transport.banner_timeout = transport.handshake_timeout = timeout
    transport.auth_timeout = transport.channel_timeout = timeout
    try:
        _meet(transport, known, timeout)
    except RemoteTrouble:
        transport.close()
        raise
    except (paramiko.SSHException, EOFError, OSError) as error:
        transport.close()
        raise _trouble(error) from None
    return transport


def private_key(text: str, password: str) -> PKey:
    """Read a private key; the password opens it if it is locked.

    Raises:
        InvalidValue: it is none, or the password does not open it.
    """
    text = text.strip() + "\n"
    try:
        found = _private_key(text, None)
    except paramiko.PasswordRequiredException:
        if not password:
            raise InvalidValue(
                _("The private key is locked. Type its password in the field for it.")
            ) from None
        found = _private_key(text, password)
    if found is None:
        raise InvalidValue(
            _(
                "That is no private key that Liaison can read, or the password does not open it."
                " Paste all of it, from “-----BEGIN” to “-----”; the kinds are Ed25519, ECDSA and"
                " RSA."
            )
        )
    return found


def _private_key(text: str, password: str | None) -> PKey | None:
    for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        try:
            return kind.from_private_key(io.StringIO(text), password)
        except paramiko.PasswordRequiredException:
            raise
        except (paramiko.SSHException, ValueError, IndexError, TypeError):
            continue  # one of another kind
    return None


def away() -> RemoteAway:
    """What is said when there is no connection, or not any more."""
    return RemoteAway(
        _("The SFTP server cannot be reached. Liaison tries again when there is a network.")
    )


def _meet(transport: paramiko.Transport, known: Pinned | None, timeout: float) -> None:
    """Agree on keys and look whether the server is the one that it was."""
    if known is not None and known.kind:
        options = transport.get_security_options()
        kinds = ("rsa-sha2-512", "rsa-sha2-256") if known.kind == "ssh-rsa" else (known.kind,)
        with suppress(ValueError):  # a kind that the library does not know: the server's is another
            options.key_types = kinds
    try:
        transport.start_client(timeout=timeout)
    except IncompatiblePeer:
        raise changed() if known is not None else _too_old() from None
    key = transport.get_remote_server_key()
    shown = f"{key.get_name()} {key.get_base64()}"
    if known is None:
        raise HostKeyUnknown(shown)
    if fingerprint(shown) != known.fingerprint:
        raise changed()


def _authenticate(
    transport: paramiko.Transport, user: str, password: str, key: PKey | None
) -> None:
    """Log in by the key, then by the password if that is still asked for."""
    if key is not None:
        try:
            if not transport.auth_publickey(user, key):
                return
        except paramiko.BadAuthenticationType:
            if not password:
                raise
        except paramiko.AuthenticationException as error:
            if not password or not transport.is_active() or _is_cut(error):
                raise
    if transport.auth_password(user, password):
        raise RemoteRefuses(
            _(
                "The SFTP server asks for more than a password, such as a number from a phone."
                " Ask the people who run it for a private key that does without."
            )
        )


def _trouble(error: Exception) -> RemoteTrouble:
    if isinstance(error, paramiko.BadAuthenticationType):
        return RemoteRefuses(
            _(
                "The SFTP server does not take that way to log in. Ask the people who run it"
                " whether it wants a password or a private key."
            )
        )
    if isinstance(error, paramiko.AuthenticationException) and not _is_cut(error):
        return RemoteRefuses(
            _(
                "The SFTP server does not take the user name, or the password or private key. Type"
                " them again, or ask the people who run it."
            )
        )
    if isinstance(error, IncompatiblePeer):
        return _too_old()
    if isinstance(error, paramiko.SSHException) and "Invalid" in str(error):
        return RemoteWrong(
            _("What answers there is no SFTP server. Check the address and the number after it.")
        )
    return away()


def _is_cut(error: Exception) -> bool:
    """Whether what the library calls a failed log-in was a connection that ended, or a wait."""
    said = str(error).casefold()
    return "eof" in said or "timeout" in said or "shut down" in said


def _too_old() -> RemoteRefuses:
    return RemoteRefuses(
        _(
            "The SFTP server knows only ways to keep secrets that are not safe any more. Ask the"
            " people who run it to renew it."
        )
    )
