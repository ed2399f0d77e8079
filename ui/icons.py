"""Icons: Tabler's outlines, recoloured from the theme and redrawn crisp at every scale.

Colours are looked up when an icon is painted, so an icon made in one theme is right in the next.
Those that point somewhere (`arrow-left`, `chevron-right`, ...) turn around in a mirrored window.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from liaison_app import shipped
from ui import look
from ui.qt import override

GAP = 6  # between an icon and the words after it, in pixels of 100 % text

_DIRECTED = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "arrow-back-up",
        "arrow-forward-up",
        "chevron-left",
        "chevron-right",
        "external-link",
        "file-export",
        "file-import",
        "list-details",
    }
)


def icon(name: str, tone: str = "muted", *, on: str = "accent_text") -> QIcon:
    """The icon `name` in the colour of a token; `on` is its colour when checked."""
    return QIcon(_Engine(name, tone, on))


def size(pixels: float = 20, *, before_text: bool = False) -> QSize:
    """The icon size at the text size in use; `before_text` leaves room before the words."""
    height = look.px(pixels)
    return QSize(height + (look.px(GAP) if before_text else 0), height)


def pixmap(name: str, tone: str = "muted", pixels: float = 20, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture, `ratio` being the device pixel ratio of the widget that shows it."""
    side = look.px(pixels)
    drawn = icon(name, tone).pixmap(QSize(side, side), ratio)
    drawn.setDevicePixelRatio(ratio)
    return drawn


def paint(painter: QPainter, name: str, box: QRect, colour: str) -> None:
    """Draw an icon into a square of the painter, in a colour."""
    source = _source(name).replace(b"currentColor", colour.encode())
    painter.save()
    if _mirrored(name):
        painter.translate(box.left() * 2 + box.width(), 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(box))
    painter.restore()


def file_for_sheet(name: str, colour: str, *, stroke: int = 2) -> str:
    """The path of a recoloured copy, for a style sheet's `image: url()`. Holds no family data."""
    folder = Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation),
        "liaison",
        "icons",
    )
    path = folder / f"{name}-{colour.lstrip('#').lower()}-{stroke}.svg"
    if not path.is_file():
        source = _source(name).replace(b"currentColor", colour.encode())
        source = source.replace(b'stroke-width="2"', b'stroke-width="%d"' % stroke)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source)
        except OSError:  # a full or read-only disk costs a tick mark, not the window
            return ""
    return path.as_posix()


class _Engine(QIconEngine):
    def __init__(self, name: str, tone: str, on: str) -> None:
        super().__init__()
        self._name, self._tone, self._on = name, tone, on

    @override
    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone, self._on)

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        box = QRect(rect.left(), rect.top() + (rect.height() - side) // 2, side, side)
        if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            box.moveRight(rect.right())
        paint(painter, self._name, box, self._colour(mode, state))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():  # a button squeezed away asks for nothing
            return QPixmap()
        colour = self._colour(mode, state)
        turned = QGuiApplication.layoutDirection().name
        key = f"liaison/{self._name}/{colour}/{size.width()}x{size.height()}/{turned}"
        drawn = QPixmap()
        if QPixmapCache.find(key, drawn):
            return drawn
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        QPixmapCache.insert(key, drawn)
        return drawn

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        tokens = look.tokens()
        if mode is QIcon.Mode.Disabled:
            return tokens.disabled
        tone = self._on if state is QIcon.State.On else self._tone
        return str(getattr(tokens, tone))


_sources: dict[str, bytes] = {}


def _source(name: str) -> bytes:
    if name not in _sources:
        _sources[name] = (shipped.resources() / "icons" / f"{name}.svg").read_bytes()
    return _sources[name]


def _mirrored(name: str) -> bool:
    rtl = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return rtl and name in _DIRECTED
