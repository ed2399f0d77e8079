"""Sections of prints: a district's own words and order, the page beside them as it prints."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison_app.actions import drafts, packet_choices, section_gaps, section_preview, sections
from liaison_app.actions.section_preview import Preview
from liaison_app.actions.sections import Whose
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from ui.keeping import Keeper
from ui.pages.packet_making import PacketMaking
from ui.pages.sections_card import SectionCard
from ui.pages.sections_gaps import SavedGaps
from ui.pages.sections_help import AddForm, HelpPanel
from ui.pages.sections_list import SectionList
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.chip_group import Option
from ui.widgets.layout import Columns, Page, column
from ui.widgets.panels import ConfirmPanel
from ui.widgets.side_panel import Beside, SidePanel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from liaison_app.actions.section_gaps import Cover
    from liaison_app.workspace import Touched, Workspace
    from ui.jobs import Report
    from ui.shell import Shell

_TYPES = frozenset(("packet_section", "section_text", "jargon"))
_DRAFT = "section:{kind}:{name}"


class SectionsPage(QWidget):
    """Choose a print, put its sections in order, write them, see what is untranslated.

    What is typed is kept as it is typed, on this laptop; nothing prints before it is saved.
    """

    name = "sections"

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._asked = 0  # how often the languages were asked for; the last answer counts
        self.panel = SidePanel()
        self._add = button(_("&Add a section…"), self.ask_add, icon="plus")
        self._help = button(_("How to &write"), self.show_help, icon="help-circle")
        self.page = Page(_("Sections of prints"), actions=(self._add, self._help))
        self.list = SectionList()
        self.card = SectionCard(shell.workspace)
        self.gaps = SavedGaps(shell)
        self.meanwhile = Banner("", Tone.WARN)
        self.confirm = ConfirmPanel(
            _("Remove this section?"),
            _("It prints no longer. You can undo this."),
            _("Remove"),
            danger=True,
        )
        self._making = PacketMaking(shell, self)
        self._keeper = Keeper(self, shell.save_state, self._keep_typed)
        self._build()
        self._listen()

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, *, kind: str = "", section: str = "") -> None:
        """Show the sections of a print: the one named, else that of before."""
        self._offer_languages()
        if kind:
            self.list.kind.set_value(kind)
        self.list.table.take_focus()
        self.gaps.clear()
        self._load(section)

    def leave(self) -> None:
        """Keep what is being typed."""
        self._keeper.try_now()
        self._asked += 1
        self._making.stop()

    def touched(self, touched: Touched) -> None:
        """Read again if a section may be another one now."""
        if self.isVisible() and touched.types & _TYPES:
            self._load()

    # --- doing

    def save(self) -> None:
        """Put the words that are typed in place of those of the section."""
        one = self.card.one
        if one is None or not self.card.save.isEnabled():
            return
        kind, name, text = one.section.kind, one.section.name, self.card.text
        draft = _draft(kind, name)
        self._do(
            _("Saved: {title}"),
            lambda: sections.write(self._shell.workspace, kind, name, text, draft=draft),
        )

    def order(self, step: int) -> None:
        """Move the current section up or down."""
        one, place = self.list.current(), self.list.place()
        if one is None or not 0 <= place + step < self.list.table.model.rowCount():
            return
        try:
            touched = sections.move(self._shell.workspace, one.kind, one.name, place + step)
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self._load(one.name)
        if touched:
            words = _("Moved: {title}").format(title=isolate(one.title))
            self._shell.done(words, undo=touched.number)

    def turn(self) -> None:
        """Leave the current section out, or let it print again."""
        one = self.list.current()
        if one is None:
            return
        do = sections.show if one.hidden else sections.hide
        words = _("It prints again: {title}") if one.hidden else _("Left out: {title}")
        self._do(words, lambda: do(self._shell.workspace, one.kind, one.name), gaps=one.hidden)

    def reset(self) -> None:
        """Make the section ours again; one of the district's own is asked about and removed."""
        one = self.card.one
        if one is None:
            return
        if one.section.whose is Whose.OWN:
            self.confirm.ask()
            return
        kind, name = one.section.kind, one.section.name
        draft = _draft(kind, name)
        self._do(
            _("As it comes with Liaison: {title}"),
            lambda: sections.reset(self._shell.workspace, kind, name, draft=draft),
        )

    def drop(self) -> None:
        """Forget what was typed and not saved."""
        one = self.card.one
        if one is not None:
            self._keeper.settled()
            self._shell.workspace.discard_draft(_draft(one.section.kind, one.section.name))
            self.meanwhile.hide()
            self._show_current(anew=True)
            self.card.begin()

    def ask_add(self) -> None:
        """Ask for the title of a new section."""
        one = self.list.current()
        form = AddForm(isolate(one.title) if one else "")
        form.named.connect(self._add_named)
        self.panel.show_in(_("A section of your own"), form)

    def show_help(self) -> None:
        """Show what can be written, beside the text."""
        panel = HelpPanel(self.list.kind.value(), self.card.words.toPlainText())
        panel.wanted.connect(self._put_in)
        self.panel.show_in(_("How to write a section"), panel)

    # --- inside: changes

    def _do(self, words: str, change: Callable[[], Touched], *, gaps: bool = True) -> None:
        """Make a change to the section of the card, then say what it leaves untranslated."""
        one = self.list.current()
        if one is None:
            return
        was = section_gaps.before(self._shell.workspace, one.kind, one.name)
        self._keeper.settled()
        try:
            touched = change()
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self.meanwhile.hide()
        self._load(one.name, anew=True)
        self._shell.done(words.format(title=isolate(one.title)), undo=touched.number)
        self.gaps.clear()
        if gaps:
            self.gaps.count(one.kind, one.name, was)

    def _remove(self) -> None:
        one = self.card.one
        if one is None:
            return
        kind, name = one.section.kind, one.section.name
        draft = _draft(kind, name)
        self._do(
            _("Removed: {title}"),
            lambda: sections.remove(self._shell.workspace, kind, name, draft=draft),
            gaps=False,
        )

    def _add_named(self, title: str) -> None:
        workspace, kind = self._shell.workspace, self.list.kind.value()
        one = self.list.current()
        name = sections.name_for(workspace, kind, title)
        try:
            touched = sections.add(
                workspace, kind, name, f"# {title}\n", after=one.name if one else "", hidden=True
            )
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self.panel.shut()
        self._load(name)
        self._shell.done(_("Added: {title}").format(title=isolate(title)), undo=touched.number)
        self.card.begin()
        self.card.words.moveCursor(self.card.words.textCursor().MoveOperation.End)

    def _put_in(self, sign: str) -> None:
        if not self.page.isVisible():  # the panel took its place: there is no room for both
            self.panel.shut()
        self.card.put_in(sign)

    # --- inside: reading

    def _load(self, wanted: str = "", *, anew: bool = False) -> None:
        """Read the sections, and in another thread how far each is translated."""
        workspace, kind = self._shell.workspace, self.list.kind.value()
        try:
            found = sections.sections(workspace, kind)
        except LiaisonError as error:
            self._shell.trouble(error)
            return
        self.list.show_sections(found, wanted)
        own = sum(one.whose is not Whose.OURS for one in found)
        count = ngettext("{count} section", "{count} sections", len(found))
        mine = ngettext("{count} of your district's", "{count} of your district's", own)
        self.page.set_title(
            _("Sections of prints"),
            joined(count.format(count=len(found)), mine.format(count=own) if own else ""),
        )
        self._show_current(anew=anew)
        self._asked += 1
        number = self._asked

        def work(view: Workspace, _report: Report) -> Mapping[str, tuple[Cover, ...]]:
            return section_gaps.covers(view, kind)

        self._shell.job(work, lambda covers: self._covered(number, covers), label="")

    def _covered(self, number: int, covers: Mapping[str, tuple[Cover, ...]]) -> None:
        if number == self._asked:
            self.list.show_covers(covers)

    def _show_current(self, *, anew: bool = False) -> None:
        """Show the current section with what was typed into it and not saved."""
        current, shown, workspace = self.list.current(), self.card.one, self._shell.workspace
        self.card.setVisible(current is not None)
        if current is None:
            return
        now = sections.written(workspace, current.kind, current.name)
        same = shown is not None and shown.section.name == current.name
        same = same and shown is not None and shown.section.kind == current.kind
        if same and not anew and now == shown:
            return
        if same and not anew and self.card.changed and shown is not None and now.text != shown.text:
            words = _(
                "Meanwhile this section was changed elsewhere. Saving puts yours in its place."
            )
            self.meanwhile.say(words, Tone.WARN)
        elif not same:
            self._keeper.try_now()
            self.confirm.hide()
            self.meanwhile.hide()
        kept = drafts.find(workspace, _draft(current.kind, current.name))
        typed = str(kept.content.get("words", "")) if kept else None
        if same and not anew and self.card.changed:
            typed = self.card.text
        self.card.show_section(now, typed)
        self._wish(at_once=not same)

    def _keep_typed(self) -> datetime | None:
        """Keep the words that are typed and not saved."""
        one, workspace = self.card.one, self._shell.workspace
        if one is None:
            return None
        draft = _draft(one.section.kind, one.section.name)
        if not self.card.changed:
            workspace.discard_draft(draft)
            return None
        cursor = self.card.words.textCursor().position()
        content = {"words": self.card.words.toPlainText()}
        return drafts.keep(workspace, draft, content, cursor=cursor, focus="words")

    def _offer_languages(self) -> None:
        found = packet_choices.languages(self._shell.workspace)
        self.card.language.set_choices(
            Option(one.tag, joined(one.name, one.autonym if one.autonym != one.name else ""))
            for one in found
        )

    # --- inside: the page and the languages

    def _wish(self, *, at_once: bool = False) -> None:
        """Have the page made of the words as they stand."""
        one = self.card.one
        if one is None or not self.card.readable:
            self._making.stop()
            self.card.say_seen(_("The page is as it was before the mistake."))
            return
        wish = partial(
            _preview, one.section.kind, one.section.name, self.card.text, self.card.language.value()
        )
        self._making.wish_for(wish, at_once=at_once)

    def _made(self, made: object) -> None:
        if isinstance(made, Preview):
            self.card.show_page(made)

    def _build(self) -> None:
        self.meanwhile.hide()
        writing = QWidget()
        writing.setLayout(column(self.gaps, self.meanwhile, self.confirm, self.card, spacing=10))
        self.page.body.addWidget(Columns(self.list, writing, shares=(5, 8), fold=1000), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(self.page, self.panel))

    def _listen(self) -> None:
        self.list.kind_chosen.connect(self._choose_kind)
        self.list.moved.connect(self._show_current)
        self.list.opened.connect(self.card.begin)
        self.list.ordered.connect(self.order)
        self.list.turned.connect(self.turn)
        self.card.typed.connect(self._typed)
        self.card.language_chosen.connect(lambda: self._wish(at_once=True))
        self.card.to_save.connect(self.save)
        self.card.to_reset.connect(self.reset)
        self.card.to_drop.connect(self.drop)
        self.confirm.confirmed.connect(self._remove)
        self.gaps.said.connect(lambda: self.page.show_whole(self.gaps))
        self._making.made.connect(self._made)
        self._making.failed.connect(lambda error: self.card.say_seen(str(error)))
        save = QShortcut(QKeySequence("Ctrl+S"), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.save)

    def _choose_kind(self) -> None:
        self._keeper.try_now()
        self.gaps.clear()
        self.list.show_covers({})
        self._load()

    def _typed(self) -> None:
        self._keeper.typed()
        self._wish()


def _draft(kind: str, name: str) -> str:
    return _DRAFT.format(kind=kind, name=name)


def _preview(
    kind: str, name: str, text: str, language: str, view: Workspace, _report: Report
) -> Preview:
    return section_preview.preview(view, kind, name, text, language)
