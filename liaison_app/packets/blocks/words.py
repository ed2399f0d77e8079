"""Words on a page: texts as paragraphs in the sizes of a look, side by side if there are two."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import Color

from liaison_app.packets.blocks.rows import Cell, Group, Picture, Row
from liaison_app.packets.content import Fault, FaultKind, Span, Text
from liaison_app.packets.looks import GUTTER
from liaison_app.packets.typeset.faces import first_face
from liaison_app.packets.typeset.paragraph import ShapedParagraph, TextStyle, line_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from liaison_app.packets.content import Said
    from liaison_app.packets.looks import Look
    from liaison_app.packets.typeset.paragraph import Align

_TIGHT = 0.86  # of the script's leading, for headings: their lines belong together
_STEEP = 2.0  # em: the leading of scripts like Nastaliq, whose letters need all of it
_HEADING_BESIDE = 0.78  # of the family's heading
_OPTICAL = {  # letters that look smaller than those of Noto Sans in the same size
    "NotoNaskhArabic": 1.12,
    "AtkinsonHyperlegibleNext": 1.08,
    "Andika": 1.06,
}
_DIALLED_IN = "en"  # numbers are dialled in these digits everywhere
_SMALLEST_NUMBER = 12.0  # points: a longer one goes on on another line
_BLACK = Color(0, 0, 0)


class Setter:
    """Sets texts in a look, and remembers what it set, for pre-flight to judge.

    Args:
        look: sizes and columns.

    Attributes:
        section: the name of the section that is being set; empty for what stands on every page.
    """

    def __init__(self, look: Look) -> None:
        self.look = look
        self.section = ""
        self._set: list[tuple[str, ShapedParagraph]] = []
        self._shrunk: dict[Fault, None] = {}

    def paragraph(
        self,
        text: Text,
        size: float,
        *,
        role: str = "P",
        align: Align = "start",
        bold: bool = False,
        tight: bool = False,
        grey: float = 0.0,
        bullet: Text | None = None,
        indent: float = 0.0,
    ) -> ShapedParagraph:
        """One text as a paragraph.

        Args:
            text: the words.
            size: in points, of Latin letters; others are set so that they look as large.
            role: structure type.
            align: `start`, `end`, `center`, `left` or `right`.
            bold: whether all of it is bold.
            tight: whether it is a heading, whose lines stand closer.
            grey: 0 is black and 1 is white.
            bullet: what stands before its first line.
            indent: of all lines, at the start side.
        """
        language = self.look.set_in(text.language)
        face = first_face(language, bold=bold)
        size = round(size * _OPTICAL.get(face.name.partition("-")[0], 1.0), 2)
        opening = self.look.scale.opening
        if tight:
            opening = _TIGHT if face.leading < _STEEP else 1.0
        style = TextStyle(
            size=size,
            language=language,
            leading=None if opening == 1 else face.leading * size * opening,
            align=align,
            colour=Color(grey, grey, grey) if grey else _BLACK,
            bold=bold,
            indent=indent,
            role=role,
        )
        done = ShapedParagraph(text, style, bullet)
        self._set.append((self.section, done))
        return done

    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the texts that were set; known once they were wrapped."""
        found = (
            Fault(kind, section, what) for section, one in self._set for kind, what in one.faults
        )
        return tuple(dict.fromkeys((*found, *self._shrunk)))

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Forget afterwards what was set only to see how large it is."""
        before = len(self._set)
        yield
        del self._set[before:]

    def too_large(self, section: str, words: str) -> None:
        """Remember that words had to be set smaller than they should be to fit their frame."""
        self._shrunk[Fault(FaultKind.TOO_WIDE, section, words)] = None

    def size_in(self, column: int, size: float | None = None) -> float:
        """The size of words in a column, 0 being the family's own.

        Args:
            column: 0 or 1.
            size: in the family's column; that of running text if not given.
        """
        scale = self.look.scale
        size = scale.body if size is None else size
        return size - (scale.body - scale.beside) * column

    def side_by_side(
        self,
        said: Said,
        size: float | None = None,
        *,
        picture: str = "",
        picture_size: float | None = None,
        groups: tuple[Group, ...] = (),
        middle: bool = False,
        inside: float = 0.0,
        role: str = "P",
        bold: bool = False,
        tight: bool = False,
    ) -> Row:
        """A row: pictogram, the family's language, and the language beside it.

        Args:
            said: the texts.
            size: of the family's words; the others are smaller.
            picture: a pictogram's name, if there is one.
            picture_size: of the pictogram, in points.
            groups: structure elements that the row is in.
            middle: whether the pictogram is centred on the family's words.
            inside: how far a frame around it reaches into the columns at both sides.
            role: structure type of each text.
            bold: whether all words are bold.
            tight: whether they are headings.
        """
        sizes = [self.size_in(column, size) for column in range(len(said))]
        if tight and size:
            sizes[1:] = [size * _HEADING_BESIDE] * (len(said) - 1)
        texts = [
            self.paragraph(text, high, role=role, bold=bold, tight=tight)
            for text, high in zip(said, sizes, strict=True)
        ]
        shown = Picture(picture, picture_size or self.look.scale.pictogram, self.size_in(0, size))
        cells: list[tuple[Any, ...]] = [(shown,) if picture else ()]
        cells += [(one,) for one in texts]
        return self.row(cells, groups=groups, middle=middle, inside=inside)

    def stacked(
        self, said: Said, size: float | None = None, *, bold: bool = False, tight: bool = False
    ) -> tuple[ShapedParagraph, ...]:
        """The family's words, and below them the other language's, both at the page's start side.

        Args:
            said: the texts.
            size: of the family's words; the others are smaller.
            bold: whether all words are bold.
            tight: whether lines stand closer than in running text.
        """
        return tuple(
            self.paragraph(
                words, self.size_in(column, size), align=self.side, bold=bold, tight=tight
            )
            for column, words in enumerate(said)
        )

    def number(self, number: str, size: float, room: float) -> ShapedParagraph:
        """A number to call in the letters of those who dial: large, but on one line.

        Args:
            number: as somebody typed it, with an extension perhaps.
            size: in points, if it fits.
            room: width that it has.
        """
        said = Text((Span(dialled(number)),), _DIALLED_IN)
        style = TextStyle(size=size, language=self.look.set_in(_DIALLED_IN), bold=True)
        smaller = size * room / max(line_width(said, style) + 1, 1)
        size = max(min(size, smaller), _SMALLEST_NUMBER)
        return self.paragraph(said, size, bold=True, tight=True, align=self.side)

    @property
    def side(self) -> Align:
        """The side at which the page begins, whatever the direction of the words."""
        return "right" if self.look.right_to_left else "left"

    def picture(self, name: str, size: float | None = None) -> Picture:
        """A pictogram beside running text."""
        return Picture(name, size or self.look.scale.pictogram, self.look.scale.body)

    def row(
        self,
        cells: Sequence[tuple[Any, ...]],
        *,
        groups: tuple[Group, ...] = (),
        middle: bool = False,
        inside: float = 0.0,
    ) -> Row:
        """A row of the page: the first cell is the pictogram's, the others are languages'."""
        widths = list(self.look.columns(len(cells) - 1))
        widths[0] -= inside
        widths[-1] -= inside
        gaps = [0.0, *([GUTTER] if len(cells) > 2 else []), 0.0]
        return Row(
            [
                Cell(content, width, gap)
                for content, width, gap in zip(cells, widths, gaps, strict=False)
            ],
            right_to_left=self.look.right_to_left,
            groups=groups,
            middle=middle,
        )


def same(said: Said) -> bool:
    """Whether two languages say the same, as with a number: then it is printed once."""
    return len(said) > 1 and len({bare(text.plain) for text in said}) == 1


def bare(words: str) -> str:
    """Words without marks of direction and with ordinary spaces: for comparing and for titles."""
    kept = "".join(one for one in words if one not in _MARKS)
    return " ".join(kept.replace("\u00a0", " ").split())


_MARKS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def dialled(number: str) -> str:
    """A number that reads from the left everywhere and never breaks over lines."""
    return f"\u2066{bare(number).replace(' ', chr(0xA0))}\u2069"
