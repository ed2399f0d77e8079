"""A street is found in words however it was shortened."""

from __future__ import annotations

import pytest

from liaison_app.packets.streets import street_of


@pytest.mark.parametrize(
    ("line", "house", "name"),
    [
        ("44 Secret Street", "44", "secret"),
        ("44B N. Secret Str., Apt 3", "44b", "secret"),
        ("44 Secret Lane NW #3", "44", "secret"),
        ("Secretstraße 44", "44", "secret"),
        ("Calle de la Luna 5", "5", "luna"),
        ("44 Martin Luther King Blvd", "44", "martin luther king"),
        ("44 5th Avenue", "44", "5th"),
        ("44 Court Street", "44", "court"),
        ("Apt 3, 44 Secret Street", "44", "secret"),
        ("#3 44 Secret Street, Lakewood", "44", "secret"),
        ("44-46 Secret Street", "44 46", "secret"),
        ("44, Secret Street", "44", "secret"),
        ("شارع السر 44", "44", "السر"),
        ("Secret House", "", "secret house"),
    ],
)
def test_the_name_of_a_street_is_what_stands_without_its_type(
    line: str, house: str, name: str
) -> None:
    found = street_of(line)
    assert found is not None
    assert (" ".join(found.houses), found.name) == (house, name)


def test_an_empty_line_is_no_street() -> None:
    assert street_of("") is None
    assert street_of("44") is None or not street_of("44").houses  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "words",
    [
        "Bring it to 44 secret st.",
        "Bring it to 44 Secret",
        "Bring it to 44, Secret Str.",
        "Bring it to 44 N SECRET Ave",
        "Bring it to 44Secret",
        "Secret Street 44, at noon",
        "Secretstreet no. 44",
    ],
)
def test_the_house_is_found(words: str) -> None:
    found = street_of("44 Secret Street")
    assert found is not None
    assert found.numbered_in(words, typed=True)


@pytest.mark.parametrize("words", ["144 Secret St", "Secret 4", "44 secretaries", "Room 44"])
def test_another_house_is_not(words: str) -> None:
    found = street_of("44 Secret Street")
    assert found is not None
    assert not found.numbered_in(words, typed=True)


def test_on_a_page_a_number_may_stand_before_a_name_by_chance() -> None:
    found = street_of("4 Cedar Avenue")
    assert found is not None
    assert not found.numbered_in("Grade 4 Cedar Grove", typed=False)
    assert found.numbered_in("at 4 Cedar Ave.", typed=False)


@pytest.mark.parametrize(
    "words",
    ["Secret St at noon", "the stop on Secret", "Secretstreet", "secret str", "Secret Blvd"],
)
def test_the_street_is_found_without_a_number(words: str) -> None:
    found = street_of("44 Secret Street")
    assert found is not None
    assert found.named_in(words)


@pytest.mark.parametrize("line", ["44 Main Street", "44 5th Avenue", "44 Elm Street"])
def test_a_street_called_like_a_usual_word_needs_its_type(line: str) -> None:
    found = street_of(line)
    assert found is not None
    assert not found.named_in("Come to the main entrance on the 5th, by the elm")
    assert found.named_in(f"the stop on {found.name} st.")
