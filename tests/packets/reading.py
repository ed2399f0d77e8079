"""Our own reading of a PDF: every glyph with its place, its outline and what the file says it says.

It follows the operators that place text and believes nothing else, so that a test can look at a
page as an eye does. Lengths are in points from the lower left corner of the page.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

from tests.packets.embedded import Embedded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf.generic import DictionaryObject

Matrix = tuple[float, float, float, float, float, float]
HERE: Matrix = (1, 0, 0, 1, 0, 0)

_TOKEN = re.compile(
    rb"[\s\x00]*(?:"
    rb"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|/(?P<name>[^\s()<>\[\]{}/%]*)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>"
    rb"|(?P<mark><<|>>|\[|\])"
    rb"|\((?P<words>(?:[^\\()]|\\.)*)\)"
    rb"|(?P<operator>[A-Za-z'\"][A-Za-z0-9*]*)"
    rb")",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph on a page.

    Attributes:
        page: from 1.
        face: name of the font, with the tag of its subset.
        number: of the glyph in the font; 0 is the box for what is missing.
        outline: identity of what it draws, see `embedded.outline`; empty if nothing.
        text: what the file says that it says.
        x: where its origin is.
        y: where its origin is.
        size: of the em.
        advance: how far it moves the pen.
        ink: left, bottom, right, top of what it draws; all its origin if nothing.
        content: number of the marked content it belongs to, -1 if none.
        artifact: whether it is marked as no part of what the page says.
    """

    page: int
    face: str
    number: int
    outline: str
    text: str
    x: float
    y: float
    size: float
    advance: float
    ink: tuple[float, float, float, float]
    content: int = -1
    artifact: bool = False


def read(pdf: bytes) -> list[Glyph]:
    """Every glyph of a document, in the order they are drawn."""
    document = PdfReader(io.BytesIO(pdf))
    fonts: dict[int, Embedded] = {}
    found: list[Glyph] = []
    for number, page in enumerate(document.pages, 1):
        contents = page.get_contents()
        if contents is not None:
            reader = _Page(number, fonts, found)
            reader.run(contents.get_data(), page["/Resources"].get_object(), HERE)  # type: ignore[arg-type]
    return found


