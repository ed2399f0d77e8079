"""Texts as a PO file for translators, and what comes back of one.

What no speaker has reviewed is `fuzzy`, which Poedit and Weblate show as needing work, with the
wording of a stale one as the previous source (`#|`): taking the mark away says "right as it is".
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from liaison_app.language.po import Message, read_po
from liaison_app.language.po_writing import po_text
from liaison_app.language.provenance import NOBODY, provenance
from liaison_app.language.section_markup import placeholders
from liaison_app.language.translation_units import Returned, ReturnedFile, State, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

_FUZZY = "fuzzy"
_CHARSET = re.compile(rb'"Content-Type:[^"]*charset=([\w.:-]+)', re.IGNORECASE)


class UnreadableTextError(ValueError):
    """The file is not in the encoding that it says it is in; the message is its name."""


def po(language: str, units: Iterable[Unit], remarks: Iterable[str] = ()) -> bytes:
    """A file for translators, in UTF-8.

    Args:
        language: the tag to translate into.
        units: the texts, in the order of the file.
        remarks: what stands above all of them.
    """
    header = {
        "Project-Id-Version": "Liaison",
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Liaison-Language": language,
    }
    return po_text(remarks, header, map(_message, units)).encode()


def read_po_units(data: bytes) -> ReturnedFile:
    """Read what came back.

    Raises:
        UnreadableTextError: it is in another encoding than it says.
        MalformedCatalogueError: a line cannot be understood.
    """
    file = read_po(_text(data))
    language = file.header.get("X-Liaison-Language") or file.header.get("Language", "")
    return ReturnedFile(
        language.partition("@")[0].replace("_", "-"),
        tuple(_returned(one) for one in file.messages),
    )


def _text(data: bytes) -> str:
    named = _CHARSET.search(data)
    name = named[1].decode("ascii") if named else "UTF-8"
    if name.upper() == "CHARSET":  # as tools leave it that fill in nothing
        name = "UTF-8"
    known = _ENCODINGS.fullmatch(name)
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            name, known = encoding, _ENCODINGS.fullmatch("utf-8")
    try:
        if known:
            return data.decode(name)
    except (LookupError, UnicodeError):
        pass
    raise UnreadableTextError(name)


# Python knows more, some of which are no encodings of text.
_ENCODINGS = re.compile(
    r"utf-?8|utf-?16([lb]e)?|(us-)?ascii|iso-?8859-\d{1,2}|(windows-|cp)\d{3,4}|koi8-[rut]"
    r"|gbk|gb2312|gb18030|big5(-hkscs)?|euc-(jp|kr)|shift_jis|tis-620",
    re.IGNORECASE,
)
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def _message(unit: Unit) -> Message:
    message = Message(unit.context, unit.source, forms=(unit.target,))
    message.notes = [*unit.where, *unit.notes]
    message.places = [place.replace(" ", "%20") for place in unit.places]
    if unit.target:
        by, reviewed = _name(unit.by), _name(unit.reviewer)
        message.comments = [provenance(message, by=by, reviewed=reviewed)]
    if unit.target and unit.state is not State.REVIEWED:
        message.flags.add(_FUZZY)
    if _has_values(unit.source):
        message.flags.add("python-brace-format")
    if unit.limit:
        message.flags.add(f"max-length:{unit.limit}")
    message.former = unit.former
    return message


def _name(name: str) -> str:
    return " ".join(name.replace(";", ",").split()) or NOBODY


def _has_values(text: str) -> bool:
    try:
        return bool(placeholders(text))
    except ValueError:
        return False


def _returned(message: Message) -> Returned:
    return Returned(
        id="",
        context=message.context,
        source=message.source,
        target=message.forms[0] if message.forms else "",
        done=_FUZZY not in message.flags,
        place=_("line {number}").format(number=message.line),
    )
