"""What a file says besides what it shows (where, when, by whom, with what) is taken out of it.

Of a photo only whole blocks that hold such things are left out, or are filled with nothing where
the file counts its bytes; no pixel is made anew, and a photo that must be turned still says so. A
PDF is written anew, and kept if each page looks as it did. A file that is not exactly what its
format says is left as it is, and that is told: half stripped would look safe.

Own code for photos, because what there is does something else: Pillow writes the picture anew (and
worse), piexif and exif know JPEG alone and have not changed for years, exiftool is a program of its
own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.interchange.metadata import gif, heic, jpeg, pdf_apart, png, webp
from liaison_app.interchange.metadata.bounds import Left, Unfit

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = (".txt", ".csv")
_LOOKED_AT = 4_096
_PDF = b"%PDF-"
_PDF_WITHIN = 1_024  # some programs put something before it

_PHOTOS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], bytes]], ...] = (
    (jpeg.is_one, jpeg.strip),
    (png.is_one, png.strip),
    (gif.is_one, gif.strip),
    (webp.is_one, webp.strip),
    (heic.is_one, heic.strip),
)


@dataclass(frozen=True)
class Stripped:
    """A file without what it said of itself.

    Attributes:
        content: its bytes; those that were given if nothing could be taken out.
        left: what it may still say, and why.
    """

    content: bytes
    left: Left

    @property
    def clean(self) -> bool:
        """Nothing is left; else it may say where, when and by whom it was made."""
        return self.left in (Left.NOTHING, Left.NOTHING_BUT_FILES)


def strip(content: bytes, name: str = "", watch: Callable[[], object] = lambda: None) -> Stripped:
    """Take out of a file what it says of itself; never fails.

    A photo needs little more room than it has. A PDF takes a process of its own, and as many
    seconds as its pages take to draw, at most a minute.

    Args:
        content: the file.
        name: what it is called: a plain text has nothing to take out.
        watch: called now and then while that takes long; what it raises stops it.
    """
    try:
        for is_one, without in _PHOTOS:
            if is_one(content):
                return Stripped(without(content), Left.NOTHING)
        if _PDF in content[:_PDF_WITHIN]:
            return Stripped(*pdf_apart.stripped(content, watch))
    except Unfit as unfit:
        return Stripped(content, unfit.left)
    plain = name.lower().endswith(_PLAIN) and b"\0" not in content[:_LOOKED_AT]
    return Stripped(content, Left.NOTHING if plain else Left.KIND)
