r"""Write resources/cldr from the Unicode Common Locale Data Repository.

    npm pack cldr-core@48.2.0 cldr-dates-full@48.2.0 cldr-numbers-full@48.2.0 \
        cldr-cal-islamic-full@48.2.0 cldr-cal-ethiopic-full@46.1.0 cldr-cal-persian-full@46.1.0
    python packaging/make_cldr.py FOLDER-WITH-THE-ARCHIVES

(The last two are the newest of their packages.)

There is one file per language of the language table that CLDR has. It holds the language itself and
what each of its regions says differently; `regions.json` holds what follows from the region alone.
A language for which CLDR has only its own placeholders ("M01"), or names in a script in which its
families do not write, is left out: the program then says English names and says that it does.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parent.parent
TARGET = CHECKOUT / "resources" / "cldr"
sys.path.insert(0, str(CHECKOUT))

from cldr_archive import Archive  # noqa: E402
from cldr_calendars import CALENDARS, other_months  # noqa: E402
from cldr_own_words import own_words  # noqa: E402

from liaison_app.language.languages import languages, parents, script_of  # noqa: E402

PACKAGES = (
    *("cldr-core", "cldr-dates-full", "cldr-numbers-full"),
    *(f"cldr-cal-{name}-full" for name in CALENDARS),
)
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def main(folder: Path) -> None:
    """Read the archives, write the files and their manifest."""
    archives = [next(folder.glob(f"{name}-[0-9]*.tgz")) for name in PACKAGES]
    core, dates, numbers, *others = (Archive(path) for path in archives)
    calendars = dict(zip(CALENDARS, others, strict=True))
    supplement = Supplement(core)
    for old in TARGET.glob("*.json"):
        old.unlink()
    scripts = {one.script for one in languages()} | {""}  # nobody here reads English in Deseret
    written = []
    for base in sorted({one.tag.split("-")[0] for one in languages()}):
        known = {
            tag: said
            for tag in dates.locales(base)
            if named_script(tag) in scripts
            and (said := locale(tag, dates, numbers, calendars, supplement)) is not None
        }
        if base in known:
            write(f"{base}.json", differences(known))
            written.append(base)
    write("regions.json", regions(supplement, written))
    (TARGET / "LICENSE-cldr.txt").write_bytes(core.read("LICENSE"))
    manifest(archives, core)


def named_script(tag: str) -> str:
    """The script that a tag names, or ""."""
    named = re.search("-([A-Z][a-z]{3})(?=-|$)", tag)
    return named[1] if named else ""


class Supplement:
    """What CLDR says of regions and of languages in general."""

    def __init__(self, core: Archive) -> None:
        def part(file: str, *path: str) -> Any:
            found = core.json(f"supplemental/{file}.json")["supplemental"]
            for name in path:
                found = found[name]
            return found

        self.first_day = part("weekData", "weekData", "firstDay")
        self.hours = part("timeData", "timeData")
        self.likely = part("likelySubtags", "likelySubtags")
        self.aliases = part("aliases", "metadata", "alias", "languageAlias")
        self.day_periods = part("dayPeriods", "dayPeriodRuleSet")
        self.systems = part("numberingSystems", "numberingSystems")


def regions(supplement: Supplement, written: list[str]) -> dict[str, Any]:
    """First days of the week, clocks, digits, usual regions, and other names of tags."""
    likely = {tag: full.split("-") for tag, full in supplement.likely.items()}
    bases = frozenset(written)
    usual = {
        tag: full[-1]
        for tag, full in likely.items()
        if tag.split("-")[0] in bases and not re.search("-[A-Z]{2}$", tag)
    }
    other = {
        one.tag: supplement.aliases[one.tag]["_replacement"]
        for one in languages()
        if one.tag in supplement.aliases
    }
    # zh-TW is zh-Hant-TW. Where the offices are both scripts are read: zh-US stays as it is.
    for tag, (base, script, region) in likely.items():
        elsewhere = tag == f"{base}-{region}" and region != "US"
        if base in bases and elsewhere and script != likely[base][1]:
            other[tag] = f"{base}-{script}-{region}"
    return {
        "first_day": {
            place: WEEK.index(day)
            for place, day in sorted(supplement.first_day.items())
            if re.fullmatch(r"[A-Z]{2}|001", place)
        },
        "clock": {
            place: said["_preferred"].replace("K", "h")
            for place, said in sorted(supplement.hours.items())
            if place == "001" or "001" not in place
        },
        "region": dict(sorted(usual.items())),
        "other_tags": dict(sorted(other.items())),
    }


def locale(
    tag: str,
    dates: Archive,
    numbers: Archive,
    calendars: dict[str, Archive],
    supplement: Supplement,
) -> dict[str, Any] | None:
    """All that is needed of one locale; None if CLDR does not really have its names."""
    said = dates.json(f"main/{tag}/ca-gregorian.json")["main"][tag]["dates"]["calendars"][
        "gregorian"
    ]
    names = day_and_month_names(said, tag)
    if names is None:
        return None
    count = numbers.json(f"main/{tag}/numbers.json")["main"][tag]["numbers"]
    digits = supplement.systems[count["defaultNumberingSystem"]]["_digits"]
    names |= date_patterns(said) | clocks(said, tag, supplement) | {"digits": digits}
    latin = native("a", said)

    def as_here(word: str) -> bool:
        return written_in(script_of(tag), word) and (latin or not re.search("[A-Za-z]", word))

    names |= other_months(tag, calendars, names, as_here)
    own = own_words(tag)
    return tidy(names | own | ({"own": sorted(own)} if own else {}), script_of(tag))


def day_and_month_names(said: Any, tag: str) -> dict[str, Any] | None:
    """Names of months and of days, Monday first; None if they are CLDR's placeholders."""
    months, alone = (
        list(said["months"][use]["wide"].values()) for use in ("format", "stand-alone")
    )
    days, days_alone, short = (
        [said["days"][use][width][day] for day in WEEK]
        for use, width in (
            ("format", "wide"),
            ("stand-alone", "wide"),
            ("stand-alone", "abbreviated"),
        )
    )
    invented = months[0] == "M01" or (days[0] == "Mon" and days[6] == "Sun")
    if invented or not all(written_in(script_of(tag), name) for name in (*months, *days)):
        return None
    return {
        "months": months,
        "months_alone": alone,
        "months_short": list(said["months"]["format"]["abbreviated"].values()),
        "days": days,
        "days_alone": days_alone,
        "days_short": short,
        "days_brief": [said["days"]["format"]["abbreviated"][day] for day in WEEK],
    }


