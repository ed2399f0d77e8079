"""Put resources and translations into the wheel, where `liaison_app.shipped` looks for them.

An editable install reads them from the checkout; with copies of its own it would show stale ones.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShipResources(BuildHookInterface[Any]):
    """Hatchling finds this class by its base."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders when `version` is a wheel to be given away ("standard")."""
        if version == "standard":
            for folder in ("resources", "translations"):
                build_data["force_include"][folder] = f"liaison_app/_shipped/{folder}"
