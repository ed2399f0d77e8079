"""Bringing in families from a school's export: choose, check what was recognised, try, import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from liaison_app.actions import care, importing
from liaison_app.actions.importing import Format, SeveralSheets
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from ui.pages.import_account import AccountView
from ui.pages.import_mapping import Mapping
from ui.text import joined
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button, primary
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.labels import Label
from ui.widgets.layout import Page, card, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.importing import Account, Looked, Preset, Report
    from liaison_app.workspace import Touched, Workspace
    from ui import jobs
    from ui.shell import Shell

_FORMATS = {
    Format.ONEROSTER: "OneRoster",
    Format.SDS: "Microsoft School Data Sync",
    Format.CSV: "CSV",
    Format.XLSX: "Excel",
}


class ImportPage(Page):
    """From a file of the school's office to families in the workspace, with nothing hidden."""

    name = "import"

    def __init__(self, shell: Shell) -> None:
        super().__init__(_("Import"), _("Bring in families from the school's own system."))
        self._shell = shell
        self._path = Path()
        self._sheet = ""
        self._preset: Preset | None = None
        self.mapping: Mapping | None = None
        self.account: AccountView | None = None
        self.choose_file = primary(_("Choose a &file"), self._ask_file, icon="file-import")
        self.choose_folder = button(_("Choose a f&older"), self._ask_folder)
        self._explained = Label(
            _(
                "A list saved as CSV or Excel (.xlsx), or the folder or zip of a OneRoster or "
                "Microsoft School Data Sync export. Nothing is written before you have seen "
                "what would change. Passwords and other sensitive columns are never read."
            ),
            wrap=True,
        )
        self._choose = card(
            Label(_("What to bring in"), "heading"),
            self._explained,
            _line_of(self.choose_file, self.choose_folder),
        )
        self.body.addWidget(self._choose)
        self._steps: list[QWidget] = []
        self.body.addStretch(1)

    # --- what the window asks: `ui.shell.Page`

    def arrive(self, **target: str) -> None:
        """Show the page; `path` opens that file or folder at once."""
        if "path" in target:
            self.choose(Path(target["path"]))
        self.choose_file.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Nothing typed here needs keeping."""

    def touched(self, touched: Touched) -> None:
        """What is shown here is of the export, not of the workspace."""

    # --- steps

    def choose(self, path: Path, sheet: str = "") -> None:
        """Look at a file or folder, and in a workbook at one sheet."""
        self._path, self._sheet, self._preset = path, sheet, None
        self._look(None)

    def try_it(self) -> None:
        """Read everything and show what would be done; nothing is written."""
        self._run(dry_run=True, then=self._show_trial)

    def import_now(self) -> None:
        """Write it, with the answers that were given."""
        same = self.account.same() if self.account else {}
        self._run(dry_run=False, same=same, then=self._show_result)

    def _look(self, preset: Preset | None) -> None:
        path, sheet, self._preset = self._path, self._sheet, preset
        self._clear()
        self._shell.job(
            lambda _view, _report: importing.look(path, sheet=sheet, preset=preset),
            self._show_look,
            label=_("Looking at the export"),
            failed=self._failed,
        )

    def _show_look(self, looked: Looked) -> None:
        self._clear()
        words = _("{format} export: {name}").format(
            format=isolate(_FORMATS[looked.format]), name=isolate(looked.name)
        )
        if looked.columns:
            rows = ngettext("{count} line", "{count} lines", looked.rows)
            words = joined(words, rows.format(count=f"{looked.rows:,}"))
        self._put(Banner(words, Tone.OK))
        self._warn_about_practice()
        for note in looked.notes:
            self._put(Banner(note, Tone.ACCENT))
        actions: list[QWidget] = [primary(_("&See what would change"), self.try_it, icon="eye")]
        if looked.columns:
            self.mapping = Mapping(looked)
            self._put(self.mapping)
            actions += [
                button(_("Save this &mapping"), self._ask_save, icon="device-floppy"),
                button(_("&Use a saved mapping"), self._ask_load),
            ]
        self._put(_line_of(*actions))
        actions[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_trial(self, account: Account) -> None:
        self._clear()
        self._put(
            Banner(_("This is what would happen. Nothing has been written yet."), Tone.ACCENT)
        )
        write = primary(_("&Import now"), self.import_now, icon="download")
        write.setEnabled(bool(account.added or account.changed))
        back = button(_("&Back"), lambda: self._look(self._preset), icon="arrow-left")
        self._show_account(account, write, back)
        write.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_result(self, account: Account) -> None:
        self._clear()
        if account.number:
            words = _("The import is done.")
            self._put(Banner(words, Tone.OK))
            self._shell.done(words, undo=account.number)
        else:
            self._put(Banner(_("Everything was here already. Nothing was written."), Tone.OK))
        number = account.number
        families = primary(_("&Go to the families"), lambda: self._shell.go("families"))
        undo = button(_("&Undo this import"), lambda: self._undo(number), icon="arrow-back-up")
        self._show_account(account, *((families, undo) if number else (families,)))
        families.setFocus(Qt.FocusReason.OtherFocusReason)

    def _run(
        self,
        *,
        dry_run: bool,
        then: Callable[[Account], None],
        same: dict[str, str] | None = None,
    ) -> None:
        if self.mapping:
            self._preset = self.mapping.preset()
        path, sheet, preset = self._path, self._sheet, self._preset

        def work(view: Workspace, report: jobs.Report) -> Account:
            told: Report = lambda p: report(p.done, p.whole, p.step)  # noqa: E731
            return importing.run(
                view, path, sheet=sheet, preset=preset, same=same, dry_run=dry_run, report=told
            )

        label = _("Reading the export") if dry_run else _("Importing")
        self._shell.job(work, then, label=label, failed=self._failed)

    def _undo(self, number: int) -> None:
        self._shell.job(
            lambda view, report: care.undo(view, number, progress=report),
            lambda undone: self._undone(undone.left),
            label=_("Undoing the import"),
            failed=self._failed,
        )

    def _undone(self, left: tuple[str, ...]) -> None:
        self._clear()
        self._put(Banner(_("The import was undone."), Tone.OK))
        for words in left:
            self._put(Banner(words, Tone.WARN))

    def _failed(self, error: LiaisonError) -> None:
        self._clear()
        self._put(Banner(str(error), Tone.WARN))
        if isinstance(error, SeveralSheets):
            sheets = ChipGroup(
                _("Sheet"), tuple(Option(name, name) for name in error.names), required=True
            )
            sheets.changed.connect(lambda: self.choose(self._path, str(sheets.value())))
            self._put(card(Label(_("Which sheet?"), "heading"), sheets))
            sheets.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- parts

    def _show_account(self, account: Account, *actions: QWidget) -> None:
        for note in account.notes:
            self._put(Banner(note, Tone.WARN if account.practice else Tone.ACCENT))
        self.account = AccountView(account, _line_of(*actions))
        self._put(self.account)

    def _warn_about_practice(self) -> None:
        if self._shell.workspace.practice:
            words = _("This is practice. Do not bring the data of real families in here.")
            self._put(Banner(words, Tone.WARN))

    def _put(self, part: QWidget) -> None:
        self._explained.hide()
        self._steps.append(part)
        self.body.insertWidget(self.body.count() - 1, part)

    def _clear(self) -> None:
        for part in self._steps:
            part.hide()
            part.deleteLater()
        self._steps = []
        self.account = None
        self.mapping = None

    # --- questions to the file system

    def _ask_file(self) -> None:
        kinds = (
            _("School exports") + " (*.csv *.txt *.tsv *.xlsx *.zip);;" + _("All files") + " (*)"
        )
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Choose a file"), "", kinds)
        if chosen:
            self.choose(Path(chosen))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Choose a folder"))
        if chosen:
            self.choose(Path(chosen))

    def _ask_save(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save this mapping"), "liaison-mapping.json", "JSON (*.json)"
        )
        if chosen and self.mapping:
            try:
                importing.save_preset(
                    Path(chosen), self.mapping.columns(), self.mapping.date_order()
                )
            except LiaisonError as error:
                self._shell.trouble(error)
            else:
                self._shell.done(_("The mapping is saved."))

    def _ask_load(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Use a saved mapping"), "", "JSON (*.json)"
        )
        if chosen:
            try:
                self._look(importing.read_preset(Path(chosen)))
            except LiaisonError as error:
                self._shell.trouble(error)


def _line_of(*parts: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(flow(*parts))
    return holder