SCRIPT_NAMES = {
    "Arab": "ARABIC",
    "Armn": "ARMENIAN",
    "Cyrl": "CYRILLIC",
    "Deva": "DEVANAGARI",
    "Ethi": "ETHIOPIC",
    "Grek": "GREEK",
    "Hebr": "HEBREW",
    "Latn": "LATIN",
}


def written_in(script: str, name: str) -> bool:
    """Whether the letters of a name belong to a script. Scripts not named here are not judged."""
    wanted = SCRIPT_NAMES.get(script)
    letters = (unicodedata.name(char, "") for char in name if char.isalpha())
    return wanted is None or all(letter.startswith((wanted, "MODIFIER")) for letter in letters)


def date_patterns(said: Any) -> dict[str, Any]:
    """Patterns of dates in words, months and days in full."""
    formats = said["dateTimeFormats"]["availableFormats"]
    whole = said["dateFormats"]

    def best(*skeletons: str) -> str:
        return full_names(next(formats[name] for name in skeletons if name in formats))

    patterns = {
        "weekday_day_year": full_names(whole["full"]),
        "weekday_day": best("MMMMEEEEd", "MMMMEd", "MMMEEEEd", "MMMEd"),
        "day_year": full_names(whole["long"]),
        "day": best("MMMMd", "MMMd"),
        "month_year": full_names(formats["yMMMM"]).replace("MMMM", "LLLL"),
    }
    # Inside a date a month is never said as if it stood alone, whatever CLDR writes.
    patterns |= {
        f"brief_{name}": re.sub("[LMcE]+", in_a_date, formats[skeleton])
        for name, skeleton in BRIEF.items()
    }
    for pattern in patterns.values():
        letters = set(re.sub("'[^']*'", "", pattern)) & set(map(chr, range(128)))
        if not all(char in "yMLdEcG" for char in letters if char.isalpha()):
            raise SystemExit(f"Unknown field in {pattern}")
    if any("G" in pattern for pattern in patterns.values()):
        patterns["era"] = said["eras"]["eraAbbr"]["1"]
    return patterns


BRIEF = {
    "weekday_day_year": "yMMMEd",
    "weekday_day": "MMMEd",
    "day_year": "yMMMd",
    "day": "MMMd",
}


def in_a_date(field: re.Match[str]) -> str:
    """A field of a brief date: the short name of the month or of the day."""
    letters = field[0].replace("L", "M").replace("c", "E")
    return "EEE" if "E" in letters else letters


def full_names(pattern: str) -> str:
    """A pattern with the names of days and months in full."""
    for letter in "ML":
        pattern = re.sub(f"(?<!{letter}){letter}{{3}}(?!{letter})", letter * 4, pattern)
    return re.sub("(E+|c+)", lambda found: found[0][0] * 4, pattern)


