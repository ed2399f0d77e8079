"""A district's own words, order and additions to a print, and what they leave untranslated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, differences, section_gaps, section_preview, sections
from liaison_app.actions.sections import UnreadableSection, Whose
from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.packets.kinds import KINDS
from liaison_app.records.packets import PacketSection, SectionText
from tests.packets.copied import by_pdfium
from tests.packets.home import Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace
    from tests.differing import Pair

KIND = "welcome"
LIBRARY = "# Our library\n\n- The library is free.\n- Call **{help_phone}**.\n"
LATE = "Is your child sick or late? Please tell us the same morning."
LATER = "Is your child sick or late? Please tell us before school."


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "w")
    yield made
    made.workspace.close()


def names(workspace: Workspace, kind: str = KIND) -> list[str]:
    return [one.name for one in sections.sections(workspace, kind)]


def absence(workspace: Workspace) -> str:
    return sections.written(workspace, KIND, "absence").text


def rows(workspace: Workspace) -> list[str]:
    return [one.section for one in workspace.all(PacketSection)]


def shown_on(pdf: bytes) -> str:
    """What copying gives, without the spaces."""
    return "".join("".join(by_pdfium(pdf)).split())


def test_a_section_is_written_and_made_ours_again(home: Home) -> None:
    workspace = home.workspace
    text = absence(workspace).replace(LATE, LATER)
    touched = sections.write(workspace, KIND, "absence", text.replace("\n", "  \r\n"))
    found = sections.written(workspace, KIND, "absence")
    assert (found.text, found.section.whose) == (text, Whose.CHANGED)
    assert LATE in found.shipped
    care.undo(workspace, touched.number)
    assert sections.section(workspace, KIND, "absence").whose is Whose.OURS
    sections.write(workspace, KIND, "absence", text)
    sections.move(workspace, KIND, "absence", 0)
    sections.hide(workspace, KIND, "absence")
    sections.reset(workspace, KIND, "absence")
    found = sections.written(workspace, KIND, "absence")
    assert (found.section.whose, found.section.hidden, found.section.moved) == (
        Whose.OURS,
        False,
        False,
    )
    assert names(workspace)[4] == "absence"


def test_words_that_are_ours_are_no_district_words(home: Home) -> None:
    workspace = home.workspace
    sections.write(workspace, KIND, "absence", absence(workspace) + "\n\n")
    assert sections.section(workspace, KIND, "absence").whose is Whose.OURS


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Our library\n\nA {brace", 3),
        ("# Our library\n\nFine.\n\nCall {nobody_knows_this}.", 5),
        ("# Our library\n\n![no-such-picture] A picture.", 3),
        ("---\nicon: no-such-picture\n---\n# Our library", 1),
        ("# Our library\n\n@nothing_makes_this", 3),
        ("No title.", 0),
    ],
)
def test_what_cannot_print_is_not_kept_and_the_line_is_named(
    home: Home, text: str, line: int
) -> None:
    with pytest.raises(UnreadableSection) as refused:
        sections.write(home.workspace, KIND, "absence", text)
    assert refused.value.line == line
    if line:
        assert f"line {line}" in str(refused.value)
    with pytest.raises(UnreadableSection):
        sections.add(home.workspace, KIND, "our-library", text)
    assert rows(home.workspace) == []


def test_a_section_is_added_where_it_is_wanted_and_removed(home: Home) -> None:
    workspace = home.workspace
    before = names(workspace)
    sections.add(workspace, KIND, "our-library", LIBRARY, after="absence")
    at = before.index("absence") + 1
    assert names(workspace) == [*before[:at], "our-library", *before[at:]]
    assert sections.section(workspace, KIND, "our-library").whose is Whose.OWN
    assert rows(workspace) == ["our-library"]
    with pytest.raises(InvalidValue, match="already"):
        sections.add(workspace, KIND, "our-library", LIBRARY)
    with pytest.raises(InvalidValue, match="own"):
        sections.reset(workspace, KIND, "our-library")
    with pytest.raises(InvalidValue, match="Hide"):
        sections.remove(workspace, KIND, "absence")
    removed = sections.remove(workspace, KIND, "our-library")
    assert names(workspace) == before
    care.undo(workspace, removed.number)
    assert "our-library" in names(workspace)


def test_what_comes_back_under_a_removed_name_begins_anew(home: Home) -> None:
    workspace = home.workspace
    sections.add(workspace, KIND, "our-library", LIBRARY, after="absence")
    sections.hide(workspace, KIND, "our-library")
    sections.remove(workspace, KIND, "our-library")
    sections.add(workspace, KIND, "our-library", "# Books\n\nThey are free.\n")
    found = sections.written(workspace, KIND, "our-library")
    assert found.text == "# Books\n\nThey are free.\n"
    assert not found.section.hidden
    assert names(workspace)[-1] == "our-library"


def test_what_a_removed_record_said_does_not_come_back(home: Home) -> None:
    workspace = home.workspace
    sections.write(workspace, KIND, "absence", absence(workspace).replace(LATE, LATER))
    [row] = workspace.all(PacketSection)
    home.remove(PacketSection, row.id)
    sections.hide(workspace, KIND, "absence")
    assert sections.section(workspace, KIND, "absence").whose is Whose.OURS
    assert LATE in absence(workspace)


def test_the_end_stays_the_end(home: Home) -> None:
    workspace = home.workspace
    for number in range(3):
        sections.add(workspace, KIND, f"own-{number}", LIBRARY)
    assert names(workspace)[-3:] == ["own-0", "own-1", "own-2"]


def test_a_name_is_made_of_a_title(home: Home) -> None:
    workspace = home.workspace
    assert sections.name_for(workspace, KIND, "Our Library!") == "our-library"
    assert sections.name_for(workspace, KIND, "مكتبتنا") == "section"
    sections.add(workspace, KIND, "our-library", LIBRARY)
    assert sections.name_for(workspace, KIND, "Our library") == "our-library-2"


def test_moving_writes_one_record(home: Home) -> None:
    workspace = home.workspace
    order = names(workspace)
    for to in (0, 4, len(order) - 1, 2):
        sections.move(workspace, KIND, "rights", to)
        assert names(workspace).index("rights") == to
        assert [one for one in names(workspace) if one != "rights"] == [
            one for one in order if one != "rights"
        ]
    assert rows(workspace) == ["rights"]
    assert sections.move(workspace, KIND, "rights", 2) is None, "it stands there"


def test_there_is_always_room_between_two(home: Home) -> None:
    workspace = home.workspace
    order = names(workspace)
    first, *rest = order
    for name in rest[:8]:  # each squeezed in behind the first: no whole number is left there
        sections.move(workspace, KIND, name, 1)
        order.remove(name)
        order.insert(1, name)
        assert names(workspace) == order
    assert order[0] == first


def test_a_move_and_new_words_at_once_both_hold(pair: Pair) -> None:
    text = absence(pair.ana).replace(LATE, LATER)
    sections.move(pair.ana, KIND, "absence", 0)
    sections.write(pair.ben, KIND, "absence", text)
    sections.move(pair.ben, KIND, "rights", 1)
    sections.hide(pair.ben, KIND, "learning-week")
    sections.add(pair.ana, KIND, "our-library", LIBRARY, after="absence")
    sections.add(pair.ben, KIND, "our-nurse", "# Our nurse\n\nShe is here.\n", after="rights")
    pair.meet()
    for laptop in (pair.ana, pair.ben):
        assert names(laptop)[0] == "absence"
        assert absence(laptop) == text
        assert sections.section(laptop, KIND, "learning-week").hidden
        assert {"our-library", "our-nurse"} <= set(names(laptop))
        assert differences.differences(laptop) == ()
        assert len(rows(laptop)) == len(set(rows(laptop)))
    assert names(pair.ana) == names(pair.ben)


def test_two_who_write_the_same_section_are_asked(pair: Pair) -> None:
    text = absence(pair.ana)
    sections.write(pair.ana, KIND, "absence", text.replace(LATE, LATER))
    sections.write(pair.ben, KIND, "absence", text.replace(LATE, "Sick? Call."))
    pair.meet()
    assert absence(pair.ana) == absence(pair.ben)
    [one] = differences.differences(pair.ana)
    assert (one.type, one.field, len(one.sides)) == ("packet_section", "text", 2)
    sections.check(KIND, "absence", absence(pair.ana))  # meanwhile one of them prints


def test_two_who_move_the_same_section_agree(pair: Pair) -> None:
    sections.move(pair.ana, KIND, "rights", 0)
    sections.move(pair.ben, KIND, "rights", 99)
    pair.meet()
    assert names(pair.ana) == names(pair.ben)
    assert names(pair.ana)[-1] == "rights", "Ben was the last"


def test_what_a_change_leaves_untranslated_is_said_at_once(home: Home) -> None:
    workspace = home.workspace
    was = section_gaps.before(workspace, KIND, "absence")
    text = absence(workspace).replace(LATE, LATER)
    sections.write(workspace, KIND, "absence", f"{text}\nA nurse is here on Mondays.\n")
    found = section_gaps.after(workspace, KIND, "absence", was)
    assert (found.new, found.languages) == (2, len(found.gaps))
    spanish = next(one for one in found.gaps if one.tag == "es")
    assert (spanish.lacks, spanish.former) == (2, 1)
    said = section_gaps.gap_words(found)
    assert said.startswith("2 texts are new or changed.")
    assert f"None of the {found.languages} other languages has words for this." in said
    assert "had 1 of 2 in the old wording" in said
    cover = {one.tag: one.share for one in section_gaps.covers(workspace, KIND)["absence"]}
    assert cover["es"].missing + cover["es"].stale == 2


def test_a_translation_closes_the_gap(home: Home) -> None:
    workspace = home.workspace
    was = section_gaps.before(workspace, KIND, "absence")
    for tag in ("es", "ar"):
        home.add(SectionText(source=LATE, language=tag, text="…", by="Hawa"))
    sections.write(workspace, KIND, "absence", absence(workspace).replace(LATE, LATER))
    home.add(SectionText(source=LATER, language="es", text="Llame.", by="Hawa"))
    found = section_gaps.after(workspace, KIND, "absence", was)
    assert "es" not in {one.tag for one in found.gaps}
    assert len(found.gaps) == found.languages - 1
    arabic = next(one for one in found.gaps if one.tag == "ar")
    assert (arabic.lacks, arabic.former) == (1, 1)


def test_words_already_known_elsewhere_are_no_gap(home: Home) -> None:
    workspace = home.workspace
    was = section_gaps.before(workspace, KIND, "our-start")
    sections.add(workspace, KIND, "our-start", "# Start here\n")
    found = section_gaps.after(workspace, KIND, "our-start", was)
    assert (found.new, found.gaps) == (1, ())
    assert "Every language has words" in section_gaps.gap_words(found)


def test_a_section_no_longer_readable_is_listed_with_the_reason(home: Home) -> None:
    home.add(PacketSection(kind=KIND, section="our-library", text="# A\n\n{nobody_knows_this}"))
    home.add(PacketSection(kind=KIND, section="absence", text="No title."))
    found = {one.name: one for one in sections.sections(home.workspace, KIND)}
    assert "line 3" in found["our-library"].trouble
    assert "title" in found["absence"].trouble
    assert found["absence"].whose is Whose.OURS, "ours prints"
    sections.write(home.workspace, KIND, "our-library", LIBRARY)
    assert not sections.section(home.workspace, KIND, "our-library").trouble


def test_what_is_not_there_is_said(home: Home) -> None:
    with pytest.raises(InvalidValue, match="no print"):
        sections.sections(home.workspace, "nonsense")
    with pytest.raises(UnknownRecord, match="absence"):
        sections.written(home.workspace, KIND, "nonsense")
    with pytest.raises(InvalidValue, match="name of a section"):
        sections.add(home.workspace, KIND, "Our library", LIBRARY)


def test_the_preview_names_no_family(home: Home) -> None:
    text = absence(home.workspace)
    made = section_preview.preview(home.workspace, KIND, "absence", text)
    shown = shown_on(made.pdf)
    assert "CedarGroveSchool" in shown
    assert "Mychildissicktoday." not in shown, "of use in another language only"
    for family in ("Haddad", "Amira", "Yusuf", "206"):
        assert family not in shown
    spanish = section_preview.preview(home.workspace, KIND, "absence", text, "es")
    assert "Mychildissicktoday." in shown_on(spanish.pdf)
    own = section_preview.preview(home.workspace, KIND, "our-library", LIBRARY, "ar")
    assert own.untranslated == 2, "ours says “Call {help_phone}.” too"
    with pytest.raises(UnreadableSection):
        section_preview.preview(home.workspace, KIND, "absence", "No title.")


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_section_of_every_print_can_be_seen_and_edited(home: Home, kind: str) -> None:
    for one in sections.sections(home.workspace, kind):
        text = sections.written(home.workspace, kind, one.name).text
        sections.check(kind, one.name, text)
        assert section_preview.preview(home.workspace, kind, one.name, text, "ar").pages >= 1
    assert section_preview.known(kind)
