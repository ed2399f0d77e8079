"""Colours are readable, sizes follow the text, sides follow the language, icons follow both."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from liaison_app import shipped
from ui import fonts, icons, look, sheet, theme
from ui.look import Look, Scheme
from ui.tokens import CONTRAST, DARK, LIGHT, Tokens, Tone, from_palette
from ui.widgets.buttons import button

SETS = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
UI = Path(look.__file__).parent


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", SETS)
def test_words_reach_4_5_to_1(name: str) -> None:
    of = SETS[name]
    grounds = (of.bg, of.surface, of.raised, of.side)
    pairs = [(words, ground) for words in (of.text, of.muted) for ground in grounds]
    pairs += [of.on_soft(tone) for tone in Tone]
    pairs += [(of.accent_fg, of.accent), (of.surface, of.accent_text), (of.text, of.hover)]
    pairs += [(of.danger, of.surface), (of.ok, of.surface), (of.accent_text, of.surface)]
    pairs += [(of.text, soft) for soft in (of.accent_soft, of.warn_soft, of.danger_soft)]
    pairs += [(of.danger, of.bg), (of.ok, of.bg), (of.accent_text, of.bg), (of.muted, of.hover)]
    poor = [(a, b, round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < 4.5]
    assert not poor


@pytest.mark.parametrize("name", SETS)
def test_edges_and_the_focus_ring_reach_3_to_1(name: str) -> None:
    of = SETS[name]
    pairs = [(edge, of.surface) for edge in (of.border_strong, of.focus, of.accent, of.danger)]
    pairs += [(of.focus, ground) for ground in (of.bg, of.side, of.accent_soft)]
    pairs += [(of.accent_fg, of.accent), (of.accent, of.accent_soft)]
    poor = [(a, b, round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < 3]
    assert not poor


def test_a_high_contrast_system_keeps_its_own_colours() -> None:
    palette = QPalette()
    own = {"#000000", "#ffff00", "#00ff00", "#1aebff", "#3ff23f"}
    for role in set(QPalette.ColorRole) - {QPalette.ColorRole.NColorRoles}:
        palette.setColor(role, QColor("#ffff00"))
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
        palette.setColor(role, QColor("#000000"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#1aebff"))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, QColor("#3ff23f"))
    assert set(vars(from_palette(palette)).values()) <= own


def test_every_size_in_the_sheet_scales() -> None:
    small = sheet.build(LIGHT, scale=1, rtl=False, thick=False)
    large = sheet.build(LIGHT, scale=2, rtl=False, thick=False)
    sizes = [re.findall(r"font-size: (\d+)px", text) for text in (small, large)]
    doubled = [int(b) / int(a) for a, b in zip(*sizes, strict=True)]
    assert doubled
    assert all(1.9 <= ratio <= 2.1 for ratio in doubled), doubled


def test_text_size_changes_live(qtbot, show_in) -> None:
    made = button("Save", icon="check")
    line = QLineEdit("Nguyễn")
    for widget in (made, line):
        qtbot.addWidget(widget)
        widget.show()
    before = [(w.sizeHint().height(), w.fontInfo().pixelSize()) for w in (made, line)]
    show_in(scale=2.0)
    after = [(w.sizeHint().height(), w.fontInfo().pixelSize()) for w in (made, line)]
    for (small, small_text), (large, large_text) in zip(before, after, strict=True):
        assert large >= 1.8 * small
        assert large_text == 2 * small_text
    assert made.iconSize().height() == 40


def test_scale_keeps_within_100_and_200_percent(qapp: QApplication) -> None:
    theme.apply(qapp, Look(Scheme.LIGHT, 9.0))
    assert look.px(10) == 20
    theme.apply(qapp, Look(Scheme.LIGHT, 0.1))
    assert look.px(10) == 10


def test_sides_follow_the_direction() -> None:
    ltr = sheet.build(LIGHT, scale=1, rtl=False, thick=False)
    rtl = sheet.build(LIGHT, scale=1, rtl=True, thick=False)
    assert "border-right: 1px" in ltr
    assert "border-left: 1px" in rtl
    assert "text-align: right" in rtl
    for built in (ltr, rtl):
        assert "start" not in built
        assert "-end" not in built
        assert "@" not in built


def test_colours_change_live(qtbot, show_in) -> None:
    page = QWidget()
    page.setProperty("look", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.resize(50, 50)
    qtbot.addWidget(page)
    page.show()
    for scheme, of in ((Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK), (Scheme.CONTRAST, CONTRAST)):
        show_in(scheme=scheme)
        assert page.grab().toImage().pixelColor(25, 25).name() == of.bg.lower()


def test_icons_take_the_theme_and_the_scale(show_in) -> None:
    icon = icons.icon("check", "accent_text")
    for scheme, of in ((Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK)):
        show_in(scheme=scheme)
        drawn = icon.pixmap(QSize(48, 48), 2.0).toImage()
        assert drawn.width() == 96
        colours = {
            drawn.pixelColor(x, y).name()
            for x in range(drawn.width())
            for y in range(drawn.height())
            if drawn.pixelColor(x, y).alpha() == 255
        }
        assert colours == {of.accent_text.lower()}


def test_arrows_turn_around_and_ticks_do_not(show_in) -> None:
    def drawn(name: str) -> QImage:
        return icons.icon(name).pixmap(QSize(32, 32)).toImage()

    def alike(one: QImage, other: QImage) -> bool:
        places = [(x, y) for x in range(32) for y in range(32)]
        differ = [abs(one.pixelColor(*at).alpha() - other.pixelColor(*at).alpha()) for at in places]
        return max(differ) < 64  # strokes are smoothed a little differently when turned

    arrow, tick = drawn("arrow-left"), drawn("check")
    show_in("ar")
    assert alike(drawn("arrow-left"), arrow.flipped(Qt.Orientation.Horizontal))
    assert not alike(drawn("arrow-left"), arrow)
    assert alike(drawn("check"), tick)


def test_every_icon_named_in_the_code_is_shipped() -> None:
    named = set()
    for path in UI.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"icon=\"([a-z0-9-]+)\"", text))
        named |= set(
            re.findall(r"(?:icons\.icon|IconLabel|icon_button)\(\s*\"([a-z0-9-]+)\"", text)
        )
    shipped_names = {path.stem for path in (shipped.resources() / "icons").glob("*.svg")}
    assert named
    assert named <= shipped_names


def test_shipped_icons_are_those_of_their_manifest() -> None:
    folder = shipped.resources()
    wanted = json.loads((folder / "icons/manifest.json").read_text(encoding="utf-8"))["files"]
    found = {path.name for path in (folder / "icons").glob("*.svg")}
    assert set(wanted) == found
    for name, digest in wanted.items():
        assert hashlib.sha256((folder / "icons" / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    ("family", "words"),
    [
        ("Inter", "Nguyễn Ольга Şükrü Ελένη"),
        ("Noto Sans Arabic", "عائلةپښتوگ"),
        ("Noto Sans Hebrew", "משפחה"),
        ("Noto Sans Ethiopic", "ትግርኛአማርኛ"),
        ("Noto Sans Devanagari", "नेपाली"),
        ("Noto Sans Bengali", "বাংলা"),
        ("Noto Sans Gurmukhi", "ਪੰਜਾਬੀ"),
        ("Noto Sans Gujarati", "ગુજરાતી"),
        ("Noto Sans Tamil", "தமிழ்"),
        ("Noto Sans Telugu", "తెలుగు"),
        ("Noto Sans Sinhala", "සිංහල"),
        ("Noto Sans Myanmar", "မြန်မာကညီ"),
        ("Noto Sans Khmer", "ភាសាខ្មែរ"),
        ("Noto Sans Lao", "ພາສາລາວ"),
        ("Noto Sans Thai", "ภาษาไทย"),
        ("Noto Sans Armenian", "Հայերեն"),
        ("Noto Sans Georgian", "ქართული"),
        ("Noto Sans SC", "中文王明日本語の桜井喆堃镕赟𬭎䶮"),
        ("Noto Sans TC", "廣東話關係"),
        ("Noto Sans KR", "한국어김뷁"),
    ],
)
def test_no_script_shows_boxes(family: str, words: str) -> None:
    assert family in (fonts.LATIN, *fonts.SCRIPTS)
    faces = json.loads((shipped.resources() / "fonts/manifest.json").read_text(encoding="utf-8"))
    files = [face["file"] for face in faces if face["family"] == family]
    assert files
    for file in files:
        raw = QRawFont(str(shipped.resources() / "fonts" / file), 14)
        missing = [c for c in words if c != " " and not raw.supportsCharacter(ord(c))]
        assert not missing, (file, missing)


def test_faces_for_paper_stay_out_of_the_window(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_registered", set())  # a page that was shown asked for its own
    faces = json.loads((shipped.resources() / "fonts/manifest.json").read_text(encoding="utf-8"))
    ours = {face["file"] for face in faces if face["family"] in (fonts.LATIN, *fonts.SCRIPTS)}
    assert len(ours) < len(faces)
    fonts.register_latin()
    fonts.register_scripts()
    assert fonts._registered == ours


def test_only_other_scripts_need_the_other_faces() -> None:
    assert not fonts.needs_more("Nguyễn, Ольга – “café” 12")
    assert fonts.needs_more("سلام")
    assert fonts.needs_more("王")
    assert fonts.needs_more("ខ្មែរ")


def test_tokens_are_colours() -> None:
    for of in SETS.values():
        assert isinstance(of, Tokens)
        assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in vars(of).values())
