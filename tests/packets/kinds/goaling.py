"""A family's goals, and prints of them in Arabic as long as the English."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from liaison_app.language.section_markup import placeholders
from liaison_app.packets import templates
from liaison_app.records.goals import Goal, GoalStep, Side
from liaison_app.records.packets import SectionText

if TYPE_CHECKING:
    from tests.packets.home import Home

HOPE = "أريد أن يقرأ يوسف كل يوم"
AGREED = date(2026, 11, 20)
REVIEW = date(2026, 12, 18)


def goal(home: Home, **more: Any) -> str:
    """Amira's goal for Yusuf; gives its id."""
    values: dict[str, Any] = {
        "household": home.family,
        "child": home.yusuf,
        "family_words": HOPE,
        "language": "ar",
        "school_words": "Yusuf reads on his own by spring.",
        "agreed_by": home.amira,
        "agreed_on": AGREED,
        "review_on": REVIEW,
        **more,
    }
    return home.add(Goal(**values))


def step(home: Home, goal_id: str, what: str, side: Side = Side.HOME, **more: Any) -> str:
    """A step to a goal; gives its id."""
    return home.add(GoalStep(household=home.family, goal=goal_id, what=what, side=side, **more))


def in_long_arabic(home: Home, kind: str, *more: str) -> None:
    """Put every text of a kind, and these, into as many Arabic letters as the English has."""
    found = [one.title for one in templates.load(kind)]
    for one in templates.load(kind):
        found += [text for line in one.lines for context, text in line.messages if not context]
    for text in dict.fromkeys([*found, *more]):
        values = " ".join(f"{{{name}}}" for name in sorted(placeholders(text)))
        words = "كلمات " * max(1, len(text) // 6)
        home.add(SectionText(source=text, language="ar", text=f"{words}{values}".strip()))
