"""The translator's bench: `python -m liaison_app.language.strings extract|update|check`.

`extract` collects the texts of `liaison_app` and `ui` in translations/app.pot; `update` brings
them into each language's app.po, keeping what is translated; `check` lists all that is missing or
wrong, with file and line, and ends with exit code 1 if anything is. It works in a checkout only.
"""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import click
from babel.messages.extract import extract_from_dir

from liaison_app.language.po import Key, Message, PoFile, read_po
from liaison_app.language.po_writing import po_text, source_hash

_ROOT = Path(__file__).resolve().parents[2]
_PACKAGES = ("liaison_app", "ui")
_KEYWORDS = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "counted": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_FIXED = {"Project-Id-Version": "Liaison", "MIME-Version": "1.0"}
_ENCODING = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
_REMARKS = {
    "es": "Spanish texts of the window and the command line.",
    "ar": "Arabic texts of the window and the command line.",
}
_DRAFT = "Draft: machine translations that no speaker has reviewed are marked one by one."


@click.group()
def strings() -> None:
    """Keep the interface's texts and their translations in step."""


@strings.command()
def extract() -> None:
    """Collect the texts of the program in translations/app.pot."""
    messages = extracted(_ROOT)
    for message in messages:  # lines move with every edit, and would make every edit a conflict
        message.places = [place.rpartition(":")[0] for place in message.places]
    remarks = ["Texts of Liaison's window and command line, collected from the code."]
    _write(_ROOT / "translations" / "app.pot", po_text(remarks, _FIXED | _ENCODING, messages))
    click.echo(f"{len(messages)} texts in translations/app.pot")


@strings.command()
def update() -> None:
    """Bring translations/app.pot into every language's app.po."""
    wanted = read_po((_ROOT / "translations" / "app.pot").read_text(encoding="utf-8")).messages
    for path in _catalogues():
        po = read_po(path.read_text(encoding="utf-8"))
        messages = merged(wanted, po)
        _write(path, po_text([_REMARKS.get(path.parent.name, ""), _DRAFT], po.header, messages))
        missing = sum(1 for message in messages if not message.usable)
        click.echo(f"{path.parent.name}: {len(messages)} texts, {missing} not translated")


@strings.command()
def check() -> None:
    """List what is missing or wrong; exit code 1 if anything is."""
    found = problems(_ROOT)
    for problem in found:
        click.echo(problem)
    if found:
        raise click.exceptions.Exit(1)
    click.echo("Every text is translated and every placeholder is in its place.")


def extracted(root: Path) -> list[Message]:
    """The texts in the code under `root`, by file and line; `places` are "file:line"."""
    messages: dict[Key, Message] = {}
    for package in _PACKAGES:
        for file, line, text, _comments, context in sorted(
            extract_from_dir(
                root / package,
                method_map=[("**.py", "python")],
                keywords=_KEYWORDS,
            ),
            key=lambda found: (found[0], found[1]),
        ):
            singular, plural = (text[0], text[1]) if isinstance(text, tuple) else (text, "")
            message = messages.setdefault(
                (context or "", singular), Message(context or "", singular)
            )
            message.plural = message.plural or plural
            message.places.append(f"{package}/{Path(file).as_posix()}:{line}")
            if _placeholders(singular + plural):
                message.flags.add("python-brace-format")
    return list(messages.values())


def merged(wanted: list[Message], po: PoFile) -> list[Message]:
    """The wanted messages with the translations that exist; others are left empty."""
    known = {message.key: message for message in po.messages}
    forms = _plural_forms(po)
    return [
        Message(
            context=message.context,
            source=message.source,
            plural=message.plural,
            forms=_forms_for(message, known.get(message.key), forms),
            comments=known[message.key].comments if message.key in known else [],
            flags=message.flags,
            places=message.places,
        )
        for message in wanted
    ]


