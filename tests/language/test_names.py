"""Names keep the order and letters of their families; stored text cannot turn a page around."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.language.names import (
    ShownName,
    clean_text,
    full_name,
    initials,
    isolate,
    isolate_ltr,
    shown_name,
)


@pytest.mark.parametrize(
    ("given_name", "family_name", "family_first", "whole"),
    [
        ("Ana", "López", None, "Ana López"),
        ("Minjun", "Kim", True, "Kim Minjun"),
        ("小明", "王", None, "王小明"),
        ("小明", "王", False, "小明 王"),
        ("민준", "김", None, "김민준"),
        ("សុខា", "ជា", None, "ជា សុខា"),
        ("Abebe", "Kebede", None, "Abebe Kebede"),
        ("Tenzin", "", None, "Tenzin"),
        ("", "Nguyễn", None, "Nguyễn"),
        ("", "", None, ""),
    ],
)
def test_full_name(
    given_name: str, family_name: str, family_first: bool | None, whole: str
) -> None:
    assert full_name(given_name, family_name, family_first=family_first) == whole


def test_the_native_name_comes_first_when_the_family_prefers_it() -> None:
    assert shown_name("Xiaoming", "Wang", native="王小明", native_first=True) == ShownName(
        "王小明", "Xiaoming Wang"
    )
    assert shown_name("Xiaoming", "Wang", native="王小明") == ShownName("Xiaoming Wang", "王小明")
    assert shown_name("", "", native="محمد") == ShownName("محمد", "")
    assert shown_name("Guadalupe", "Ríos", preferred="Lupe").main == "Lupe Ríos"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana López", "AL"),
        ("María José García Díaz", "MD"),
        ("o’connor", "O"),
        ("(Lupe)", "L"),
        ("王小明", "王"),
        ("محمد علي", "م"),
        ("श्री राम", "श्रीरा"),
        ("เอกชัย ใจดี", "เอ"),
        ("សុខា", "សុ"),
        ("გიორგი", "გ"),
        ("é", "É"),
        ("🙂 12", ""),
        ("", ""),
    ],
)
def test_initials_are_whole_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_isolates() -> None:
    assert isolate("محمد") == "\u2068محمد\u2069"
    assert isolate_ltr("555-0123") == "\u2066555-0123\u2069"
    assert isolate("") == ""


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Ana", "Ana"),
        ("e\u0301", "é"),
        ("a\u202eb\u2066c\u2069d\u202c", "abcd"),
        ("a\x00b\x07c\x1bd\x7f", "abcd"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("\ufeffAna", "Ana"),
        ("  \u00a0\u3000\n ", ""),
        ("\u200b", ""),
        ("tab\tkept", "tab\tkept"),
        ("🙋🏽‍♀️", "🙋🏽‍♀️"),
    ],
)
def test_clean_text(typed: str, stored: str) -> None:
    assert clean_text(typed) == stored


@given(st.text())
def test_cleaned_text_is_clean(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")
    assert not set(once) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\x00\r")
