"""Labels to peel off: each where its sheet has one, and none for whom nothing may be mailed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import packets
from liaison_app.errors import InvalidValue
from liaison_app.packets.blocks.labels import SHEETS
from liaison_app.packets.content import Paper
from liaison_app.packets.label_lines import LabelSize
from liaison_app.packets.looks import MM
from liaison_app.records.governance import Team
from liaison_app.records.kits import ItemKind, Kit
from liaison_app.records.people import Address, AddressKind, Household, Person
from tests.packets.home import STREET
from tests.packets.kinds.lent import kit, said
from tests.packets.reading import read

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

EVERY_SHEET = pytest.mark.parametrize(("paper", "size"), list(SHEETS))


def _labels(home: Home, *, subject: str = "", paper: str = "letter", **options: str) -> Prepared:
    return packets.prepare(
        home.workspace, kind="labels", subject=subject, paper=paper, options=options
    )


def _on_kits(home: Home, **options: Any) -> Prepared:
    return _labels(home, subject=kit(home, (ItemKind.BOOK, "Books", 1)), **options)


def _addresses(home: Home, **options: Any) -> Prepared:
    return _labels(home, what="addresses", **options)


def _codes(made: Prepared, *, red: bool) -> set[str]:
    return {one.code for one in made.problems if one.red is red}


class TestSheets:
    @EVERY_SHEET
    def test_stand_in_the_middle_of_the_paper(self, paper: Paper, size: LabelSize) -> None:
        sheet = SHEETS[paper, size]
        wide = 2 * sheet.left + (sheet.columns - 1) * sheet.across + sheet.width
        high = 2 * sheet.top + (sheet.rows - 1) * sheet.down + sheet.height
        assert (wide, high) == pytest.approx(sheet.page, abs=0.1)
        assert sheet.width <= sheet.across
        assert sheet.height <= sheet.down + 0.01

    def test_have_the_measures_of_those_that_are_sold(self) -> None:
        letter = SHEETS[Paper.LETTER, LabelSize.SMALL]
        assert (letter.width, letter.height, letter.count) == (2.625 * 72, 72, 30)
        assert letter.corner(0) == (0.1875 * 72, 792 - 36 - 72)
        assert letter.corner(4) == (13.5 + 198, 792 - 36 - 144)
        a4 = SHEETS[Paper.A4, LabelSize.SMALL]
        assert (a4.width, a4.height) == pytest.approx((63.5 * MM, 38.1 * MM))
        assert a4.corner(20) == pytest.approx((139.29 * MM, 15.15 * MM), abs=0.1)

    @EVERY_SHEET
    def test_every_word_is_on_its_own_label(
        self, home: Home, paper: Paper, size: LabelSize
    ) -> None:
        sheet = SHEETS[paper, size]
        count = sheet.count + 2
        made = _on_kits(home, paper=paper, sheet=size, number="NG-001", count=str(count))
        assert made.pages == 2
        words = [glyph for glyph in read(made.pdf) if not glyph.artifact and glyph.text.strip()]
        found: dict[tuple[int, int], str] = {}
        for glyph in words:
            at = next(
                place
                for place in range(sheet.count)
                for left, low in (sheet.corner(place),)
                if left < glyph.x < left + sheet.width and low < glyph.y < low + sheet.height
            )
            found[glyph.page, at] = found.get((glyph.page, at), "") + glyph.text
        numbers = [words.partition("NG-")[2][:3] for _place, words in sorted(found.items())]
        assert numbers == [f"{n:03d}" for n in range(1, count + 1)]

    @pytest.mark.parametrize("asked", [None, True, False])
    def test_are_never_printed_on_their_backs(self, home: Home, asked: bool | None) -> None:
        made = packets.prepare(home.workspace, kind="labels", subject=kit(home), both_sides=asked)
        assert not made.both_sides


class TestKits:
    def test_say_the_kit_its_number_and_the_teams_phone(self, home: Home) -> None:
        words = said(_on_kits(home, number="NG-08", count="3").pdf)
        assert words == [
            *("Number games", "NG-08", "(206) 555-0100"),
            *("Number games", "NG-09", "(206) 555-0100"),
            *("Number games", "NG-10", "(206) 555-0100"),
        ]

    def test_without_a_number_there_is_a_line_to_write_it_on(self, home: Home) -> None:
        assert said(_on_kits(home, count="1").pdf)[1] == "________"

    def test_begin_at_the_first_label_that_is_left(self, home: Home) -> None:
        made = _on_kits(home, number="1", count="1", first="30")
        sheet = SHEETS[Paper.LETTER, LabelSize.SMALL]
        glyphs = [glyph for glyph in read(made.pdf) if not glyph.artifact]
        assert made.pages == 1
        assert min(glyph.x for glyph in glyphs) > sheet.corner(29)[0]
        assert max(glyph.y for glyph in glyphs) < sheet.corner(29)[1] + sheet.height

    def test_a_long_name_is_set_smaller_and_one_that_is_far_too_long_is_told(
        self, home: Home
    ) -> None:
        one = kit(home)
        home.put(Kit, one, name="Games with numbers and shapes for all")
        made = _labels(home, subject=one, count="1")
        assert not made.red
        home.put(Kit, one, name="Games with numbers and shapes for everybody " * 9)
        made = _labels(home, subject=one, count="1")
        assert "too-wide" in _codes(made, red=True)
        assert not any("___" in problem.why for problem in made.problems)

    @pytest.mark.parametrize(
        "options",
        [
            {"count": "0"},
            {"count": "many"},
            {"count": "1001"},
            {"first": "31"},
            {"number": "NG-"},
            {"count": "9" * 5000},
            {"sheet": "huge"},
        ],
    )
    def test_nonsense_is_refused(self, home: Home, options: dict[str, str]) -> None:
        with pytest.raises(InvalidValue):
            _on_kits(home, **options)

    def test_somebody_has_to_say_which_kit(self, home: Home) -> None:
        with pytest.raises(InvalidValue, match="which kit"):
            _labels(home)

    def test_without_any_phone_there_is_none_on_them(self, home: Home) -> None:
        for one in home.workspace.all(Team):
            home.put(Team, one.id, phone="")
        assert "(206) 555-0142" in said(_on_kits(home, count="1").pdf), "the liaison's own"


class TestAddresses:
    def test_have_the_familys_letters_on_top_and_the_rest_as_the_post_reads_it(
        self, home: Home
    ) -> None:
        made = _addresses(home, families=home.family)
        assert said(made.pdf) == ["أميرة حدّاد", "Amira Haddad", STREET, "Lakewood, 98000"]
        assert not made.red

    def test_letters_go_to_the_mailing_address(self, home: Home) -> None:
        home.add(
            Address(
                household=home.family,
                kind=AddressKind.MAILING,
                line_1="PO Box 12",
                city="Lakewood",
                region="WA",
                postal_code="98001",
            )
        )
        words = said(_addresses(home, families=home.family).pdf)
        assert words[-2:] == ["PO Box 12", "Lakewood, WA 98001"]
        assert STREET not in words

    def test_a_unit_stands_beside_its_street_or_above_it(self, home: Home) -> None:
        address = home.workspace.all(Address, household=home.family)[0].id
        home.put(Address, address, line_2="Apt 4")
        assert f"{STREET} Apt 4" in said(_addresses(home, families=home.family).pdf)
        home.put(Address, address, line_2="Building C, third floor, at the back")
        words = said(_addresses(home, families=home.family).pdf)
        assert words[2:4] == ["Building C, third floor, at the back", STREET]

    @pytest.mark.parametrize("chosen", [True, False])
    def test_a_protected_address_never_prints(self, home: Home, chosen: bool) -> None:
        home.hide()
        made = _addresses(home, families=home.family if chosen else "")
        assert "address-protected" in _codes(made, red=chosen)
        assert not any("Juniper" in one or "Amira" in one for one in said(made.pdf))

    def test_nor_where_somebody_lives_who_must_not_be_contacted(self, home: Home) -> None:
        home.restrict(home.karim)
        made = _addresses(home, families=home.fathers)
        assert made.red
        assert not any("Fir" in one for one in said(made.pdf))

    def test_without_names_every_open_family_gets_one_and_staff_know_of_the_others(
        self, home: Home
    ) -> None:
        home.put(Household, home.fathers, name="Zaman")
        empty = home.add(Household(name="Nobody"))
        made = _addresses(home)
        assert [one for one in said(made.pdf) if "Haddad" in one] == [
            "Amira Haddad",
            "Karim Haddad",
        ]
        assert [one.place.id for one in made.problems if one.place] == [empty]
        home.put(Household, home.fathers, closed_on=home.workspace.today())
        assert "Karim Haddad" not in said(_addresses(home).pdf)

    def test_families_are_found_by_name_and_two_alike_are_asked_about(self, home: Home) -> None:
        with pytest.raises(InvalidValue, match="several families"):
            _addresses(home, families="haddad")
        home.put(Household, home.fathers, name="Zaman")
        assert said(_addresses(home, families="zaman; haddad").pdf).count("Karim Haddad") == 1
        with pytest.raises(InvalidValue, match="no family"):
            _addresses(home, families="Nobody")

    def test_a_family_that_is_known_by_its_own_letters_only_gets_a_label(self, home: Home) -> None:
        home.put(Person, home.amira, given_name="", family_name="")
        words = said(_addresses(home, families=home.family).pdf)
        assert words[0] == "أميرة حدّاد"
        assert len(words) == 3

    def test_lines_do_not_run_into_each_other(self, home: Home) -> None:
        made = _addresses(home, families=home.family)
        heights = sorted({round(one.y, 1) for one in read(made.pdf) if not one.artifact})
        assert all(above - below > 7 for below, above in pairwise(heights))
