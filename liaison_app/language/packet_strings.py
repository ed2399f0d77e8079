"""The texts that families read, collected for their translators.

They stand in `resources/packets`, one file for each section, and a few in the code, marked by
`P_`. Works in a checkout only.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir

from liaison_app.language.po import Key, Message
from liaison_app.language.section_markup import SOUNDS, Line, placeholders, read_section

_FIRST = "welcome"  # translators begin with what families read first
_NOTE = "Translators: "
_SOUNDS_NOTE = (
    "Write how this English sentence sounds, in the letters of your language, so that a reader can "
    "say it aloud. It is not a translation."
)
_LANGUAGE_NOTE = "In place of {language} write how the English name of your language sounds."


_EVERYWHERE = ("welcome", "who-to-call", "rights", "door-note", "leave-behind", "language-card")
"""The kinds of print that a family gets in its own language first of all."""


def in_every_language(message: Message) -> bool:
    """Whether each language has to have a text; those of other kinds may come later.

    Args:
        message: with its places, with or without lines.
    """
    kinds = tuple(f"resources/packets/{kind}/" for kind in _EVERYWHERE)
    modules = tuple(f"packets/kinds/{kind.replace('-', '_')}.py" for kind in _EVERYWHERE)
    places = [place.partition(":")[0] for place in message.places]
    shared = ("packets/words.py", "packets/promise-phrases.md")
    return any(place.startswith(kinds) or place.endswith((*modules, *shared)) for place in places)


def packet_texts(root: Path) -> list[Message]:
    """The texts for families under `root`, by file and line; `places` are "file:line"."""
    messages: dict[Key, Message] = {}
    for path in _files(root / "resources" / "packets"):
        place = path.relative_to(root).as_posix()
        for line in read_section(path.read_text(encoding="utf-8")).lines:
            for context, words in line.messages:
                _add(messages, context, words, f"{place}:{line.number}", _notes(line))
    package = root / "liaison_app" / "packets"
    found = extract_from_dir(
        package,
        method_map=[("**.py", "python")],
        keywords={"P_": None},
        comment_tags=(_NOTE.strip(),),
        strip_comment_tags=True,
    )
    for file, number, text, comments, _context in sorted(found, key=lambda one: one[:2]):
        place = f"liaison_app/packets/{Path(file).as_posix()}:{number}"
        _add(messages, "", str(text), place, [" ".join(one.strip() for one in comments)])
    return list(messages.values())


def _files(folder: Path) -> list[Path]:
    """The sections in the order in which families read them, then what belongs to no packet."""
    orders = sorted(folder.glob("*/order.txt"), key=lambda one: one.parent.name != _FIRST)
    named = [
        folder / f"{name if '/' in name else f'{order.parent.name}/{name}'}.md"
        for order in orders
        for name in order.read_text(encoding="utf-8").split()
    ]
    ordered = list(dict.fromkeys(named))
    return ordered + [path for path in sorted(folder.rglob("*.md")) if path not in ordered]


def _notes(line: Line) -> list[str]:
    notes = [line.note]
    if any(context == SOUNDS for context, _words in line.messages):
        notes.append(_SOUNDS_NOTE)
        if "language" in placeholders(line.words[0]):
            notes.append(_LANGUAGE_NOTE)
    return notes


def _add(
    messages: dict[Key, Message], context: str, words: str, place: str, notes: list[str]
) -> None:
    message = messages.setdefault((context, words), Message(context, words))
    message.places.append(place)
    message.notes += [note for note in notes if note and note not in message.notes]
    if placeholders(words):
        message.flags.add("python-brace-format")
