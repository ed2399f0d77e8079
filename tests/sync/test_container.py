"""Records of files that travel: what a finder sees, what a reader refuses and how it is told."""

from __future__ import annotations

import io
import json
from random import Random
from typing import TYPE_CHECKING, Any

import pyrage
import pytest
import zstandard

from liaison_app.errors import DamagedFile, ForeignFile, LiaisonError, NewerFile, NoKey
from liaison_app.sync import container, lines
from liaison_app.sync.container import Header
from tests.sync import sealing
from tests.sync.made_ops import DEV, STREAM, made_ops
from tests.sync.sealing import SECRET, STRANGER

if TYPE_CHECKING:
    from collections.abc import Callable

CHANGED = "signature does not match"
DAMAGED = "This file is damaged. Copy it again"
CUT_SHORT = "cut short"
TOO_LARGE = "too large"
NEWER = "needs a newer version of Liaison"
FOREIGN = "not a file for exchange between laptops"


def test_what_is_sealed_comes_out_again() -> None:
    ops = made_ops(400)
    raw = sealing.sealed(lines.pack_ops(sealing.HEADING, ops))
    [taken] = sealing.take(raw)
    assert taken.ops == tuple(ops)
    assert taken.spans == {DEV: (1, 400)}
    record = sealing.read(raw)
    assert record.raw == raw
    assert (record.stream, record.epoch, record.dev, record.n) == (STREAM, 1, DEV, 1)
    assert (record.prev, record.pk, record.laptop) == ("", "", DEV[:16])


def test_a_file_gives_its_records_one_after_another() -> None:
    one, two = sealing.bundle(3), sealing.bundle(5)
    assert [len(ops.ops) for ops in sealing.take(one + two)] == [3, 5]
    file = io.BytesIO(b"")
    assert container.read_record(file) is None


def test_a_stick_that_gives_few_bytes_at_a_time_is_read_whole() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 100))

    raw = sealing.bundle(3)
    record = container.read_record(Slow(raw))
    assert record is not None
    assert record.raw == raw


SECRETIVE = [
    (
        "north",
        ["Rosa Delgado", "North Team", "+1 555 0142", "12 Elm Street"],
    ),
    ("arabic", ["روزا محمود", "فريق الشمال", "0142 555 1+", "شارع الدردار"]),
    ("khmer", ["សុខា", "ក្រុមខាងជើង", "555-0167", "ផ្លូវ១២"]),
]


@pytest.mark.parametrize(("what", "words"), SECRETIVE, ids=[name for name, _words in SECRETIVE])
def test_a_finder_of_a_stick_learns_no_person_team_role_or_version(
    what: str, words: list[str]
) -> None:
    heading: dict[str, Any] = dict(sealing.HEADING)
    heading |= {"app": "1.4.0-rosa", "schema": 31_415_926, "team": words[1]}
    ops = made_ops(40, seed=len(what))
    for op in ops[::7]:
        op.writes["name"] = [" ".join(words)]
    raw = sealing.sealed(lines.pack_ops(heading, ops))
    within = {op.type for op in ops} | {op.action["name"] for op in ops if op.action}
    within |= {op.id for op in ops} | {field for op in ops for field in op.writes}
    words = [*words, *words[0].split(), "1.4.0-rosa", "31415926", "schema", "coordinator"]
    words += ["admin", "roles", "kind", "spans", "writes", "liaison", "Liaison"]
    found = [
        word
        for word in {*words, *within}
        if len(word.encode()) >= 4 and word.encode().lower() in raw.lower()
    ]
    assert found == []
    header = json.loads(raw[9 : 9 + int.from_bytes(raw[5:9], "big")])
    assert sorted(header) == [
        *("crit", "ct_len", "ct_sha256", "dev", "epoch", "n", "prev", "stream", "v"),
    ]


def test_sizes_tell_little() -> None:
    for plain in (b"x", b"x" * 200, bytes(range(256)) * 100, made_bytes(70_000), made_bytes(1)):
        packed = zstandard.ZstdCompressor(level=9, write_checksum=True).compress(plain)
        padded = len(packed + container._padding(len(packed)))
        assert padded % (256 if padded <= 65_536 else 4_096) == 0
        assert 8 <= padded - len(packed) < 8 + 4_096


