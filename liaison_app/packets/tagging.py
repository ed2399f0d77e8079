"""Structure for readers who do not see the page: PDF/UA-1 (ISO 14289-1) on ReportLab's canvas.

Whatever is drawn lies either between `begin` and `end`, and so belongs to an element of the tree
(ISO 32000-1, 14.7 and 14.8), or in an `artifact`, and is passed over: rules, backgrounds, page
numbers, pictograms that repeat the word beside them. Every element says its language, so both
columns of a page in two languages are spoken right.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from liaison_app.packets.compact import SEAM, CompactDocument, Verbatim
from liaison_app.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

_KEPT_WHEN_EMPTY = frozenset({"TD", "TH"})  # a table has its empty cells; nothing else does

Box = tuple[float, float, float, float]
"""x, y, width and height in the canvas's present coordinates, in points."""


class Element:
    """One element of the structure tree. Its kids are elements and (page, mark) pairs."""

    __slots__ = ("actual", "alt", "box", "kids", "language", "number", "parent", "role", "scope")

    def __init__(
        self,
        role: str,
        parent: Element | None,
        language: str = "",
        *,
        actual: str = "",
        alt: str = "",
        scope: str = "",
        box: Box | None = None,
    ) -> None:
        self.role, self.parent, self.language = role, parent, language
        self.actual, self.alt, self.scope, self.box = actual, alt, scope, box
        self.kids: list[Element | tuple[int, int]] = []
        self.number = 0
        if parent:
            parent.kids.append(self)


class Mark(NamedTuple):
    """What an element's words say of it, where they begin; `box` is in points of the page."""

    role: str
    language: str
    key: object
    actual: str
    alt: str
    box: Box | None


class Grouping(NamedTuple):
    """What is said of an element around others."""

    role: str
    language: str
    key: object
    scope: str


