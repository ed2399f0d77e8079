"""How a packet looks: sizes, margins and columns for a paper, a profile and its languages."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from liaison_app.language.languages import direction_of, script_of
from liaison_app.packets.content import Paper, Profile

if TYPE_CHECKING:
    from collections.abc import Mapping

MM = 72 / 25.4
RULE = 0.75  # points: the one weight of every rule, frame and dash
MARGIN = 16 * MM  # at the sides; ordinary printers reach to 5 mm
TOP = 15 * MM
BOTTOM = 11 * MM  # below the foot of the page
GUTTER = 18.0  # between the columns of two languages

_NARROW = 11 * MM  # the margins of a print that saves paper, at the sides and on top
_NARROW_BOTTOM = 8 * MM

_SIZES: Mapping[Paper, tuple[float, float]] = {
    Paper.A4: (210 * MM, 297 * MM),
    Paper.LETTER: (612.0, 792.0),
}


@dataclass(frozen=True)
class Scale:
    """The sizes of one profile, in points.

    Attributes:
        body: running text in the family's language.
        beside: running text in the language beside it.
        title: the title on the first page.
        section: a section's heading.
        heading: a heading inside a section.
        picture_line: the words of a picture line.
        phrase: what to say in English.
        number: the one number to call.
        pictogram: beside a heading or a paragraph.
        large_pictogram: beside a picture line.
        opening: how much wider lines stand than the script asks for.
        card: height of a card to cut out.
        share: of the width, for the family's own language beside another one.
    """

    body: float
    beside: float
    title: float
    section: float
    heading: float
    picture_line: float
    phrase: float
    number: float
    pictogram: float
    large_pictogram: float
    opening: float = 1.0
    card: float = 54 * MM
    share: float = 0.55


# The first is the one that is wanted, the others save a page that would hold a few lines. Words of
# picture lines are never smaller than 16 points, and large print stays large; the language beside
# large print is for those who help its reader, and small, since it would double the pages.
_SCALES: Mapping[Profile, tuple[Scale, ...]] = {
    Profile.STANDARD: (
        Scale(13, 11, 22, 18, 15, 17, 16, 30, 24, 34),
        Scale(13, 11, 20, 17, 14, 16, 14, 26, 24, 28, card=48 * MM, share=0.6),
        Scale(13, 11, 17, 16, 13, 16, 13, 24, 22, 26, card=48 * MM, share=0.62),
    ),
    Profile.LARGE_PRINT: (
        Scale(18, 12, 28, 25, 21, 22, 20, 38, 30, 42, opening=1.06, share=0.62),
        Scale(18, 12, 24, 22, 20, 20, 18, 32, 28, 34, card=48 * MM, share=0.64),
        Scale(18, 12, 21, 20, 18, 18, 18, 28, 24, 30, card=48 * MM, share=0.66),
    ),
    Profile.PICTURE: (
        Scale(16, 12, 22, 19, 17, 18, 16, 34, 34, 48),
        Scale(16, 11, 20, 18, 16, 16, 16, 30, 28, 40, share=0.58),
        Scale(16, 11, 16, 16, 16, 16, 16, 24, 22, 36, share=0.58),
    ),
    Profile.ECONOMY: (
        Scale(11, 11, 17, 15, 12, 16, 12, 22, 17, 22, card=48 * MM, share=0.53),
        Scale(11, 11, 16, 14, 11.5, 16, 11.5, 20, 16, 20, card=48 * MM, share=0.53),
    ),
    Profile.READ_ALOUD: (Scale(17, 12, 20, 19, 17, 17, 16, 24, 20, 24, share=0.6),),
}

_SMALL_ENOUGH = frozenset(("Latn", "Cyrl"))  # scripts that can be read in the economy's points
_SMALLEST_ELSEWHERE = 12.0  # points: letters with more strokes need them


# Whom a profile is for: the list of shipped faces says which of them are better for that reader.
_READERS: Mapping[Profile, str] = {Profile.LARGE_PRINT: "large"}


@dataclass(frozen=True)
class Look:
    """A paper, a profile and the languages of a page.

    Attributes:
        page: width and height of the paper, in points.
        scale: the sizes of the profile.
        languages: tags, the family's own first.
        right_to_left: whether the family reads from the right, and so whether pages are mirrored.
        few_pages: whether white space is spared on every page, so that there are as few as can be.
        reader: who is to read it, "large" being large print; empty for everybody.
        margin: at the sides, in points.
        top: above the page.
        bottom: below its foot.
        enlarged: how much larger all is set than it will be read, since the page is halved.
    """

    page: tuple[float, float]
    scale: Scale
    languages: tuple[str, ...]
    right_to_left: bool
    few_pages: bool = False
    reader: str = ""
    margin: float = MARGIN
    top: float = TOP
    bottom: float = BOTTOM
    enlarged: float = 1.0

    def set_in(self, language: str) -> str:
        """The tag that words in a language are set in: it names the reader in its private use."""
        return f"{language}-x-{self.reader}" if self.reader else language

    @property
    def width(self) -> float:
        """Width between the margins."""
        return self.page[0] - 2 * self.margin

    @property
    def picture_column(self) -> float:
        """Width of the column at the start side that holds pictograms, gap included."""
        return self.scale.large_pictogram + 12

    def columns(self, languages: int) -> tuple[float, ...]:
        """Widths from the start side: pictograms, the family's language, the one beside it."""
        room = self.width - self.picture_column
        if languages < 2:
            return (self.picture_column, room)
        family = round((room - GUTTER) * self.scale.share, 2)
        return (self.picture_column, family + GUTTER, room - family - GUTTER)


def looks(
    languages: tuple[str, ...], paper: Paper, profile: Profile, *, halved: bool = False
) -> tuple[Look, ...]:
    """The look of a packet in one language or two, and closer ones for pages that overflow.

    Args:
        languages: tags, the family's own first.
        paper: the size of the paper.
        profile: for whom it is set.
        halved: two pages will share a side of the paper, as large as fits.
    """
    usual = Look(
        page=_SIZES[paper],
        scale=_SCALES[profile][0],
        languages=languages,
        right_to_left=direction_of(languages[0]) == "rtl",
        few_pages=profile is Profile.PICTURE,
        reader=_READERS.get(profile, ""),
    )
    if halved:
        wide, high = usual.page
        enlarged = 1 / min(high / 2 / wide, wide / high)
        usual = replace(usual, enlarged=enlarged)
        return tuple(replace(usual, scale=_times(one, enlarged)) for one in _SCALES[profile])
    if profile is not Profile.ECONOMY:
        return tuple(replace(usual, scale=scale) for scale in _SCALES[profile])
    narrow = replace(usual, few_pages=True, margin=_NARROW, top=_NARROW, bottom=_NARROW_BOTTOM)
    return tuple(replace(narrow, scale=_legible(scale, languages[0])) for scale in _SCALES[profile])


def _legible(scale: Scale, language: str) -> Scale:
    """A scale in which letters with many strokes are larger than Latin ones."""
    if script_of(language) in _SMALL_ENOUGH:
        return scale
    return replace(scale, body=_SMALLEST_ELSEWHERE, share=0.57)


def _times(scale: Scale, factor: float) -> Scale:
    """A scale in which all is so much larger, but what is no size."""
    sizes = {one.name: round(getattr(scale, one.name) * factor, 1) for one in fields(scale)}
    return Scale(**{**sizes, "opening": scale.opening, "share": scale.share})