def test_a_record_says_the_signers_key_only_where_nobody_knows_it_yet() -> None:
    header = Header(STREAM, 1, DEV, 1, "", pk=sealing.KEY.hex())
    raw = container.seal(b"{}\n", header, sealing.SIGN, sealing.RECIPIENT)
    record = sealing.read(raw)
    container.verify(record, bytes.fromhex(record.pk))
    assert container.open_record(record, [SECRET]) == b"{}\n"


def test_keys_of_later_versions_are_read_over_unless_they_must_be_known() -> None:
    ct = encrypted_lines()
    raw = sealing.signed(ct, colour="blue", later={"n": 1})
    assert sealing.take(raw)
    with pytest.raises(NewerFile, match=NEWER):
        sealing.take(sealing.signed(ct, colour="blue", crit=["colour"]))


def test_any_of_the_epochs_secrets_may_open_it() -> None:
    record = sealing.read(sealing.bundle(1))
    plain = container.open_record(record, [*others(), SECRET])
    assert plain.count(b"\n") == 2
    with pytest.raises(NoKey, match="This laptop has no key for this file"):
        container.open_record(record, others())
    with pytest.raises(NoKey, match="This laptop has no key for this file"):
        container.open_record(record, [])


def test_what_needs_more_than_one_record_is_not_sealed() -> None:
    with pytest.raises(container.TooLarge):
        sealing.sealed(made_bytes(17 * 2**20))
    with pytest.raises(container.TooLarge):
        sealing.sealed(b"x" * (container.MOST_PLAIN + 1))
    most = made_bytes(container.ALWAYS_FITS)
    assert container.open_record(sealing.read(sealing.sealed(most)), [SECRET]) == most


def test_a_header_that_no_reader_takes_is_not_written() -> None:
    for header in (
        Header("north", 1, DEV, 1, ""),
        Header(STREAM, 0, DEV, 1, ""),
        Header(STREAM, 1, "rosa", 1, ""),
        Header(STREAM, 1, DEV, 0, ""),
        Header(STREAM, 1, DEV, 1, "x"),
        Header(STREAM, 1, DEV, 1, "", pk="00"),
    ):
        with pytest.raises(ValueError, match="header"):
            container.seal(b"{}\n", header, sealing.SIGN, sealing.RECIPIENT)


Broken = tuple[str, str, type[LiaisonError], "Callable[[], bytes]"]


def from_parts(**said: Any) -> Callable[[], bytes]:
    return lambda: sealing.signed(encrypted_lines(), **said)


def other_contents(contents: Callable[[], bytes]) -> Callable[[], bytes]:
    return lambda: sealing.signed(sealing.encrypted(contents()))


