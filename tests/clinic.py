"""Giving facts of Amira's family to a clinic, for tests: who agreed, what is seen, what it says."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pypdf

from liaison_app.actions import giving, sharing
from liaison_app.actions.sharing import Preview, Request
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.sharing import Disclosure

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.actions.giving import Shared
    from tests.packets.home import Home

CLINIC = "Riverside Clinic"


def agree(home: Home, purpose: str = "clinic", **values: Any) -> str:
    """A consent of Amira's for a clinic; gives its id."""
    given: dict[str, Any] = {
        "giver": home.amira,
        "household": home.family,
        "recipient": CLINIC,
        "state": ConsentState.GIVEN,
        "given_on": date(2026, 11, 2),
    }
    return home.add(Consent(purpose=purpose, **{**given, **values}))


def seen(home: Home, purpose: str = "clinic", **wishes: Any) -> Preview:
    """What would be given."""
    wanted = {"recipient": CLINIC, **wishes}
    return sharing.preview(home.workspace, Request(home.family, purpose, **wanted))


def give(home: Home, target: Path, *, sealed: bool = False, **wishes: Any) -> Shared:
    """Give it."""
    return giving.share(home.workspace, seen(home, **wishes), target, sealed=sealed)


def codes(made: Preview) -> set[str]:
    """What is known of it."""
    return {one.code for one in made.problems}


def words(made: Preview) -> str:
    """All values."""
    return "\n".join(one.words for one in made.values)


def disclosures(home: Home) -> list[Disclosure]:
    """What was written down."""
    return home.workspace.all(Disclosure)


def pages(content: bytes) -> list[str]:
    """The words of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
