"""A page is in one language: its values are in the one that its words are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.packets.content import Calendar, Table
from liaison_app.packets.texts import texts
from liaison_app.records.packets import SectionText
from tests.packets.composing import block, composed, section, words

if TYPE_CHECKING:
    from liaison_app.packets.compose import Composed
    from tests.packets.home import Home


def slip(home: Home, *tags: str) -> str:
    return words(section(composed(home, *tags), "reply-slip"))


def test_a_slip_that_is_in_english_says_so_once(home: Home) -> None:
    assert slip(home, "ckb").count("Please call me.") == 1
    assert slip(home, "ckb").splitlines()[0] == "Answer us"
    assert slip(home, "ar").count("Please call me.") == 1, "beside the Arabic"
    home.add(SectionText(source="Please call me.", language="ckb", text="ما ته زنګ ووهئ."))
    assert slip(home, "ckb").count("Please call me.") == 1, "whoever gets it back understands it"
    assert slip(home, "ckb").count("Answer us") == 1


@pytest.mark.parametrize("tag", ["ckb", "he", "yi"])
def test_values_on_a_page_in_english_are_said_in_english(home: Home, tag: str) -> None:
    made = composed(home, tag)
    assert {text.language for text in texts(section(made, "school-day"))} == {"en"}
    hours = dict(one for one in table_of_school(made) if len(one) == 2)["School hours"]
    assert hours == "8:15 AM – 2:45 PM"
    assert {text.language for text in texts(section(made, "contact-cards"))} == {"en"}


def table_of_school(made: Composed) -> list[tuple[str, ...]]:
    tables = [one for one in section(made, "school-day").blocks if isinstance(one, Table)]
    return [tuple(words(cell) for cell in row) for one in tables for row in (one.header, *one.rows)]


def test_two_lines_that_are_translated_do_not_turn_the_page(home: Home) -> None:
    home.add(
        SectionText(source="School hours", language="ckb", text="د ښوونځي ساعتونه"),
        SectionText(source="Address", language="ckb", text="پته"),
    )
    made = composed(home, "ckb")
    assert made.packet.languages == ("en",)
    assert dict(one for one in table_of_school(made) if len(one) == 2)["پته"].startswith("4 Cedar")
    calendar = block(made, "calendar", Calendar)
    assert isinstance(calendar, Calendar)
    assert calendar.language == "en"
    assert composed(home, "ar").packet.languages == ("ar",)
    assert home.prepare(language="ckb", beside="en").beside == "en"
