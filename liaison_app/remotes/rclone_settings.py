"""A remote's section of rclone.conf, kept in the workspace, as variables for rclone alone.

Handed over so, it is on no disk and on no command line; rclone reads variables named
RCLONE_CONFIG_<NAME>_<KEY> as lines of its settings (rclone.org/docs, "Config file").
"""

from __future__ import annotations

import configparser
import os
import re
from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEY = re.compile(r"[A-Za-z0-9_-]{1,80}")


def variables(name: str, config: str) -> tuple[str, dict[str, str]]:
    """Give the name that rclone is to use, and the variables that stand for its settings.

    Sections get names of our own: those of people hold signs that no shell passes on.

    Args:
        name: of the remote, which text without a “[name]” line is about.
        config: what `rclone config show` prints: its section, and those that it builds on.

    Raises:
        InvalidValue: it is something else.
    """
    parser = configparser.RawConfigParser(
        delimiters=("=",), comment_prefixes=("#", ";"), strict=False, default_section="\0"
    )
    text = config.strip()
    try:
        parser.read_string(text if text.startswith("[") else f"[{name}]\n{text}")
    except configparser.Error:
        raise _no_settings() from None
    ours = {section: f"place{number}" for number, section in enumerate(parser.sections())}
    found: dict[str, str] = {}
    for section, our_name in ours.items():
        for key, value in parser.items(section):
            if _KEY.fullmatch(key) is None or "\0" in value:
                raise _no_settings()
            builds_on = key in {"remote", "upstreams"}
            found[_variable(our_name, key)] = _renamed(value, ours) if builds_on else value
    if name not in ours or _variable(ours[name], "type") not in found:
        raise _no_settings()
    return ours[name], found


def _renamed(value: str, ours: Mapping[str, str]) -> str:
    """Name other sections as we do, where a setting builds on them (“remote = other:folder”)."""
    for theirs, our_name in ours.items():
        value = re.sub(rf"(^|[\s=\"']){re.escape(theirs)}:", rf"\g<1>{our_name}:", value)
    return value


def environment(own: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, str]:
    """Give rclone's environment: ours, without our secrets and what would change how it works.

    Args:
        own: our own environment.
        settings: from `variables`; empty where rclone's own settings are used.
    """
    kept = {
        name: value for name, value in own.items() if not name.startswith(("RCLONE_", "LIAISON_"))
    }
    if settings:
        return {**kept, "RCLONE_CONFIG": os.devnull, **settings}
    # Where its settings are and what opens them is the person's business with rclone.
    return {
        **kept,
        **{name: value for name, value in own.items() if name.startswith("RCLONE_CONFIG")},
    }


def _variable(section: str, key: str) -> str:
    return f"RCLONE_CONFIG_{section}_{key.replace('-', '_')}".upper()


def _no_settings() -> InvalidValue:
    return InvalidValue(
        _(
            "Those are no settings of rclone for that name. Paste all that “rclone config show”"
            " prints for it, or leave the field empty to use rclone's own settings."
        )
    )
