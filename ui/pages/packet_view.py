"""A packet on the screen: its pages are drawn in another thread and lie in memory alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt

from liaison_app.actions import printing
from liaison_app.language.catalogues import _
from ui import jobs
from ui.widgets.page_preview import PagePreview, image_of

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from liaison_app.errors import LiaisonError
    from ui.jobs import Report

_AT_LEAST = 420  # pixels high


class Laid(Protocol):
    """Something that has pages: a print made ready, or a part of one."""

    @property
    def pdf(self) -> bytes:
        """The document."""

    @property
    def pages(self) -> int:
        """How many."""

    @property
    def section_pages(self) -> dict[str, int]:
        """The page (from 1) on which each section begins, by its name."""


class PacketView(PagePreview):
    """The pages as they will be printed."""

    def __init__(self) -> None:
        super().__init__(_("The pages as they will be printed"))
        self.setMinimumHeight(_AT_LEAST)
        self._prepared: Laid | None = None
        self._drawing = False
        self._to_draw: tuple[int, int] | None = None
        self.wanted.connect(self._draw)

    def show_packet(self, prepared: Laid) -> None:
        """Show its pages, or say that there are none."""
        if prepared.pages:
            self._prepared = prepared
            self.say("")
            self.open(prepared.pages)
        else:
            self.empty(_("There are no pages to show."))

    def empty(self, words: str = "") -> None:
        """Keep nothing of a packet in memory; say why."""
        self._prepared = self._to_draw = None
        self.clear(words)

    def show_section(self, name: str) -> None:
        """Turn to the page on which a section begins."""
        page = self._prepared.section_pages.get(name) if self._prepared else None
        if page:
            self.go(page)
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self, page: int, width: int) -> None:
        """Draw one page at a time; of those wanted meanwhile only the last one matters."""
        prepared, self._to_draw = self._prepared, (page, width)
        if self._drawing or prepared is None:
            return
        self._drawing, self._to_draw = True, None

        def work(_report: Report) -> QImage:
            return image_of(printing.render_page(prepared.pdf, page, width))

        def done(picture: QImage) -> None:
            if prepared is self._prepared:
                self.show_picture(page, picture)
            self._go_on()

        def failed(error: LiaisonError) -> None:
            self.say(str(error))
            self._go_on()

        jobs.start(self, work, done=done, failed=failed)

    def _go_on(self) -> None:
        self._drawing = False
        if self._to_draw:
            self._draw(*self._to_draw)
