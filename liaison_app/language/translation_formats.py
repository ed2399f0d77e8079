"""Files of translators: written in the format that they ask for, recognised by what is in them."""

from __future__ import annotations

import codecs
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.errors import UnreadableInput
from liaison_app.language.catalogues import _
from liaison_app.language.po import MalformedCatalogueError
from liaison_app.language.po_units import UnreadableTextError, po, read_po_units
from liaison_app.language.safe_xml import MalformedXmlError, UnsafeXmlError
from liaison_app.language.xliff import OtherXliffError, read_xliff, xliff

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.language.translation_units import ReturnedFile, Unit


class Format(StrEnum):
    """A format of translators' files; the value is the ending of their names, too."""

    PO = "po"
    XLIFF = "xliff"


LARGEST = 8 << 20
"""Bytes of a file that is read; all the texts of Liaison take a small part of it."""


def written(kind: Format, language: str, units: Iterable[Unit], remarks: Iterable[str]) -> bytes:
    """A file for translators.

    Args:
        kind: its format.
        language: the tag to translate into.
        units: the texts, in the order of the file.
        remarks: what stands above all of them.
    """
    return po(language, units, remarks) if kind is Format.PO else xliff(language, units, remarks)


def read(data: bytes) -> ReturnedFile:
    """Read a file that came back, by what is in it: its name does not matter.

    Raises:
        UnreadableInput: it is damaged, unsafe, or another kind of file; says so in words.
    """
    if len(data) > LARGEST:
        raise UnreadableInput(_("This file is too large to be one with texts for families."))
    if not data.strip():
        raise UnreadableInput(_("This file is empty. Ask for it again."))
    try:
        found = read_xliff(data) if _is_xml(data) else _read_po(data)
    except (MalformedXmlError, UnsafeXmlError, OtherXliffError) as error:
        raise UnreadableInput(_xml_words(error)) from None
    except MalformedCatalogueError as error:
        line = str(error).removeprefix("line ")
        raise UnreadableInput(
            _(
                "This is no PO file, or a damaged one: line {line} cannot be understood."
                " Nothing was taken from it."
            ).format(line=line)
        ) from None
    except UnreadableTextError as error:
        raise UnreadableInput(
            _(
                "The letters of this file cannot be read as {encoding}. Save it again as UTF-8;"
                " nothing was taken from it."
            ).format(encoding=error)
        ) from None
    if not found.units:
        raise UnreadableInput(_("There are no texts in this file."))
    return found


def _is_xml(data: bytes) -> bool:
    wide = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    if data.startswith(wide):
        return data[2:4].strip(b"\x00") == b"<"
    return data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<")


def _read_po(data: bytes) -> ReturnedFile:
    if b"\x00" in data[:4096] and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableInput(
            _(
                "This is neither a PO nor an XLIFF file. If it is a packed one (zip), unpack it"
                " first."
            )
        )
    return read_po_units(data)


def _xml_words(error: Exception) -> str:
    if isinstance(error, OtherXliffError):
        version = str(error)
        if version:
            return _(
                "This is XLIFF {version}; Liaison reads XLIFF 1.2. Ask for that, or for PO."
            ).format(version=version)
        return _("This is neither a PO nor an XLIFF file.")
    if isinstance(error, UnsafeXmlError):
        return _(
            "This file declares a document type or entities, as no translation needs and as"
            " attacks do. It is not read. Ask for plain XLIFF 1.2."
        )
    if str(error):
        return _(
            "This file is damaged: line {line} is no right XML. Nothing was taken from it."
        ).format(line=error)
    return _("This file is damaged, or in an unusual encoding. Nothing was taken from it.")
