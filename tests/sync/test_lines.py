"""The lines of a bundle: what a hostile or broken laptop signs is refused in a sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.errors import DamagedFile
from liaison_app.records import TYPES, Kind
from liaison_app.records.values import LONG_TEXT
from liaison_app.store import clock
from liaison_app.store.travelling import Travelling
from liaison_app.sync import lines, strict
from tests.sync import sealing
from tests.sync.made_ops import COLLEAGUE, DEV, STREAM, made_ops
from tests.sync.sealing import HEADING, as_line

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = "Something in this file cannot be understood, so nothing of it was taken."
FORMER = DEV[:16] + ".2f"
OP = Travelling(
    dev=DEV,
    seq=1,
    hlc=117_000_000_000_000_000,
    act=1,
    schema=3,
    type="note",
    id="0d5a5f6e-0000-4000-8000-000000000001",
    writes={"text": ["They asked about the bus."]},
    action={"name": "note.write"},
)
BODY: dict[str, Any] = json.loads(lines.pack_ops(HEADING, [OP]).split(b"\n")[1])


def round_trip(ops: list[Travelling]) -> lines.Ops:
    [taken] = sealing.take(sealing.sealed(lines.pack_ops(HEADING, ops)))
    return taken


def refuse(file: bytes) -> None:
    with pytest.raises(DamagedFile, match=WORDS):
        sealing.take(file)


# What travels


def test_a_year_of_changes_arrives_as_it_left() -> None:
    ops = made_ops(2_000)
    taken = round_trip(ops)
    assert taken.ops == tuple(ops)
    assert taken.heading["kind"] == "ops"
    assert taken.heading["hlc"] == [min(op.hlc for op in ops), max(op.hlc for op in ops)]
    assert taken.heading["devs"] == [DEV, COLLEAGUE]


def test_made_changes_are_changes_that_liaison_makes() -> None:
    from liaison_app.records.values import fits

    for op in made_ops(500):
        for name, (value, *_over) in op.writes.items():
            assert fits(TYPES[op.type].fields[name], value)


def test_former_incarnations_of_the_laptop_come_along() -> None:
    mine = made_ops(5)
    former = [replace(op, seq=op.seq + 310) for op in made_ops(4, dev=FORMER)]
    taken = round_trip([*former, *mine])
    assert taken.ops == (*former, *mine)
    assert taken.spans == {FORMER: (311, 314), DEV: (1, 5)}
    assert round_trip(former).spans == {FORMER: (311, 314)}


def test_redactions_and_links_keep_the_laptops_that_they_name() -> None:
    ops = [
        replace(OP, writes={"~text": [[[COLLEAGUE, 7], [FORMER, 2]], [COLLEAGUE, 9]]}),
        replace(OP, seq=2, act=2, writes={"~text": [True]}),
        replace(OP, seq=3, act=3, writes={"~text": [False, [DEV, 2]]}),
        replace(
            OP,
            seq=4,
            act=4,
            action={"name": "undo", "undoes": [STREAM, COLLEAGUE, 3], "with": [STREAM, DEV, 1]},
        ),
    ]
    assert round_trip(ops).ops == tuple(ops)


@pytest.mark.parametrize(
    "text",
    [
        "",
        '\n\t"\\/ \\u0000 \\ud800 [[[[[[[[[[[[ {{{{{{{{{{{{',
        "]" * 1_000 + "\\" * 7 + '"',
        "قالت: «غدًا» \u200f 0142",
        "ភាសាខ្មែរ\u200bសួរ",
        "👩‍👧\u2028\x7f",
        "1e999 NaN -0 99999999999999999999",
    ],
)
def test_whatever_a_person_can_write_arrives(text: str) -> None:
    op = replace(OP, writes={"text": [text]})
    assert round_trip([op]).ops == (op,)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_is_read_back(text: str) -> None:
    assert strict.parse_object(as_line({"a": text})) == {"a": text}
    unescaped = json.dumps({"a": [text]}, ensure_ascii=False).encode()
    assert strict.parse_object(unescaped) == {"a": [text]}


def test_the_longest_texts_that_fields_hold_fit_into_a_line() -> None:
    most = max(
        sum(spec.kind is Kind.LONG_TEXT for spec in kind.fields.values()) for kind in TYPES.values()
    )
    writes = {f"text_{n}": ["\U00010348" * LONG_TEXT] for n in range(most)}
    op = replace(OP, writes=writes)
    assert round_trip([op]).ops == (op,)


def test_what_a_newer_liaison_adds_is_read_over_or_kept() -> None:
    body = {
        **BODY,
        "schema": 9,
        "type": "bus_pass",
        "writes": {"stops": [["A", {"b": 1}]]},
        "x": [],
    }
    heading = {**sealing.full_heading([OP]), "mood": "fine"}
    [taken] = sealing.take(sealing.of_lines(heading, [as_line(body)]))
    assert taken.ops[0].type == "bus_pass"
    assert taken.ops[0].writes == {"stops": [["A", {"b": 1}]]}


def test_what_no_reader_takes_is_not_packed() -> None:
    hole = [OP, replace(OP, seq=3)]
    for ops in ([], hole, [OP, OP], made_ops(10_001), [replace(OP, writes={"a": ["x" * 2**22]})]):
        with pytest.raises(ValueError, match=r"ops|hole|line"):
            lines.pack_ops(HEADING, ops)


# Strict JSON


STRANGE_LINES = [
    *(b"", b" ", b"null", b"1", b'"text"', b"[]", b"[{}]", b"{}{}", b"{", b"}", b"{]", b"{}]"),
    *(b"[" * 200_000, b"{" * 200_000, b'{"a":' * 200_000, b'{"a":' + b"[" * 200_000),
    b'{"a":' + b"[" * 8 + b"]" * 8 + b"}",
    b'{"a":' + b'{"b":[' * 4 + b"]}" * 4 + b"}",
    *(b'{"a":1e999}', b'{"a":-1e999}', b'{"a":1.0}', b'{"a":1e2}', b'{"a":0.5}', b'{"a":1E5}'),
    *(b'{"a":NaN}', b'{"a":Infinity}', b'{"a":-Infinity}', b'{"a":-0}', b'{"a":[1,-0]}'),
    *(b'{"a":9223372036854775808}', b'{"a":-9223372036854775808}', b'{"a":01}', b'{"a":+1}'),
    b'{"a":' + b"9" * 5_000 + b"}",
    b'{"a":' + b"9" * 1_000_000 + b"}",
    *(b'{"a":1,"a":2}', b'{"b":{"a":1,"c":2,"a":1}}', b'{"a":1,"\\u0061":2}'),
    *(b'{"a":"\\ud800"}', b'{"a":"\\udc00\\ud800"}', b'{"\\udfff":1}', b'{"a":"\\u0000"}'),
    *(b'{"\\\\\\u0000":1}', b'{"a":"\0"}', b'{"a":"\n"}', b'{"a":"\\x"}', b'{"a":"\\u12"}'),
    *(b'{"a":"\xff"}', b'{"a":"\xed\xa0\x80"}', b'{"a":"\xc0\x80"}', b"\xef\xbb\xbf{}"),
    '{"a":1}'.encode("utf-16"),
    '{"a":1}'.encode("utf-32"),
    *(b"{'a':1}", b'{"a":1,}', b'{"a"}', b"{a:1}", b'{"a":1}//', b'{"a":tru}', b'{"a":"'),
    b'{"a":"' + b'\\"' * 500_000,
    b'{"a":"' + b"x" * 4_200_000 + b'"}',
]


@pytest.mark.parametrize("line", STRANGE_LINES, ids=lambda line: repr(line[:24]))
def test_what_is_not_strict_is_refused(line: bytes) -> None:
    with pytest.raises(DamagedFile, match=WORDS):
        strict.parse_object(line)
    refuse(sealing.sealed(line))
    refuse(sealing.sealed(line + b"\n"))
    refuse(sealing.of_lines(sealing.full_heading([OP]), [line]))


def test_what_is_strict_is_read() -> None:
    good = [
        (b'{"a":' + b"[" * 7 + b"]" * 7 + b"}", [[[[[[[]]]]]]]),
        (b'{"a":9223372036854775807}', 2**63 - 1),
        (b'{"a":-9223372036854775807}', 1 - 2**63),
        (b'{"a":"\\ud83d\\ude8c"}', "🚌"),
        (b'{"a":"\\\\u0000"}', "\\u0000"),
        (b'{"a":[true,false,null,0,-1]}', [True, False, None, 0, -1]),
    ]
    for line, value in good:
        assert strict.parse_object(line) == {"a": value}
    with pytest.raises(DamagedFile):
        strict.parse_object(b'{"a":[[]]}', nesting=2)


# Hostile, but validly signed


def op_with(**changed: Any) -> Callable[[], bytes]:
    body = {key: value for key, value in {**BODY, **changed}.items() if value is not ...}
    heading = sealing.full_heading([OP]) | {"hlc": [body["hlc"], body["hlc"]]}
    return lambda: sealing.of_lines(heading, [as_line(body)])


def heading_with(**changed: Any) -> Callable[[], bytes]:
    heading = {**sealing.full_heading([OP]), **changed}
    kept = {key: value for key, value in heading.items() if value is not ...}
    return lambda: sealing.of_lines(kept, [as_line(BODY)])


def plain(text: bytes) -> Callable[[], bytes]:
    return lambda: sealing.sealed(text)


def two_ops(second: int, last: int) -> Callable[[], bytes]:
    heading = sealing.full_heading([OP]) | {"spans": {DEV: [1, last]}}
    bodies = [BODY, {**BODY, "seq": second}]
    return lambda: sealing.of_lines(heading, [as_line(body) for body in bodies])


def too_many() -> bytes:
    ops = made_ops(10_001)
    packed = [lines.pack_ops(HEADING, [replace(op, seq=1)]).split(b"\n")[1] for op in ops[:1]]
    bodies = [as_line({**json.loads(packed[0]), "seq": n + 1}) for n in range(10_001)]
    heading = {**sealing.full_heading(ops[:1]), "spans": {DEV: [1, 10_001]}}
    return sealing.of_lines(heading, bodies)


GOOD = lines.pack_ops(HEADING, [OP])
HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": plain(b""),
    "newlines": plain(b"\n" * 5),
    "no newline at the end": plain(GOOD[:-1]),
    "no newline after two": lambda: sealing.sealed(
        lines.pack_ops(HEADING, [OP, replace(OP, seq=2)])[:-1]
    ),
    "heading alone": plain(GOOD[: GOOD.index(b"\n") + 1]),
    "heading twice": plain(GOOD[: GOOD.index(b"\n") + 1] * 2),
    "an empty line more": plain(GOOD + b"\n"),
    "no UTF-8": plain(GOOD.replace(b"asked", b"\xff\xfe")),
    "line 1 a list": plain(b"[" + GOOD.replace(b"\n", b"]\n", 1)),
    "10,001 ops": too_many,
    "of another kind": heading_with(kind="roster"),
    "of no kind": heading_with(kind=...),
    "kind a number": heading_with(kind=1),
    "heading of another laptop": heading_with(dev=COLLEAGUE),
    "heading of another stream": heading_with(stream="0" * 16),
    "heading of another number": heading_with(n=2),
    "number true": heading_with(n=True),
    "heading after another": heading_with(prev="0" * 64),
    "no devs": heading_with(devs=[]),
    "devs a text": heading_with(devs=DEV),
    "devs twice": heading_with(devs=[DEV, DEV]),
    "former dev first": heading_with(devs=[FORMER], spans={FORMER: [1, 1]}),
    "own dev not first": heading_with(devs=[COLLEAGUE, DEV]),
    "dev no dev": heading_with(devs=[DEV, "rosa"]),
    "dev a list": heading_with(devs=[DEV, []]),
    "span too long": heading_with(spans={DEV: [1, 2]}),
    "span too short": heading_with(spans={DEV: [1, 0]}),
    "span of another laptop too": heading_with(spans={DEV: [1, 1], COLLEAGUE: [1, 9]}),
    "span of nobody": heading_with(spans={}),
    "spans a list": heading_with(spans=[[1, 1]]),
    "span true": heading_with(spans={DEV: [True, 1]}),
    "stamps that lie": heading_with(hlc=[1, 2]),
    "stamps missing": heading_with(hlc=...),
    "schema a text": heading_with(schema="3"),
    "app a number": heading_with(app=1),
    "time a number": heading_with(time=1),
    "op of another laptop": lambda: sealing.of_lines(
        {**sealing.full_heading([OP]), "devs": [DEV, COLLEAGUE], "spans": {COLLEAGUE: [1, 1]}},
        [as_line({**BODY, "dev": 1})],
    ),
    "op of nobody": op_with(dev=1),
    "op of a negative dev": op_with(dev=-1),
    "op of dev true": op_with(dev=True),
    "op of a named dev": op_with(dev=DEV),
    "seq 0": op_with(seq=0),
    "seq negative": op_with(seq=-1),
    "seq 2**63": op_with(seq=2**63),
    "seq 2**53": op_with(seq=2**53),
    "seq true": op_with(seq=True),
    "seq a text": op_with(seq="1"),
    "seq missing": op_with(seq=...),
    "seq twice": two_ops(1, last=1),
    "a hole": two_ops(3, last=3),
    "a hole that is hidden": two_ops(3, last=2),
    "stamp negative": op_with(hlc=-1),
    "stamp of the year 6000": op_with(hlc=clock.STAMP_LIMIT),
    "stamp 2**63": op_with(hlc=2**63),
    "stamp a text": op_with(hlc="now"),
    "stamp null": op_with(hlc=None),
    "act 0": op_with(act=0),
    "act missing": op_with(act=...),
    "schema 0": op_with(schema=0),
    "schema null": op_with(schema=None),
    "type in capitals": op_with(type="Note"),
    "type with a quote": op_with(type='note"; DROP TABLE note; --'),
    "type a list": op_with(type=["note"]),
    "type too long": op_with(type="n" * 65),
    "type missing": op_with(type=...),
    "id a path": op_with(id="../../note"),
    "id empty": op_with(id=""),
    "id too long": op_with(id="0" * 65),
    "id with a newline": op_with(id="0\n"),
    "id a number": op_with(id=1),
    "writes a list": op_with(writes=[]),
    "writes nothing": op_with(writes={}),
    "writes missing": op_with(writes=...),
    "field in capitals": op_with(writes={"Text": ["x"]}),
    "field of a digit": op_with(writes={"1": ["x"]}),
    "field empty": op_with(writes={"": ["x"]}),
    "field too long": op_with(writes={"t" * 65: ["x"]}),
    "value without a list": op_with(writes={"text": "x"}),
    "no value": op_with(writes={"text": []}),
    "replaces a number": op_with(writes={"text": ["x", 1]}),
    "replaces one of nobody": op_with(writes={"text": ["x", [1, 1]]}),
    "replaces seq 0": op_with(writes={"text": ["x", [0, 0]]}),
    "replaces three things": op_with(writes={"text": ["x", [0, 1, 2]]}),
    "replaces by name": op_with(writes={"text": ["x", [DEV, 1]]}),
    "hides by name": op_with(writes={"~text": [[[DEV, 1]]]}),
    "hides texts": op_with(writes={"~text": [["x"]]}),
    "action a text": op_with(action="undo"),
    "action a list": op_with(action=[]),
    "link too short": op_with(action={"name": "undo", "undoes": [DEV, 1]}),
    "link to no stream": op_with(action={"name": "undo", "undoes": ["north", DEV, 1]}),
    "link to no dev": op_with(action={"name": "undo", "with": [STREAM, 1, 1]}),
    "link to seq 0": op_with(action={"name": "undo", "with": [STREAM, DEV, 0]}),
    "link null": op_with(action={"name": "undo", "with": None}),
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_what_no_liaison_writes_is_refused(made: Callable[[], bytes]) -> None:
    refuse(made())


def test_the_op_that_hostile_ones_are_made_of_is_good() -> None:
    assert sealing.take(op_with()())[0].ops == (OP,)
    assert sealing.take(heading_with()())[0].ops == (OP,)
    assert len(sealing.take(two_ops(2, last=2)())[0].ops) == 2
