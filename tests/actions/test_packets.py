"""Packets as they are printed and saved: the right reader, nothing lost, nothing left behind."""

from __future__ import annotations

import resource
import stat
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
import pytest

from liaison_app.actions import packet_choices, packets, workspaces
from liaison_app.errors import (
    InvalidValue,
    LiaisonError,
    NoRoom,
    NotAllowed,
    ReadOnlyPlace,
    UnknownRecord,
    UnsafePlace,
    WorkspaceExists,
)
from liaison_app.packets.content import Paper, Profile
from liaison_app.records.packets import IssueMeans, PacketIssue, SectionText
from liaison_app.records.partnership import Commitment
from liaison_app.records.people import (
    Address,
    Comfort,
    Household,
    HouseholdMember,
    Person,
    PersonLanguage,
    Relation,
    Relationship,
)
from liaison_app.records.schools import School
from tests.packets.home import Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.actions.packets import Prepared


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "workspace")
    yield made
    made.workspace.close()


def prepare(home: Home, **wishes: object) -> Prepared:
    return packets.prepare(home.workspace, home.family, **wishes)  # type: ignore[arg-type]


def codes(prepared: Prepared) -> list[str]:
    return [one.code for one in prepared.problems]


def stopped(prepared: Prepared) -> list[str]:
    return [one.code for one in prepared.problems if one.red]


def issues(home: Home) -> list[PacketIssue]:
    return home.workspace.all(PacketIssue)


def pages(prepared: Prepared) -> list[str]:
    reader = pypdf.PdfReader(BytesIO(prepared.pdf))
    return [page.extract_text() for page in reader.pages]


# --- who receives it


def test_the_first_contact_receives_it_in_her_language(home: Home) -> None:
    made = prepare(home)
    assert (made.recipient, made.recipient_name) == (home.amira, "Amira Haddad")
    assert (made.language, made.beside, made.profile) == ("ar", "", Profile.STANDARD)
    assert not made.red
    assert made.draft
    assert made.pages == len(pages(made)) > 3
    assert made.section_pages["start-here"] == 1


def test_a_restricted_adult_gets_nothing_at_all(home: Home) -> None:
    home.restrict(home.karim)
    made = prepare(home, to=home.karim)
    assert stopped(made) == ["recipient-restricted"]
    assert "must not be contacted about these children" in made.problems[0].why
    assert (made.pdf, made.pages, made.code, made.recipient) == (b"", 0, "", "")


def test_the_next_one_receives_it_when_the_first_is_restricted(home: Home) -> None:
    home.restrict(home.amira)
    assert prepare(home).recipient == home.karim
    home.restrict(home.karim)
    assert stopped(prepare(home)) == ["recipient-none"]


def test_a_child_or_a_stranger_is_no_recipient(home: Home) -> None:
    stranger = home.add(Person(given_name="Vera"))
    for person in (home.yusuf, stranger):
        assert stopped(prepare(home, to=person)) == ["recipient-unknown"]


def test_a_neighbor_gets_it_only_knowingly(home: Home) -> None:
    vera = home.add(Person(given_name="Vera"))
    home.add(Relationship(child=home.yusuf, adult=vera, relation=Relation.NEIGHBOR))
    made = prepare(home, to=vera)
    assert "recipient-distant" in codes(made)
    assert not made.red


def test_a_protected_family_gets_it_by_hand_alone(home: Home) -> None:
    home.hide()
    assert stopped(prepare(home)) == ["address-in-hand"]
    by_hand = prepare(home, in_hand=True)
    assert not by_hand.red
    assert "address-in-hand" in codes(by_hand)
    assert stopped(prepare(home, to=home.karim, in_hand=True)) == ["address-protected"]


def test_the_address_of_the_readers_own_home_counts_too(home: Home) -> None:
    home.hide(home.fathers)
    assert "address-in-hand" not in codes(prepare(home))
    assert stopped(prepare(home, to=home.karim)) == ["address-in-hand"]
    assert not prepare(home, to=home.karim, in_hand=True).red


