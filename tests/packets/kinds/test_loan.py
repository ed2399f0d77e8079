"""The loan agreement: what a family has, until when, and that nobody is blamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions.preparing import Drafted, draft
from liaison_app.errors import InvalidValue
from liaison_app.packets.signed import wording_of
from liaison_app.records.goals import Signature, SignedHow
from liaison_app.records.kits import ItemKind, Loan, LoanState
from liaison_app.records.packets import SectionText
from liaison_app.records.people import CalendarUse, Household
from tests.packets.kinds.lent import lent, said

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

BOOKS = (ItemKind.BOOK, "Picture books", 2)
CUBES = (ItemKind.MANIPULATIVE, "Counting cubes", 40)
TABLET = (ItemKind.DEVICE, "Tablet with charger", 1)


def _english(home: Home, loan: str, **wishes: str) -> Prepared:
    return home.prepare(kind="loan", subject=loan, language="en", **wishes)


def test_says_what_is_lent_to_whom_and_until_when(home: Home) -> None:
    words = said(_english(home, lent(home, CUBES, BOOKS, label="NG-07")).pdf)
    for line in (
        "For: Amira Haddad",
        "What: Number games",
        "Number on it: NG-07",
        "You have it from: Tuesday, November 24, 2026",
        "Please give it back on: Tuesday, December 15, 2026",
    ):
        assert line in words
    assert words.index("Picture books") < words.index("Counting cubes"), "the order of the list"
    assert words[words.index("Counting cubes") + 1] == "40"


def test_everything_has_a_box_for_when_it_goes_and_one_for_when_it_is_back(home: Home) -> None:
    words = said(_english(home, lent(home, BOOKS, CUBES)).pdf)
    after = words.index("Counting cubes") + 2
    assert words[after : after + 2] == ["\u2610", "\u2610"]
    assert words.index("You have it") < words.index("It is back")


def test_blames_nobody_and_asks_for_no_money(home: Home) -> None:
    words = "\n".join(said(_english(home, lent(home, TABLET)).pdf))
    assert "Tell us. We find a way together. Call (206) 555-0142." in words
    for never in ("pay for", "$", "cost", "fee", "responsible", "must"):
        assert never not in words


def test_speaks_of_cables_only_with_a_device(home: Home) -> None:
    cable = "Keep the device dry. Give the cable back with it."
    assert cable in said(_english(home, lent(home, TABLET)).pdf)
    assert cable not in said(_english(home, lent(home, BOOKS)).pdf)


def test_stands_in_the_familys_language_and_in_english(home: Home) -> None:
    home.add(
        SectionText(
            section="loan-agreement",
            source="Picture books",
            language="ar",
            text="كتب مصوّرة",
        )
    )
    made = home.prepare(kind="loan", subject=lent(home, BOOKS))
    assert (made.language, made.beside) == ("ar", "en")
    words = "\n".join(said(made.pdf))
    assert "كتب مصوّرة" in words
    typed = [one.why for one in made.problems if one.code == "typed"]
    assert any("Number games" in why for why in typed)
    assert not any("Picture books" in why for why in typed), "the district translated it"
    assert not any(one.code == "text-unused" for one in made.problems)


def test_says_the_day_by_the_familys_own_calendar_too(home: Home) -> None:
    home.put(Household, home.family, calendar=CalendarUse.ISLAMIC)
    words = said(_english(home, lent(home, BOOKS)).pdf)
    assert "Please give it back on: Tuesday, December 15, 2026 (6 Rajab 1448)" in words


def test_leaves_lines_for_days_that_nobody_wrote_down(home: Home) -> None:
    made = _english(home, lent(home, BOOKS, lent_on=None, due=None))
    assert {"You have it from", "Please give it back on"} <= set(said(made.pdf))
    assert "loan-without-end" in {one.code for one in made.problems}
    assert not made.red


def test_an_empty_list_has_rows_to_fill_in(home: Home) -> None:
    made = _english(home, lent(home))
    assert said(made.pdf).count("\u2610") == 3 * 2
    assert "kit-empty" in {one.code for one in made.problems}


def test_both_sides_sign_and_what_was_signed_on_the_screen_is_shown(home: Home) -> None:
    loan = lent(home, BOOKS)
    words = said(_english(home, loan).pdf)
    assert {"Signature of the family", "Signature for the school", "Date"} <= set(words)
    signature = home.add(
        Signature(
            household=home.family,
            kind="loan",
            subject=loan,
            person=home.amira,
            signed_at=home.workspace.now(),
            how=SignedHow.SCREEN,
            language="en",
            wording=_wording(home, loan),
            strokes="10,10 900,290; 500,20 500,40",
        )
    )
    assert any(one.startswith("Signed on the screen on") for one in said(_english(home, loan).pdf))
    home.put(Signature, signature, wording="of other words")
    made = _english(home, loan)
    assert any("an earlier text was signed" in one for one in said(made.pdf))
    assert "signed-earlier" in {one.code for one in made.problems}


def _wording(home: Home, loan: str) -> str:
    made = draft(home.workspace, home.family, kind="loan", subject=loan, language="en")
    assert isinstance(made, Drafted)
    return wording_of(made.packet.sections)


def test_tells_when_the_kit_is_back_already(home: Home) -> None:
    made = _english(home, lent(home, BOOKS, state=LoanState.RETURNED))
    assert "loan-over" in {one.code for one in made.problems}


def test_anothers_loan_is_never_on_this_familys_paper(home: Home) -> None:
    loan = lent(home, BOOKS)
    home.put(Loan, loan, household=home.fathers)
    with pytest.raises(InvalidValue, match="another family"):
        _english(home, loan)


def test_a_kit_that_bears_the_name_of_a_restricted_person_stops_it(home: Home) -> None:
    home.restrict(home.karim)
    made = _english(home, lent(home, (ItemKind.BOOK, "Book that Karim gave", 1)))
    assert "restricted-named" in {one.code for one in made.problems if one.red}


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("language", ["en", "es", "ar", "km", "am", "vi"])
def test_fits_on_the_two_sides_of_a_sheet(home: Home, language: str, paper: str) -> None:
    loan = lent(home, BOOKS, CUBES, TABLET, label="NG-07")
    assert home.prepare(kind="loan", subject=loan, language=language, paper=paper).pages <= 2
