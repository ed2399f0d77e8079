"""The form of a shared place, as tests fill it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.exchange import ExchangePage

if TYPE_CHECKING:
    from tests.ui.shells import OnePageShell
    from ui.pages.exchange_place_form import PlaceForm


def page_of(shell: OnePageShell) -> ExchangePage:
    """Go to the exchange page, as a person at the keyboard does."""
    shell.activateWindow()
    shell.go("exchange")
    found = shell.findChild(ExchangePage)
    assert isinstance(found, ExchangePage)
    return found


def form_of(page: ExchangePage) -> PlaceForm:
    """The form that is open."""
    assert page.places.form
    return page.places.form


def pick(form: PlaceForm, kind: str) -> None:
    """Press the chip of a kind."""
    form.kind.set_values(kind)
    form.kind.changed.emit()
