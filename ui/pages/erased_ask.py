"""The question before erasing for good: what goes, who stays, what lies outside, the name typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.language.catalogues import _
from liaison_app.language.folding import fold
from liaison_app.language.names import isolate
from liaison_app.records.keeping import ErasureRule
from ui.forms.declared import options
from ui.forms.rows import Form
from ui.forms.spec import RowSpec
from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.chip_group import Option
from ui.widgets.drop_down import DropDown
from ui.widgets.labels import Label, heading, strong
from ui.widgets.layout import SteadyColumn, card, flow

if TYPE_CHECKING:
    from liaison_app.actions.erasing import Parts, Preview


class AskCard(QFrame):
    """Shows what erasing would do, and waits for the name.

    Signals:
        confirmed, dismissed, kept, freed: a button was used.
        wanted: something else of the family is to be looked at: with the id of a person ("" for
            the family) and a type of records ("" for everything).
    """

    wanted = Signal(str, str)
    confirmed = Signal()
    dismissed = Signal()
    kept = Signal()
    freed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._box = SteadyColumn(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.seen: Preview | None = None
        self.form: Form | None = None
        self.rule: DropDown | None = None
        self.why_kept: Form | None = None
        self.whose: DropDown | None = None
        self.what: DropDown | None = None
        self._shown: QWidget | None = None

    def show_preview(self, seen: Preview, parts: Parts) -> None:
        """Show what was looked at, and put the keyboard where the answer begins.

        Where somebody looks from one part of a family to another, it stays on that choice.
        """
        was_whose = bool(self.whose and self.whose.hasFocus())
        was_what = bool(self.what and self.what.hasFocus())
        self.clear()
        self.seen = seen
        title = _("Erase {name} for good?").format(name=isolate(seen.name))
        if seen.only:
            what = parts.kinds.get(seen.only, seen.only)
            title = _("Erase for good of {name}: {what}?").format(
                name=isolate(seen.name), what=what
            )
        held = [one for one in seen.reasons if one.binding]
        self.rule = DropDown(_("Why"), options(ErasureRule))
        typed = RowSpec("typed", _("Type the name once more"), help=seen.name, required=True)
        self.form = Form([typed])
        self.why_kept = Form(
            [
                RowSpec(
                    "reason",
                    _("Or: why it must be kept"),
                    help=_("Such as a court case; then it is not erased before somebody ends that"),
                )
            ]
        )
        erase = button(_("&Erase for good"), self.confirmed.emit, icon="trash", kind="danger")
        cancel = button(_("&Cancel"), self.dismissed.emit)
        answers = QWidget()
        keep = button(_("It must be &kept"), self.kept.emit, icon="lock")
        free = button(_("It need not be &kept any more"), self.freed.emit, icon="lock-open")
        answers.setLayout(flow(*([] if held else [erase]), cancel))
        keeping = QWidget()
        keeping.setLayout(flow(free if held else keep))
        lines = [Label(words, wrap=True) for words in _lines(seen)]
        reasons = [
            Banner(one.words, Tone.DANGER if one.binding else Tone.WARN) for one in seen.reasons
        ]
        outside = [Label(words, wrap=True) for words in seen.outside.words()]
        codes = [Label(words, "small", wrap=True) for words in _papers(seen)]
        beyond = [strong(_("What you must collect or ask for yourself")), *outside, *codes]
        shown = [*lines, *reasons, *(beyond if outside else [])]
        self._offer(seen, parts)
        rows = [*shown, *([] if held else [strong(_("Why")), self.rule, self.form]), answers]
        if seen.type == "household":  # it is the family that is kept
            rows += [*([] if held else [self.why_kept]), keeping]
        chosen = [strong(_("Whose")), self.whose, strong(_("What")), self.what]
        self._shown = card(heading(title), *chosen, *rows)
        self._box.addWidget(self._shown)
        self.show()
        begin = self.whose if was_whose else self.what if was_what else None
        (begin or (cancel if held else self.rule)).setFocus()

    def _offer(self, seen: Preview, parts: Parts) -> None:
        """Offer the family, each of its people, and each kind of record that there is."""
        person = seen.id if seen.type == "person" else ""
        people = [Option(one, name) for one, name in sorted(parts.people.items(), key=_by_name)]
        kinds = [Option(name, plural) for name, plural in sorted(parts.kinds.items(), key=_by_name)]
        self.whose = whose = DropDown(_("Whose"), [Option("", _("The whole family")), *people])
        self.what = what = DropDown(_("What"), [Option("", _("Everything")), *kinds])
        whose.set_value(person)
        what.set_value(seen.only)
        whose.chosen.connect(lambda: self.wanted.emit(whose.value(), ""))
        what.chosen.connect(lambda: self.wanted.emit(person, what.value()))

    def clear(self) -> None:
        """Show nothing."""
        self.seen, self.form, self.rule, self.why_kept = None, None, None, None
        self.whose = self.what = None
        if self._shown is not None:
            self._box.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self.hide()


def _lines(seen: Preview) -> list[str]:
    said = []
    if seen.what:
        words = _("Goes: {what}") if seen.only else _("Goes too: {what}")
        said.append(words.format(what=seen.what))
    elif seen.only:
        said.append(_("There is nothing of this kind."))
    if seen.people:
        names = ", ".join(map(isolate, seen.people))
        said.append(_("People: {names}").format(names=names))
    if seen.staying:
        names = ", ".join(map(isolate, seen.staying))
        said.append(
            _("Stay, because they live with another family too: {names}").format(names=names)
        )
    said.append(_("Nothing brings this back. It goes from every laptop that hears of it."))
    return said


def _papers(seen: Preview) -> list[str]:
    codes = ", ".join(one.code for one in seen.outside.papers if one.code)
    given = ", ".join(isolate(one.recipient) for one in seen.outside.given if one.recipient)
    return [
        *([_("Codes on the pages: {codes}").format(codes=codes)] if codes else []),
        *([_("Given to: {names}").format(names=given)] if given else []),
    ]


def _by_name(of: tuple[str, str]) -> str:
    return fold(of[1])
