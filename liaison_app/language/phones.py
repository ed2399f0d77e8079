"""Telephone numbers: one form to dial and compare (ITU-T E.164), one to read, never reversed.

A number that cannot be completed (seven local digits, letters) stays as it was typed: a wrong
number is worse than an unusual one. Lengths are checked for North America only; elsewhere E.164's
own limits hold.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from liaison_app.language.names import isolate_ltr


@dataclass(frozen=True)
class Phone:
    """A complete number: `number` as +15555550123, `extension` as digits or ""."""

    number: str
    extension: str = ""

    def __str__(self) -> str:
        return display(self.number) + (f" ext. {self.extension}" if self.extension else "")


def parse_phone(text: str, country: str = "US") -> Phone | None:
    """The number that a person typed or a roster holds; None if it is not a complete number.

    Args:
        text: in any usual writing, with digits of any script, an extension, 011, 00 or + before a
            country code.
        country: where a number without a country code is (ISO 3166-1 alpha-2).
    """
    plain = _ascii_digits(text).strip()
    plain = re.sub(r"^tel:", "", plain, flags=re.IGNORECASE)
    extension = ""
    if found := _EXTENSION.search(plain):
        extension = found[1]
        plain = plain[: found.start()]
    if not _WRITTEN.fullmatch(plain):
        return None
    digits = re.sub(r"\D", "", plain)
    number = _international(plain, digits, country)
    return Phone(f"+{number}", extension) if number else None


def display(number: str) -> str:
    """An E.164 number in groups: (555) 555-0123 at home, +964 770 123 4567 from abroad."""
    if re.fullmatch(r"\+1\d{10}", number):
        return f"({number[2:5]}) {number[5:8]}-{number[8:]}"
    if not re.fullmatch(r"\+\d{7,15}", number):
        return number
    code = _calling_code(number[1:])
    rest = number[1 + len(code) :]
    last = rest[-4:] if len(rest) > 6 else rest[-3:]
    groups = [rest[: -len(last)][at : at + 3] for at in range(0, len(rest) - len(last), 3)]
    return " ".join([f"+{code}", *groups, last])


def shown(text: str, country: str = "US") -> str:
    """A number to show: in groups if complete, else as typed; always left to right."""
    phone = parse_phone(text, country)
    return isolate_ltr(str(phone) if phone else _ascii_digits(text).strip())


_EXTENSION = re.compile(
    r"(?:;ext=|,|\bextension|\bext|\bex|x|#|تحويلة|داخلي)[\s.:]*(\d{1,7})\s*$", re.IGNORECASE
)
_WRITTEN = re.compile(r"[+\d\s().\-–‑/·]*")

# Country calling codes (ITU-T E.164): those of one digit and of two; the rest have three.
_ONE_DIGIT = ("1", "7")
_TWO_DIGITS = frozenset(
    (
        *("20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46"),
        *("47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63"),
        *("64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98"),
    )
)
# Where offices may be: calling code and the digit dialled before a number inside the country.
_HOME = {
    "US": ("1", "1"),
    "CA": ("1", "1"),
    "PR": ("1", "1"),
    "MX": ("52", ""),
    "GB": ("44", "0"),
    "AU": ("61", "0"),
    "NZ": ("64", "0"),
    "IE": ("353", "0"),
    "DE": ("49", "0"),
    "FR": ("33", "0"),
}


def _international(plain: str, digits: str, country: str) -> str:
    """The digits with country code, or "" if they are not a possible number."""
    code, trunk = _HOME.get(country, ("1", "1"))
    if plain.startswith("+"):
        number = digits
    elif digits.startswith("011") and code == "1" and len(digits) > 11:
        number = digits[3:]
    elif digits.startswith("00"):
        number = digits[2:]
    elif code == "1":
        number = digits if len(digits) == 11 and digits[0] == "1" else f"1{digits}"
    else:
        number = code + (digits.removeprefix(trunk) if trunk else digits)
    return number if _possible(number) else ""


def _possible(number: str) -> bool:
    if number.startswith("1"):
        return bool(_NORTH_AMERICAN.fullmatch(number))
    return 8 <= len(number) <= 15 and number[0] != "0"


_NORTH_AMERICAN = re.compile(r"1[2-9]\d\d[2-9]\d{6}")


def _calling_code(number: str) -> str:
    if number.startswith(_ONE_DIGIT):
        return number[0]
    return number[:2] if number[:2] in _TWO_DIGITS else number[:3]


def _ascii_digits(text: str) -> str:
    """Digits of any script as ASCII; marks of direction, which numbers carry when copied, go."""
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in text
        if unicodedata.category(char) != "Cf"
    )
