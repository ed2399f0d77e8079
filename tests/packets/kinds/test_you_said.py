"""You said, we did: a poster that names nobody and no small group."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import packets
from liaison_app.records.packets import SectionText
from liaison_app.records.people import Household
from liaison_app.records.voices import Question, SaidAndDone, SaidState
from tests.packets.kinds.lent import said

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home


def prepared(home: Home, **wishes: object) -> Prepared:
    made = {"kind": "you-said", "language": "en", **wishes}
    return packets.prepare(home.workspace, **made)  # type: ignore[arg-type]


def words(made: Prepared) -> str:
    return "\n".join(said(made.pdf))


def codes(made: Prepared) -> list[str]:
    return [one.code for one in made.problems]


def line(home: Home, text: str = "The letters come too late", **more: object) -> str:
    values: dict[str, object] = {"said": text, "shown": True, **more}
    return home.add(SaidAndDone(**values))  # type: ignore[arg-type]


def families(home: Home, count: int) -> list[str]:
    return [home.add(Household(name=f"Family number {place}")) for place in range(count)]


def test_what_is_shown_stands_with_what_became_of_it(home: Home) -> None:
    line(home, "Letters are late", done="They go out on Mondays.", state=SaidState.DONE)
    line(home, "More buses", state=SaidState.CANNOT)
    line(home, "A meeting at night", said_on=date(2026, 11, 1))
    line(home, "Not for all eyes", shown=False)
    made = prepared(home)
    text = words(made)
    assert not made.problems
    assert "Letters are late\nWe did it.\nThey go out on Mondays." in text
    assert "More buses\nWe cannot do it." in text
    assert text.index("A meeting at night\nWe are working on it.") < text.index("More buses")
    assert "Not for all eyes" not in text
    assert (made.recipient, made.household, made.profile) == ("", "", "large-print")


@pytest.mark.parametrize(("count", "told"), [(4, False), (5, True), (0, False), (None, False)])
def test_a_number_prints_from_five_up(home: Home, count: int | None, *, told: bool) -> None:
    families(home, 20)
    line(home, families=count)
    assert (f"Families who said this: {count}" in words(prepared(home))) is told


@pytest.mark.parametrize(("count", "told"), [(18, False), (19, False), (17, True), (22, True)])
def test_a_number_from_which_a_small_one_follows_does_not_print(
    home: Home, count: int, *, told: bool
) -> None:
    families(home, 20)  # and the two of Amira and Karim: 22
    line(home, families=count)
    assert ("Families who said this" in words(prepared(home))) is told


def test_a_schools_small_number_hides_the_sum_as_well(home: Home) -> None:
    families(home, 40)
    line(home, families=15)
    line(home, families=12, school=home.grove)  # three of the other school
    assert "Families who said this" not in words(prepared(home))
    assert "Families who said this" not in words(prepared(home, subject=home.grove))


def test_the_poster_of_a_school_has_its_lines_and_those_of_all(home: Home) -> None:
    line(home, "Of all")
    line(home, "Of Grove", school=home.grove)
    line(home, "Of Harbor", school=home.harbor)
    text = words(prepared(home, subject=home.grove))
    assert "Of all" in text
    assert "Of Grove" in text
    assert "Of Harbor" not in text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Amira Haddad wants more buses", "names-somebody"),
        ("أميرة حدّاد تريد", "names-somebody"),
        ("The bus at 18 Juniper St is late", "address-named"),
    ],
)
def test_whoever_is_named_stops_it(home: Home, text: str, code: str) -> None:
    line(home, text)
    made = prepared(home)
    assert code in codes(made)
    assert made.red


def test_a_familys_name_and_small_numbers_are_looked_at_once_more(home: Home) -> None:
    line(home, "The Haddads and 3 others", done="Haddad")
    made = prepared(home)
    assert sorted(codes(made)) == ["names-a-family", "small-number"]
    assert not made.red


def test_questions_are_counted_where_five_families_asked(home: Home) -> None:
    now = home.workspace.now()
    for place, family in enumerate(families(home, 5)):
        told = now - timedelta(days=9) if place else None
        home.add(
            Question(
                household=family,
                asked_at=now - timedelta(days=10),
                due=date(2026, 11, 16),
                told_at=told,
            )
        )
    home.add(Question(household=home.family, asked_at=now, due=date(2026, 11, 25)))  # not yet due
    text = words(prepared(home))
    assert "Families asked us 5 questions this school year." in text
    assert "We answered 4 of them within 3 school days." in text
    home.remove(Question, home.workspace.all(Question)[0].id)
    assert "Families asked us" not in words(prepared(home))


def test_without_a_translation_it_prints_as_typed_beside_the_offer(home: Home) -> None:
    line(home, "More buses")
    made = prepared(home, language="es")
    assert "typed" in codes(made)
    assert not made.red
    assert "Algunas palabras de aquí no están en su idioma." in words(made)
    home.add(
        SectionText(section="you-said", source="More buses", language="es", text="Más autobuses")
    )
    made = prepared(home, language="es")
    assert "Más autobuses" in words(made)
    assert "typed" not in codes(made)


def test_nothing_yet_is_said(home: Home) -> None:
    assert "Nothing stands here yet." in words(prepared(home))
    assert prepared(home, paper="a4").pages == 1
