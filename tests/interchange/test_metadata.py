"""Photos are kept without what they say of where, when and by whom they were taken."""

from __future__ import annotations

import io
import struct
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from liaison_app.interchange.metadata import strip
from tests.interchange import photos
from tests.interchange.harmed import harmed
from tests.interchange.photos import NEEDLE, SIX

SAMPLES = {
    "jpeg": photos.jpeg(),
    "progressive jpeg": photos.jpeg(progressive=True),
    "grey jpeg": photos.jpeg(mode="L"),
    "cmyk jpeg": photos.jpeg(mode="CMYK"),
    "png": photos.png(),
    "png with a palette": photos.png(mode="P"),
    "animated png": photos.png(animated=True),
    "gif": photos.gif(),
    "webp": photos.webp(),
    "animated webp": photos.webp(animated=True),
    "avif": photos.avif(),
    "heic": photos.heic(),
}


def frames(raw: bytes) -> list[tuple[str, bytes]]:
    """Every picture of a file, point by point, not turned."""
    with Image.open(io.BytesIO(raw)) as opened:
        found = []
        for n in range(getattr(opened, "n_frames", 1)):
            opened.seek(n)
            found.append((opened.mode, opened.tobytes()))
        return found


@pytest.mark.parametrize("kind", SAMPLES)
def test_nothing_that_was_said_is_left(kind: str) -> None:
    before = SAMPLES[kind]
    assert NEEDLE in before + photos.unpacked(before)
    made = strip(before)
    assert made.clean
    assert NEEDLE not in made.content + photos.unpacked(made.content)
    assert b"2026:11:22" not in made.content
    assert b"xmpmeta" not in made.content
    assert (b"tIME" in before) is ("png" in kind)
    assert b"tIME" not in made.content
    assert strip(made.content) == made


@pytest.mark.parametrize("kind", [kind for kind in SAMPLES if kind != "heic"])
def test_no_point_of_the_picture_changes(kind: str) -> None:
    before = SAMPLES[kind]
    assert frames(strip(before).content) == frames(before)


@pytest.mark.parametrize("kind", ["jpeg", "progressive jpeg", "png", "webp", "animated webp"])
def test_a_photo_that_must_be_turned_says_so_and_nothing_else(kind: str) -> None:
    with Image.open(io.BytesIO(strip(SAMPLES[kind]).content)) as opened:
        assert dict(opened.getexif()) == {0x0112: SIX}
        assert not opened.getexif().get_ifd(0x8825)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_to_turn_it_stays(orientation: int) -> None:
    made = strip(photos.jpeg(orientation=orientation)).content
    with Image.open(io.BytesIO(made)) as opened:
        assert opened.getexif().get(0x0112, 1) == orientation
        assert opened.info.get("icc_profile") == b"profile " * 20
    assert (b"Exif" in made) is (orientation != 1)


def test_other_byte_order_is_read() -> None:
    little = b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, 8, 0, 0)
    out = io.BytesIO()
    photos.picture().save(out, "JPEG", exif=b"Exif\0\0" + little)
    with Image.open(io.BytesIO(strip(out.getvalue()).content)) as opened:
        assert dict(opened.getexif()) == {0x0112: 8}


def test_how_a_film_repeats_stays() -> None:
    with Image.open(io.BytesIO(strip(SAMPLES["gif"]).content)) as opened:
        assert opened.info["loop"] == 3
        assert opened.info["duration"] == 100
        assert "comment" not in opened.info


def test_how_colours_are_coded_stays() -> None:
    before = SAMPLES["cmyk jpeg"]
    with (
        Image.open(io.BytesIO(before)) as was,
        Image.open(io.BytesIO(strip(before).content)) as now,
    ):
        assert was.info["adobe_transform"] == now.info["adobe_transform"]


def test_a_webp_does_not_promise_what_was_taken_out() -> None:
    assert photos.webp(orientation=1)[20] & 0x0C == 0x0C
    assert strip(photos.webp(orientation=1)).content[20] & 0x0C == 0
    assert strip(photos.webp()).content[20] & 0x0C == 0x08


def test_in_a_heic_nothing_moves() -> None:
    before, made = SAMPLES["heic"], strip(SAMPLES["heic"])
    assert len(made.content) == len(before)
    assert made.content.count(b"PICTURE-A" * 9) == 1
    assert made.content.count(b"PICTURE-B" * 5) == 1
    assert b"irot" in made.content
    assert b"MM\0*" in made.content  # Exif that says nothing


@pytest.mark.parametrize(
    "odd",
    [
        photos.heic(more=b"\0\0\0\x10moov12345678"),
        photos.heic(item=b"uri "),
        photos.heic(extra_property=b"\0\0\0\x10udes12345678"),
        photos.heic()[:-3],
        photos.jpeg()[:900],
        photos.png()[:300],
        photos.gif()[:200],
        photos.webp()[:100],
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xd9",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\x04\0\0\0WEBP",
        b"\0\0\0\x18ftypheic",
        b"%PDF-1.7 /Author (Rosa)",
        b"PK\x03\x04 a letter of some program",
        b"",
    ],
)
def test_what_cannot_be_stripped_is_left_as_it_is_and_that_is_said(odd: bytes) -> None:
    made = strip(odd, "photo.jpg")
    assert made.content == odd
    assert not made.clean


def test_a_plain_text_has_nothing_to_take_out() -> None:
    assert strip(b"Bring the form.", "Letter.TXT").clean
    assert not strip(b"Bring\0the form.", "letter.txt").clean
    assert not strip(b"Bring the form.", "letter.docx").clean


# --- whatever comes


@settings(max_examples=1_500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(harmed(SAMPLES))
def test_whatever_the_file_it_is_stripped_or_left_alone(raw: bytes) -> None:
    made = strip(raw)
    if made.clean:
        assert strip(made.content) == made
        assert b"GPS" not in made.content or b"GPS" in raw
    else:
        assert made.content == raw


@settings(max_examples=500, deadline=None)
@given(
    st.sampled_from(
        [
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"GIF89a",
            b"RIFF\xff\0\0\0WEBP",
            b"\0\0\0\x10ftypheic\0\0\0\0",
            b"\0\0\0\x10ftypavif\0\0\0\0",
        ]
    ),
    st.binary(max_size=200),
)
def test_rubbish_is_left_alone(begins: bytes, rest: bytes) -> None:
    made = strip(begins + rest)
    assert made.clean or made.content == begins + rest


@pytest.mark.parametrize(
    "bomb",
    [
        b"\xff\xd8" + b"\xff\xfe\x00\x02" * 4_000_000,
        b"\xff\xd8" + b"\xff\xdb\x00\x02\xff\xfe\x00\x02" * 2_000_000,
        b"\xff\xd8\xff\xda\x00\x02" + b"\xff\x00" * 8_000_000,
        photos.png()[:33] + b"\0\0\0\0tEXt1234" * 1_000_000,
        photos.gif()[:13] + b"\x21\xfe\x00" * 5_000_000,
        b"RIFF\xf8\xff\xff\x00WEBP" + b"ABCD\0\0\0\0" * 2_000_000,
        photos.heic() + b"\0\0\0\x08free" * 2_000_000,
    ],
)
def test_a_file_made_to_exhaust_needs_little(bomb: bytes) -> None:
    tracemalloc.start()
    try:
        made = strip(bomb)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3 * len(bomb) + 32_000_000
    assert made.clean or made.content == bomb
