"""The listing of a folder as WebDAV gives it: a multi-status body (RFC 4918, sections 9.1 and 13).

It is written by a stranger: no document type, no entities, and of each entry only a name and a
size, the name only if it is one that Liaison gives and lies directly in the folder.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from liaison_app.remotes.names import is_name
from liaison_app.remotes.protocol import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTION = (
    b'<?xml version="1.0"?><propfind xmlns="DAV:"><prop><getcontentlength/><resourcetype/></prop>'
    b"</propfind>"
)
"""Asks for no more than is used: each further property is some 80 bytes for each file."""

PART_MARK = ".part-"
"""In the name of a file that is being put, or was when a laptop crashed."""

_WHOLE, _RESPONSE, _HREF = "{DAV:}multistatus", "{DAV:}response", "{DAV:}href"
_LENGTH, _COLLECTION = "{DAV:}getcontentlength", "{DAV:}collection"


class UnreadableListing(Exception):
    """It is no multi-status body about this folder."""


def entries(body: bytes, *, host: str, folder: str) -> list[Entry]:
    """Give the files that lie directly in a folder.

    Args:
        body: of the answer.
        host: of the server; what another host has is not in the folder. Port and scheme may differ:
            behind a gateway a server often does not know its own.
        folder: the path in the URL.

    Raises:
        UnreadableListing: it is no such body, or says nothing of this folder, so that to take it as
            empty would be to lie.
    """
    of_folder = _steps(folder)
    found: list[Entry] = []
    about_folder = False
    for response in _responses(body):
        path = _path(response, host)
        if not path:
            continue
        steps = _steps(path)
        if _same(steps, of_folder):
            about_folder = True
        elif steps and _same(steps[:-1], of_folder):
            about_folder = True
            found.extend(_files(response, steps[-1]))
    if not about_folder:
        raise UnreadableListing
    return found


def _responses(body: bytes) -> Iterator[Element]:
    """Give the entries; what follows the end of the body is not looked at.

    Servers in Go stop listing when a file vanishes meanwhile, end the body, and write that they
    failed after it. A listing may leave files out, so what is there counts.
    """
    ended = False
    try:
        for _event, element in iterparse(io.BytesIO(body), forbid_dtd=True):
            if element.tag == _RESPONSE:
                yield element
                element.clear()
            ended = element.tag == _WHOLE
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        if not ended:
            raise UnreadableListing from error


def _files(response: Element, name: str) -> Iterator[Entry]:
    is_folder = next(response.iter(_COLLECTION), None) is not None
    if is_folder or PART_MARK in name or not is_name(name):
        return
    sizes = [(length.text or "").strip() for length in response.iter(_LENGTH)]
    said = next((size for size in sizes if size.isascii() and size.isdigit()), "-1")
    yield Entry(name, int(said[:18]))


def _path(response: Element, host: str) -> str:
    """Give the path of an entry; none if it is on another host or no address at all."""
    try:
        address = urlsplit(response.findtext(_HREF, "").strip())
        elsewhere = address.netloc and (address.hostname or "").lower() != host.lower()
    except ValueError:
        return ""
    return "" if elsewhere else address.path


def _steps(path: str) -> list[str]:
    """Take a path apart before its percents are decoded: an encoded slash is part of a name."""
    return [unquote(step) for step in path.split("/") if step]


def _same(left: list[str], right: list[str]) -> bool:
    """Compare folders as servers on Windows do, too."""
    return [step.casefold() for step in left] == [step.casefold() for step in right]