def test_the_other_home_of_a_child_counts_too(home: Home) -> None:
    """The father's packet must not say where the children of a mother in hiding go to school."""
    home.add(HouseholdMember(household=home.fathers, person=home.yusuf))
    assert not packets.prepare(home.workspace, home.fathers, to=home.karim).red
    home.hide()
    for in_hand in (False, True):
        made = packets.prepare(home.workspace, home.fathers, to=home.karim, in_hand=in_hand)
        assert stopped(made) == ["address-protected"]


def test_no_page_names_a_restricted_adult_or_an_address(home: Home) -> None:
    home.restrict(home.karim)
    home.put(Commitment, home.promise, who="Karim")
    for language in ("en", "ar"):
        whole = "".join("".join(pages(prepare(home, language=language))).split())
        for secret in ("Karim", "555-0172", "555-0171", "Juniper", "FirStreet"):
            assert secret not in whole, secret


def test_promises_stay_with_the_household_that_made_them(home: Home) -> None:
    assert "promises" in prepare(home).section_pages
    assert "promises" not in prepare(home, to=home.karim).section_pages
    asked = prepare(home, to=home.karim, sections=["start-here", "promises"])
    assert "promises-elsewhere" in codes(asked)
    home.remove(Commitment, home.promise)
    assert "promises" not in prepare(home).section_pages


# --- how it is printed


def test_who_reads_a_little_gets_pictures_in_one_language(home: Home) -> None:
    own = home.workspace.all(PersonLanguage, person=home.amira)[0]
    home.put(PersonLanguage, own.id, comfort=Comfort.A_LITTLE)
    made = prepare(home, beside="en")
    assert (made.profile, made.beside) == (Profile.PICTURE, "")
    assert "one-language" in codes(made)
    assert prepare(home, profile="standard", beside="en").beside == "en"
    assert prepare(home, language="en").profile is Profile.STANDARD, "that she reads well"


def test_two_languages_side_by_side_but_never_one_twice(home: Home) -> None:
    assert prepare(home, beside="en").beside == "en"
    twice = prepare(home, language="ar-IQ", beside="ar")
    assert (twice.language, twice.beside) == ("ar-IQ", "")
    assert "one-language" in codes(twice)


def test_a_language_without_words_is_english_once(home: Home) -> None:
    made = prepare(home, language="nv", beside="en")
    assert codes(made)[0] == "no-translation"
    assert not made.red
    assert pages(made)[0].count("Start here") == 1


