"""The light Markdown in which the texts for families are written."""

from __future__ import annotations

import pytest

from liaison_app.language.section_markup import Kind, Line, MalformedSectionError, read_section


def lines(text: str) -> list[Line]:
    return list(read_section(text).lines)


def said(text: str) -> list[tuple[Kind, tuple[str, ...]]]:
    return [(line.kind, line.words) for line in lines(text)]


def test_lines_below_each_other_are_one_paragraph() -> None:
    assert said("One\ntwo.\n\nThree.\n") == [
        (Kind.PARAGRAPH, ("One two.",)),
        (Kind.PARAGRAPH, ("Three.",)),
    ]


def test_a_condition_or_a_note_begins_a_paragraph_of_its_own() -> None:
    assert [line.words for line in lines("One.\n[bus] Two.\n<!-- note -->\nThree.\n")] == [
        ("One.",),
        ("Two.",),
        ("Three.",),
    ]


def test_a_note_is_about_what_follows_it_up_to_the_next_empty_line() -> None:
    notes = [line.note for line in lines("<!-- two labels -->\n- a\n- b\n\n- c\n")]
    assert notes == ["two labels", "two labels", ""]


def test_conditions_stand_before_any_kind_of_line() -> None:
    found = lines("[bus] | Bus | {bus} |\n[lunch=free] - Free\n[ ] Call me\n")
    assert [(line.kind, line.fact, line.value) for line in found] == [
        (Kind.ROW, "bus", ""),
        (Kind.POINT, "lunch", "free"),
        (Kind.BOX, "", ""),
    ]


def test_a_cell_of_values_alone_is_nothing_to_translate() -> None:
    (row,) = lines("| School | {street}, {city} |\n")
    assert row.messages == (("", "School"),)


def test_what_stands_above_a_section_is_no_part_of_it() -> None:
    marked = read_section("---\nrights: yes\nicon: bus\n---\n# Title\n")
    assert marked.settings == {"rights": "yes", "icon": "bus"}
    assert [line.kind for line in marked.lines] == [Kind.TITLE]


@pytest.mark.parametrize(
    "text",
    [
        "---\nrights: yes\n",
        "\n#Title",
        "![Bus] Bus",
        "> My child",
        "[bus]",
        "@",
        "--- tear",
        "Call {phone",
        "**Call",
        "| a | {b |",
        "____",
        "#### Deep",
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(MalformedSectionError, match=r"line \d"):
        read_section(text)


def test_a_remark_without_an_end_is_words_however_long_it_is() -> None:
    row = "<!--" + " " * 100_000 + "x"
    (line,) = read_section(row).lines
    assert line.words == (row,)
