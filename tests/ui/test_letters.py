"""Letters that lead somewhere with Alt mean one thing, and words that find no room wrap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.ui.accessible import doubled, name_of
from ui.forms.rows import Form
from ui.forms.spec import RowSpec
from ui.widgets.button_words import CheckBox
from ui.widgets.buttons import button
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.labels import Label
from ui.widgets.layout import FoldingRow, Page, card, column, flow, labelled, row

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

LONG = "A web address (WebDAV, Nextcloud) of the whole district"


def shown(qtbot, made: QWidget, width: int) -> QWidget:
    qtbot.addWidget(made)
    made.resize(width, 500)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.wait(20)
    return made


def test_a_form_gives_way_to_the_page_around_it(qtbot) -> None:
    page = Page("Records", actions=(button("&Add"), button("P&rint")))
    form = Form([RowSpec("a", "Answer"), RowSpec("r", "Reason"), RowSpec("n", "Name")])
    page.body.addWidget(form)
    page.body.addWidget(labelled("&Name && more", QLineEdit()))
    assert shown(qtbot, page, 600)
    assert doubled(page) == {}
    said = {one.text() for one in page.findChildren(Label)}
    assert {"A&nswer", "R&eason", "N&ame"} & said  # each with a letter of its own words
    assert "P&rint" in {one.text() for one in page.findChildren(type(button("")))}


def test_one_that_finds_no_letter_has_none(qtbot) -> None:
    page = Page("x", actions=(button("&Ab"), button("&Ba"), button("A&b")))
    assert shown(qtbot, page, 600)
    assert doubled(page) == {}


@pytest.mark.parametrize("width", [200, 260])
def test_words_of_a_button_a_chip_and_a_box_wrap_where_there_is_no_room(qtbot, width: int) -> None:
    pressed, box = button(LONG, icon="world"), CheckBox(LONG)
    holder = QWidget()
    holder.setLayout(flow(pressed))
    chips = ChipGroup("Kind", (Option("w", LONG, "world"), Option("s", "S3")))
    made = shown(qtbot, card(holder, chips, box, None), width)
    chip = chips.findChildren(type(pressed).__mro__[1])[0]
    for one in (pressed, chip, box):
        assert one.width() <= width
        assert one.height() > one.sizeHint().height()
        assert name_of(one) == LONG
        assert one.text() == LONG
        narrow = ink(one.grab().toImage())
        made.resize(900, 500)
        QApplication.processEvents()
        qtbot.wait(10)
        assert one.height() == one.sizeHint().height()
        assert narrow > ink(one.grab().toImage()) * 0.6  # nothing was cut away
        made.resize(width, 500)
        qtbot.wait(10)


def test_what_stands_at_the_end_of_a_row_goes_below_where_there_is_no_room(qtbot) -> None:
    ends = [button("Write down"), button("Print")]
    made = FoldingRow(row(Label("A family with a long name", wrap=True)), *ends)
    outside = QWidget()
    outside.setLayout(column(made, None))
    assert shown(qtbot, outside, 700)
    wide = made.height()
    assert ends[0].mapTo(made, ends[0].rect().topLeft()).x() > 300
    outside.resize(300, 500)
    qtbot.wait(10)
    assert made.height() > wide
    assert ends[0].mapTo(made, ends[0].rect().topLeft()).x() == 0


def ink(picture: QImage) -> int:
    """How many dots are as dark as letters."""
    dots = [
        picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())
    ]
    return sum(1 for dot in dots if dot.alpha() > 200 and dot.lightness() < 110)
