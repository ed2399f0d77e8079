"""What is said of a translation is what prints: its words, whether it is old, who has read it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.language.packet_catalogue import shipped_messages
from liaison_app.language.section_markup import SOUNDS
from liaison_app.language.translation_units import State
from liaison_app.packets.content import Origin
from liaison_app.packets.english_texts import GLOSSARY, EnglishText, english_texts
from liaison_app.packets.staff_texts import FIELDS, is_public
from liaison_app.packets.text_states import Translated, translated
from liaison_app.packets.voices import voice
from liaison_app.records.packets import Jargon, SectionText
from liaison_app.records.partnership import Commitment
from liaison_app.records.schools import School

if TYPE_CHECKING:
    from tests.packets.home import Home

SICK = "Is your child sick? Call us in the morning."
SPEAK = "I speak {language}."
OWN = "Is your child sick? Call us before 8 in the morning."


def texts(home: Home) -> dict[str, EnglishText]:
    return {one.source: one for one in english_texts(home.workspace) if not one.full_context}


def state(home: Home, source: str, tag: str = "ar", context: str = "") -> Translated:
    rows = home.workspace.all(SectionText)
    found = translated(tag, english_texts(home.workspace), rows)
    (one,) = [x for x in found if x.text.source == source and x.text.full_context == context]
    return one


@pytest.mark.parametrize("tag", ["ar", "ar-IQ", "es", "so", "zh-Hans", "de"])
def test_it_says_what_prints(home: Home, tag: str) -> None:
    home.add(SectionText(source=SICK, language="en", text=OWN))
    home.add(SectionText(source="Grade 1", language=tag, text="~1", section=""))
    home.add(SectionText(source="Grade 2", language=tag, text="~2", reviewed_by="Ana"))
    home.add(SectionText(source=SPEAK, language=tag, text="ai spik", section=SOUNDS))
    rows = home.workspace.all(SectionText)
    spoken = voice(tag, rows)
    of = {
        State.MISSING: {Origin.UNTRANSLATED},
        State.STALE: {Origin.STALE},
        State.DRAFT: {Origin.DRAFT},
        State.REVIEWED: {Origin.REVIEWED},
    }
    seen = set()
    for one in translated(tag, english_texts(home.workspace), rows):
        said = spoken.wording(one.text.shipped or one.text.source, context=one.text.context)
        assert said.origin in of[one.state], one
        if one.state is not State.MISSING:
            assert said.words == one.words
        seen.add(one.state)
    assert {State.REVIEWED, State.DRAFT} <= seen


def test_every_shipped_text_is_there_once_with_its_place(home: Home) -> None:
    found = english_texts(home.workspace)
    keys = [(one.full_context, one.source) for one in found]
    assert len(keys) == len(set(keys))
    assert len({one.id for one in found}) == len(found)
    printed = {message.key for message in shipped_messages()}
    assert {(one.context, one.source) for one in found if not one.own} <= printed
    start = texts(home)["Start here"]
    assert start.places[0].kind == "welcome"
    assert start.places[0].section == "start-here"
    assert start.limit == 60
    assert texts(home)[SICK].limit is None, "a line of running text may be as long as it needs"


def test_what_a_school_says_is_there_and_what_a_family_was_promised_is_not(home: Home) -> None:
    home.put(School, home.grove, bus="Bus 12 stops at the library", hours="8:15-15:30")
    found = texts(home)
    assert found["Bus 12 stops at the library"].places[0].section == "school"
    assert "8:15-15:30" not in found
    promised = "Talk with Yusuf about the glasses"
    home.put(Commitment, home.promise, what=promised)
    assert promised not in texts(home)


def test_other_english_makes_the_translation_stale(home: Home) -> None:
    before = state(home, SICK)
    assert before.state is State.DRAFT
    assert before.by == "machine"
    home.add(SectionText(source=SICK, language="en", text=OWN))
    after = state(home, OWN)
    assert (after.state, after.words, after.former) == (State.STALE, before.words, SICK)
    assert SICK not in texts(home)


def test_a_translation_of_a_wording_that_is_gone_is_found_again(home: Home) -> None:
    first = home.add(SectionText(source=SICK, language="en", text=OWN))
    row = home.add(SectionText(source=OWN, language="de", text="Krank? Vor 8.", by="Jo"))
    assert state(home, OWN, "de").state is State.DRAFT
    newer = OWN.replace("8", "9")
    home.put(SectionText, first, text=newer)
    found = state(home, newer, "de")
    assert (found.state, found.words, found.former) == (State.STALE, "Krank? Vor 8.", OWN)
    assert (found.prints, found.row) == (False, row)


def test_who_reviewed_it_and_when(home: Home) -> None:
    made = SectionText(
        source=SICK,
        language="ar",
        text="مريض؟",
        by="Hawa",
        reviewed_by="Ahmed",
        reviewed_on=date(2026, 10, 2),
    )
    home.add(made)
    found = state(home, SICK)
    assert (found.state, found.by, found.reviewed_by) == (State.REVIEWED, "Hawa", "Ahmed")
    assert found.reviewed_on == date(2026, 10, 2)


def test_sounds_of_a_district_print(home: Home) -> None:
    row = SectionText(source=SPEAK, language="ar", text="آي سبيك أرابيك", section=SOUNDS)
    home.add(row)
    assert state(home, SPEAK, context=SOUNDS).words == "آي سبيك أرابيك"
    spoken = voice("ar", home.workspace.all(SectionText))
    assert spoken.said(SPEAK, context=SOUNDS).plain == "آي سبيك أرابيك"
    assert "text-unused" not in {one.code for one in home.prepare().problems}


def test_words_for_one_section_are_a_text_of_their_own(home: Home) -> None:
    words = "For: {recipient}"
    home.add(SectionText(source=words, language="ar", text="إلى {recipient}", section="promises"))
    assert state(home, words, context="section promises").words == "إلى {recipient}"
    assert state(home, words).words != "إلى {recipient}"


def test_words_for_the_only_section_of_a_text_are_not_asked_for_twice(home: Home) -> None:
    home.add(SectionText(source=SICK, language="ar", text="مريض؟", section="start-here"))
    found = [one for one in english_texts(home.workspace) if one.source == SICK]
    assert [one.full_context for one in found] == ["section start-here"]


def test_only_what_anybody_may_read_goes_to_translators() -> None:
    assert [
        (name, one) for name, fields in FIELDS.items() for one in fields if not is_public(name, one)
    ] == []


def test_plain_words_of_a_district_are_translated_too(home: Home) -> None:
    home.add(Jargon(term="BLT", plain="The people who run the school."))
    assert texts(home)["The people who run the school."].places[0].section == GLOSSARY


def test_a_former_text_as_long_as_a_book_is_held_against_others_by_its_words(home: Home) -> None:
    book = " ".join(f"word{number}" for number in range(20_000))
    home.add(SectionText(source=SICK, language="en", text=f"{book} now"))
    home.add(SectionText(source=f"{book} then", language="so", text="Buug"))
    assert state(home, f"{book} now", "so").state is State.STALE
