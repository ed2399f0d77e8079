"""Where the files that ship with the program are: fonts, icons, page texts, translations.

In a checkout they lie beside the packages and the checkout wins, because an editable install may
leave a stale copy behind; in a wheel they lie inside this package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent


def resources() -> Path:
    """The folder with `fonts/`, `icons/`, `packets/` and `help/`."""
    return _root() / "resources"


def translations() -> Path:
    """The folder with one folder per interface language."""
    return _root() / "translations"


def _root() -> Path:
    if (_CHECKOUT / "pyproject.toml").is_file():
        return _CHECKOUT
    return _PACKAGE / "_shipped"
