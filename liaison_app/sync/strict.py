r"""JSON as it travels, stricter than most readers are, and the names that are in it.

Whatever another laptop signed is read here and nowhere else: a member of the team is known, but her
laptop may be broken, stolen or in other hands. A line is one object (RFC 8259) in UTF-8, and
    is at most 4 MiB long (an op may hold four long texts of 200,000 characters);
    is nested at most 8 deep, which is counted before anything is parsed;
    has no key twice in an object;
    has whole numbers only, from -(2^63 - 1) to 2^63 - 1, without `-0`: no fraction, no exponent, no
    NaN, no Infinity;
    has text of Unicode only: no half of a surrogate pair, no U+0000.
"""

from __future__ import annotations

import json
import re
from typing import Any

from liaison_app.sync import refusals

MOST_LINE = 4 * 1024 * 1024
NESTING = 8

DEV = re.compile(r"[0-9a-f]{16}\.[0-9a-f]{1,8}")
STREAM = re.compile(r"[0-9a-f]{16}")
HASH = re.compile(r"[0-9a-f]{64}")

COUNT_LIMIT = 2**53  # beyond this, JSON readers elsewhere lose digits
_INT_LIMIT = 2**63

# Always matches from a quote on, so that it never looks at the same text twice.
_TEXTS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_BRACKETS = bytes.maketrans(b"{}", b"[]")
_ODD_NUMBER = re.compile(rb"-0|[0-9][.eE]|[0-9]{19}")
_ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")  # not a backslash that was typed
_LONG_NUMBER = re.compile(rb"[0-9]{19,}")


class Malformed(ValueError):
    """A line is not what the format says."""


def parse_object(line: bytes, *, nesting: int = NESTING) -> dict[str, Any]:
    """Parse one line of strict JSON that is an object.

    Args:
        line: its bytes, without the newline.
        nesting: how deep objects and lists may be in each other, the outermost counted.

    Raises:
        DamagedFile: it is anything else.
    """
    try:
        return object_of(line, nesting)
    except ValueError:  # of ours, of JSON and of UTF-8
        raise refusals.not_understood() from None


def is_count(value: object) -> bool:
    """Whether a parsed value is a whole number from 1 to below 2^53 (`true` is none)."""
    return type(value) is int and 1 <= value < COUNT_LIMIT


def object_of(line: bytes, nesting: int = NESTING) -> dict[str, Any]:
    """Parse a line; raises ValueError, also as JSONDecodeError and UnicodeDecodeError."""
    if len(line) > MOST_LINE:
        raise Malformed
    # Without a backslash a text ends at the next quote, which is quicker to look for.
    bare = _TEXTS.sub(b"", line) if b"\\" in line else b"".join(line.split(b'"')[::2])
    if _ODD_NUMBER.search(bare):
        _check_numbers(bare)
    brackets = bare.translate(_BRACKETS, _NOT_BRACKETS)
    for _depth in range(nesting):
        brackets = brackets.replace(b"[]", b"")  # what is innermost
        if not brackets:
            break
    else:
        raise Malformed
    parsed = _decode(line.decode())
    if type(parsed) is not dict:
        raise Malformed
    if b"\\u" in line:
        _check_characters(line, parsed)
    return parsed


def _check_numbers(bare: bytes) -> None:
    """Refuse what is no whole number of 63 bits; `bare` has no texts in it."""
    without = _LONG_NUMBER.sub(b"1", bare)
    if _ODD_NUMBER.search(without):
        raise Malformed
    for digits in _LONG_NUMBER.findall(bare):
        if len(digits) > 19 or int(digits) >= _INT_LIMIT:
            raise Malformed


def _check_characters(line: bytes, parsed: dict[str, Any]) -> None:
    r"""Refuse what only an escape (`\u`) can bring in."""
    if _ESCAPED_NUL.search(line):
        raise Malformed
    json.dumps(parsed, ensure_ascii=False).encode()  # half a surrogate pair has no bytes


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Malformed
    return made


def _no_constant(name: str) -> None:
    raise Malformed(name)


_decode = json.JSONDecoder(object_pairs_hook=_no_key_twice, parse_constant=_no_constant).decode
