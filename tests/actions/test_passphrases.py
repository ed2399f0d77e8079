"""Passphrases: what is offered can be typed and told apart, what is weak is refused."""

from __future__ import annotations

import random
import re
from itertools import combinations

import pytest

from liaison_app import shipped
from liaison_app.actions import passphrases

WORDS = (shipped.resources() / "passphrases" / "words.txt").read_text("utf-8").split()


def one_slip_apart(one: str, other: str) -> bool:
    """Whether one wrong, missing or extra letter turns one word into the other."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(
        short == long[:at] + long[at + 1 :] for at in range(len(long))
    )


def test_ten_bits_a_word() -> None:
    assert len(WORDS) == len(set(WORDS)) == 1024


def test_the_words_are_short_and_plain() -> None:
    assert [word for word in WORDS if not re.fullmatch("[a-z]{3,9}", word)] == []


def test_one_slip_of_the_finger_never_makes_another_word() -> None:
    assert [pair for pair in combinations(WORDS, 2) if one_slip_apart(*pair)] == []


def test_five_words_of_the_list_are_offered_and_are_strong_enough() -> None:
    dice = random.Random(3)  # noqa: S311  (dice that repeat)
    offered = {passphrases.suggest(dice) for _time in range(50)}
    assert len(offered) == 50
    for passphrase in offered:
        assert len(passphrase.split()) == 5
        assert set(passphrase.split()) <= set(WORDS)
        assert passphrases.why_weak(passphrase) == ""


@pytest.mark.parametrize(
    "weak",
    [
        "short",
        "thirteen char",
        "password password",
        "Family School Team 2024",
        "correct horse battery staple",
        "aaaaaaaaaaaaaaaaaa",
        "qwertyuiopasdfghjkl",
        "1234567890123456",
        "I love my family 1",
    ],
)
def test_what_a_thief_tries_first_is_refused(weak: str) -> None:
    assert passphrases.why_weak(weak) != ""


@pytest.mark.parametrize(
    "strong", ["seven quiet lanterns by the river", "hay que comer pan y queso", "تحت شجرة الزيتون"]
)
def test_a_sentence_in_any_language_is_accepted(strong: str) -> None:
    assert passphrases.why_weak(strong) == ""


def test_feedback_counts_down_to_enough() -> None:
    assert passphrases.feedback("seven quiet l") == "1 more character at least."
    assert passphrases.feedback("seven quiet lanterns") == "Strong enough."
    assert "thief" in passphrases.feedback("passwordpassword")


def test_no_offered_word_is_among_the_commonest() -> None:
    common = (shipped.resources() / "passphrases" / "common.txt").read_text("utf-8").split()
    assert len(common) == len(set(common))
    assert set(WORDS) & set(common) == set()
