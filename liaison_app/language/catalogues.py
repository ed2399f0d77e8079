"""The interface's own words: gettext with the language chosen at run time.

    from liaison_app.language.catalogues import _, N_, ngettext, pgettext

`_` translates now; `N_` only marks a text that is translated where it is shown. `use` sets the
language of the interface for the whole program; `catalogue` gives another language, for what a
family reads.

Catalogues are read straight from the .po files with the standard library. Compiling them would
need Babel (70 ms, and the unlock page imports nothing but Qt and the standard library) or
generated files in the repository; reading one of a thousand messages takes about 10 ms, and
English reads none.
"""

from __future__ import annotations

import logging
from functools import cache
from gettext import c2py
from itertools import islice
from typing import TYPE_CHECKING

from liaison_app import shipped
from liaison_app.language import pseudo
from liaison_app.language.languages import Direction, direction_of, parents
from liaison_app.language.po import Key, MalformedCatalogueError, read_po

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

SOURCE = "en"
"""The language that the program is written in."""

PSEUDO = pseudo.TAG
"""A made-up language, longer and accented, that shows what is not translated or does not fit."""


_HEADER_LINES = 20


class Catalogue:
    """The translations of one language; what it lacks is said in the source language."""

    def __init__(
        self,
        tag: str,
        messages: dict[Key, tuple[str, ...]],
        plural: Callable[[int], int],
        change: Callable[[str], str] | None = None,
    ) -> None:
        self.tag = tag
        self._messages = messages
        self._plural = plural
        self._change = change

    def text(self, message: str, context: str = "") -> str:
        """The translation of `message`."""
        found = self._messages.get((context, message))
        return found[0] if found else self._source(message)

    def counted(self, singular: str, plural: str, n: int, context: str = "") -> str:
        """The translation that fits the number `n`."""
        forms = self._messages.get((context, singular))
        form = self._plural(n)
        if forms and form < len(forms):
            return forms[form]
        return self._source(singular if n == 1 else plural)

    def _source(self, message: str) -> str:
        return self._change(message) if self._change and message else message


def use(tag: str) -> str:
    """Set the language of the interface; gives the tag now in use.

    A language without a catalogue falls back to its parent (es-MX to es) and then to the source.
    """
    _state["catalogue"] = catalogue(tag)
    return current()


def current() -> str:
    """The tag of the interface's language."""
    return _state["catalogue"].tag


def direction() -> Direction:
    """Whether the interface is laid out from left to right or mirrored: "ltr" or "rtl"."""
    return direction_of(current())


def available() -> list[str]:
    """The tags of the languages that the interface can be shown in, the source first."""
    folder = shipped.translations()
    found = sorted(path.parent.name for path in folder.glob("*/app.po"))
    return [SOURCE, *found]


def is_draft(tag: str) -> bool:
    """Whether a language's catalogue says of itself that no speaker has reviewed it yet."""
    path = shipped.translations() / tag / "app.po"
    if tag == SOURCE or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        return any("X-Status: draft" in line for line in islice(file, _HEADER_LINES))


def best(wanted: Iterable[str]) -> str:
    """The first of a person's languages that the interface can be shown in, else the source."""
    offered = available()
    for tag in wanted:
        for parent in parents(tag):
            if parent in offered:
                return parent
    return SOURCE


@cache
def catalogue(tag: str) -> Catalogue:
    """The catalogue of a language, or of its parent, or of the source language."""
    if tag == PSEUDO:
        return Catalogue(PSEUDO, {}, _english_plural, pseudo.pseudo)
    for parent in parents(tag):
        path = shipped.translations() / parent / "app.po"
        if parent != SOURCE and path.is_file():
            return _read(parent, path)
        if parent == SOURCE:
            break
    return Catalogue(SOURCE, {}, _english_plural)


def _read(tag: str, path: Path) -> Catalogue:
    try:
        po = read_po(path.read_text(encoding="utf-8"))
        messages = {message.key: message.forms for message in po.messages if message.usable}
        return Catalogue(tag, messages, c2py(po.plural_rule))
    except (OSError, ValueError, MalformedCatalogueError) as error:
        # A damaged translation must not keep anybody from recording a visit.
        logging.getLogger(__name__).warning("cannot read %s: %s", path.name, type(error).__name__)
        return Catalogue(SOURCE, {}, _english_plural)


def _english_plural(n: int) -> int:
    return int(n != 1)


# One for the program, as gettext's callers expect: texts are translated far from any object.
_state: dict[str, Catalogue] = {"catalogue": Catalogue(SOURCE, {}, _english_plural)}


def N_(message: str) -> str:  # noqa: N802 - gettext's own name, which extractors look for
    """Mark `message` for translation, unchanged: it is translated where it is shown."""
    return message


def P_(message: str) -> str:  # noqa: N802 - after N_
    """Mark `message` for the translators of what families read, unchanged."""
    return message


def gettext(message: str) -> str:
    """`message` in the interface's language."""
    return _state["catalogue"].text(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form that fits the number `n`, in the interface's language."""
    return _state["catalogue"].counted(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """`message` as it is said in `context`, for words that English uses for two things."""
    return _state["catalogue"].text(message, context)


_ = gettext
