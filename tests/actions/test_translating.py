"""Reviewing text by text: what a named speaker read prints as hers, and nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import text_status, translating
from liaison_app.actions.translating import State, Wanted
from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.records.packets import SectionText
from tests.packets.home import Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SICK = "Is your child sick? Call us in the morning."
RIGHTS = ("welcome", "rights")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "workspace")
    yield made
    made.workspace.close()


def text(home: Home, source: str = SICK) -> translating.Text:
    (one,) = [x for x in translating.texts(home.workspace, "ar") if x.source == source]
    return one


def test_rights_print_in_her_language_once_a_speaker_has_read_all_of_them(home: Home) -> None:
    def in_english() -> set[str]:
        return {one.section for one in home.prepare().problems if one.code == "rights-in-english"}

    assert "rights" in in_english()
    texts = [x for x in translating.texts(home.workspace, "ar") if RIGHTS in x.places]
    last = texts.pop()
    for one in texts:
        translating.accept(home.workspace, "ar", one.id, reviewer="Ahmed Noor")
    assert "rights" in in_english(), f"nobody has read {last.source!r}"
    translating.accept(home.workspace, "ar", last.id, reviewer="Ahmed Noor")
    assert "rights" not in in_english()


def test_what_a_reviewer_changes_is_hers(home: Home) -> None:
    one = text(home)
    translating.accept(home.workspace, "ar", one.id, reviewer="Hawa", words=" مريض؟\nاتصل. ")
    found = text(home)
    assert (found.words, found.by, found.reviewed_by) == ("مريض؟ اتصل.", "Hawa", "Hawa")
    translating.keep(home.workspace, "ar", one.id, "مريض؟ كلمنا.", by="Omar")
    found = text(home)
    assert (found.state, found.by, found.reviewed_by) == (State.DRAFT, "Omar", "")
    assert found.reviewed_on is None


def test_reviewing_an_outdated_text_makes_it_one_of_the_new_wording(home: Home) -> None:
    home.add(SectionText(source=SICK, language="en", text="Sick? Call us!"))
    one = text(home, "Sick? Call us!")
    assert one.state is State.STALE
    translating.accept(home.workspace, "ar", one.id, reviewer="Hawa")
    assert text(home, "Sick? Call us!").state is State.REVIEWED


def test_what_cannot_be_right_is_not_kept(home: Home) -> None:
    one = text(home, "Do you have a question? Call **{help_phone}**.")
    for words in ("سؤال؟", "سؤال؟ **{phone}**", "سؤال؟ **{help_phone}", "  "):
        with pytest.raises(InvalidValue):
            translating.keep(home.workspace, "ar", one.id, words, by="Hawa")
        with pytest.raises(InvalidValue):
            translating.accept(home.workspace, "ar", one.id, reviewer="Hawa", words=words)
    with pytest.raises(InvalidValue, match="has read it"):
        translating.accept(home.workspace, "ar", one.id, reviewer="  ")
    with pytest.raises(InvalidValue, match="no translation"):
        translating.accept(home.workspace, "de", one.id, reviewer="Hawa")
    assert home.workspace.all(SectionText) == []


def test_a_text_is_named_by_the_beginning_of_its_id(home: Home) -> None:
    one = text(home)
    assert translating.text(home.workspace, "ar", one.id[:7].upper()) == one
    for wrong in ("", "zz", one.id[:1]):
        with pytest.raises(UnknownRecord):
            translating.text(home.workspace, "ar", wrong)
    home.add(SectionText(source=SICK, language="en", text="Sick? Call us!"))
    with pytest.raises(UnknownRecord, match="may have been changed"):
        translating.text(home.workspace, "ar", one.id)


@pytest.mark.parametrize("name", ["", "en", "English", "en-US", "Klingonese"])
def test_there_is_no_translating_into_english(name: str) -> None:
    with pytest.raises(InvalidValue):
        translating.language_of(name)


def test_the_lists_of_what_waits(home: Home) -> None:
    ws = home.workspace
    home.add(SectionText(source=SICK, language="en", text="Sick? Call us!"))
    everything = translating.texts(ws, "ar")
    by_state = {wanted: translating.texts(ws, "ar", wanted=wanted) for wanted in Wanted}
    assert len(by_state[Wanted.ALL]) == len(everything)
    assert {one.source for one in by_state[Wanted.STALE]} == {"Sick? Call us!"}
    assert set(by_state[Wanted.REVIEW]) == set(by_state[Wanted.DRAFT]) | set(by_state[Wanted.STALE])
    found = translating.texts(ws, "ar", search="SICK? call")
    assert [one.source for one in found] == ["Sick? Call us!"]
    assert translating.texts(ws, "ar", search="مريض")


def test_how_far_each_language_and_section_is(home: Home) -> None:
    translating.accept(home.workspace, "ar", text(home).id, reviewer="Hawa")
    arabic = next(one for one in text_status.by_language(home.workspace) if one.tag == "ar")
    assert arabic.share.reviewed == 1
    assert arabic.share.texts == len(translating.texts(home.workspace, "ar"))
    sections = text_status.by_section(home.workspace, "ar")
    assert sections[0].kind == "welcome"
    (start,) = [x for x in sections if (x.kind, x.section) == ("welcome", "start-here")]
    assert start.share.reviewed == 1
    share = start.share
    assert share.texts == share.translated + share.stale + share.missing
    offered = text_status.offered(home.workspace)
    assert "en" not in {one.tag for one in offered}
    assert [one.words for one in offered] == sorted((one.words for one in offered), reverse=True)