def test_sections_month_and_paper_as_asked(home: Home) -> None:
    made = prepare(home, language="en", sections=["calendar"], month=date(2027, 1, 20), paper="a4")
    assert list(made.section_pages) == ["calendar"]
    assert "January 2027" in pages(made)[0]
    assert made.paper is Paper.A4
    box = pypdf.PdfReader(BytesIO(made.pdf)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_what_there_is_not_is_said(home: Home) -> None:
    with pytest.raises(InvalidValue, match=r"no section “rigths”.*start-here"):
        prepare(home, sections=["rigths"])
    with pytest.raises(InvalidValue, match="standard, large-print, picture"):
        prepare(home, profile="comic")
    with pytest.raises(InvalidValue, match="Choose others"):
        prepare(home, profile="picture", sections=["rights"])
    with pytest.raises(UnknownRecord):
        packets.prepare(home.workspace, "nobody")


def test_preparing_writes_nothing_and_may_be_done_on_another_view(home: Home) -> None:
    before = workspaces.check(home.workspace).digest
    with home.workspace.elsewhere(read_only=True) as view:
        made = packets.prepare(view, home.family)
    assert made.pages > 0
    assert workspaces.check(home.workspace).digest == before


# --- saving and printing


def test_a_saved_packet_is_a_file_of_its_owner_and_a_line_in_the_log(
    home: Home, tmp_path: Path
) -> None:
    made = prepare(home, beside="en", paper="letter")
    target = tmp_path / "out" / "packet.pdf"
    target.parent.mkdir()
    packets.save(home.workspace, made, target)
    assert target.read_bytes() == made.pdf
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [one.name for one in target.parent.iterdir()] == ["packet.pdf"]
    (issue,) = issues(home)
    assert (issue.code, issue.household, issue.recipient) == (made.code, home.family, home.amira)
    assert (issue.language, issue.beside, issue.kind) == ("ar", "en", "welcome")
    assert (issue.paper, issue.profile, issue.pages) == ("letter", "standard", made.pages)
    assert (issue.means, issue.at, issue.draft) == (IssueMeans.SAVED, home.clock.at, True)
    assert issue.staff == home.workspace.person


def test_the_code_is_on_every_page_and_the_file_tells_no_name(home: Home) -> None:
    made = prepare(home, language="en")
    assert all(made.code in page for page in pages(made))
    about = pypdf.PdfReader(BytesIO(made.pdf)).metadata
    assert about is not None
    assert "Haddad" not in repr(about)
    assert "Amira" not in repr(about)


def test_a_file_is_replaced_only_when_asked(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"
    target.write_text("to the principal")
    with pytest.raises(WorkspaceExists):
        packets.save(home.workspace, prepare(home), target)
    assert target.read_text() == "to the principal"
    assert issues(home) == []
    packets.save(home.workspace, prepare(home), target, force=True)
    assert target.read_bytes().startswith(b"%PDF-")
    with pytest.raises(WorkspaceExists):
        packets.save(home.workspace, prepare(home), tmp_path, force=True)


def test_nothing_readable_goes_into_the_workspace_folder(home: Home, tmp_path: Path) -> None:
    for target in (tmp_path / "workspace" / "a.pdf", tmp_path / "x" / ".." / "workspace" / "a.pdf"):
        with pytest.raises(UnsafePlace):
            packets.save(home.workspace, prepare(home), target)
    (tmp_path / "link").symlink_to(tmp_path / "workspace")
    with pytest.raises(UnsafePlace):
        packets.save(home.workspace, prepare(home), tmp_path / "link" / "a.pdf")
    assert issues(home) == []


@contextmanager
def full_disk(beyond: int) -> Iterator[None]:
    """No file grows beyond this: what a full disk is to a program, without filling one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (beyond, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_no_half_packet_and_no_line(home: Home, tmp_path: Path) -> None:
    made = prepare(home)
    folder = tmp_path / "stick"
    folder.mkdir()
    with full_disk(20_000), pytest.raises(NoRoom):
        packets.save(home.workspace, made, folder / "packet.pdf")
    assert list(folder.iterdir()) == []
    assert issues(home) == []


def test_a_folder_that_is_not_there_is_said(home: Home, tmp_path: Path) -> None:
    with pytest.raises(ReadOnlyPlace):
        packets.save(home.workspace, prepare(home), tmp_path / "nowhere" / "packet.pdf")
    assert issues(home) == []


def test_a_disk_that_fails_at_the_last_step_leaves_neither_file_nor_line(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_part: Path, _path: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(packets, "put_in_place", fail)
    folder = tmp_path / "stick"
    folder.mkdir()
    with pytest.raises(ReadOnlyPlace):
        packets.save(home.workspace, prepare(home), folder / "packet.pdf")
    assert list(folder.iterdir()) == []
    assert issues(home) == []


def test_nothing_red_is_saved_or_printed(home: Home, tmp_path: Path) -> None:
    home.put(School, home.grove, hours="")
    made = prepare(home)
    assert made.red
    assert made.pdf, "it can be looked at"
    with pytest.raises(NotAllowed):
        packets.save(home.workspace, made, tmp_path / "packet.pdf")
    with pytest.raises(NotAllowed):
        packets.print_out(home.workspace, made)
    assert issues(home) == []
    assert not (tmp_path / "packet.pdf").exists()


def test_what_was_restricted_or_protected_meanwhile_stops_it(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "packet.pdf"
    made = prepare(home)
    home.hide()
    with pytest.raises(NotAllowed, match="protected"):
        packets.save(home.workspace, made, target)
    address = home.workspace.all(Address, household=home.family)[0]
    home.put(Address, address.id, do_not_publish=False)
    home.restrict(home.amira)
    with pytest.raises(NotAllowed):
        packets.save(home.workspace, made, target)
    assert not target.exists()


LP = '#!/bin/sh\ncat > "{folder}/page"\necho "$@" > "{folder}/asked"\nexit {code}\n'


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "printer"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def answer(printer: Path, code: int) -> None:
    (printer / "lp").write_text(LP.format(folder=printer, code=code))
    (printer / "lp").chmod(0o755)


def test_a_printed_packet_goes_from_memory_under_its_code(home: Home, printer: Path) -> None:
    answer(printer, 0)
    made = prepare(home)
    packets.print_out(home.workspace, made)
    assert (printer / "page").read_bytes() == made.pdf
    assert (printer / "asked").read_text().split() == ["-t", made.code, "-"]
    (issue,) = issues(home)
    assert issue.means is IssueMeans.PRINTED


def test_a_printer_that_refuses_leaves_no_line(home: Home, printer: Path) -> None:
    answer(printer, 1)
    with pytest.raises(LiaisonError, match="did not take it"):
        packets.print_out(home.workspace, prepare(home))
    assert issues(home) == []


# --- what can be chosen


def test_the_window_offers_who_may_receive_it_and_what_serves_them(home: Home) -> None:
    home.restrict(home.karim)
    aunt = home.add(Person(given_name="Huda"))
    home.add(HouseholdMember(household=home.family, person=aunt))
    offered = packet_choices.choices(home.workspace, home.family)
    assert [one.name for one in offered.recipients] == ["Amira Haddad", "Huda"]
    assert offered.first == home.amira
    assert [one.language for one in offered.recipients] == ["ar", "ar"]
    assert not any(one.by_hand or one.barred for one in offered.recipients)
    assert offered.sections[0].name == "start-here"
    assert offered.month == date(2026, 11, 1)


def test_a_protected_home_bars_who_does_not_live_there(home: Home) -> None:
    home.hide()
    offered = {
        one.id: one for one in packet_choices.choices(home.workspace, home.family).recipients
    }
    assert (offered[home.amira].by_hand, offered[home.amira].barred) == (True, False)
    assert offered[home.karim].barred


def test_languages_say_how_much_a_speaker_has_read(home: Home) -> None:
    source = "Do you have a question? Call **{help_phone}**."
    row = SectionText(
        source=source, language="ti", text="ሕቶ? **{help_phone}**", reviewed_by="Senait"
    )
    home.add(row)
    found = {one.tag: one for one in packet_choices.languages(home.workspace)}
    assert next(iter(found)) == "en"
    assert found["en"].reviewed == found["en"].texts
    assert (found["ti"].translated, found["ti"].reviewed, found["ti"].drafts) == (1, 1, 0)
    assert found["ar"].translated > 200
    assert found["ar"].reviewed == 0


def test_a_recipient_is_found_by_name_in_the_family_first(home: Home) -> None:
    other = home.add(Household(name="Said"))
    twin = home.add(Person(given_name="Amira", family_name="Haddad"))
    home.add(HouseholdMember(household=other, person=twin))
    named = packet_choices.recipient_named
    for text in ("amira haddad", "Amira", "Haddad Amira", "أميرة حدّاد", home.amira):
        assert named(home.workspace, home.family, text) == home.amira
    home.restrict(home.karim)
    assert named(home.workspace, home.family, "karim") == home.karim
    with pytest.raises(UnknownRecord):
        named(home.workspace, home.family, "Nobody")