def clocks(said: Any, tag: str, supplement: Supplement) -> dict[str, Any]:
    """The clock of twelve and of twenty-four hours, and what stands between two times."""
    formats = said["dateTimeFormats"]["availableFormats"]
    between = said["dateTimeFormats"]["intervalFormats"]
    twelve, words = formats["hm"], day_period_words(said, tag, supplement)
    halves = said["dayPeriods"]["format"]["abbreviated"]
    if words is not None and not native(halves["am"], said):
        twelve = formats["Bhm"]  # words of the language in place of AM and PM
    if "B" not in twelve or words is None:
        words = [[0, halves["am"]], [720, halves["pm"]]]
    fallback = between["intervalFormatFallback"]
    return {
        "clock_h": twelve.replace("B", "a"),
        "clock_H": formats["Hm"],
        "between_h": between_times(between.get("hm", {}).get("a", ""), formats["hm"], fallback),
        "between_H": between_times(between.get("Hm", {}).get("H", ""), formats["Hm"], fallback),
        "between_days": fallback.replace("{0}", "").replace("{1}", ""),
        "periods": words,
    }


def native(word: str, said: Any) -> bool:
    """Whether a word is written as the names of the language are."""
    return written_in("Latn", said["days"]["format"]["wide"]["mon"]) or not written_in("Latn", word)


def day_period_words(said: Any, tag: str, supplement: Supplement) -> list[list[Any]] | None:
    """[minute of the day, word said from then on], or None if the language has no such words.

    The stand-alone words: they stand beside a number like AM and PM, in no phrase of their own.
    """
    ruled = [one for one in parents(tag) if one in supplement.day_periods]
    rules: dict[str, Any] = supplement.day_periods[ruled[0]] if ruled else {}
    names = said["dayPeriods"]["stand-alone"]["abbreviated"]
    steps: list[list[Any]] = []
    for name, rule in rules.items():
        if "_from" in rule:
            if name not in names:
                return None
            start, end = minutes(rule["_from"]), minutes(rule["_before"])
            steps.append([start, names[name]])
            if end < start:  # the night that goes on after midnight
                steps.append([0, names[name]])
    return sorted(steps) if steps and min(steps)[0] == 0 else None


def minutes(clock: str) -> int:
    """Minutes since midnight."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def between_times(interval: str, clock: str, fallback: str) -> str:
    """What stands between two times; the line may break after it, never before."""
    parts = interval.split(clock)
    found = parts[1] if len(parts) == 3 and not parts[0] else fallback[3:-3]
    return re.sub(r"^\s", "\u00a0", re.sub(r"\s$", " ", found))


def tidy(said: dict[str, Any], script: str) -> dict[str, Any]:
    """Composed, without marks of direction, with spaces that every font has and Arabic commas.

    Inside a time no line may break; elsewhere CLDR's narrow no-break space becomes the usual one.
    """

    def clean(key: str, value: Any) -> Any:
        if isinstance(value, list):
            return [clean(key, one) for one in value]
        if not isinstance(value, str):
            return value
        value = unicodedata.normalize("NFC", value)
        value = re.sub("[\u200e\u200f\u061c]", "", value).replace("\u202f", "\u00a0")
        value = value.replace("\u2009", " ")
        if script == "Arab":
            value = value.replace(",", "،")
        return value.replace(" ", "\u00a0") if key in {"clock_h", "clock_H", "periods"} else value

    return {key: clean(key, value) for key, value in said.items()}


def differences(known: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Each locale with only that which its nearest shorter tag does not say already.

    What that one says and this one does not is None: Traditional Chinese has no Simplified words.
    """
    shortened = {}
    for tag, said in known.items():
        above = next((known[one] for one in parents(tag)[1:] if one in known), {})
        lacking = dict.fromkeys(sorted(above.keys() - said.keys()))
        differing = {key: value for key, value in said.items() if above.get(key) != value}
        shortened[tag] = differing | lacking
    return {tag: said for tag, said in shortened.items() if said or "-" not in tag}


def write(name: str, content: dict[str, Any]) -> None:
    """A JSON file with one line per entry, so that changes can be read."""
    lines = [
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in content.items()
    ]
    (TARGET / name).write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8", newline="\n")


def manifest(archives: list[Path], core: Archive) -> None:
    """Where everything comes from."""
    about = core.json("package.json")
    said = {
        "source": "Unicode Common Locale Data Repository",
        "cldr_version": about["cldrVersion"],
        "licence": about["license"],
        "licence_file": "LICENSE-cldr.txt",
        "made_by": "packaging/make_cldr.py",
        "source_packages": {
            f"npm:{name}": {
                "version": path.stem.removeprefix(f"{name}-"),
                "archive_sha256": sha256(path),
            }
            for name, path in zip(PACKAGES, archives, strict=True)
        },
        "files": {path.name: sha256(path) for path in sorted(TARGET.glob("*.json"))},
    }
    (TARGET / "manifest.json").write_text(json.dumps(said, indent=1) + "\n", "utf-8", newline="\n")


def sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
