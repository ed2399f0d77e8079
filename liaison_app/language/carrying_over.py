"""Bringing what is already translated into a renewed list of texts.

A text that was reworded keeps its old translation, with the fingerprint of the old wording, so
that it is known to be stale instead of missing.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from liaison_app.language.po import Message
from liaison_app.language.provenance import WAS, provenance
from liaison_app.language.translation_checks import placeholders_fit, plural_forms

if TYPE_CHECKING:
    from liaison_app.language.po import PoFile

_ALIKE = 0.7


def merged(wanted: list[Message], po: PoFile, *, stale_flag: str = "") -> list[Message]:
    """The wanted messages with the translations that exist; others are left empty.

    Args:
        wanted: the texts as they are now.
        po: the catalogue as it was.
        stale_flag: a flag for translations of an older wording, `fuzzy` where they must not show.
    """
    known = {message.key: message for message in po.messages if any(message.forms)}
    keys = {message.key for message in wanted}
    left = [message for message in po.messages if message.key not in keys and message.usable]
    forms = plural_forms(po)
    found = []
    for text in wanted:
        message = _renewed(text, known.get(text.key), forms)
        former = None if message.usable or any(message.forms) else _former(message, left)
        if former:
            left.remove(former)
            message.forms = former.forms
            message.comments = [*former.comments, f"{WAS}{former.source}"]
            message.flags |= {stale_flag} - {""}
        found.append(message)
    return found


def _renewed(text: Message, known: Message | None, plural_forms: int) -> Message:
    expected = plural_forms if text.plural else 1
    fits = known and len(known.forms) == expected and known.plural == text.plural
    kept = known if fits else None
    return Message(
        context=text.context,
        source=text.source,
        plural=text.plural,
        forms=kept.forms if kept else ("",) * expected,
        comments=list(kept.comments) if kept else [provenance(text)],
        notes=list(text.notes),
        flags=text.flags | (kept.flags & {"fuzzy"} if kept else set()),
        places=text.places,
    )


def _former(message: Message, left: list[Message]) -> Message | None:
    """The translated message that `message` most likely was before it was reworded."""
    best, likeness = None, _ALIKE
    for old in left:
        same = (old.context, bool(old.plural)) == (message.context, bool(message.plural))
        if not same or not set(old.places) & set(message.places):
            continue
        matcher = SequenceMatcher(None, old.source, message.source, autojunk=False)
        alike = matcher.ratio() if matcher.quick_ratio() >= likeness else 0.0
        carried = Message(message.context, message.source, message.plural, old.forms)
        fits = all(placeholders_fit(carried, number) for number in range(len(old.forms)))
        if alike >= likeness and fits:
            best, likeness = old, alike
    return best