def problems(root: Path) -> list[str]:
    """Everything that keeps the translations from being complete and right, one line each."""
    code = {message.key: message for message in extracted(root)}
    template = _keys(root / "translations" / "app.pot")
    found = [
        f"{code[key].places[0]}: not in translations/app.pot: {_short(key[1])}"
        for key in code
        if key not in template
    ]
    found += _untranslatable(root)
    found += [
        f"translations/app.pot: no longer in the code: {_short(key[1])}"
        for key in template
        if key not in code
    ]
    for path in sorted((root / "translations").glob("*/app.po")):
        found += _problems_in(path.parent.name, read_po(path.read_text(encoding="utf-8")), code)
    return found


_FORMATTED_FIRST = re.compile(r"\b(?:_|N_|ngettext|pgettext|counted)\(\s*f[\"']")


def _untranslatable(root: Path) -> list[str]:
    """Calls whose text is put together before it is looked up, so that no catalogue can have it."""
    found = []
    for path in sorted(file for package in _PACKAGES for file in (root / package).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for call in _FORMATTED_FIRST.finditer(text):
            line = text.count("\n", 0, call.start()) + 1
            place = path.relative_to(root).as_posix()
            found.append(
                f"{place}:{line}: an f-string is never found in a catalogue; use .format()"
            )
    return found


def _problems_in(language: str, po: PoFile, code: dict[Key, Message]) -> list[str]:
    known = {message.key: message for message in po.messages}
    forms = _plural_forms(po)
    found = []
    for key, wanted in code.items():
        place = wanted.places[0]
        message = known.get(key)
        if message is None or not any(message.forms):
            found.append(f"{place}: {language}: missing: {_short(key[1])}")
        else:
            wrong = _wrong(message, forms)
            found += [f"{place}: {language}: {what}: {_short(key[1])}" for what in wrong]
    return found


def _wrong(message: Message, plural_forms: int) -> list[str]:
    """What is wrong with one translation."""
    wrong = []
    expected = plural_forms if message.plural else 1
    if len(message.forms) != expected or not all(message.forms):
        wrong.append(f"{expected} forms are needed")
    if "fuzzy" in message.flags:
        wrong.append("marked as a guess (fuzzy)")
    if not any(re.search(rf"source: {source_hash(message)}\b", c) for c in message.comments):
        wrong.append("made from another wording, or without its origin")
    if any(not _placeholders_fit(message, number) for number in range(len(message.forms))):
        wrong.append("other {placeholders} or markup than the source")
    if any(_shortcuts(form) != _shortcuts(message.source) for form in message.forms if form):
        wrong.append("another number of &shortcuts than the source")
    if any(_edges(form) != _edges(message.source) for form in message.forms if form):
        wrong.append("begins or ends with other spaces than the source")
    return wrong


def _placeholders_fit(message: Message, number: int) -> bool:
    """Whether a form has the source's placeholders; one, two and none may be words, not {count}."""
    wanted = _placeholders(message.plural or message.source)
    has = _placeholders(message.forms[number])
    in_words = message.plural and number < max(1, len(message.forms) - 3)
    return has == wanted or bool(in_words and has == wanted - {"{count}"})


def _placeholders(text: str) -> set[str]:
    names = {f"{{{name}}}" for _text, name, _spec, _how in Formatter().parse(text) if name}
    return names | set(re.findall(r"</?\w+[^>]*>", text))


def _shortcuts(text: str) -> int:
    """How many letters are marked as keyboard shortcuts."""
    return len(re.findall(r"&(?=\w)", text.replace("&&", "")))


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _forms_for(wanted: Message, known: Message | None, plural_forms: int) -> tuple[str, ...]:
    expected = plural_forms if wanted.plural else 1
    if known and len(known.forms) == expected and known.plural == wanted.plural:
        return known.forms
    return ("",) * expected


def _plural_forms(po: PoFile) -> int:
    found = re.search(r"nplurals\s*=\s*(\d)", po.header.get("Plural-Forms", ""))
    return int(found[1]) if found else 2


def _keys(path: Path) -> dict[Key, Message]:
    return {message.key: message for message in read_po(path.read_text(encoding="utf-8")).messages}


def _catalogues() -> list[Path]:
    return sorted((_ROOT / "translations").glob("*/app.po"))


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= 70 else f"{line[:69]}…"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    strings()
