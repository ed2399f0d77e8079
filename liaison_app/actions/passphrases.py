"""Passphrases: what is too weak, and five random words to offer."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from liaison_app import shipped
from liaison_app.language.catalogues import _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import RandomSource

MIN_LENGTH = 14
WORDS = 5
_BITS = 10  # there are 1,024 words


def why_weak(passphrase: str) -> str:
    """Say why a passphrase is too weak; empty if it is strong enough."""
    if len(passphrase) < MIN_LENGTH:
        return _(
            "Use at least {count} characters; five random words are easiest to remember."
        ).format(count=MIN_LENGTH)
    bare = "".join(c for c in passphrase.casefold() if c.isalnum())
    if len(set(bare)) < 5 or _only_common().fullmatch(bare):
        return _("This passphrase is among the first that a thief would try. Choose another.")
    return ""


def feedback(passphrase: str) -> str:
    """Say, while a new passphrase is typed, what it still lacks or that it is enough."""
    missing = MIN_LENGTH - len(passphrase)
    if missing > 0:
        return ngettext(
            "{count} more character at least.", "{count} more characters at least.", missing
        ).format(count=missing)
    return why_weak(passphrase) or _("Strong enough.")


def suggest(random: RandomSource) -> str:
    """Give five random words, easy to type and to say (50 bits with 1,024 words)."""
    words = _lines("words")
    return " ".join(words[random.getrandbits(32) % len(words)] for _n in range(WORDS))


def words_of(digest: bytes) -> tuple[str, ...]:
    """Write bits as words that are easy to say by phone, ten bits a word."""
    words = _lines("words")
    number = int.from_bytes(digest, "big")
    count = len(digest) * 8 // _BITS
    return tuple(words[number >> _BITS * at & (1 << _BITS) - 1] for at in reversed(range(count)))


@cache
def _only_common() -> re.Pattern[str]:
    """What is made of nothing but the commonest words, with up to four digits at the end."""
    words = sorted(_lines("common"), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})+[0-9]{{0,4}}")


def _lines(name: str) -> list[str]:
    path: Path = shipped.resources() / "passphrases" / f"{name}.txt"
    return path.read_text(encoding="utf-8").split()
