"""Reading XML that came from outside: no document type, no entities, nothing from the network.

What a translator's tool writes needs none of these. Refusing them refuses the known ways to make a
reader use up its memory or open files (XML 1.0, 4.2 and 4.4), and the standard library does it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DEEPEST = 60
_MOST = 200_000  # elements, with their attributes: each takes a hundred times its own length here
_SPLIT = "\x1f"  # between a namespace and a name; no XML document may contain it


class UnsafeXmlError(ValueError):
    """The document declares a type or entities, is nested without end, or has endless elements."""


class MalformedXmlError(ValueError):
    """It is no well-formed XML; the message is the number of the line, or "" if unknown."""


@dataclass
class Element:
    """An element: its name without namespace, and in order its words and the elements in it."""

    name: str
    space: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)
    line: int = 0

    def children(self, name: str = "") -> Iterator[Element]:
        """The elements right inside, all or those of a name."""
        for one in self.inside:
            if isinstance(one, Element) and name in {"", one.name}:
                yield one

    def child(self, name: str) -> Element | None:
        """The first element of a name right inside."""
        return next(self.children(name), None)

    def every(self, name: str) -> Iterator[Element]:
        """The elements of a name inside, at any depth."""
        for one in self.children():
            if one.name == name:
                yield one
            yield from one.every(name)

    @property
    def words(self) -> str:
        """All the words inside, without the elements."""
        return "".join(one if isinstance(one, str) else one.words for one in self.inside)


def read_xml(data: bytes) -> Element:
    """Read a document into its root element. Attributes in a namespace lose its name (`space`).

    Raises:
        UnsafeXmlError: it declares a document type or entities, is nested without end, or has more
            elements than texts for families can need.
        MalformedXmlError: it is no well-formed XML in an encoding that every reader knows.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise MalformedXmlError(str(error.lineno)) from None
    except (ValueError, LookupError, UnicodeError) as error:
        if isinstance(error, UnsafeXmlError):
            raise
        raise MalformedXmlError("") from None
    if reader.root is None:
        raise MalformedXmlError("")
    return reader.root


class _Reader:
    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self.parser = expat.ParserCreate(namespace_separator=_SPLIT)
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1 + len(attributes)
        if len(self._open) >= _DEEPEST or self._count > _MOST:
            raise UnsafeXmlError
        space, _split, local = name.rpartition(_SPLIT)
        made = Element(
            local,
            space,
            {key.rpartition(_SPLIT)[2]: value for key, value in attributes.items()},
            line=self.parser.CurrentLineNumber,
        )
        if self._open:
            self._open[-1].inside.append(made)
        else:
            self.root = made
        self._open.append(made)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _words(self, words: str) -> None:
        self._open[-1].inside.append(words)

    def _refuse(self, *_declaration: object) -> int:
        raise UnsafeXmlError
