"""Files that came to harm on their way, as Hypothesis thinks them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Mapping


@st.composite
def harmed(draw: st.DrawFn, samples: Mapping[str, bytes]) -> bytes:
    """One of some files, of which bytes are changed, cut off, doubled or moved."""
    raw = bytearray(samples[draw(st.sampled_from(sorted(samples)))])
    for _time in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(raw) - 1)))
        end = min(len(raw), at + draw(st.integers(0, 40)))
        match draw(st.sampled_from(["change", "cut", "drop", "double", "insert"])):
            case "change":
                raw[at:end] = draw(st.binary(min_size=end - at, max_size=end - at))
            case "cut":
                del raw[at:]
            case "drop":
                del raw[at:end]
            case "double":
                raw[at:at] = raw[at:end]
            case _:
                raw[at:at] = draw(st.binary(max_size=20))
    return bytes(raw)
