"""The style sheet, built for one set of colours, text size and direction.

Two things the language of Qt's sheets lacks are added: sizes in `sp` scale with the text, and
`start` and `end` are sides of the reading direction. Widgets are addressed by the property `look`.
A focused control gets a ring of 2 px; its padding shrinks by what the border grows, so nothing
moves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ui import icons

if TYPE_CHECKING:
    from ui.tokens import Tokens

_SIZE = re.compile(r"(\d+(?:\.\d+)?)sp\b")
_TOKEN = re.compile(r"@(\w+)")

_SHEET = """
QMainWindow, QWidget[look="page"], QDialog { background: @bg; }
QToolTip { background: @raised; color: @text; border: 1px solid @border_strong; padding: 5px; }
QLabel { background: transparent; }
QLabel[look="title"] { font-size: 24sp; font-weight: 600; }
QLabel[look="heading"] { font-size: 16sp; font-weight: 600; }
QLabel[look="number"] { font-size: 26sp; font-weight: 600; }
QLabel[look="value"] { font-size: 20sp; font-weight: 600; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="muted"] { color: @muted; }
QLabel[look="small"] { color: @muted; font-size: 12.5sp; }
QLabel[look="error"] { color: @danger; font-size: 12.5sp; font-weight: 600; }
QLabel[look="ok"] { color: @ok; font-size: 12.5sp; }

QFrame[look="card"] { background: @surface; border: @thin solid @border; border-radius: 14px; }
QFrame[look="hero"] { background: @accent_soft; border: @thin solid @border; border-radius: 14px; }
QFrame[look="raised"] { background: @raised; border: 1px solid @border_strong;
  border-radius: 12px; }
QFrame[look="question"] { background: @surface; border: 2px solid @border; border-radius: 14px; }
QFrame[look="question"]:focus { border-color: @focus; }
QFrame[look="version"] { background: @bg; border: 2px solid @border; border-radius: 12px; }
QFrame[look="version-shown"] { background: @bg; border: 2px solid @accent; border-radius: 12px; }
QFrame[look="line"] { background: @border; border: 0; }
QFrame[look="panel"] { background: @surface; border: 0; border-start: 1px solid @border; }
QFrame[look="row"] { border: 2px solid transparent; border-radius: 8px; background: transparent; }
QFrame[look="row"]:focus { border-color: @focus; }
QFrame[look="side"] { background: @side; border: 0; border-end: 1px solid @border; }

QPushButton { background: @surface; color: @text; border: @thin solid @border_strong;
  border-radius: 10px; padding: 1px 16px; min-height: 38sp; font-weight: 600; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @accent_soft; }
QPushButton:disabled, QPushButton[look]:disabled { color: @disabled; border-color: @disabled;
  background: transparent; }
QPushButton[look="primary"] { background: @accent; color: @accent_fg; border-color: @accent; }
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed { background: @accent_text;
  color: @surface; border-color: @accent_text; }
QPushButton[look="danger"] { color: @danger; border-color: @danger; }
QPushButton[look="flat"] { background: transparent; border-color: transparent;
  color: @accent_text; padding: 1px 10px; }
QPushButton[look="badge"], QPushButton[look="badge"]:focus { min-height: 24sp; padding: 1px; }
QPushButton[look="flat"]:hover { background: @hover; }
QPushButton[look="chip"] { border-radius: 19sp; padding: 1px 24sp; min-height: 36sp;
  font-weight: 400; }
QPushButton[look="chip"]:checked { background: @accent_soft; color: @accent_text;
  border: 2px solid @accent; padding: 0 23sp; }
QPushButton:focus, QPushButton[look]:focus { border: 2px solid @focus; padding: 0 15px; }
QPushButton[look="flat"]:focus { padding: 0 9px; }
QPushButton[look="chip"]:focus { padding: 0 23sp; }

QToolButton { background: transparent; color: @muted; border: 1px solid transparent;
  border-radius: 10px; padding: 7px; }
