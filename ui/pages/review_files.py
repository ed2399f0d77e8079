"""Files for translators in the window: one goes out, one comes back and is looked at first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from liaison_app.actions import translation_files
from liaison_app.actions.translating import Wanted
from liaison_app.actions.translation_files import Fate, Format, Looked, Taking
from liaison_app.errors import LiaisonError
from liaison_app.language import catalogues
from liaison_app.language.catalogues import N_, _, ngettext
from liaison_app.language.languages import name_of, parents
from liaison_app.language.names import isolate
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.labels import small, strong, text
from ui.widgets.layout import column, labelled, line, row

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace
    from ui.jobs import Report
    from ui.shell import Shell

_LISTED = 60  # lines of a file that are shown; the rest are counted

_FATES = (
    (Fate.REVIEWED, N_("Taken as reviewed")),
    (Fate.DRAFT, N_("Taken as drafts")),
    (Fate.SAME, N_("As they are already")),
    (Fate.EMPTY, N_("Not translated in the file")),
    (Fate.ASK, N_("Left: a speaker reviewed the present words")),
    (Fate.LEFT, N_("Left: they cannot be right")),
)


class ExportForm(QWidget):
    """Which texts, in which format, into which file.

    Signals:
        finished: the file is written.
    """

    finished = Signal()

    def __init__(self, shell: Shell, language: str) -> None:
        super().__init__()
        self._shell, self._language = shell, language
        name = name_of(language, catalogues.current())
        self.wanted = ChipGroup(_("Which texts"), _wanted(), required=True)
        self.wanted.set_values(Wanted.ALL)
        self.format = ChipGroup(_("Format"), _formats(), required=True)
        self.format.set_values(Format.PO)
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.choose = primary(_("Choose where…"), self._ask, icon="file-export")
        self.setFocusProxy(self.wanted)
        about = _("The file holds no family. Whoever gets it may read it.")
        self.setLayout(
            column(
                strong(_("Into {language}").format(language=name)),
                small(about),
                labelled(_("&Texts"), self.wanted),
                labelled(_("&Format"), self.format),
                self.problem,
                row(self.choose, None),
                spacing=14,
            )
        )

    def write(self, chosen: str) -> None:
        """Write the file that was chosen in a dialog, which asked before replacing one."""
        kind = Format(self.format.value())
        target = Path(chosen)
        complete = bool(target.suffix)
        if not complete:
            target = target.with_name(f"{target.name}.{kind}")
        try:
            made = translation_files.export(
                self._shell.workspace,
                self._language,
                target,
                kind=kind,
                wanted=Wanted(self.wanted.value()),
                force=complete,
            )
        except LiaisonError as error:
            self.problem.say(str(error), Tone.DANGER)
            return
        words = ngettext("{count} text is in {file}.", "{count} texts are in {file}.", made.texts)
        self._shell.done(words.format(count=made.texts, file=isolate(target.name)))
        self.finished.emit()

    def _ask(self) -> None:
        kind = Format(self.format.value())
        name = translation_files.suggested_name(self._language, kind)
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("For translators"), str(Path.home() / name), _KINDS[kind]
        )
        if chosen:
            self.write(chosen)


_KINDS = {Format.PO: "PO (*.po)", Format.XLIFF: "XLIFF 1.2 (*.xliff *.xlf)"}


class ImportForm(QWidget):
    """A file that came back: who worked on it, what would become of it, and then taking it in.

    Signals:
        finished: it was taken in.
    """

    finished = Signal()

    def __init__(self, shell: Shell, language: str) -> None:
        super().__init__()
        self._shell, self._language = shell, language
        self._path: Path | None = None
        self._looked: Looked | None = None
        self.by, self.reviewer = QLineEdit(), QLineEdit()
        self.replace = QCheckBox(_("&Even in place of reviewed words"))
        self.all_done = QCheckBox(_("Even what the file &marks as needing work"))
        self.problem = Banner("", Tone.DANGER)
        self.problem.hide()
        self.choose = button(_("Choose the file…"), self._ask, icon="file-import")
        self.take_button = primary(_("&Take it in"), self.take, icon="check")
        self.take_button.hide()
        self._account = QWidget()
        self._lines = QVBoxLayout(self._account)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self.setFocusProxy(self.by)
        self.setLayout(
            column(
                small(_("A PO or an XLIFF 1.2 file. Nothing is changed before you have seen it.")),
                labelled(_("Translated &by"), self.by),
                labelled(
                    _("&Reviewed by"),
                    self.reviewer,
                    small(_("A speaker who has read all that is not marked; empty for nobody.")),
                ),
                self.replace,
                self.all_done,
                row(self.choose, None),
                self.problem,
                self._account,
                row(self.take_button, None),
                spacing=12,
            )
        )
        for part in (self.by, self.reviewer):
            part.textChanged.connect(self._stale)
        for tick in (self.replace, self.all_done):
            tick.toggled.connect(self._again)

    def look(self, path: Path) -> None:
        """Look at a file; nothing is changed."""
        self._path = path
        taking = Taking(
            by=self.by.text(),
            reviewed_by=self.reviewer.text(),
            replace_reviewed=self.replace.isChecked(),
            all_done=self.all_done.isChecked(),
        )

        def work(view: Workspace, _report: Report) -> Looked:
            return translation_files.look_at(view, path, taking)

        self._shell.job(work, self._show, label=_("Looking at the file"), failed=self._refuse)

    def take(self) -> None:
        """Take in what was looked at."""
        if self._looked is None:
            return
        try:
            touched = translation_files.take(self._shell.workspace, self._looked)
        except LiaisonError as error:
            self._refuse(error)
            return
        count = self._looked.count(Fate.REVIEWED, Fate.DRAFT)
        words = ngettext("{count} text was taken in.", "{count} texts were taken in.", count)
        self._shell.done(words.format(count=count), undo=touched.number)
        self.finished.emit()

    def _ask(self) -> None:
        if not self.by.text().strip():
            self.problem.say(_("Say first who translated it."), Tone.DANGER)
            self.by.setFocus()
            return
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Take in a file"), str(Path.home()), "PO, XLIFF (*.po *.xliff *.xlf);;* (*)"
        )
        if chosen:
            self.look(Path(chosen))

    def _again(self) -> None:
        if self._path:
            self.look(self._path)

    def _stale(self) -> None:
        """Other names: what was looked at does not count any more."""
        self._looked = None
        self.take_button.hide()
        self._empty()

    def _refuse(self, error: LiaisonError) -> None:
        self._stale()
        self.problem.say(str(error), Tone.DANGER)

    def _show(self, looked: Looked) -> None:
        self._looked = looked
        self.problem.hide()
        self._empty()
        name = name_of(looked.language, catalogues.current())
        self._lines.addWidget(strong(name))
        for note in (*self._another(looked.language), *looked.notes):
            self._lines.addWidget(Banner(note, Tone.WARN))
        for fate, label in _FATES:
            if looked.count(fate):
                self._lines.addWidget(text(f"{_(label)}: {looked.count(fate)}"))
        told = [one for one in looked.lines if one.why]
        for one in told[:_LISTED]:
            self._lines.addWidget(line())
            self._lines.addWidget(small(f"{one.place}: {isolate(one.source)}"))
            self._lines.addWidget(text(one.why))
        if len(told) > _LISTED:
            more = _("{count} more").format(count=len(told) - _LISTED)
            self._lines.addWidget(small(more))
        self.take_button.setVisible(bool(looked.changes))
        if not looked.changes:
            self._lines.addWidget(strong(_("There is nothing to take from this file.")))

    def _another(self, tag: str) -> tuple[str, ...]:
        """That the file is in another language than the one whose texts are on the page."""
        if parents(tag)[-1] == parents(self._language)[-1]:
            return ()
        interface = catalogues.current()
        why = _("This file is in {language}. You came from the texts in {other}.")
        other = name_of(self._language, interface)
        return (why.format(language=name_of(tag, interface), other=other),)

    def _empty(self) -> None:
        while item := self._lines.takeAt(0):
            gone = item.widget()
            if gone:
                gone.hide()
                gone.deleteLater()


def _wanted() -> tuple[Option, ...]:
    return (
        Option(Wanted.ALL, _("All")),
        Option(Wanted.MISSING, _("Missing")),
        Option(Wanted.REVIEW, _("To review")),
        Option(Wanted.STALE, _("Outdated")),
    )


def _formats() -> tuple[Option, ...]:
    return (
        Option(Format.PO, _("PO: Poedit, Weblate")),
        Option(Format.XLIFF, _("XLIFF: translation offices")),
    )
