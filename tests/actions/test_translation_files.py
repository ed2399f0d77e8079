"""A translator's file, out and back in: nothing is lost, nothing wrong gets onto a page."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, differences, translating, translation_files
from liaison_app.actions.translating import State, Wanted
from liaison_app.actions.translation_files import Fate, Format, Looked, Taking
from liaison_app.errors import (
    InvalidValue,
    UnreadableInput,
    UnsafePlace,
    WorkspaceExists,
)
from liaison_app.language.section_markup import SOUNDS
from liaison_app.language.translation_formats import LARGEST
from liaison_app.packets.voices import voice
from liaison_app.records.packets import SectionText
from liaison_app.records.partnership import Commitment
from liaison_app.records.people import Person
from tests.packets.home import PHONE, STREET, Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.differing import Pair

SICK = "Is your child sick? Call us in the morning."
CALL = "Do you have a question? Call **{help_phone}**."

SPACES = b" " * 65536


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "workspace")
    yield made
    made.workspace.close()


def po(*units: tuple[str, str], language: str = "ar", mark: str = "") -> bytes:
    head = f'msgid ""\nmsgstr "Language: {language}\\n"\n'
    return (
        head + "".join(f'\n{mark}msgid "{source}"\nmsgstr "{words}"\n' for source, words in units)
    ).encode()


def look(home: Home, data: bytes, **how: object) -> Looked:
    return translation_files.look(home.workspace, data, Taking(**{"by": "Hawa", **how}))  # type: ignore[arg-type]


def take(home: Home, data: bytes, **how: object) -> Looked:
    looked = look(home, data, **how)
    translation_files.take(home.workspace, looked)
    return looked


def text_of(home: Home, source: str, language: str = "ar") -> translating.Text:
    (one,) = [x for x in translating.texts(home.workspace, language) if x.source == source]
    return one


@pytest.mark.parametrize("kind", Format)
@pytest.mark.parametrize("language", ["ar", "zh-Hans", "uk", "de", "ar-IQ"])
def test_there_and_back_changes_nothing(
    home: Home, tmp_path: Path, kind: Format, language: str
) -> None:
    home.add(SectionText(source=SICK, language="en", text="Sick? Call {help_phone}!"))
    home.add(SectionText(source="Grade 2", language=language, text="~2~", reviewed_by="Ana"))
    target = tmp_path / f"texts.{kind}"
    made = translation_files.export(home.workspace, language, target, kind=kind)
    looked = translation_files.look_at(home.workspace, target, Taking("Hawa", reviewed_by="Ahmed"))
    assert looked.language == language
    assert len(looked.lines) == made.texts
    assert looked.count(Fate.SAME, Fate.EMPTY) == made.texts
    assert looked.changes == ()
    with pytest.raises(InvalidValue):
        translation_files.take(home.workspace, looked)


@pytest.mark.parametrize("kind", Format)
def test_a_file_names_no_family(home: Home, tmp_path: Path, kind: Format) -> None:
    home.put(Person, home.amira, given_name="Zubeyda", preferred_name="Zuzu")
    home.put(Commitment, home.promise, what="Talk with Zubeyda about glasses")
    target = tmp_path / translation_files.suggested_name("ar", kind)
    translation_files.export(home.workspace, "ar", target, kind=kind)
    data = target.read_text(encoding="utf-8")
    for secret in ("Zubeyda", "Zuzu", "Yusuf", STREET, PHONE, PHONE[-8:]):
        assert secret not in data


def test_only_some_texts(home: Home, tmp_path: Path) -> None:
    def sources(**wanted: object) -> set[str]:
        found = translation_files.units(home.workspace, "ar", **wanted)  # type: ignore[arg-type]
        return {one.source for one in found}

    home.add(SectionText(source=SICK, language="en", text="Sick? Call us!"))
    home.add(SectionText(source="Grade 2", language="ar", text="2", reviewed_by="Ana"))
    assert sources(wanted=Wanted.STALE) == {"Sick? Call us!"}
    assert sources(wanted=Wanted.REVIEWED) == {"Grade 2"}
    assert "Sick? Call us!" in sources(wanted=Wanted.REVIEW)
    assert "Sick? Call us!" not in sources(wanted=Wanted.DRAFT)
    assert "Grade 3" in sources(of=translating.SHARED)
    assert "Grade 3" not in sources(of="welcome")
    with pytest.raises(InvalidValue, match="welcome"):
        sources(of="wellcome")
    with pytest.raises(InvalidValue, match="nothing was written"):
        translation_files.export(
            home.workspace, "ar", tmp_path / "x.po", wanted=Wanted.REVIEWED, of="welcome"
        )
    assert not (tmp_path / "x.po").exists()


def test_a_file_is_written_where_it_may_lie(home: Home, tmp_path: Path) -> None:
    with pytest.raises(UnsafePlace, match="translators"):
        translation_files.export(home.workspace, "ar", tmp_path / "workspace" / "a.po")
    target = tmp_path / "a.po"
    target.write_text("mine")
    with pytest.raises(WorkspaceExists):
        translation_files.export(home.workspace, "ar", target)
    assert target.read_text() == "mine"
    translation_files.export(home.workspace, "ar", target, force=True)
    assert "msgid" in target.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_a_translator_wrote_prints_as_a_draft_and_can_be_undone(home: Home) -> None:
    looked = take(home, po((SICK, "طفلك مريض؟ اتصل بنا صباحا.")))
    assert [line.fate for line in looked.lines] == [Fate.DRAFT]
    found = text_of(home, SICK)
    assert (found.words, found.by, found.state) == (
        "طفلك مريض؟ اتصل بنا صباحا.",
        "Hawa",
        State.DRAFT,
    )
    assert voice("ar", home.workspace.all(SectionText)).said(SICK).plain == found.words
    care.undo(home.workspace)
    assert text_of(home, SICK).by == "machine"


def test_the_same_file_on_two_laptops_makes_one_record(pair: Pair) -> None:
    for workspace in (pair.ana, pair.ben):
        data = po((SICK, "طفلك مريض؟ اتصل بنا صباحا."))
        translation_files.take(workspace, translation_files.look(workspace, data, Taking("Hawa")))
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        assert [row.text for row in workspace.all(SectionText)] == ["طفلك مريض؟ اتصل بنا صباحا."]
        assert differences.waiting(workspace) == 0


def test_a_file_that_was_undone_can_be_taken_again(home: Home) -> None:
    data = po((SICK, "طفلك مريض؟ اتصل بنا صباحا."))
    take(home, data)
    (row,) = home.workspace.all(SectionText)
    care.undo(home.workspace)
    take(home, data)
    assert [one.id for one in home.workspace.all(SectionText)] == [row.id]


def test_a_reviewer_counts_for_what_is_not_marked_as_needing_work(home: Home) -> None:
    present = text_of(home, SICK).words
    marked = po((SICK, present), mark="#, fuzzy\n")
    assert look(home, marked, reviewed_by="Ahmed").count(Fate.SAME) == 1
    assert look(home, marked, reviewed_by="Ahmed", all_done=True).count(Fate.REVIEWED) == 1
    take(home, po((SICK, present)), reviewed_by=" Ahmed  Noor ")
    found = text_of(home, SICK)
    assert (found.state, found.by, found.reviewed_by) == (State.REVIEWED, "machine", "Ahmed Noor")
    assert found.reviewed_on == home.workspace.today()


def test_what_nobody_reviewed_does_not_take_the_place_of_what_somebody_did(home: Home) -> None:
    take(home, po((SICK, "مريض؟ اتصل.")), reviewed_by="Ahmed")
    other = po((SICK, "مريض؟ كلمنا."))
    looked = look(home, other)
    assert [line.fate for line in looked.lines] == [Fate.ASK]
    assert "Ahmed" in looked.lines[0].why
    assert looked.changes == ()
    assert look(home, other, replace_reviewed=True).count(Fate.DRAFT) == 1
    assert look(home, other, reviewed_by="Ana").count(Fate.REVIEWED) == 1


@pytest.mark.parametrize(
    ("source", "words", "why"),
    [
        (CALL, "سؤال؟ اتصل بنا **.**", "{help_phone}"),
        (CALL, "سؤال؟ **{helpphone}**", "{helpphone}"),
        (CALL, "سؤال؟ {help_phone}", "**"),
        (CALL, "سؤال؟ **{help_phone**", "brace"),
        (CALL, "\u202bسؤال؟ **{help_phone}**", "invisible"),
        (CALL, CALL, "same as the English"),
        (SICK, "Your kid sick? Phone in the morning.", "letters"),
        ("Is your kid sick? Call us.", "مريض؟", "older text"),
    ],
)
def test_what_cannot_be_right_is_listed_and_left(
    home: Home, source: str, words: str, why: str
) -> None:
    good = ("Grade 3", "الصف الثالث!")
    looked = take(home, po(good, (source, words)))
    first, second = looked.lines
    assert (first.fate, second.fate) == (Fate.DRAFT, Fate.LEFT)
    assert why in second.why
    assert second.place.startswith("line ")
    assert len(home.workspace.all(SectionText)) == 1
    assert "text-unused" not in {one.code for one in home.prepare().problems}


def test_a_text_that_is_there_twice_is_taken_once(home: Home) -> None:
    looked = take(home, po((SICK, "مريض؟ اتصل."), (SICK, "مريض؟ كلمنا."), (SICK, "مريض؟ اتصل.")))
    assert looked.lines[1].fate is Fate.LEFT
    assert text_of(home, SICK).words == "مريض؟ اتصل."
    assert len(home.workspace.all(SectionText)) == 1


def test_a_stale_text_is_brought_up_to_date_by_hand_or_left_stale(home: Home) -> None:
    home.add(SectionText(source=SICK, language="en", text="Sick? Call us!"))
    old = text_of(home, "Sick? Call us!")
    assert (old.state, old.former) == (State.STALE, SICK)
    same = po(("Sick? Call us!", old.words), mark="#, fuzzy\n")
    assert look(home, same).count(Fate.SAME) == 1
    take(home, po(("Sick? Call us!", old.words)))
    assert text_of(home, "Sick? Call us!").state is State.DRAFT


def test_the_record_of_a_gone_wording_goes_with_it(home: Home) -> None:
    first = home.add(SectionText(source=SICK, language="en", text="Sick? Call us before 8."))
    home.add(SectionText(source="Sick? Call us before 8.", language="de", text="Krank? Vor 8."))
    home.put(SectionText, first, text="Sick? Call us before 9.")
    take(home, po(("Sick? Call us before 9.", "Krank? Vor 9."), language="de"))
    german = [row for row in home.workspace.all(SectionText) if row.language == "de"]
    assert [row.text for row in german] == ["Krank? Vor 9."]


def test_sounds_come_back_as_sounds(home: Home) -> None:
    data = (
        'msgid ""\nmsgstr "Language: ar\\n"\n\nmsgctxt "sounds"\n'
        'msgid "I speak {language}."\nmsgstr "آي سبيك أرابيك"\n'
    )
    take(home, data.encode())
    (row,) = home.workspace.all(SectionText)
    assert (row.section, row.text) == (SOUNDS, "آي سبيك أرابيك")


def test_sounds_without_their_context_are_not_taken_for_a_translation(home: Home) -> None:
    (line,) = look(home, po(("I speak {language}.", "أتكلم {language}."))).lines
    assert line.fate is Fate.LEFT
    assert "context was lost" in line.why


def test_xliff_is_matched_by_its_english_when_a_tool_gave_new_ids(home: Home) -> None:
    data = (
        '<xliff version="1.2"><file target-language="ar"><body><trans-unit id="tu1"><source>\n'
        '  Do you have a question?\n  Call <g id="1" ctype="bold"><x id="2"'
        ' equiv-text="{help_phone}"/></g>.</source><target>سؤال؟ <g id="1"><x id="2"/>'
        "</g></target>"
        "</trans-unit><trans-unit id='tu2'><source>Grade 2</source><target>الصف <x id='9'/>"
        "</target>"
        "</trans-unit></body></file></xliff>"
    )
    looked = take(home, data.encode())
    assert [line.fate for line in looked.lines] == [Fate.DRAFT, Fate.LEFT]
    assert text_of(home, CALL).words == "سؤال؟ **{help_phone}**"


def test_the_language_is_said_by_the_file_or_by_a_person(home: Home) -> None:
    data = po((SICK, "Bukaan?"), language="")
    with pytest.raises(InvalidValue, match="--language"):
        look(home, data)
    assert look(home, data, language="Somali").language == "so"
    with pytest.raises(InvalidValue, match="not in Somali"):
        look(home, po((SICK, "x"), language="ar"), language="so")
    assert look(home, po((SICK, "x"), language="es_MX"), language="es").language == "es"
    with pytest.raises(InvalidValue, match="English"):
        look(home, po((SICK, "x"), language="en_US"))
    with pytest.raises(InvalidValue, match="does not know"):
        look(home, po((SICK, "x"), language="zzz"))
    with pytest.raises(InvalidValue, match="who translated"):
        look(home, data, by=" ")


def test_the_words_of_another_language_are_told(home: Home, tmp_path: Path) -> None:
    spanish = tmp_path / "texts.po"
    translation_files.export(home.workspace, "es", spanish)
    as_it_says = look(home, spanish.read_bytes())
    assert as_it_says.notes == ()
    taken_for = spanish.read_bytes().replace(b"Language: es", b"Language: fr")
    (note,) = look(home, taken_for).notes
    assert "Spanish" in note
    assert "French" in note
    own = po((SICK, "Waa jiran yahay?"), (CALL, "Su'aal? **{help_phone}**"), language="so")
    assert look(home, own).notes == ()
    for source, words in ((SICK, "Waa jiran yahay?"), (CALL, "Su'aal? **{help_phone}**")):
        home.add(SectionText(source=source, language="om", text=words))
    (note,) = look(home, own).notes
    assert "Oromo" in note


def test_a_text_that_is_far_too_long_stays_in_the_file(home: Home) -> None:
    looked = look(home, po((SICK, "مريض " * 500)))
    assert [line.fate for line in looked.lines] == [Fate.LEFT]
    assert "far too long" in looked.lines[0].why


def test_a_file_that_cannot_be_read_is_refused(home: Home, tmp_path: Path) -> None:
    for path in (tmp_path / "none.po", tmp_path, tmp_path / ("x" * 300)):
        with pytest.raises(UnreadableInput):
            translation_files.look_at(home.workspace, path, Taking("Hawa"))


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in folders")
def test_a_pipe_without_end_is_read_no_further_than_a_file(home: Home, tmp_path: Path) -> None:
    pipe = tmp_path / "endless.po"
    os.mkfifo(pipe)
    stopped: list[bool] = []

    def pour() -> None:
        try:
            with pipe.open("wb", buffering=0) as file:
                for _part in range(3 * LARGEST // len(SPACES)):
                    file.write(SPACES)
        except BrokenPipeError:
            stopped.append(True)

    pouring = threading.Thread(target=pour)
    pouring.start()
    with pytest.raises(UnreadableInput, match="too large"):
        translation_files.look_at(home.workspace, pipe, Taking("Hawa"))
    pouring.join()
    assert stopped
