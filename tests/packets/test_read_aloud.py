"""A script to read a print aloud says what the pages say, in lines that can be read to somebody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import packets
from liaison_app.actions.packets import IssueMeans
from liaison_app.actions.preparing import Drafted, draft
from liaison_app.errors import InvalidValue
from liaison_app.packets import content, read_aloud
from liaison_app.packets.content import Origin, Profile, Section, Span, Text, text
from liaison_app.packets.isolation import outside_isolates
from liaison_app.packets.kind import Audience
from liaison_app.packets.kinds import KINDS
from liaison_app.packets.read_aloud import script
from liaison_app.packets.sentences import sentences
from liaison_app.packets.texts import texts
from liaison_app.packets.voices import voice
from tests.packets import composing, laid, made
from tests.packets.home import Home
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.content import Block, Packet

ALOUD = Profile.READ_ALOUD


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    one = Home(tmp_path_factory.mktemp("aloud") / "workspace")
    yield one
    one.workspace.close()


def drafted(home: Home, **wishes: Any) -> Drafted:
    found = draft(home.workspace, home.family, profile=ALOUD, **wishes)
    assert isinstance(found, Drafted)
    return found


def of_blocks(*blocks: Block, language: str = "en") -> Packet:
    return script(laid.packet(*blocks, languages=(language,)), (voice(language),))


def lines(packet: Packet) -> list[str]:
    return composing.words(packet.sections).splitlines()


class TestSentences:
    def test_are_told_apart_in_every_script(self) -> None:
        for tag, words in (
            ("ar", "نعم؟ لا."),
            ("ur", "ہاں۔ نہیں۔"),
            ("am", "አዎ። አይ።"),
            ("zh", "是。否。"),
        ):
            assert len(sentences(text(words, tag))) == 2

    def test_are_not_torn_inside_a_value_nor_after_a_title(self) -> None:
        words = "Call \u2068Ms. Lee. Room 4.\u2069 today. Ask the U.S. office. Tell Dr. Roe."
        said = [one.plain for one in sentences(text(words, "en"))]
        assert said == [
            "Call \u2068Ms. Lee. Room 4.\u2069 today.",
            "Ask the U.S. office.",
            "Tell Dr. Roe.",
        ]

    def test_keep_their_weight_and_where_they_come_from(self) -> None:
        whole = Text(
            (Span("It is "), Span("free. Call", bold=True), Span(" us.")), "en", Origin.DRAFT
        )
        first, second = sentences(whole)
        assert first == Text((Span("It is "), Span("free.", bold=True)), "en", Origin.DRAFT)
        assert second.spans == (Span("Call", bold=True), Span(" us."))


@pytest.mark.parametrize("language", ["es", "ar", "ur", "km", "zh-Hans"])
class TestAWelcome:
    def test_says_every_word_of_the_pages(self, home: Home, language: str) -> None:
        found = drafted(home, language=language)
        said = composing.words(found.packet.sections)
        heads = {
            text
            for section in found.composed.packet.sections
            for block in section.blocks
            if isinstance(block, content.Table)
            for text in block.header[0]  # every row says itself what it is about
        }
        for one in set(texts(found.composed.packet.sections)) - heads:
            for sentence in sentences(one):
                words = composing.words(sentence).strip("_ ")
                assert words in said or not any(map(str.isalnum, words)), words

    def test_has_its_sections_numbered_and_a_question_after_each(
        self, home: Home, language: str
    ) -> None:
        found = drafted(home, language=language)
        sections = found.packet.sections
        assert [one.name for one in sections] == [
            one.name for one in found.composed.packet.sections
        ]
        for one in sections:
            assert isinstance(one.blocks[-1], content.Strip)
        assert sections[1].title[-1].plain.startswith("2. ")

    def test_keeps_its_values_in_isolates(self, home: Home, language: str) -> None:
        found = drafted(home, language=language)
        assert all(outside_isolates(one.plain) is not None for one in texts(found.packet.sections))

    def test_is_ready_to_print_beside_english(self, home: Home, language: str) -> None:
        found = packets.prepare(home.workspace, home.family, language=language, profile=ALOUD)
        assert not found.red
        assert found.beside == "en"
        own = [one for one in spoken(found.pdf) if one.language == language and one.role == "P"]
        assert max(glyph.size for one in own for glyph in one.glyphs) >= 17


def test_nothing_is_there_to_write_on_or_to_cut(home: Home) -> None:
    blocks = [block for one in drafted(home).packet.sections for block in one.blocks]
    kinds = {type(one) for one in blocks}
    assert kinds <= {
        content.Heading,
        content.Paragraph,
        content.Bullets,
        content.Phrase,
        content.Strip,
    }
    assert not any(one.own_sheet or one.fresh_page for one in drafted(home).packet.sections)


def test_one_language_is_enough_for_an_interpreter(home: Home) -> None:
    assert drafted(home, language="ar", beside="none").packet.languages == ("ar",)
    assert drafted(home, language="en").packet.languages == ("en",)


def test_a_table_is_read_row_by_row() -> None:
    def cells(*words: str) -> tuple[content.Said, ...]:
        return tuple((text(one, "en"),) for one in words)

    rows = (cells("Your child is sick", "\u2066(206) 555-0112\u2069"), cells("A day", "____"))
    found = lines(of_blocks(content.Table(cells("What", "Call this number"), rows)))
    at = found.index("Your child is sick")
    assert found[at + 1] == "Call this number: (206) 555-0112"
    assert found[at + 2] == "A day"
    assert "____" not in "".join(found)
    assert found.index(read_aloud.SAY_NUMBERS) < found.index(read_aloud.POINT_TABLE) < at


def test_what_to_point_at_is_said_before_it(home: Home) -> None:
    found = {one.name: one for one in drafted(home, language="en").packet.sections}
    said = {name: composing.words(one).splitlines() for name, one in found.items()}
    assert read_aloud.POINT_PICTURES in said["start-here"]
    assert read_aloud.POINT_CALENDAR in said["calendar"]
    assert read_aloud.POINT_CARDS in said["contact-cards"]
    assert read_aloud.POINT_BOXES in said["reply-slip"]
    assert said["absence"][-1] == read_aloud.ASK_STEPS
    assert said["reply-slip"][-1] == read_aloud.ASK_CHOICE


def test_steps_keep_their_numbers_over_several_lines() -> None:
    both = ((text("Call. Wait.", "en"),), (text("Speak.", "en"),))
    blocks = of_blocks(content.Bullets(both, numbered=True)).sections[0].blocks
    steps = [one for one in blocks if isinstance(one, content.Bullets)]
    assert [(one.first, one.items[0][0].plain) for one in steps] == [(1, "Call."), (2, "Speak.")]


def test_a_day_of_the_calendar_is_read_with_its_date() -> None:
    mark = content.Marked(date(2026, 12, 4), (text("No school", "en"),))
    later = content.Marked(date(2026, 12, 5), ())
    found = lines(of_blocks(content.Calendar(date(2026, 12, 1), "en", (mark, later))))
    assert "Friday, December 4: No school" in found
    assert found[-1] == read_aloud.ASK_DAYS


@pytest.mark.parametrize("language", made.LANGUAGES)
def test_every_kind_of_block_can_be_read(language: str) -> None:
    packet = made.packet(language, "en" if language != "en" else "")
    found = script(packet, tuple(voice(tag) for tag in packet.languages))
    assert found.code == packet.code
    said = composing.words(found.sections)
    assert made.PHONE in said
    assert laid.printed(found, ALOUD).faults == ()


def test_sentences_of_two_languages_stand_together_only_if_there_are_as_many() -> None:
    said = (text("Uno. Dos.", "es"), text("One and two.", "en"))
    same = (text("Uno. Dos.", "es"), text("One. Two.", "en"))
    packet = laid.packet(
        sections=(Section("one", same, (content.Paragraph(said), content.Paragraph(same))),),
        languages=("es", "en"),
    )
    blocks = script(packet, (voice("es"), voice("en"))).sections[0].blocks
    read = [
        [one.plain for one in block.said]
        for block in blocks
        if isinstance(block, content.Paragraph)
    ]
    assert read[-3:] == [["Uno. Dos.", "One and two."], ["Uno.", "One."], ["Dos.", "Two."]]


def test_it_has_the_code_of_the_pages_that_the_family_has(home: Home) -> None:
    pages = packets.prepare(home.workspace, home.family, language="es")
    other = packets.prepare(home.workspace, home.family, language="so", profile=ALOUD)
    with packets.issued(home.workspace, pages, IssueMeans.PRINTED):
        pass
    found = packets.prepare(home.workspace, home.family, language="es", profile=ALOUD)
    assert found.code == pages.code != other.code
    assert found.file_name != pages.file_name, "the file of the pages is not replaced"


def test_nobody_reads_labels_or_a_route_sheet_to_a_family() -> None:
    for kind in KINDS.values():
        if kind.audience is Audience.STAFF:
            assert ALOUD not in kind.profiles
        if kind.audience is Audience.FAMILY:
            assert ALOUD in kind.profiles
    assert ALOUD not in KINDS["sign-in"].profiles


def test_a_kind_that_nobody_reads_aloud_says_so(home: Home) -> None:
    with pytest.raises(InvalidValue):
        packets.prepare(home.workspace, kind="sign-in", profile=ALOUD)
