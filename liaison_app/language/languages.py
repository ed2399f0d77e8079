"""Languages by BCP 47 tag (RFC 5646): names, scripts, directions, and what rosters call them.

The table is our own, so that nothing here needs CLDR at start; Babel is asked only for the name of
a language in an interface language other than English, and about tags that the table does not
have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Literal

from liaison_app.language.language_table import ALIASES, NAMES, TABLE
from liaison_app.language.letterforms import fold

Direction = Literal["ltr", "rtl"]


class Use(StrEnum):
    """What most adult speakers do with a language; each person may answer otherwise."""

    WRITTEN = "w"
    SPOKEN = "s"
    SIGNED = "i"


@dataclass(frozen=True)
class Language:
    """One language that families use. `script` is an ISO 15924 code, "Zxxx" if signed."""

    tag: str
    english: str
    autonym: str
    script: str
    use: Use
    codes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def direction(self) -> Direction:
        """Which way it is written."""
        return script_direction(self.script)


def languages() -> list[Language]:
    """Every language in the table, by English name."""
    return sorted(_table().values(), key=lambda one: one.english.casefold())


def language(tag: str) -> Language | None:
    """The language with this tag or ISO 639 code, or whose regional form it is (es-MX gives es)."""
    table = _table()
    for parent in parents(tag):
        if parent in table:
            return table[parent]
    return table.get(_names().get(fold(parents(tag)[-1]), ""))


def name_of(tag: str, interface: str = "en") -> str:
    """The name of a language in an interface language; the tag itself if nobody knows it.

    Args:
        tag: a BCP 47 tag, regions and scripts included.
        interface: the tag of the language to say it in.
    """
    known = language(tag)
    base = parents(interface)[-1]
    exact = known is not None and known.tag == tag
    if base not in {"en", "qps"}:
        own = NAMES.get(base, {})
        if tag in own:
            return own[tag]
        said = _cldr_name(tag, base)
        if said:
            return said
        if known and known.tag in own:
            return own[known.tag]
    elif known and not exact:
        return _cldr_name(tag, "en") or known.english
    return known.english if known else _cldr_name(tag, "en") or tag


def autonym_of(tag: str) -> str:
    """The name of a language in itself; the tag if it is not in the table."""
    known = language(tag)
    return known.autonym if known else tag


def script_of(tag: str) -> str:
    """The ISO 15924 script of a tag: its own subtag, else the language's usual one."""
    subtag = re.search(r"[-_]([A-Za-z]{4})(?=[-_]|$)", tag)
    if subtag:
        return subtag[1].title()
    known = language(tag)
    return known.script if known else _cldr_script(tag)


@lru_cache(maxsize=256)  # every line of a packet asks
def direction_of(tag: str) -> Direction:
    """Which way a language is read. It follows from the script and is never a setting.

    As a setting it can be wrong: others have printed Dari and Urdu from left to right.
    """
    return script_direction(script_of(tag))


def script_direction(script: str) -> Direction:
    """The direction of an ISO 15924 script, "Arab" for example."""
    return "rtl" if script in _RTL_SCRIPTS else "ltr"


_RTL_SCRIPTS = frozenset(
    ("Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa")
)


def tag_of(text: str) -> str | None:
    """The tag of a language as an office wrote it: code, English or own name, known misspelling.

    Tags with regions are kept (es-MX). None if nothing fits, or if two languages are named.
    """
    tidy = text.strip()
    if found := _names().get(fold(tidy)):
        return found
    if _TAG.fullmatch(tidy) and (known := language(canonical(tidy))):
        return canonical(tidy) if len(known.tag) <= len(tidy) else known.tag
    without_brackets = re.sub(r"\([^)]*\)", " ", tidy)
    if without_brackets != tidy:
        return tag_of(without_brackets)
    parts = {_names().get(fold(part)) for part in re.split(r"[;/,|]| - | or ", tidy)}
    parts.discard(None)
    return parts.pop() if len(parts) == 1 and _SEPARATOR.search(tidy) else None


_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})+")
_SEPARATOR = re.compile(r"[;/,|]| - | or ")


def parents(tag: str) -> list[str]:
    """A tag and its shorter forms, longest first: zh-Hant-TW, zh-Hant, zh."""
    parts = tag.replace("_", "-").split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]


def canonical(tag: str) -> str:
    """A tag as RFC 5646 recommends: zh_hant_tw gives zh-Hant-TW, and som gives so."""
    first, *rest = tag.replace("_", "-").split("-")
    shaped = [part.title() if len(part) == 4 else part.upper() for part in rest]
    return "-".join([_names().get(first.lower(), first.lower()), *shaped])


@cache
def _table() -> dict[str, Language]:
    rows = (line.split("|") for line in TABLE.strip().splitlines())
    lines = ALIASES.strip().replace("\n    ", " ").splitlines()
    aliases = {
        tag: tuple(names.split(", ")) for tag, _, names in (x.partition(": ") for x in lines)
    }
    return {
        tag: Language(
            tag=tag,
            english=english,
            autonym=autonym,
            script=script,
            use=Use(use),
            codes=tuple(codes.split()),
            aliases=aliases.get(tag, ()),
        )
        for tag, english, autonym, script, use, codes in rows
    }


@cache
def _names() -> dict[str, str]:
    """Every folded name and code with its tag. The first language that claims a name keeps it."""
    names: dict[str, str] = {}
    for told in ("tag", "codes", "english", "autonym", "aliases"):
        for one in _table().values():
            value = getattr(one, told)
            for name in (value,) if isinstance(value, str) else value:
                names.setdefault(fold(name), one.tag)
    return names


def _cldr_name(tag: str, interface: str) -> str:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - 70 ms

    try:
        locale = Locale.parse(interface)
        whole = locale.languages.get(tag.replace("-", "_"))
        if whole:
            return str(whole)
        if "-" in tag:
            return Locale.parse(tag.replace("-", "_")).get_display_name(interface) or ""
    except (UnknownLocaleError, ValueError):
        return ""
    return ""


def _cldr_script(tag: str) -> str:
    from babel.core import get_global  # noqa: PLC0415 - 70 ms

    likely = get_global("likely_subtags").get(parents(tag)[-1], "")
    found = re.search("_([A-Z][a-z]{3})_", likely)
    return found[1] if found else "Latn"
