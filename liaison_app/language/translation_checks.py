"""What is wrong with a translation: its forms, its placeholders, its weight, its provenance."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

from liaison_app.language.po_writing import source_hash
from liaison_app.language.provenance import provenance_of
from liaison_app.language.section_markup import SOUNDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.language.po import Message, PoFile


def problems_in(language: str, po: PoFile, wanted: Iterable[Message]) -> list[str]:
    """Everything that is missing or wrong in a catalogue, one line each, with its place."""
    known = {message.key: message for message in po.messages}
    forms = plural_forms(po)
    found = []
    for text in wanted:
        message = known.get(text.key)
        place = f"{text.places[0]}: {language}"
        if message is None or not any(message.forms):
            found.append(f"{place}: missing: {shortened(text.source)}")
        else:
            wrong = _wrong(message, forms)
            found += [f"{place}: {what}: {shortened(text.source)}" for what in wrong]
    return found


def placeholders_fit(message: Message, number: int = 0) -> bool:
    """Whether a form has the source's placeholders and markup.

    One, two and none may be words without {count}; sounds may name the language themselves.
    """
    try:
        wanted = placeholders(message.plural or message.source)
        has = placeholders(message.forms[number])
    except ValueError:
        return False
    if message.context == SOUNDS:
        return has <= wanted
    in_words = message.plural and number < max(1, len(message.forms) - 3)
    return has == wanted or bool(in_words and has == wanted - {"{count}"})


def placeholders(text: str) -> set[str]:
    """The {names} and the <tags> of a text.

    Raises:
        ValueError: a brace stands alone.
    """
    parts = Formatter().parse(text)
    names = {f"{{{name}}}" for _text, name, _spec, _how in parts if name is not None}
    return names | set(re.findall(r"</?\w+[^>]*>", text))


def plural_forms(po: PoFile) -> int:
    """How many forms a counted message has in a catalogue's language."""
    found = re.search(r"nplurals\s*=\s*(\d)", po.header.get("Plural-Forms", ""))
    return int(found[1]) if found else 2


def shortened(text: str) -> str:
    """The beginning of a text, in one line."""
    line = text.replace("\n", " ")
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


_LONGEST = 70


def _wrong(message: Message, plural_forms: int) -> list[str]:
    """What is wrong with one translation."""
    forms = [form for form in message.forms if form]
    wrong = _wrong_origin(message)
    expected = plural_forms if message.plural else 1
    if len(message.forms) != expected or not all(message.forms):
        wrong.append(f"{expected} forms are needed")
    if not all(placeholders_fit(message, number) for number in range(len(message.forms))):
        wrong.append("other {placeholders} or markup than the source")
    if any(_shortcuts(form) != _shortcuts(message.source) for form in forms):
        wrong.append("another number of &shortcuts than the source")
    if any(form.count("**") != message.source.count("**") for form in forms):
        wrong.append("another number of ** than the source")
    if any(_edges(form) != _edges(message.source) for form in forms):
        wrong.append("begins or ends with other spaces than the source")
    if any(_CONTROLS.search(form) for form in forms):
        wrong.append("has invisible direction signs, which the program sets itself")
    return wrong


# Explicit directions and isolates (UAX #9, 2); the joiners of Persian and Khmer are letters' own.
_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def _wrong_origin(message: Message) -> list[str]:
    origin, now = provenance_of(message), source_hash(message)
    wrong = []
    if "fuzzy" in message.flags:
        wrong.append("marked as a guess (fuzzy)")
    if not origin.source:
        wrong.append(f"does not say from which wording it was made (now source: {now})")
    elif origin.source != now:
        wrong.append(f"made from another wording (now source: {now})")
    if not origin.by:
        wrong.append("does not say who translated it")
    return wrong


def _shortcuts(text: str) -> int:
    """How many letters are marked as keyboard shortcuts."""
    return len(re.findall(r"&(?=\w)", text.replace("&&", "")))


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
