"""What a translator must not change, as XLIFF's inline elements: {placeholders} and **weight**.

A value stands in `<ph>`, weight is a `<g>`. Tools show them as tags that can be moved, not edited.
What comes back may use any of the inline elements of XLIFF 1.2 (2.4): tools change one for another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.language.safe_xml import Element

WEIGHT = "**"
_CODE = re.compile(r"\{\w+\}|\*\*")
_SPACES = re.compile(r"[ \t\r\n]+")
# Characters that no XML 1.0 document may hold (2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Codes = dict[str, str]
"""What each protected element stands for, by its id."""


class UnknownCodeError(ValueError):
    """A protected element stands for nothing that is in the source."""


def codes(source: str) -> Codes:
    """The ids that the values and the weight of a source get, in their order."""
    found: Codes = {}
    opened = False
    for code in _CODE.findall(source):
        opened = not opened if code == WEIGHT else opened
        if code != WEIGHT or opened:
            found[str(len(found) + 1)] = code
    return found


def coded(words: str, known: Mapping[str, str]) -> str:
    """A source or its translation as the inside of a `<source>` or `<target>`."""
    left = dict(known)
    made, end, open_ = [], 0, False
    even = words.count(WEIGHT) % 2 == 0
    for found in _CODE.finditer(words):
        code = found[0]
        if code == WEIGHT and not even:
            continue
        made.append(_text(words[end : found.start()]))
        end = found.end()
        if code == WEIGHT and open_:
            made.append("</g>")
            open_ = False
            continue
        number = _taken(left, code, len(known))
        open_ = open_ or code == WEIGHT
        made.append(f'<g id="{number}" ctype="bold">' if code == WEIGHT else _value(number, code))
    return "".join([*made, _text(words[end:])])


def legal(words: str) -> str:
    """Words without the characters that XML cannot hold."""
    return _NOT_XML.sub("", words)


def said(element: Element, known: Mapping[str, str]) -> str:
    """The words of a `<source>` or `<target>`, its protected elements back as they are written.

    Args:
        element: from the file.
        known: what the ids stand for in this unit's source.

    Raises:
        UnknownCodeError: a protected element is none of the source's.
    """
    return _SPACES.sub(" ", _said(element, known)).strip(" ")


def _said(element: Element, known: Mapping[str, str]) -> str:
    return "".join(one if isinstance(one, str) else _element(one, known) for one in element.inside)


def _element(one: Element, known: Mapping[str, str]) -> str:
    if one.name in {"mrk", "sub"}:  # segments, terms and comments that tools put in
        return _said(one, known)
    if one.name == "g":
        weight = one.attributes.get("ctype") == "bold" or _known(one, known) == WEIGHT
        return f"{WEIGHT}{_said(one, known)}{WEIGHT}" if weight else _said(one, known)
    if one.name in {"ph", "x", "it", "bpt", "ept", "bx", "ex"}:
        return _protected(one, known)
    raise UnknownCodeError(one.name)


def _protected(one: Element, known: Mapping[str, str]) -> str:
    """What a protected element stands for: by its inside, by what it says it is, by its number."""
    weight = WEIGHT if one.attributes.get("ctype") == "bold" else ""
    for code in (one.words.strip(), one.attributes.get("equiv-text", "").strip(), weight):
        if _CODE.fullmatch(code):
            return code
    code = _known(one, known)
    if not code:
        raise UnknownCodeError(one.name)
    return code


def _known(one: Element, known: Mapping[str, str]) -> str:
    number = one.attributes.get("rid") or one.attributes.get("id", "")
    return known.get(number, "")


def _taken(left: Codes, code: str, count: int) -> str:
    """The number of the next such code of the source; beyond those of the source a new one."""
    number = next((one for one, what in left.items() if what == code), "")
    if number:
        del left[number]
        return number
    left[f"+{len(left)}"] = ""
    return str(count + sum(one.startswith("+") for one in left))


def _value(number: str, code: str) -> str:
    return f'<ph id="{number}" equiv-text={quoteattr(code)}>{escape(code)}</ph>'


def _text(words: str) -> str:
    return escape(legal(words))
