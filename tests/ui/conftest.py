"""What tests of the window share: the look they start from, a team, and what is said aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from liaison_app.language import catalogues
from tests.desk import StandingClock
from tests.ui.pages.team import Team, team_in
from tests.windows import destroy_all
from ui import fonts, jobs, theme
from ui.look import Look, Scheme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

Show = Callable[..., None]


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> Iterator[None]:
    """English, light, left to right, 100 %, with the shipped fonts; put back afterwards."""
    fonts.register_latin()
    fonts.register_scripts()
    _show(qapp, "en", Look(Scheme.LIGHT))
    yield
    destroy_all(qapp)
    _show(qapp, "en", Look(Scheme.LIGHT))


@pytest.fixture
def show_in(qapp: QApplication) -> Show:
    """Show the interface in a language, mirrored if it is, at a text size and in colours."""

    def show(tag: str = "en", scheme: Scheme = Scheme.LIGHT, scale: float = 1.0) -> None:
        _show(qapp, tag, Look(scheme, scale, tag == "ar"))

    return show


def _show(app: QApplication, tag: str, wanted: Look) -> None:
    catalogues.use(tag)
    theme.apply(app, wanted)


@pytest.fixture
def clock() -> StandingClock:
    """What the laptops of a test go by; it stands until the test lets time pass."""
    return StandingClock()


@pytest.fixture
def team(tmp_path: Path, clock: StandingClock) -> Iterator[Team]:
    """Rosa alone, with a stick; what a window began is waited for before she closes."""
    made = team_in(tmp_path, clock)
    yield made
    assert jobs.wait_for_all()
    made.close()


@pytest.fixture
def spoken(monkeypatch) -> list[str]:
    """What a screen reader would be told without asking."""
    said: list[str] = []

    def hear(_widget: object, words: str, *, urgent: bool = False) -> None:
        said.append(f"{'! ' if urgent else ''}{words}")

    for module in ("banner", "panels", "save_state", "toast"):
        monkeypatch.setattr(f"ui.widgets.{module}.announce", hear)
    return said
