"""A package of the Unicode Common Locale Data Repository as npm has it, for make_cldr.py."""

from __future__ import annotations

import json
import tarfile
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class Archive:
    """One package, read where it lies."""

    def __init__(self, path: Path) -> None:
        self._tar = tarfile.open(path)  # noqa: SIM115 - read until the program ends
        self._names = frozenset(self._tar.getnames())

    def read(self, name: str) -> bytes:
        """The bytes of a file of the package."""
        file = self._tar.extractfile(f"package/{name}")
        if file is None:
            raise SystemExit(f"{name} is not in the package.")
        return file.read()

    def json(self, name: str) -> Any:
        """A JSON file of the package."""
        return json.loads(self.read(name))

    @cached_property
    def tags(self) -> frozenset[str]:
        """The tags of all its locales."""
        return frozenset(
            name.split("/")[2] for name in self._names if name.startswith("package/main/")
        )

    def locales(self, base: str) -> list[str]:
        """The tags of a language, the shortest first."""
        return sorted(tag for tag in self.tags if tag.split("-")[0] == base)
