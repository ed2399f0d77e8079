"""How a photo must be turned: the one thing that Exif says and that is kept.

Exif 3.0, section 4.6: a TIFF file of its own, whose first directory may have the tag 0x0112 with
1 to 8; 1 is upright.
"""

from __future__ import annotations

from liaison_app.interchange.metadata.bounds import Unfit, take, whole

UPRIGHT = 1
_TAG = 0x0112
_SHORT = 3


def read(tiff: memoryview) -> int:
    """Give what Exif says about it; UPRIGHT if it says nothing that can be read."""
    try:
        return _read(tiff)
    except Unfit:
        return UPRIGHT


def _read(tiff: memoryview) -> int:
    little = {b"II*\0": True, b"MM\0*": False}.get(bytes(tiff[:4]))
    if little is None:
        raise Unfit
    directory = whole(tiff, 4, 4, little=little)
    for n in range(whole(tiff, directory, 2, little=little)):
        entry = take(tiff, directory + 2 + 12 * n, 12)
        if whole(entry, 0, 2, little=little) == _TAG:
            found = whole(entry, 8, 2, little=little)
            fits = whole(entry, 2, 2, little=little) == _SHORT and 1 <= found <= 8
            return found if fits else UPRIGHT
    return UPRIGHT


def write(orientation: int) -> bytes:
    """Give the smallest Exif that says how to turn a photo, and nothing else."""
    entry = b"".join(n.to_bytes(size, "big") for n, size in ((_TAG, 2), (_SHORT, 2), (1, 4)))
    value = orientation.to_bytes(2, "big") + b"\0\0"
    return b"MM\0*" + (8).to_bytes(4, "big") + b"\0\x01" + entry + value + bytes(4)
