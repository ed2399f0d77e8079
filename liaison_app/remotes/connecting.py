"""From an address to the remote that it names, loading only what that kind of remote needs.

The module of each kind has `connect(address, *, timeout)`; nothing is asked of the place there, so
a place that is away is told by the first verb, not here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.remotes.addresses import KINDS, OPENS, Address

if TYPE_CHECKING:
    from liaison_app.remotes.protocol import Remote

_OPTIONAL = {"obstore": "s3", "paramiko": "sftp"}


class _Connects(Protocol):
    def __call__(self, address: Address, *, timeout: float) -> Remote: ...


def connect(address: Address, *, timeout: float = 30) -> Remote:
    """Give the remote of an address.

    Args:
        address: where it is and what opens it.
        timeout: how many seconds to wait for an answer.

    Raises:
        InvalidValue: the address is none, something that opens it was left out, or a library that
            this kind needs is not installed; says which.
    """
    kind = address.kind
    lacking = [ask for ask in OPENS[kind] if ask.needed and not address.keys.get(ask.name)]
    if lacking:
        raise InvalidValue(
            _("{what} is needed to open this shared place. Type it in.").format(
                what=_(lacking[0].label)
            )
        )
    try:
        module = import_module(f"liaison_app.remotes.{kind}")
    except ModuleNotFoundError as error:
        extra = _OPTIONAL.get((error.name or "").partition(".")[0])
        if extra is None:
            raise
        raise InvalidValue(
            _(
                "This Liaison was installed without what the kind of shared place “{kind}” needs."
                " Install “liaison[{extra}]”, or choose another kind."
            ).format(kind=_(KINDS[kind]), extra=extra)
        ) from None
    return cast(_Connects, module.connect)(address, timeout=timeout)
