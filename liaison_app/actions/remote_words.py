"""What an exchange with a shared place is told as, besides its counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions.exchange_words import removed_here
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.sync.remote_exchange import Exchanged
    from liaison_app.sync.remote_waiting import Waiting

_KILOBYTE = 1_000


def of_exchange(done: Exchanged, apart: tuple[str, ...]) -> Iterator[str]:
    """Say what a person should know about an exchange.

    Args:
        done: what it did.
        apart: names of those whose changes were kept apart.
    """
    bundles = done.bundles
    if done.removed:
        yield removed_here()
    if not done.lets_in:
        yield _(
            "You are not let in yet: your coordinator has to compare the eight words with you by"
            " phone. What you write meanwhile is kept, and goes out then."
        )
    if apart:
        names = ", ".join(map(isolate, apart))
        yield _("Changes by {names} were kept apart; the warnings say why.").format(names=names)
    if bundles.unreadable and not done.removed:
        yield _("This laptop has no key yet for a part of what came. It is kept until it has one.")
    if bundles.asking:
        yield _(
            "A laptop that is not let in has put changes there. They are kept, and show once it is"
            " let in."
        )
    if done.went_back:
        yield _(
            "The shared place had lost some of what your team put there, as after a restore. What"
            " this laptop has was put there again."
        )
    if done.left and done.lets_in:  # else they are whole, and this laptop has no key yet
        yield ngettext(
            "{count} file there is not complete yet. It is looked for again.",
            "{count} files there are not complete yet. They are looked for again.",
            done.left,
        ).format(count=done.left)
    yield from _of_files(done)


def of_waiting(waiting: Waiting) -> str:
    """Say what does not get to a shared place, and what to do; "" if all does."""
    files = ngettext("{count} attached file", "{count} attached files", waiting.files).format(
        count=waiting.files
    )
    if not waiting.full:
        if not waiting.files:
            return ""
        said = ngettext(
            "{count} attached file does not go there. {why}",
            "{count} attached files do not go there. {why}",
            waiting.files,
        )
        return said.format(count=waiting.files, why=waiting.why)
    changes = ngettext("{count} change", "{count} changes", waiting.changes).format(
        count=waiting.changes
    )
    parts = [changes] * bool(waiting.changes) + [files] * bool(waiting.files)
    if not parts:  # what this laptop has of others' changes could not be said there
        return _(
            "It is full. Nothing is lost. Make room there, or ask whoever looks after it; then all"
            " goes on by itself."
        )
    return _(
        "It is full. Not there yet: {what}, {size}. Nothing is lost. Make room there, or ask"
        " whoever looks after it; then all of it goes by itself."
    ).format(what=", ".join(parts), size=_size(waiting.size))


def _size(count: int) -> str:
    """Say how many bytes, as far as people care."""
    kilobytes = -(-count // _KILOBYTE)
    if kilobytes < _KILOBYTE:
        return _("{count} kB").format(count=kilobytes)
    return _("{count} MB").format(count=f"{kilobytes / _KILOBYTE:.1f}")


def _of_files(done: Exchanged) -> Iterator[str]:
    if done.files.put:
        yield ngettext(
            "{count} attached file lies there now.",
            "{count} attached files lie there now.",
            done.files.put,
        ).format(count=done.files.put)
    if done.files.fetched:
        yield ngettext(
            "{count} attached file came.", "{count} attached files came.", done.files.fetched
        ).format(count=done.files.fetched)
    if done.files.more:
        yield _("More attached files follow by themselves.")
