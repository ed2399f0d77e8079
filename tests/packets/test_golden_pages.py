"""What pages look like: small grey pictures, compared with the ones that were looked at.

Thirteen ways to write: Latin, Naskh, Nastaliq, Hebrew, Cyrillic, Ethiopic, Devanagari, Khmer,
Burmese, Thai, Chinese, Korean and Japanese; and large print. A page that is meant to look otherwise
is drawn anew with RENEW_GOLDEN=1, and looked at before it is kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from liaison_app.packets.content import Profile
from tests.packets import made

GOLDEN = Path(__file__).parent.parent / "golden" / "packets"
RENEW = "RENEW_GOLDEN"
SCALE = 0.75  # 54 pixels to the inch: lines of words can be told apart, hinting cannot
FARTHEST = 40  # of 255: a pixel of a smoothed page may differ so much
SHARE = 0.0004  # of the pixels may differ more: a line moved by one pixel is seen

PAGES = [
    *(("ar", "en", page) for page in (1, 2)),
    *(("ur", "en", page) for page in (1, 2)),
    *(("km", "en", page) for page in (1, 2)),
    *((language, "en", 1) for language in ("he", "my", "vi-large")),
    *((language, "", 1) for language in ("am", "zh-Hans", "es", "ar")),
    *((language, "", 1) for language in ("uk", "uk-large", "ne", "th", "ko", "ja")),
]


def picture(language: str, beside: str, number: int) -> Image.Image:
    tag = language.removesuffix("-large")
    profile = Profile.STANDARD if tag == language else Profile.LARGE_PRINT
    with pypdfium2.PdfDocument(made.printed(tag, beside, profile=profile).pdf) as document:
        drawn: Image.Image = document[number - 1].render(scale=SCALE, grayscale=True).to_pil()
        return drawn.convert("L")


@pytest.mark.parametrize(("language", "beside", "number"), PAGES)
def test_pages_look_as_they_did(language: str, beside: str, number: int, tmp_path: Path) -> None:
    name = "-".join(part for part in (language, beside, str(number)) if part)
    path = GOLDEN / f"{name}.png"
    found = picture(language, beside, number)
    if RENEW in os.environ:
        path.parent.mkdir(parents=True, exist_ok=True)
        found.quantize(16).save(path, optimize=True)
    with Image.open(path) as kept:
        wanted = kept.convert("L")
    assert found.size == wanted.size
    smooth = ImageFilter.GaussianBlur(1)
    apart = ImageChops.difference(found.filter(smooth), wanted.filter(smooth))
    differing = sum(apart.histogram()[FARTHEST:]) / (found.width * found.height)
    found.save(tmp_path / path.name)
    assert differing <= SHARE, f"{name} looks different: compare {tmp_path / path.name}"
