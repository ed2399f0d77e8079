"""What a family's packet says: its own facts in its own language, and nothing of anybody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.packets import templates
from liaison_app.packets.codes import new_code
from liaison_app.packets.compose import Composed, Order, compose
from liaison_app.packets.content import (
    Bullets,
    Calendar,
    Cards,
    FillIns,
    Origin,
    Profile,
    QrCode,
    Table,
)
from liaison_app.packets.kinds import KINDS
from liaison_app.packets.ordering import usual_month
from liaison_app.packets.texts import texts
from liaison_app.packets.voices import BLANK, voice
from liaison_app.records.governance import StaffMember
from liaison_app.records.packets import PacketIssue, SectionText
from liaison_app.records.partnership import Commitment, Owner
from liaison_app.records.people import Enrollment, Person
from liaison_app.records.schools import School, SchoolDate, SchoolDay
from tests.packets.composing import DECEMBER, block, composed, section, table, words

if TYPE_CHECKING:
    from tests.packets.home import Home

PICTURE = Profile.PICTURE


def test_two_children_at_two_schools_each_have_their_own_pages(home: Home) -> None:
    made = composed(home)
    names = [one.name for one in made.packet.sections]
    assert len(names) == len(set(names))
    assert [one for one in names if one.startswith("school-day")] == ["school-day", "school-day~2"]
    assert "Sana" in words(section(made, "school-day"))
    assert "Harbor Middle School" in words(section(made, "school-day"))
    assert "Yusuf" in words(section(made, "school-day~2"))
    assert "Cedar Grove Elementary" in words(section(made, "school-day~2"))
    assert "Ms. Lee" in words(section(made, "school-day~2"))
    assert "Teacher" not in words(section(made, "school-day")), "nobody wrote down Sana's"


def at_one_school(home: Home) -> None:
    for one in home.workspace.all(Enrollment, person=home.sana):
        home.put(Enrollment, one.id, school=home.grove)


def test_a_school_of_two_children_is_told_of_once(home: Home) -> None:
    at_one_school(home)
    names = [one.name for one in composed(home).packet.sections]
    assert "who-to-call" in names
    assert [name for name in names if name.endswith("~2")] == []


def test_each_child_of_a_school_has_a_row(home: Home) -> None:
    at_one_school(home)
    assert table(composed(home), "school-day") == [
        ["Child", "Grade", "Teacher"],
        ["Sana", "Grade 7", BLANK.replace("\xa0", " ")],
        ["Yusuf", "Grade 3", "Ms. Lee"],
    ]
    arabic = table(composed(home, "ar"), "school-day")
    assert arabic[0] == ["الطفل", "الصف", "المعلم"]
    assert arabic[2][0] == "Yusuf"


def test_an_address_is_one_and_a_part_that_is_missing_is_left_out(home: Home) -> None:
    at_one_school(home)

    def address(tag: str) -> str:
        return next(
            one.plain
            for one in texts(section(composed(home, tag), "school-day"))
            if "Cedar Av" in one.plain or "Lakewood" in one.plain
        )

    assert address("ar") == "\u20684 Cedar Avenue, Lakewood\u2069"
    home.put(School, home.grove, city="")
    assert address("en") == "\u20684 Cedar Avenue\u2069"
    home.put(School, home.grove, city="Lakewood", street="")
    assert address("ar") == "\u2068Lakewood\u2069"


def test_what_all_schools_say_alike_is_said_once(home: Home) -> None:
    made = composed(home)
    free = "Public school is free for every child."
    days = [words(section(made, name)) for name in ("school-day", "school-day~2")]
    assert [free in said for said in days] == [False, True]


def test_one_school_is_called_in_the_first_step(home: Home) -> None:
    at_one_school(home)
    steps = block(composed(home), "absence", Bullets)
    assert isinstance(steps, Bullets)
    assert words(steps.items[0]) == "Call (206) 555-0111."
    assert not any(isinstance(one, Table) for one in section(composed(home), "absence").blocks)


def test_of_several_schools_each_has_its_number_and_the_rest_is_said_once(home: Home) -> None:
    made = composed(home)
    assert table(made, "absence") == [
        ["School", "Call this number"],
        ["Harbor Middle School", "(206) 555-0112"],
        ["Cedar Grove Elementary", "(206) 555-0111"],
    ]
    assert "Call (206)" not in words(section(made, "absence"))
    assert "absence~2" not in {one.name for one in made.packet.sections}
    home.put(School, home.grove, attendance_phone="")
    assert table(composed(home, "ar"), "absence")[2][1] == "(206) 555-0101"


def test_the_slip_of_a_packet_in_pictures_is_short_and_on_no_page_of_its_own(home: Home) -> None:
    slips = [
        section(composed(home, profile=profile), "reply-slip")
        for profile in (Profile.STANDARD, PICTURE)
    ]
    labels = [[words(one) for one in slip.blocks if isinstance(one, FillIns)] for slip in slips]
    assert labels[1] == ["My name\nMy phone number"]
    assert labels[0] == ["My name\nMy phone number\nMy language\nGood days and times to call"]
    assert [slip.own_sheet for slip in slips] == [True, False]
    assert all("W-7K3M9Q" in words(slip) and "Please call me." in words(slip) for slip in slips)


def test_a_picture_page_names_the_children_of_its_school(home: Home) -> None:
    at_one_school(home)
    lines = [words(one) for one in section(composed(home, profile=PICTURE), "picture-day").blocks]
    assert lines[0] == "Sana · Yusuf"
    assert len(lines) == 6


def test_the_one_number_stands_at_the_foot_and_in_the_code(home: Home) -> None:
    made = composed(home)
    assert "(206) 555-0142" in words(made.packet.help_line)
    code = block(made, "contact-cards", QrCode)
    assert isinstance(code, QrCode)
    assert code.payload == "tel:+12065550142"
    home.put(StaffMember, home.workspace.person, phone="206-555-0142 ext. 12")
    code = block(composed(home), "contact-cards", QrCode)
    assert isinstance(code, QrCode)
    assert code.payload == "tel:+12065550142;ext=12"


@pytest.mark.parametrize(("tag", "joined"), [("zh-Hans", "。不需要上网。"), ("uk", ". Інтернет")])
def test_two_sentences_beside_the_code_join_as_the_script_has_it(
    home: Home, tag: str, joined: str
) -> None:
    code = block(composed(home, tag), "contact-cards", QrCode)
    assert isinstance(code, QrCode)
    assert joined in words(code.said)


def test_a_number_that_nobody_can_dial_has_no_code(home: Home) -> None:
    home.put(StaffMember, home.workspace.person, phone="ask at the desk")
    blocks = section(composed(home), "contact-cards").blocks
    assert not any(isinstance(one, QrCode) for one in blocks)


def test_cards_are_for_numbers_that_are_known_each_once(home: Home) -> None:
    cards = block(composed(home), "contact-cards", Cards)
    assert isinstance(cards, Cards)
    shown = [(words(one.name), one.number.replace("\xa0", " ")) for one in cards.cards]
    assert shown[0] == ("Rosa", "(206) 555-0142")
    assert ("Cedar Grove Elementary", "(206) 555-0111") in shown
    assert shown[-1][1] == "911"
    assert len(cards.cards) == len(set(cards.cards))
    home.put(School, home.grove, nurse_phone="", bus_phone="")
    home.put(School, home.harbor, nurse_phone="", bus_phone="")
    fewer = block(composed(home), "contact-cards", Cards)
    assert isinstance(fewer, Cards)
    assert len(fewer.cards) == len(cards.cards) - 4


def test_the_calendar_shows_school_days_and_days_of_promises(home: Home) -> None:
    calendar = block(composed(home), "calendar", Calendar)
    assert isinstance(calendar, Calendar)
    said = [(mark.day.day, words(mark.said)) for mark in calendar.marked if mark.said]
    assert said[0][0] == 3
    assert said[0][1] == "School ends early · 12:00 PM"
    assert (10, "A promise is due. Look at your promise sheet.") in said
    assert said[-1][0] == 21
    assert said[-1][1] == "December 21 to January 1: No school"
    away = [mark.day.day for mark in calendar.marked if mark.day.day >= 21]
    assert away == [21, 22, 23, 24, 25, 28, 29, 30, 31], "each school day, no weekend"


def test_a_break_that_began_before_the_month_is_on_its_first_days(home: Home) -> None:
    calendar = block(composed(home, month=date(2027, 1, 1)), "calendar", Calendar)
    assert isinstance(calendar, Calendar)
    assert [mark.day for mark in calendar.marked] == [date(2027, 1, 1)]
    assert words(calendar.marked[0].said) == "December 21 to January 1: No school"


def test_a_day_of_one_school_says_which_where_there_are_two(home: Home) -> None:
    home.add(
        SchoolDate(
            day=date(2026, 12, 8),
            kind=SchoolDay.EVENT,
            what="Winter concert",
            time="6 pm",
            school=home.grove,
        )
    )
    calendar = block(composed(home), "calendar", Calendar)
    assert isinstance(calendar, Calendar)
    concert = next(mark for mark in calendar.marked if mark.day.day == 8)
    assert words(concert.said) == "Winter concert · 6:00 PM · Cedar Grove Elementary"


def test_late_in_a_month_the_next_one_is_shown() -> None:
    assert usual_month(date(2026, 11, 20)) == date(2026, 11, 1), "11 days are left"
    assert usual_month(date(2026, 11, 21)) == date(2026, 11, 1)
    assert usual_month(date(2026, 11, 22)) == date(2026, 12, 1)
    assert usual_month(date(2026, 12, 31)) == date(2027, 1, 1)
    assert usual_month(date(2027, 2, 28)) == date(2027, 3, 1)


def rows(made: Composed) -> list[list[str]]:
    return table(made, "promises")[1:]


def test_a_usual_promise_is_in_the_familys_language(home: Home) -> None:
    ((who, what, when),) = rows(composed(home, "ar"))
    assert who.endswith(" · Rosa")
    assert not who.startswith("The school")
    assert what == "الاستفسار عن الحافلة المدرسية"
    assert "10" in when


def test_what_staff_typed_stands_as_typed_and_says_its_language(home: Home) -> None:
    home.put(Commitment, home.promise, what="Ask Ms. Lee about a seat near the front")
    made = composed(home, "ar", "en")
    promises = block(made, "promises", Table)
    assert isinstance(promises, Table)
    what = promises.rows[0][1][0]
    assert (what.language, what.origin) == ("en", Origin.TYPED)
    assert words(what) == "Ask Ms. Lee about a seat near the front"


def test_a_districts_translation_of_typed_words_is_used(home: Home) -> None:
    typed = "Ask Ms. Lee about a seat near the front"
    home.put(Commitment, home.promise, what=typed)
    home.put(School, home.grove, meals="Milk is free")
    home.add(
        SectionText(source=typed, language="ar", text="نسأل عن مقعد"),
        SectionText(source="Milk is free", language="ar", text="الحليب مجاني"),
    )
    made = composed(home, "ar")
    assert rows(made)[0][1] == "نسأل عن مقعد"
    meals = words(section(made, "meals-transport-health~2"))
    assert "الحليب مجاني" in meals
    assert "Milk" not in meals


def test_the_reader_is_you_and_a_partner_goes_by_name(home: Home) -> None:
    home.put(Commitment, home.promise, owner=Owner.FAMILY, who="the family", due=None)
    assert rows(composed(home))[0] == ["You", "Find out about the school bus", "No day agreed"]
    home.put(Commitment, home.promise, owner=Owner.PARTNER, who="Lakewood Library")
    assert rows(composed(home))[0][0] == "Lakewood Library"
    home.put(Commitment, home.promise, who="")
    assert rows(composed(home))[0][0] == "A partner of the school"
    assert rows(composed(home, "ar"))[0][0] == "جهة تتعاون مع المدرسة"


def test_promises_stand_on_a_last_sheet_of_their_own_and_nowhere_else(home: Home) -> None:
    made = composed(home)
    last = made.packet.sections[-1]
    assert (last.name, last.own_sheet) == ("promises", True)
    for one in made.packet.sections[:-1]:
        assert "Find out about the school bus" not in words(one), one.name


def test_a_language_without_words_is_laid_out_as_english(home: Home) -> None:
    made = composed(home, "nv")
    assert made.packet.languages == ("en",)
    assert {text.origin for text in texts(section(made, "absence"))} >= {Origin.UNTRANSLATED}
    assert "I speak Navajo." in words(section(made, "start-here"))


def test_who_reads_chinese_asks_for_an_interpreter_of_mandarin(home: Home) -> None:
    for name in ("start-here", "interpreter-rights"):
        said = words(section(composed(home, "zh-Hans"), name))
        assert "I speak Mandarin Chinese.\n爱 斯比克 曼德林 柴尼兹。" in said


def test_rights_that_no_speaker_reviewed_print_in_english(home: Home) -> None:
    made = composed(home, "ar")
    assert made.in_english == ("rights",)
    rights = section(made, "rights")
    assert "You have the right to see your child's school records." in words(rights)


def test_pictures_are_few_pages_for_who_reads_little(home: Home) -> None:
    made = composed(home, profile=PICTURE)
    names = {one.name.partition("~")[0] for one in made.packet.sections}
    assert "picture-day" in names
    assert not names & {"rights", "promises", "learning-week"}


@pytest.mark.parametrize("tags", [("en",), ("ar", "en"), ("ur",), ("km", "en")])
def test_nobody_but_reader_children_and_staff_is_named(home: Home, tags: tuple[str, ...]) -> None:
    home.restrict(home.karim)
    home.put(Commitment, home.promise, who="Karim")
    home.put(Person, home.karim, native_name="كريم حدّاد", family_name="Nasser")
    whole = words(composed(home, *tags).packet)
    for secret in ("Karim", "كريم", "Nasser", "0172", "0171", "Juniper", "Fir Street", "98000"):
        assert secret not in whole, secret
    assert "Amira" in whole


def test_what_a_name_holds_does_no_harm(home: Home) -> None:
    home.put(Person, home.yusuf, given_name="**Yu{help_phone}suf** \u202e")
    home.put(Person, home.sana, given_name="\u00a0\u2003 ", preferred_name="")
    made = composed(home, "ar")
    whole = words(made.packet)
    assert "**Yu{help_phone}suf**" in whole
    assert "\u202e" not in whole


def test_practice_says_sample(home: Home) -> None:
    assert not composed(home).packet.sample
    facts = replace(home.facts(), practice=True)
    order = Order(
        KINDS["welcome"],
        templates.load("welcome"),
        (voice("en"),),
        Profile.STANDARD,
        DECEMBER,
        "W-1",
    )
    assert compose(facts, order).packet.sample


def test_codes_are_short_and_no_two_packets_have_the_same(home: Home) -> None:
    first = new_code(home.workspace)
    assert len(first) == 8
    assert first.startswith("W-")
    assert not set(first[2:]) & set("ILOU")

    class Dice:
        """Throws the same number twice, then another one."""

        def __init__(self) -> None:
            self.thrown = [5, 5, 9]

        def getrandbits(self, _bits: int, /) -> int:
            return self.thrown.pop(0)

        def randbytes(self, _n: int, /) -> bytes:
            raise AssertionError

    real, home.workspace.random = home.workspace.random, Dice()
    code = new_code(home.workspace)
    home.workspace.random = real
    home.add(PacketIssue(household=home.family, code=code))
    home.workspace.random = Dice()
    assert new_code(home.workspace) != code