def with_header(change: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    def made() -> bytes:
        raw = sealing.signed(encrypted_lines())
        record = sealing.read(raw)
        return sealing.signed_text(change(raw[9 : record.signed]), bytes(record.ct))

    return made


BROKEN: list[Broken] = [
    ("nothing", FOREIGN, ForeignFile, lambda: b""),
    ("a photograph", FOREIGN, ForeignFile, lambda: b"\xff\xd8\xff\xe0" + bytes(5_000)),
    ("three bytes of ours", CUT_SHORT, DamagedFile, lambda: b"FLB"),
    ("a later format", NEWER, NewerFile, lambda: b"FLB2\n" + bytes(100)),
    ("header of no bytes", DAMAGED, DamagedFile, lambda: b"FLB1\n" + bytes(100)),
    ("header too long", DAMAGED, DamagedFile, with_header(lambda h: h + b" " * 2**16)),
    ("trailing bytes", DAMAGED, DamagedFile, lambda: sealing.bundle(1) + b"x" * 100),
    ("one trailing byte", DAMAGED, DamagedFile, lambda: sealing.bundle(1) + b"\0"),
    ("half a record after", CUT_SHORT, DamagedFile, lambda: sealing.bundle(1) + b"FLB1\n\0"),
    ("signed by a stranger", CHANGED, DamagedFile, from_parts(sign=STRANGER)),
    ("version 2", NEWER, NewerFile, from_parts(v=2)),
    ("version 2, another shape", NEWER, NewerFile, from_parts(v=2, dev=...)),
    ("version 0", DAMAGED, DamagedFile, from_parts(v=0)),
    ("version true", DAMAGED, DamagedFile, from_parts(v=True)),
    ("crit no list", DAMAGED, DamagedFile, from_parts(crit="seal")),
    ("crit of numbers", DAMAGED, DamagedFile, from_parts(crit=[1])),
    ("crit missing", DAMAGED, DamagedFile, from_parts(crit=...)),
    ("contents swapped", DAMAGED, DamagedFile, from_parts(ct_sha256="0" * 64)),
    ("larger than any", TOO_LARGE, ForeignFile, from_parts(ct_len=2**24 + 1)),
    ("length of none", DAMAGED, DamagedFile, from_parts(ct_len=0)),
    ("length negative", DAMAGED, DamagedFile, from_parts(ct_len=-1)),
    ("length a text", DAMAGED, DamagedFile, from_parts(ct_len="1")),
    ("length beyond the end", CUT_SHORT, DamagedFile, from_parts(ct_len=2**24)),
    ("n of zero", DAMAGED, DamagedFile, from_parts(n=0)),
    ("n true", DAMAGED, DamagedFile, from_parts(n=True)),
    ("n huge", DAMAGED, DamagedFile, from_parts(n=2**53)),
    ("epoch negative", DAMAGED, DamagedFile, from_parts(epoch=-1)),
    ("stream in capitals", DAMAGED, DamagedFile, from_parts(stream=STREAM.upper())),
    ("stream a list", DAMAGED, DamagedFile, from_parts(stream=[])),
    ("dev without incarnation", DAMAGED, DamagedFile, from_parts(dev=DEV[:16])),
    ("dev with a newline", DAMAGED, DamagedFile, from_parts(dev=DEV + "\n")),
    ("dev a path", DAMAGED, DamagedFile, from_parts(dev="../../etc/passwd")),
    ("prev too short", DAMAGED, DamagedFile, from_parts(prev="00")),
    ("key too long", DAMAGED, DamagedFile, from_parts(pk="0" * 66)),
    ("hash missing", DAMAGED, DamagedFile, from_parts(ct_sha256=...)),
    ("header twice", DAMAGED, DamagedFile, with_header(lambda h: h + h)),
    ("header a list", DAMAGED, DamagedFile, with_header(lambda h: b"[" + h + b"]")),
    ("a key twice", DAMAGED, DamagedFile, with_header(lambda h: b'{"n":1,' + h[1:])),
    ("no UTF-8", DAMAGED, DamagedFile, with_header(lambda h: h[:-1] + b',"x":"\xff"}')),
    ("UTF-16", DAMAGED, DamagedFile, with_header(lambda h: h.decode().encode("utf-16"))),
    ("deep", DAMAGED, DamagedFile, with_header(lambda h: h[:-1] + b',"x":' + b"[" * 9_000)),
    ("five deep", DAMAGED, DamagedFile, with_header(lambda h: h[:-1] + b',"x":[[[[]]]]}')),
    ("infinite", DAMAGED, DamagedFile, with_header(lambda h: h[:-1] + b',"x":1e999}')),
    ("not encrypted", DAMAGED, DamagedFile, lambda: sealing.signed(sealing.packed(b"{}\n"))),
    ("no header's end", DAMAGED, DamagedFile, lambda: sealing.signed(encrypted_lines()[:90])),
    ("encryption cut", DAMAGED, DamagedFile, lambda: sealing.signed(encrypted_lines()[:-1])),
    ("encryption altered", DAMAGED, DamagedFile, lambda: sealing.signed(altered())),
    ("long header of age", DAMAGED, DamagedFile, lambda: sealing.signed(with_long_header())),
    ("many recipients", DAMAGED, DamagedFile, lambda: sealing.signed(for_many())),
    ("not packed", DAMAGED, DamagedFile, other_contents(lambda: b"{}\n")),
    ("nothing packed", DAMAGED, DamagedFile, other_contents(lambda: b"")),
    ("padding alone", DAMAGED, DamagedFile, other_contents(lambda: sealing.skippable(b""))),
    ("no padding", DAMAGED, DamagedFile, other_contents(lambda: zstandard.compress(b"{}\n"))),
    ("padding first", DAMAGED, DamagedFile, other_contents(lambda: sealing.skippable(b"") + two())),
    ("padding cut", DAMAGED, DamagedFile, other_contents(lambda: two() + b"\x50\x2a\x4d\x18\1")),
    ("padding twice", DAMAGED, DamagedFile, other_contents(lambda: padded() + padded()[-8:])),
    ("padding of no frame", DAMAGED, DamagedFile, other_contents(lambda: two() + other_frame())),
    ("two paddings alone", DAMAGED, DamagedFile, other_contents(lambda: padded()[-8:] * 2)),
    ("packed twice", DAMAGED, DamagedFile, other_contents(lambda: two() + padded())),
    ("packing cut", DAMAGED, DamagedFile, other_contents(lambda: two()[:-3])),
    ("a bomb of 1 GiB", TOO_LARGE, ForeignFile, other_contents(lambda: bomb(2**30))),
    ("a window of 32 MiB", DAMAGED, DamagedFile, other_contents(lambda: wide(25))),
]


@pytest.mark.parametrize(
    ("words", "kind", "made"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_whatever_is_no_good_record_is_refused_with_what_to_do(
    words: str, kind: type[LiaisonError], made: Callable[[], bytes]
) -> None:
    with pytest.raises(LiaisonError, match=words) as refused:
        sealing.take(made())
    assert type(refused.value) is kind


def test_nothing_is_decrypted_before_signature_and_hash_fit() -> None:
    stranger = pyrage.x25519.Identity.from_str(others()[0]).to_public()
    not_for_us = pyrage.encrypt(padded(), [stranger])
    with pytest.raises(NoKey):
        sealing.take(sealing.signed(not_for_us))
    raw = bytearray(sealing.signed(not_for_us))
    raw[-3] ^= 1
    with pytest.raises(DamagedFile, match=DAMAGED):
        sealing.take(bytes(raw))
    with pytest.raises(DamagedFile, match=CHANGED):
        sealing.take(sealing.signed(not_for_us, sign=STRANGER, v=2, ct_sha256="0" * 64))
    with pytest.raises(NewerFile):
        sealing.take(sealing.signed(not_for_us, v=2, ct_sha256="0" * 64))


def encrypted_lines() -> bytes:
    return sealing.encrypted(padded())


def padded() -> bytes:
    return sealing.packed(lines.pack_ops(sealing.HEADING, made_ops(2)))


def two() -> bytes:
    return zstandard.compress(b"{}\n" * 50)


def bomb(size: int) -> bytes:
    return zstandard.compress(bytes(size), 1) + sealing.skippable(b"")


def wide(window: int) -> bytes:
    wanted = zstandard.ZstdCompressionParameters(window_log=window, write_content_size=False)
    packing = zstandard.ZstdCompressor(compression_params=wanted).compressobj()
    return packing.compress(b"{}\n" * 100) + packing.flush() + sealing.skippable(b"")


def altered() -> bytes:
    ct = bytearray(encrypted_lines())
    ct[-5] ^= 1
    return bytes(ct)


def with_long_header() -> bytes:
    """Encrypted for somebody else, with a stanza before its end that is longer than any."""
    somebody = pyrage.x25519.Identity.from_str(others()[0]).to_public()
    ct: bytes = pyrage.encrypt(padded(), [somebody])
    with pytest.raises(NoKey):
        sealing.take(sealing.signed(ct))
    stanza = b"\n-> long\n" + (b"A" * 64 + b"\n") * 200 + b"AA"
    return ct.replace(b"\n--- ", stanza + b"\n--- ", 1)


def other_frame() -> bytes:
    return b"\x51" + sealing.skippable(b"")[1:]


def for_many() -> bytes:
    everyone = [pyrage.x25519.Identity.from_str(one).to_public() for one in [SECRET, *others()]]
    ct: bytes = pyrage.encrypt(padded(), everyone)
    return ct


def others() -> list[str]:
    return [str(pyrage.x25519.Identity.generate()) for _n in range(3)]


def made_bytes(size: int) -> bytes:
    return Random(size).randbytes(size)  # noqa: S311  (repeating is what it is for)
