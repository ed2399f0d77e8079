"""Where sealed copies of erased words still lie, in sentences: on this laptop and its places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import ngettext
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.sync.erased_copies import There
    from liaison_app.workspace import Workspace


def words(workspace: Workspace) -> tuple[str, ...]:
    """Say where they lie and when they go; nothing if none is known of."""
    from liaison_app.sync import erased_copies  # noqa: PLC0415  (loads the seals)

    found = workspace.reading(lambda conn: erased_copies.look(conn, workspace.device))
    said = [one for place in found.places for one in _of_place(place)]
    if found.here:
        here = ngettext(
            "{count} sealed part with words that were erased since is still on this laptop,"
            " encrypted. It goes once every colleague's laptop has heard of that.",
            "{count} sealed parts with words that were erased since are still on this laptop,"
            " encrypted. They go once every colleague's laptop has heard of that.",
            found.here,
        )
        said.insert(0, here.format(count=found.here))
    return tuple(said)


def _of_place(place: There) -> Iterator[str]:
    if place.bundles:
        lying = ngettext(
            "{place}: {count} sealed part with words that were erased since lies there still,"
            " encrypted.",
            "{place}: {count} sealed parts with words that were erased since lie there still,"
            " encrypted.",
            place.bundles,
        ).format(place=isolate(place.name), count=place.bundles)
        when = ngettext(
            "It stays until a coordinator's laptop exchanges with this place.",
            "They stay until a coordinator's laptop exchanges with this place.",
            place.bundles,
        )
        if place.goes:
            when = ngettext(
                "A coordinator's exchange takes it away once every colleague's laptop has heard.",
                "A coordinator's exchange takes them away once every colleague's laptop has heard.",
                place.bundles,
            )
        yield f"{lying} {when}"
    if place.files:
        yield ngettext(
            "{place}: {count} erased attached file lies there still, encrypted. It goes with the"
            " next exchange.",
            "{place}: {count} erased attached files lie there still, encrypted. They go with the"
            " next exchange.",
            place.files,
        ).format(place=isolate(place.name), count=place.files)
