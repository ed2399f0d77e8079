"""Folded text is what people mean, survives the index, and leads back to the original letters."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.language.folding import FTS_TOKENIZER, digits, fold, highlights
from liaison_app.language.highlighting import _words_in

# Letters, marks and separators of many scripts, so that random texts mix them.
MIXED = st.text(
    alphabet=st.sampled_from("aZé'’-_ .,اأةهیيً\u200cשׁकि्ज़กดี้ำេាកកျော်王明ガﾞｶ한ㄱ김ኃ٣५𐴌🙂½ﬁß\u00adİı"),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("O’Connor-Smith", "oconnor smith"),
        ("Straße ﬁona İbrahim Işık ISIK", "strasse fiona ibrahim isik isik"),
        ("عائِشة ـ أحمد", "عايشه احمد"),
        ("می\u200cخواهم", "ميخواهم"),
        ("राम शर्मा", "राम शर्मा"),
        ("王小明", "王 小 明"),
        ("김민준", "김 민 준"),
        ("สมชาย ใจดี", "ส ม ช า ย ใ จ ดี"),
        ("ស៊ុខាabc", "ស៊ុ ខា abc"),
        ("ကျော်စွာ", "ကျော် စွာ"),
        ("タナカ たなか", "た な か た な か"),
        ("٣١ and ५", "31 and 5"),
        ("_x_-y", "x y"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(MIXED | st.text(max_size=30))
def test_folding_again_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())


@given(MIXED)
def test_the_pieces_of_a_text_fold_like_the_whole(text: str) -> None:
    words, places = _words_in(text)
    assert words == fold(text).split()
    assert all(0 <= start < end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    "text",
    ["राम शर्मा", "สมชาย ใจดี", "ស៊ុខា", "ကျော်စွာ", "𐴌𐴗𐴥𐴝𐴙", "𞤀𞤣𞤤𞤢𞤥", "ߒߞߏ", "ከበደ", "한글", "𠮷田", "ຈັນ"],
)
def test_the_index_keeps_every_letter_and_vowel_sign(text: str) -> None:
    db = sqlite3.connect(":memory:")
    db.execute(f"CREATE VIRTUAL TABLE notes USING fts5(text, tokenize='{FTS_TOKENIZER}')")
    db.execute("CREATE VIRTUAL TABLE words USING fts5vocab(notes, 'instance')")
    db.execute("INSERT INTO notes VALUES (?)", (fold(text),))
    kept = [row[0] for row in db.execute("SELECT term FROM words ORDER BY offset")]
    db.close()
    assert kept == fold(text).split()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("(555) 555-0123", "5555550123"),
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("۵۵۵", "555"),
        ("५५५-०१२३", "5550123"),
        ("room ²", ""),
        ("none", ""),
    ],
)
def test_digits(text: str, number: str) -> None:
    assert digits(text) == number


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("garc", "Señor García", ["Garc"]),
        ("oconn", "x O’Connor", ["O’Conn"]),
        ("小明 wang", "王小明 Wang", ["小明", "Wang"]),
        ("明小", "王小明", []),
        ("ใจ", "สมชาย ใจดี", ["ใจ"]),
        ("فاطمه", "زارت فاطمة المدرسة", ["فاطمة"]),
        ("محمد", "مُحَمَّد علي", ["مُحَمَّد"]),
        ("strass", "Große Straße", ["Straß"]),
        ("bus", "The BUS, the bus.", ["BUS", "bus"]),
        ("ana", "Diana", []),
        ("", "anything", []),
        ("...", "anything", []),
    ],
)
def test_highlights_show_what_was_found(query: str, text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in highlights(query, text)] == marked


@given(MIXED, MIXED)
def test_highlights_stay_inside_the_text(query: str, text: str) -> None:
    end_before = 0
    for start, end in highlights(query, text):
        assert end_before <= start < end <= len(text)
        end_before = end
