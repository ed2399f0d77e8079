"""The translators' bench: `python -m liaison_app.language.strings extract|update|check`.

There are two catalogues: `app` holds the texts of the window and the command line, `packets` what
families read. `extract` collects the texts in translations/*.pot; `update` brings them into each
language's .po files, keeping what is translated; `check` lists all that is missing or wrong, with
file and line, and ends with exit code 1 if anything is. It works in a checkout only.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from liaison_app.language.carrying_over import merged
from liaison_app.language.interface_strings import interface_texts, untranslatable
from liaison_app.language.languages import name_of
from liaison_app.language.packet_strings import in_every_language, packet_texts
from liaison_app.language.po import Message, read_po
from liaison_app.language.po_writing import po_text
from liaison_app.language.translation_checks import problems_in, shortened

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT = Path(__file__).resolve().parents[2]
_FIXED = {"Project-Id-Version": "Liaison", "MIME-Version": "1.0"}
_ENCODING = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
_DRAFT = "Draft: machine translations that no speaker has reviewed are marked one by one."


@dataclass(frozen=True)
class Domain:
    """A catalogue that each language has: where its texts come from and what they are for.

    Attributes:
        name: of its files, app.pot and app.po.
        texts: collects them from a checkout.
        about: what they are, for the first line of its files.
        source: where they are collected, for a text that is no longer there.
        needed: whether each language has to have a text.
        stale_flag: marks translations of an older wording. The window must not show such a label
            for another button; a family's page shows it and pre-flight says so.
    """

    name: str
    texts: Callable[[Path], list[Message]]
    about: str
    source: str
    needed: Callable[[Message], bool] = lambda _message: True
    stale_flag: str = ""


DOMAINS = (
    Domain(
        "app",
        interface_texts,
        "texts of the window and the command line.",
        "the code",
        stale_flag="fuzzy",
    ),
    Domain(
        "packets",
        packet_texts,
        "texts of what families read.",
        "resources/packets",
        in_every_language,
    ),
)


@click.group()
def strings() -> None:
    """Keep the texts of the program and of packets and their translations in step."""


@strings.command()
def extract() -> None:
    """Collect the texts in translations/app.pot and translations/packets.pot."""
    for domain in DOMAINS:
        messages = domain.texts(_ROOT)
        for message in messages:  # lines move with every edit, and would make every edit a conflict
            message.places = [place.rpartition(":")[0] for place in message.places]
        remarks = [f"Liaison: {domain.about}", f"Collected from {domain.source}."]
        path = _template(_ROOT, domain)
        _write(path, po_text(remarks, _FIXED | _ENCODING, messages))
        click.echo(f"{len(messages)} texts in translations/{path.name}")


@strings.command()
def update() -> None:
    """Bring the collected texts into every language's .po files."""
    for domain in DOMAINS:
        wanted = read_po(_template(_ROOT, domain).read_text(encoding="utf-8")).messages
        for path in _catalogues(_ROOT, domain):
            po = read_po(path.read_text(encoding="utf-8"))
            messages = merged(wanted, po, stale_flag=domain.stale_flag)
            language = path.parent.name
            remarks = [f"{name_of(language)} {domain.about}", _DRAFT]
            _write(path, po_text(remarks, po.header, messages))
            missing = [message for message in messages if not message.usable]
            needed = sum(map(domain.needed, missing))
            said = f"{len(messages)} texts, {len(missing)} not translated, {needed} of them needed"
            click.echo(f"{language}/{path.name}: {said}")


@strings.command()
@click.argument("languages", nargs=-1)
def check(languages: tuple[str, ...]) -> None:
    """List what is missing or wrong, in LANGUAGES or in all; exit code 1 if anything is."""
    found = problems(_ROOT, languages)
    for problem in found:
        click.echo(problem)
    if found:
        raise click.exceptions.Exit(1)
    click.echo("Every text is translated and every placeholder is in its place.")


def problems(root: Path, languages: tuple[str, ...] = ()) -> list[str]:
    """Everything that keeps the translations from being complete and right, one line each."""
    found = untranslatable(root)
    for domain in DOMAINS:
        wanted = domain.texts(root)
        found += _differences(root, domain, wanted)
        for path in _catalogues(root, domain):
            if not languages or path.parent.name in languages:
                po = read_po(path.read_text(encoding="utf-8"))
                begun = {message.key for message in po.messages if any(message.forms)}
                due = [one for one in wanted if one.key in begun or domain.needed(one)]
                found += problems_in(path.parent.name, po, due)
    return found


def _differences(root: Path, domain: Domain, wanted: list[Message]) -> list[str]:
    """What the collected texts lack, and what they still have."""
    path = _template(root, domain)
    template = {message.key for message in read_po(path.read_text(encoding="utf-8")).messages}
    now = {message.key for message in wanted}
    place = f"translations/{path.name}"
    found = [
        f"{message.places[0]}: not in {place}: {shortened(message.source)}"
        for message in wanted
        if message.key not in template
    ]
    return found + [
        f"{place}: no longer in {domain.source}: {shortened(source)}"
        for context, source in sorted(template - now)
    ]


def _template(root: Path, domain: Domain) -> Path:
    return root / "translations" / f"{domain.name}.pot"


def _catalogues(root: Path, domain: Domain) -> list[Path]:
    return sorted((root / "translations").glob(f"*/{domain.name}.po"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    strings()
