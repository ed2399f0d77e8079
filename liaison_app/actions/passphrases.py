"""Passphrases: what is too weak, and five random words to offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app import shipped
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import RandomSource

MIN_LENGTH = 14
WORDS = 5


def why_weak(passphrase: str) -> str:
    """Say why a passphrase is too weak; empty if it is strong enough."""
    if len(passphrase) < MIN_LENGTH:
        return _(
            "Use at least {count} characters; five random words are easiest to remember."
        ).format(count=MIN_LENGTH)
    bare = "".join(c for c in passphrase.casefold() if c.isalnum())
    if len(set(bare)) < 5 or any(bare == w * (len(bare) // len(w)) for w in _lines("common")):
        return _("This passphrase is among the first that a thief would try. Choose another.")
    return ""


def suggest(random: RandomSource) -> str:
    """Give five random words, easy to type and to say (about 50 bits with 1,024 words)."""
    words = _lines("words")
    return " ".join(words[random.getrandbits(32) % len(words)] for _n in range(WORDS))


def _lines(name: str) -> list[str]:
    path: Path = shipped.resources() / "passphrases" / f"{name}.txt"
    return path.read_text(encoding="utf-8").split()
