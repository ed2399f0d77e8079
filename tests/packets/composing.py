"""A family's packet composed for tests, and what it says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from liaison_app.packets import templates
from liaison_app.packets.compose import Composed, Order, compose
from liaison_app.packets.content import Profile, Table
from liaison_app.packets.kinds import KINDS
from liaison_app.packets.texts import texts
from liaison_app.packets.voices import voice
from liaison_app.records.packets import SectionText

if TYPE_CHECKING:
    from liaison_app.packets.content import Block, Section
    from tests.packets.home import Home

DECEMBER = date(2026, 12, 1)


def composed(
    home: Home,
    *tags: str,
    profile: Profile = Profile.STANDARD,
    month: date = DECEMBER,
    to: str = "",
) -> Composed:
    rows = home.workspace.all(SectionText)
    order = Order(
        kind=KINDS["welcome"],
        templates=templates.load("welcome"),
        voices=tuple(voice(tag, rows) for tag in tags or ("en",)),
        profile=profile,
        month=month,
        code="W-7K3M9Q",
    )
    return compose(home.facts(to), order)


def section(made: Composed, name: str) -> Section:
    return next(one for one in made.packet.sections if one.name == name)


def words(part: object) -> str:
    """Every text of a part in one string, marks of direction taken out."""
    marks = dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069))
    return "\n".join(one.plain for one in texts(part)).translate(marks).replace("\xa0", " ")


def table(made: Composed, name: str) -> list[list[str]]:
    found = block(made, name, Table)
    assert isinstance(found, Table)
    return [[words(cell) for cell in row] for row in (found.header, *found.rows)]


def block(made: Composed, name: str, kind: type[Block]) -> Block:
    return next(one for one in section(made, name).blocks if isinstance(one, kind))
