"""The page of words that schools use: ours and the district's, said plainly in her language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import preparing
from liaison_app.language import jargon
from liaison_app.records.packets import Jargon, SectionText
from tests.packets.kinds.lent import said

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

PLAN = "Our plan for your child."


def page(home: Home, language: str = "en", **options: str) -> Prepared:
    return preparing.prepare(
        home.workspace,
        kind="school-words",
        language=language,
        beside="none",
        options=options,
    )


def words_of(made: Prepared) -> str:
    return " ".join(said(made.pdf))


def test_it_says_the_usual_words_or_all(home: Home) -> None:
    usual, every = words_of(page(home)), words_of(page(home, words="all"))
    for term in jargon.terms():
        assert (term.name in usual) or not term.common, term.name
        assert term.name in every, term.name
    assert "stakeholder" not in usual
    assert "A written plan for a child with a disability." in usual


def test_a_district_s_own_words_stand_among_them(home: Home) -> None:
    home.add(
        Jargon(term="BLT", plain="The people who run the school."),
        Jargon(term="iep", plain=PLAN),
        Jargon(term="odd", plain="It has {braces} in it."),
    )
    made = page(home)
    assert not made.red
    printed = words_of(made)
    assert "The people who run the school." in printed
    assert PLAN in printed
    assert "A written plan for a child with a disability." not in printed, (
        "theirs stands in its place"
    )
    assert "braces" not in printed


def test_what_it_means_stands_in_her_language(home: Home) -> None:
    home.add(Jargon(term="IEP", plain=PLAN))
    home.add(
        SectionText(source="Lessons to learn English.", language="es", text="Clases de inglés")
    )
    codes = {one.code for one in page(home, "es").problems}
    assert "typed" in codes
    home.add(SectionText(source=PLAN, language="es", text="Nuestro plan para su hijo"))
    made = page(home, "es")
    assert "Nuestro plan para su hijo" in words_of(made)
    assert "Clases de inglés" in words_of(made)
    assert "ESL" in words_of(made)
    assert "typed" not in {one.code for one in made.problems}
    assert "text-unused" not in {one.code for one in made.problems}
