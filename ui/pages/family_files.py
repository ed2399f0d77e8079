"""A family's attached files: where each is; attaching, fetching and saving them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from liaison_app.actions import attachment_states, attachments
from liaison_app.language.catalogues import _
from ui.pages.family_section import Section, change_button
from ui.text import joined
from ui.widgets import labels
from ui.widgets.buttons import flat, icon_button
from ui.widgets.layout import Part, column, flow, row
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.attachments import Looked
    from liaison_app.actions.family import FamilyPage, File
    from liaison_app.errors import LiaisonError
    from liaison_app.workspace import Workspace
    from ui.jobs import Report
    from ui.pages.family_section import FamilyActions
    from ui.shell import Shell
    from ui.widgets.side_panel import SidePanel


def files(page: FamilyPage, actions: FamilyActions, work: FilesWork) -> Section:
    """Attached files; a copy is written only where the person says."""
    made = Section(_("Files"), _("Attach"), actions.attach)
    if not page.files:
        made.say(_("Signed papers and photos stand here, encrypted."))
    for one in page.files:
        made.add(_file(one, actions, work))
    return made


def _file(one: File, actions: FamilyActions, work: FilesWork) -> QWidget:
    name = labels.ElidedLabel(one.name, "strong")
    lines: list[Part] = [name, labels.small(joined(one.media_type, shown_size(one.size)))]
    if one.where:
        lines.append(labels.small(one.where))
    asks = _asks(one, work)
    if asks:
        holder = QWidget()
        holder.setLayout(flow(*asks))
        lines.append(holder)
    parts: list[QWidget] = []
    if one.here or one.can_fetch:
        save = partial(work.save, one.id, one.name)
        parts.append(icon_button("download", _("Save a copy: {name}").format(name=one.name), save))
    parts.append(change_button(one.name, partial(actions.edit, "attachment", one.id)))
    made = QWidget()
    made.setLayout(row(column(*lines), *parts, spacing=4, stretch=0))
    return made


def _asks(one: File, work: FilesWork) -> list[QWidget]:
    found: list[QWidget] = []
    if one.can_fetch:
        said = _("Fetch: {name}").format(name=one.name)
        found.append(flat(_("Fetch"), partial(work.fetch, one.id), name=said))
    if one.wanted:
        said = _("Do not fetch: {name}").format(name=one.name)
        found.append(flat(_("Do not fetch"), partial(work.forget, one.id), name=said))
    return found


def shown_size(size: int) -> str:
    """A size in bytes, as people say it."""
    if size < 1_000_000:
        return _("{count} kB").format(count=max(1, round(size / 1_000)))
    return _("{count} MB").format(count=round(size / 1_000_000, 1))


@dataclass(frozen=True)
class Fetching:
    """Fetches files that are not here.

    Attributes:
        shell: the window.
        look: called when a file may be elsewhere than before.
    """

    shell: Shell
    look: Callable[[], object]

    def fetch(self, attachment: str) -> None:
        """Fetch a file that is not here; what came stays if it is stopped."""

        def work(view: Workspace, report: Report) -> None:
            attachment_states.fetch(view, attachment, report)

        def fetched(_nothing: None) -> None:
            self.look()
            self.shell.done(_("The file is on this laptop."))

        self.shell.job(work, fetched, label=_("Fetching the file"), failed=self.failed)

    def forget(self, attachment: str) -> None:
        """Want a file no more."""
        attachment_states.forget(self.shell.workspace, attachment)
        self.look()

    def failed(self, error: LiaisonError) -> None:
        """Say why a file did not come, and where it is."""
        self.look()
        self.shell.trouble(error)


@dataclass(frozen=True)
class FilesWork(Fetching):
    """Attaches and saves files as well, for whoever looks at a family.

    Attributes:
        parent: of the dialogs.
        panel: beside the page, where a question stands.
    """

    parent: QWidget
    panel: SidePanel

    def attach(self, household: str) -> None:
        """Choose a file and keep an encrypted copy, without what it says of itself."""
        chosen, _filter = QFileDialog.getOpenFileName(self.parent, _("Attach a file"))
        if chosen:
            path = Path(chosen)
            self.shell.job(
                lambda _view, report: attachments.look(path, lambda: report(0, 0)),
                partial(self._attach_or_ask, household),
                label=_("Looking at the file"),
            )

    def _attach_or_ask(self, household: str, looked: Looked) -> None:
        if not looked.told:
            self._attach(household, looked)
            return
        ask = ConfirmPanel(_("Attach this file?"), looked.told, _("Attach it"), danger=False)

        def confirmed() -> None:
            self.panel.shut()
            self._attach(household, looked)

        ask.confirmed.connect(confirmed)
        ask.dismissed.connect(self.panel.shut)
        self.panel.show_in(_("Attach a file"), ask)
        ask.ask()

    def _attach(self, household: str, looked: Looked) -> None:
        self.shell.job(
            lambda view, _report: attachments.attach(view, household, looked).number,
            lambda number: self.shell.done(_("File attached"), undo=number),
            label=_("Encrypting the file"),
        )

    def save(self, attachment: str, name: str) -> None:
        """Write a decrypted copy where the person says, fetching the file first if need be."""
        chosen, _filter = QFileDialog.getSaveFileName(
            self.parent, _("Save a readable copy"), Path(name).name
        )
        if not chosen:
            return
        path = Path(chosen)

        def work(view: Workspace, report: Report) -> int:
            return attachment_states.save(view, attachment, path, report)

        def saved(_size: int) -> None:
            self.look()
            self.shell.done(_("Saved. This copy is readable by anybody."))

        self.shell.job(work, saved, label=_("Decrypting the file"), failed=self.failed)
