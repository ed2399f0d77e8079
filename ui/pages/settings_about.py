"""Settings: which version this is, and the licences of what it is made of."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout

from liaison_app import shipped
from liaison_app.language.catalogues import _
from ui import look
from ui.widgets.buttons import button, primary
from ui.widgets.labels import heading, muted, text
from ui.widgets.layout import card, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class AboutCard:
    """Version and licences."""

    def __init__(self) -> None:
        version = _("Liaison {version}").format(version=metadata.version("liaison"))
        parts = _(
            "Fonts: Inter and Noto Sans (SIL Open Font License). Icons: Tabler (MIT)."
            " Window: Qt for Python (LGPL). Store: SQLCipher (BSD)."
        )
        self.licences = button(_("Read the licences"), self._show, icon="book")
        self.frame = card(
            heading(_("About")), text(version), muted(parts), row(self.licences, None)
        )

    def read(self) -> None:
        """Nothing here changes."""

    def control(self, name: str) -> QWidget | None:
        """The control of this name."""
        return self.licences if name == "about" else None

    def _show(self) -> None:
        Licences(self.frame.window()).open()


class Licences(QDialog):
    """The texts of the licences, as they were shipped."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Licences"))
        shown = QPlainTextEdit()
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(_("Licences"))
        shown.setPlainText(licence_texts())
        close = primary(_("Close"), self.accept)
        box = QVBoxLayout(self)
        box.addWidget(shown, 1)
        box.addWidget(close)
        self.resize(min(look.px(720), window.width() - 40), min(look.px(600), window.height() - 40))


def licence_texts() -> str:
    """Every licence that is shipped, one after the other, equal texts once."""
    folders = (shipped.resources() / "icons", shipped.resources() / "fonts")
    texts: dict[str, list[str]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            name = path.stem.removeprefix("OFL-").removeprefix("LICENSE-")
            texts.setdefault(path.read_text(encoding="utf-8").strip(), []).append(name)
    return "\n\n".join(f"{', '.join(names)}\n\n{words}" for words, names in texts.items())
