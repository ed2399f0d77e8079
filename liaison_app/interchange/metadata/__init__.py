"""What a photo says besides its picture (where, when, by whom, with what) is taken out of it.

Only whole blocks that hold such things are left out, or are filled with nothing where a file counts
its bytes; no pixel is made anew, and a photo that must be turned still says so. A file that is not
exactly what its format says is left as it is, and that is told: half stripped would look safe.

Own code, because what there is does something else: Pillow writes the picture anew (and worse),
piexif and exif know JPEG alone and have not changed for years, exiftool is a program of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.interchange.metadata import gif, heic, jpeg, png, webp
from liaison_app.interchange.metadata.bounds import Unfit

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = (".txt", ".csv")
_LOOKED_AT = 4_096

_KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], bytes]], ...] = (
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
        clean: nothing is left; else it may say where, when and by whom it was made.
    """

    content: bytes
    clean: bool


def strip(content: bytes, name: str = "") -> Stripped:
    """Take out of a file what it says of itself; never fails, and needs little more room than it.

    Args:
        content: the file.
        name: what it is called: a plain text has nothing to take out.
    """
    for is_one, without in _KINDS:
        if is_one(content):
            try:
                return Stripped(without(content), clean=True)
            except Unfit:
                return Stripped(content, clean=False)
    plain = name.lower().endswith(_PLAIN) and b"\0" not in content[:_LOOKED_AT]
    return Stripped(content, clean=plain)