def times(one: Matrix, other: Matrix) -> Matrix:
    """The transform that does `one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    turned = (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j)
    return (*turned, e * g + f * i + k, e * h + f * j + m)


def operations(content: bytes) -> Iterator[tuple[str, list[Any]]]:
    """The operators of a content stream, each with its operands."""
    held: list[list[Any]] = [[]]
    at = 0
    content = content.rstrip(b" \t\r\n\x00\x0c")
    while at < len(content):
        token = _TOKEN.match(content, at)
        if token is None:
            raise ValueError(f"not understood in a page: {content[at : at + 40]!r}")
        at = token.end()
        kind = token.lastgroup
        if kind == "operator":
            yield token["operator"].decode(), held[0]
            held = [[]]
        elif kind == "mark":
            _nest(held, token["mark"])
        else:
            held[-1].append(_value(str(kind), token))


def _value(kind: str, token: re.Match[bytes]) -> object:
    given = token[kind]
    if kind == "number":
        return float(given)
    if kind == "name":
        return "/" + given.decode()
    if kind == "hex":
        return bytes.fromhex(given.decode())
    return re.sub(rb"\\(\d{1,3}|.)", _unescaped, given, flags=re.DOTALL)


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1].isdigit():
        return bytes([int(found[1], 8) & 255])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\n": b""}.get(found[1], found[1])


def _nest(held: list[list[Any]], mark: bytes) -> None:
    if mark in (b"<<", b"["):
        held.append([])
    else:
        inner = held.pop()
        pairs = dict(zip(inner[::2], inner[1::2], strict=True)) if mark == b">>" else inner
        held[-1].append(pairs)


@dataclass
class _State:
    """What q keeps and Q brings back."""

    page: Matrix
    font: Embedded | None = None
    size: float = 0
    character_space: float = 0
    stretch: float = 1
    leading: float = 0
    rise: float = 0


@dataclass
class _Page:
    """Follows the operators of one page, and of the forms it draws."""

    number: int
    fonts: dict[int, Embedded]
    found: list[Glyph]
    marks: list[tuple[int, bool]] = field(default_factory=lambda: [(-1, False)])

    def run(self, content: bytes, resources: DictionaryObject, page: Matrix) -> None:
        """Read a content stream that is drawn with this transform."""
        text = _Text(self, resources, _State(page))
        for operator, operands in operations(content):
            done = getattr(text, _DOES.get(operator, ""), None)
            if done is not None:
                done(*operands)


class _Text:
    def __init__(self, page: _Page, resources: DictionaryObject, state: _State) -> None:
        self.page, self.resources, self.state = page, resources, state
        self.kept: list[_State] = []
        self.line = self.at = HERE

    def keep(self) -> None:
        self.kept.append(replace(self.state))

    def back(self) -> None:
        self.state = self.kept.pop()

    def transform(self, *by: float) -> None:
        self.state.page = times((by[0], by[1], by[2], by[3], by[4], by[5]), self.state.page)

    def begin(self) -> None:
        self.line = self.at = HERE

    def font(self, name: str, size: float) -> None:
        found: Any = self.resources["/Font"][name]  # type: ignore[index]
        key = id(found.get_object())
        if key not in self.page.fonts:
            self.page.fonts[key] = Embedded(found.get_object())
        self.state.font, self.state.size = self.page.fonts[key], size

    def character_space(self, space: float) -> None:
        self.state.character_space = space

    def stretch(self, percent: float) -> None:
        self.state.stretch = percent / 100

    def leading(self, leading: float) -> None:
        self.state.leading = leading

    def rise(self, rise: float) -> None:
        self.state.rise = rise

    def move(self, x: float, y: float) -> None:
        self.line = self.at = times((1, 0, 0, 1, x, y), self.line)

    def move_leading(self, x: float, y: float) -> None:
        self.state.leading = -y
        self.move(x, y)

    def next_line(self) -> None:
        self.move(0, -self.state.leading)

    def place(self, *at: float) -> None:
        self.line = self.at = (at[0], at[1], at[2], at[3], at[4], at[5])

    def show_next(self, codes: bytes) -> None:
        self.next_line()
        self.show(codes)

    def show_all(self, pieces: list[bytes | float]) -> None:
        for piece in pieces:
            if isinstance(piece, bytes):
                self.show(piece)
            else:
                self._on(-piece / 1000 * self.state.size * self.state.stretch)

    def show(self, codes: bytes) -> None:
        state = self.state
        assert state.font is not None, "words before a font"
        for at in range(0, len(codes), 2):
            code = int.from_bytes(codes[at : at + 2], "big")
            self._draw(state.font, code)
            wide = state.font.width(code) * state.size + state.character_space
            self._on(wide * state.stretch)

    def form(self, name: str) -> None:
        drawn: Any = self.resources["/XObject"][name].get_object()  # type: ignore[index]
        if drawn["/Subtype"] == "/Form":
            matrix = tuple(float(n) for n in drawn.get("/Matrix", HERE))
            inner = drawn.get("/Resources", self.resources).get_object()
            self.page.run(drawn.get_data(), inner, times(matrix, self.state.page))  # type: ignore[arg-type]

    def mark(self, tag: str, properties: object = None) -> None:
        content, artifact = self.page.marks[-1]
        if isinstance(properties, dict):
            content = int(properties.get("/MCID", content))
        self.page.marks.append((content, artifact or tag == "/Artifact"))

    def unmark(self) -> None:
        self.page.marks.pop()

    def _on(self, by: float) -> None:
        self.at = times((1, 0, 0, 1, by, 0), self.at)

    def _draw(self, font: Embedded, code: int) -> None:
        state, page = self.state, self.page
        em = (state.size * state.stretch, 0, 0, state.size, 0, state.rise)
        a, b, c, d, x, y = times(times(em, self.at), state.page)
        box = font.box(code) or (0, 0, 0, 0)
        corners = [(a * u + c * v + x, b * u + d * v + y) for u in box[::2] for v in box[1::2]]
        across, up = zip(*corners, strict=True)
        content, artifact = page.marks[-1]
        glyph = Glyph(
            page=page.number,
            face=font.name,
            number=font.glyph(code),
            outline=font.outline(code),
            text=font.text(code),
            x=x,
            y=y,
            size=(c * c + d * d) ** 0.5,
            advance=font.width(code) * (a * a + b * b) ** 0.5,
            ink=(min(across), min(up), max(across), max(up)),
            content=content,
            artifact=artifact,
        )
        page.found.append(glyph)


_DOES = {
    "q": "keep",
    "Q": "back",
    "cm": "transform",
    "BT": "begin",
    "Tf": "font",
    "Tc": "character_space",
    "Tz": "stretch",
    "TL": "leading",
    "Ts": "rise",
    "Td": "move",
    "TD": "move_leading",
    "T*": "next_line",
    "Tm": "place",
    "Tj": "show",
    "TJ": "show_all",
    "'": "show_next",
    "Do": "form",
    "BMC": "mark",
    "BDC": "mark",
    "EMC": "unmark",
}
