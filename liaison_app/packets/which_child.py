"""Which child of a family somebody means who typed a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.folding import fold
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.packets.facts import Child


def child_meant(children: Sequence[Child], typed: str, *, needed: bool = False) -> Child | None:
    """The child of this name, else the only one; None if nobody said which of several.

    Args:
        children: of the family.
        typed: what the child is called; "" for the only one.
        needed: there has to be one.

    Raises:
        InvalidValue: no child is called so, or several are; or nobody said which is meant.
    """
    sought = fold(typed)
    found = [one for one in children if fold(one.name) == sought] if sought else list(children)
    if len(found) == 1:
        return found[0]
    if not sought and not needed:
        return None
    if not children:
        raise InvalidValue(_("No child of this family is written down."))
    names = ", ".join(isolate(one.name) for one in children)
    raise InvalidValue(_("Name one of the children of this family: {names}.").format(names=names))