class Tagger:
    """Collects the structure of a document while its pages are drawn.

    Args:
        language: BCP 47 tag of the document: elements in it need not repeat it.
    """

    def __init__(self, language: str) -> None:
        self.root = Element("Document", None, language)
        self._open = [self.root]
        self._keyed: dict[object, Element] = {}
        self._marks: dict[int, list[Element]] = {}
        self._in_artifact = False
        self._in_mark = False

    def begin(
        self,
        canvas: Any,
        role: str,
        language: str = "",
        *,
        key: object | None = None,
        actual: str = "",
        alt: str = "",
        box: Box | None = None,
    ) -> None:
        """Begin what belongs to one element; inside an artifact, nothing is begun.

        Args:
            canvas: the canvas that draws it.
            role: a standard structure type, such as P, H2, Lbl or Figure.
            language: BCP 47 tag of the words.
            key: the same key again continues the same element, as on the next page.
            actual: the words in reading order, where drawing order differs.
            alt: what a figure shows.
            box: where a figure lies.
        """
        if self._in_artifact:
            return
        if self._in_mark:
            raise ValueError(f"{role} was begun inside another element's words")
        place = _on_page(canvas, box) if box else None
        self._begin(canvas, Mark(role, language, key, actual, alt, place))
        self._in_mark = True

    def _begin(self, canvas: Any, mark: Mark) -> None:
        number = self.mark(canvas.getPageNumber(), mark)
        canvas.addLiteral(f"/{mark.role} <</MCID {number}>> BDC")

    def mark(self, page: int, mark: Mark) -> int:
        """Give the element of a mark, new or continued, a number on the page; returns it."""
        role, language, key, actual, alt, box = mark
        element = self._keyed.get(key) if key is not None else None
        if element is None:
            element = Element(role, self._open[-1], language, actual=actual, alt=alt, box=box)
            if key is not None:
                self._keyed[key] = element
        marks = self._marks.setdefault(page, [])
        number = len(marks)
        element.kids.append((page, number))
        marks.append(element)
        return number

    def end(self, canvas: Any) -> None:
        """End what `begin` began."""
        if not self._in_artifact:
            canvas.addLiteral("EMC")
            self._in_mark = False

    def group(
        self, role: str, language: str = "", *, key: object | None = None, scope: str = ""
    ) -> AbstractContextManager[None]:
        """An element around others: a section, a list, a table; the same key continues it.

        Inside an artifact there is no such element.

        Args:
            role: a standard structure type.
            language: BCP 47 tag, where what is inside is all in one language.
            key: the same key again continues the same element.
            scope: of a table's header cell: Column or Row.
        """
        if self._in_artifact:
            return nullcontext()
        return _Inside(self, Grouping(role, language, key, scope))

    def enter(self, group: Grouping) -> None:
        """Begin an element around others, or go on in the one that has the same key."""
        role, language, key, scope = group
        element = self._keyed.get(key) if key is not None else None
        if element is None:
            element = Element(role, self._open[-1], language, scope=scope)
            if key is not None:
                self._keyed[key] = element
        self._open.append(element)

    def leave(self) -> None:
        """End the element around others that was entered last."""
        self._open.pop()

    @contextmanager
    def artifact(self, canvas: Any, kind: str = "") -> Iterator[None]:
        """What readers pass over; `kind` is Header or Footer at the edges of a page."""
        if self._in_mark:
            raise ValueError("an artifact cannot lie inside an element's words")
        outermost = not self._in_artifact
        if outermost:
            about = f"<</Type /Pagination /Subtype /{kind}>> BDC" if kind else "BMC"
            canvas.addLiteral(f"/Artifact {about}")
            self._in_artifact = True
        try:
            yield
        finally:
            if outermost:
                canvas.addLiteral("EMC")
                self._in_artifact = False

    def finish(self, document: CompactDocument) -> None:
        """Write the tree, and the way back from each mark on a page to its element."""
        elements: list[Element] = []
        _keep(self.root, elements)
        for element in elements:
            element.number = document.next_number()
        tree = Verbatim()
        number = document.number(document.Reference(tree).name)
        writer = _Writer({page: document.number(f"Page{page}") for page in self._marks}, number)
        for element in elements:
            document.write(element.number, writer.code(element))
        tree.code = self._tree(document)
        document.Catalog.StructTreeRoot = tree
        document.Catalog.MarkInfo = Verbatim(b"<< /Marked true >>")
        self._take_apart(elements)

    def _take_apart(self, elements: list[Element]) -> None:
        """Leave nothing that holds itself: looking for such garbage takes longer than a packet."""
        for element in elements:
            element.parent = None
            element.kids.clear()
        self._keyed.clear()
        self._marks.clear()

    def _tree(self, document: CompactDocument) -> bytes:
        rows = []
        for index, (number, marks) in enumerate(sorted(self._marks.items())):
            document.describe_page(number, b" /StructParents %d /Tabs /S" % index)
            rows.append(f"{index} [{' '.join(f'{one.number} 0 R' for one in marks)}]")
        said = (
            f"<< /Type /StructTreeRoot /K {self.root.number} 0 R /ParentTreeNextKey {len(rows)} "
            f"/ParentTree << /Nums [{' '.join(rows)}] >> >>"
        )
        return said.encode()


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas that makes tagged, compact documents without fonts that are not in the file.

    Args:
        page_size: width and height in points.
        languages: BCP 47 tags, the document's own first.
        titles: the document's title by the tag of its words, the first for the window's title.
        right_to_left: whether pages follow each other from right to left.

    Attributes:
        tagger: knows the structure.
        slots: while a plate is cast, what fills the slots of its operators.
    """

    def __init__(
        self,
        page_size: tuple[float, float],
        languages: tuple[str, ...],
        titles: Mapping[str, str],
        *,
        right_to_left: bool = False,
    ) -> None:
        super().__init__(None, pagesize=page_size, pageCompression=1, invariant=1)
        self._doc = CompactDocument(languages[0], next(iter(titles.values())))
        self.tagger = Tagger(languages[0])
        self.slots: list[Any] | None = None
        self._doc.Catalog.Metadata = pdfdoc.PDFStream(
            pdfdoc.PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}),
            _xmp(languages, titles),
            [],
        )
        self.setViewerPreference("DisplayDocTitle", "true")
        self.setViewerPreference("PrintScaling", "None")  # what is cut out keeps its size
        if right_to_left:
            self.setViewerPreference("Direction", "R2L")

    def bookmark(self, title: str, top: float) -> None:
        """An entry in the outline that leads to a height on the present page."""
        name = f"bookmark.{len(self._destinations)}"
        self.bookmarkPage(name, fit="XYZ", left=0, top=round(top, 2))
        self.addOutlineEntry(title, name)

    def seam(self) -> None:
        """End what is the same on this page of many documents; what follows is kept apart."""
        self.addLiteral(SEAM.rstrip("\n"))

    def finished(self) -> bytes:
        """End the last page if something is on it, and give the whole document."""
        if self._code:
            self.showPage()
        self.tagger.finish(self._doc)
        return bytes(self._doc.GetPDFData(self))

    def _make_preamble(self) -> None:
        """ReportLab would name an unembedded Helvetica on every page."""
        self._preamble = ""


class _Inside:
    """What is begun meanwhile lies inside an element: as fast as the thousand of a packet need."""

    __slots__ = ("_group", "_tagger")

    def __init__(self, tagger: Tagger, group: Grouping) -> None:
        self._tagger, self._group = tagger, group

    def __enter__(self) -> None:
        self._tagger.enter(self._group)

    def __exit__(self, *_details: object) -> None:
        self._tagger.leave()


class _Writer:
    """Writes elements as PDF dictionaries.

    Args:
        pages: the object's number of each page.
        tree: that of the whole structure.
    """

    def __init__(self, pages: Mapping[int, int], tree: int) -> None:
        self._pages, self._tree = pages, tree

    def code(self, element: Element) -> bytes:
        """The dictionary of an element whose kids have their numbers."""
        parent = element.parent.number if element.parent else self._tree
        head = b"<< /Type /StructElem /S /%b /P %d 0 R" % (element.role.encode(), parent)
        pages = [kid[0] for kid in element.kids if isinstance(kid, tuple)]
        page = pages[0] if pages else 0
        kids = [self._kid(kid, page) for kid in element.kids]
        parts = [head]
        if kids:
            parts.append(b"/K [%b]" % b" ".join(kids) if len(kids) > 1 else b"/K %b" % kids[0])
        if page:
            parts.append(b"/Pg %d 0 R" % self._pages[page])
        parts += self._properties(element)
        parts.append(b">>")
        return b" ".join(parts)

    def _kid(self, kid: Element | tuple[int, int], page: int) -> bytes:
        if isinstance(kid, Element):
            return b"%d 0 R" % kid.number
        if kid[0] == page:
            return b"%d" % kid[1]
        return b"<< /Type /MCR /Pg %d 0 R /MCID %d >>" % (self._pages[kid[0]], kid[1])

    def _properties(self, element: Element) -> Iterator[bytes]:
        if element.language and element.language != _inherited(element):
            yield b"/Lang " + _string(element.language)
        if element.actual:
            yield b"/ActualText " + _string(element.actual)
        if element.alt:
            yield b"/Alt " + _string(element.alt)
        if element.scope:
            yield b"/A << /O /Table /Scope /%b >>" % element.scope.encode()
        if element.box:
            corners = " ".join(f"{value:.2f}" for value in element.box)
            yield b"/A << /O /Layout /BBox [%b] /Placement /Block >>" % corners.encode()


def _keep(element: Element, kept: list[Element]) -> bool:
    """Add an element and those in it to the kept ones, in the order of reading, but no empty ones.

    Returns whether the element was kept.
    """
    kept.append(element)
    element.kids = [kid for kid in element.kids if isinstance(kid, tuple) or _keep(kid, kept)]
    if element.kids or element.role in _KEPT_WHEN_EMPTY:
        return True
    kept.pop()
    return False


def _inherited(element: Element) -> str:
    above = element.parent
    while above and not above.language:
        above = above.parent
    return above.language if above else ""


def _on_page(canvas: Any, box: Box) -> Box:
    x, y, width, height = box
    left, bottom = canvas.absolutePosition(x, y)
    right, top = canvas.absolutePosition(x + width, y + height)
    return (left, bottom, right, top)


@remembered(2048)  # the paragraphs of a few packets
def _string(words: str) -> bytes:
    """A text string: ASCII as it is, all else as UTF-16."""
    code = words.encode() if words.isascii() else b"\xfe\xff" + words.encode("utf-16-be")
    for special in (b"\\", b"(", b")"):
        code = code.replace(special, b"\\" + special)
    return b"(%b)" % code.replace(b"\r", b"\\r")


def _xmp(languages: tuple[str, ...], titles: Mapping[str, str]) -> bytes:
    """Metadata that says: this is PDF/UA-1, its title and its languages; nobody's name, no date."""
    said = [("x-default", next(iter(titles.values()))), *titles.items()]
    names = "".join(f'<rdf:li xml:lang="{tag}">{escape(title)}</rdf:li>' for tag, title in said)
    tags = "".join(f"<rdf:li>{tag}</rdf:li>" for tag in languages)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        f"<dc:title><rdf:Alt>{names}</rdf:Alt></dc:title>"
        f"<dc:language><rdf:Bag>{tags}</rdf:Bag></dc:language>"
        "<pdfuaid:part>1</pdfuaid:part>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()