QToolButton:hover { background: @hover; color: @text; }
QToolButton:focus { border: 2px solid @focus; padding: 6px; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[look="nav"] { padding: 0 13px; min-height: 44sp; text-align: start; }
QToolButton[look="nav"]:checked { background: @accent_soft; color: @accent_text;
  font-weight: 600; border: @thin solid @accent_soft; }
QToolButton[look="nav"]:focus { border: 2px solid @focus; padding: 0 12px; }

QLineEdit, QTextEdit, QComboBox, QSpinBox, QAbstractSpinBox { background: @surface;
  color: @text; border: @thin solid @border_strong; border-radius: 10px; padding: 1px 10px;
  min-height: 38sp; selection-background-color: @accent; selection-color: @accent_fg;
  placeholder-text-color: @muted; }
QTextEdit { padding: 9px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid @focus;
  padding: 0 9px; }
QTextEdit:focus { border: 2px solid @focus; padding: 8px; }
QLineEdit:disabled, QTextEdit:disabled, QComboBox:disabled { background: @bg;
  color: @muted; }
QLineEdit:read-only, QTextEdit:read-only { background: @bg; }
*[wrong="true"], *[wrong="true"]:focus { border: 2px solid @danger; padding: 0 9px; }
QTextEdit[wrong="true"] { padding: 8px; }
QComboBox::drop-down { border: 0; width: 32sp; background: transparent;
  subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox::down-arrow { image: url(@down); width: 18sp; height: 18sp; }
QSpinBox { padding-end: 34sp; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 30sp; height: 19sp;
  background: transparent; subcontrol-origin: border; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-arrow { image: url(@up); width: 16sp; height: 16sp; }
QSpinBox::down-arrow { image: url(@down); width: 16sp; height: 16sp; }
QAbstractItemView { background: @raised; color: @text; outline: 0;
  selection-background-color: @accent_soft; selection-color: @text; }
QComboBox QAbstractItemView, QListView[look="popup"] { border: 1px solid @border_strong;
  padding: 4px; }
QListView[look="popup"]::item, QComboBox QAbstractItemView::item { min-height: 34sp;
  padding: 0 8px; }
QListView[look="popup"]::item:selected, QComboBox QAbstractItemView::item:selected {
  background: @accent_soft; color: @accent_text; }

QCheckBox, QRadioButton { spacing: 10px; min-height: 34sp; border: 2px solid transparent;
  border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid @focus; }
QCheckBox::indicator, QListWidget::indicator { width: 20sp; height: 20sp;
  border: 2px solid @border_strong;
  border-radius: 6px; background: @surface; }
QCheckBox::indicator:hover, QListWidget::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked, QListWidget::indicator:checked {
  background: @accent; border-color: @accent; image: url(@tick); }
QCheckBox::indicator:disabled { border-color: @border; }

QListWidget::item { min-height: 34sp; }

QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget[look="inside"] { background: transparent; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 2px; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 2px; }
QScrollBar::handle { background: @border_strong; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { padding: 10px 16px; border: 0; border-bottom: 3px solid transparent;
  color: @muted; font-weight: 600; background: transparent; }
QTabBar::tab:selected { color: @accent_text; border-bottom-color: @accent; }
QTabBar::tab:focus { border-bottom-color: @focus; color: @text; }
QTabWidget::pane { border: 0; }

QProgressBar { background: @hover; border: 0; border-radius: 4px; min-height: 8px;
  max-height: 8px; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }

QTableView { background: @surface; border: @thin solid @border; border-radius: 12px;
  gridline-color: transparent; selection-background-color: @accent_soft;
  selection-color: @text; }
QTableView:focus { border: 2px solid @focus; }
QHeaderView { background: transparent; }
QHeaderView::section { background: transparent; color: @muted; border: 0;
  border-bottom: 1px solid @border; padding: 0 12px; min-height: 40sp; font-weight: 600;
  text-align: start; }
QHeaderView::up-arrow { image: url(@up); width: 14sp; height: 14sp; }
QHeaderView::down-arrow { image: url(@down); width: 14sp; height: 14sp; }

QMenu { background: @raised; color: @text; border: 1px solid @border_strong; padding: 6px; }
QMenu::item { padding: 9px 22px; border-radius: 6px; }
QMenu::item:selected { background: @accent_soft; color: @accent_text; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }
QFrame[look="popup"] { background: @raised; border: 1px solid @border_strong; }
QCalendarWidget QWidget { background: @raised; alternate-background-color: @raised; }
QCalendarWidget QToolButton { color: @text; font-weight: 600; padding: 5px; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { border: 0; border-radius: 0;
  selection-background-color: @accent; selection-color: @accent_fg; }
"""


def build(tokens: Tokens, *, scale: float, rtl: bool, thick: bool) -> str:
    """The sheet for these colours.

    Args:
        tokens: the colours.
        scale: text size, 1.0 to 2.0.
        rtl: whether the window is mirrored.
        thick: borders of 2 px, for high contrast.
    """
    values = {
        **vars(tokens),
        "thin": "2px" if thick else "1px",
        "down": icons.file_for_sheet("chevron-down", tokens.muted),
        "up": icons.file_for_sheet("chevron-up", tokens.muted),
        "tick": icons.file_for_sheet("check", tokens.accent_fg, stroke=3),
    }
    text = _TOKEN.sub(lambda found: str(values[found[1]]), _SHEET)
    text = _SIZE.sub(lambda found: f"{round(float(found[1]) * scale)}px", text)
    start, end = ("right", "left") if rtl else ("left", "right")
    text = text.replace("text-align: start", f"text-align: {start}")
    text = text.replace("border-start", f"border-{start}").replace("border-end", f"border-{end}")
    return text.replace("padding-end", f"padding-{end}")
