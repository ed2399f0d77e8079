"""What families read, translated: packets.po of a language, with the origin of each text."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from liaison_app import shipped
from liaison_app.language.languages import parents, script_of
from liaison_app.language.po import Key, MalformedCatalogueError, read_po
from liaison_app.language.po_writing import source_hash
from liaison_app.language.provenance import former_source, provenance_of
from liaison_app.language.translation_checks import placeholders_fit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from liaison_app.language.po import Message


@dataclass(frozen=True)
class Translation:
    """A text in a family's language.

    Attributes:
        reviewed: a named speaker read it.
        stale: it was made from an older wording.
        by: who translated it; `machine` for no person.
        reviewer: the speaker's name, and the date if it is known.
        former: the older wording, if it is known.
    """

    words: str
    reviewed: bool = False
    stale: bool = False
    by: str = ""
    reviewer: str = ""
    former: str = ""


@dataclass(frozen=True)
class PacketCatalogue:
    """The translations of one language by context and source; none if it has no catalogue."""

    tag: str
    translations: Mapping[Key, Translation]


def packet_catalogue(tag: str, folder: Path | None = None) -> PacketCatalogue:
    """The catalogue of a language or of what it is a regional form of: ar-IQ is read as ar.

    A damaged catalogue is as good as none: a packet in English is better than no packet. A
    language in another script is another language: zh-Hant does not get zh-Hans.

    Args:
        tag: a BCP 47 tag.
        folder: with one folder for each language; what ships if None.
    """
    return _catalogue(tag, folder or shipped.translations())


@cache
def shipped_messages() -> tuple[Message, ...]:
    """Every text for families that ships, in the order in which families read them.

    Their `places` are files: `resources/packets/<kind>/<section>.md`, or code for what stands in
    no section. None if the list is damaged: a packet can be printed without it.
    """
    path = shipped.translations() / "packets.pot"
    try:
        return tuple(read_po(path.read_text(encoding="utf-8")).messages)
    except (OSError, ValueError) as error:
        logging.getLogger(__name__).warning("cannot read packets.pot: %s", type(error).__name__)
        return ()


@cache
def _catalogue(tag: str, folder: Path) -> PacketCatalogue:
    script = _script(tag)
    for parent in [*parents(tag), f"{parents(tag)[-1]}-{script}"]:
        path = folder / parent / "packets.po"
        if path.is_file() and script_of(parent) == script:
            return PacketCatalogue(parent, _read(path))
    return PacketCatalogue("", {})


def _script(tag: str) -> str:
    """The script that a tag is read in, by its region if it says so (zh-TW); zh is zh-Hans."""
    if parents(tag)[-1] == "zh" and set(tag.split("-")) & {"TW", "HK", "MO"}:
        return "Hant"
    return script_of(tag)


def _read(path: Path) -> dict[Key, Translation]:
    try:
        messages = read_po(path.read_text(encoding="utf-8")).messages
    except (OSError, ValueError, MalformedCatalogueError) as error:
        language = path.parent.name
        logging.getLogger(__name__).warning(
            "cannot read packets.po of %s: %s", language, type(error).__name__
        )
        return {}
    return {m.key: _translation(m) for m in messages if m.usable and placeholders_fit(m)}


def _translation(message: Message) -> Translation:
    origin = provenance_of(message)
    stale = origin.source != source_hash(message)
    return Translation(
        words=message.forms[0],
        reviewed=bool(origin.reviewed),
        stale=stale,
        by=origin.by,
        reviewer=origin.reviewed,
        former=former_source(message) if stale else "",
    )
