"""What a person types into the search box, as FTS5 queries.

Every word must match and the last may be unfinished. A word matches a name as written, in Latin
letters, or by its skeleton; words of one name that may be written together (Abdul Rahman, 王小明)
are asked for together. Short skeletons say little, so only three letters and more match as a
beginning.
"""

from __future__ import annotations

from liaison_app.language.compounds import NamePart, name_parts
from liaison_app.language.letterforms import digits, fold
from liaison_app.language.letters import SURNAME_READINGS
from liaison_app.language.romanising import to_ascii
from liaison_app.language.skeletons import skeleton_words, syllables_of

_SKELETON_PREFIX = 3
_SHORTEST_NUMBER = 3
_WRITTEN = "{folded ascii}"


def name_query(text: str) -> str:
    """The FTS5 query for an index with the columns folded, ascii, skeleton and digits.

    Nothing to search for gives "".

    Args:
        text: what was typed, in any script.
    """
    parts = name_parts(text)
    terms = [_name_term(part, last=n == len(parts)) for n, part in enumerate(parts, 1)]
    query = " AND ".join(f"({term})" for term in terms if term)
    number = digits(text)
    if len(number) < _SHORTEST_NUMBER:
        return query
    by_number = f'digits : "{number}" *'
    return f"({query}) OR {by_number}" if query else by_number


def note_query(text: str) -> str:
    """The FTS5 query for an index of folded text; "" for nothing.

    Words typed without a space between them (小明, O'Connor-Smith) must follow one another.
    """
    phrases = [phrase for word in text.split() if (phrase := fold(word))]
    quoted = [f'"{phrase}"' for phrase in phrases]
    return " ".join(quoted) + (" *" if quoted else "")


def _name_term(part: NamePart, *, last: bool) -> str:
    star = " *" if last else ""
    written = [fold(part.written)]
    if syllables := syllables_of(part.written):
        written += ["".join(syllables), " ".join(syllables)]
    else:
        written.append(fold(to_ascii(part.written)))
    ways = [f'{_WRITTEN} : "{one}"{star}' for one in dict.fromkeys(written) if one]
    if len(syllables) > 2 or (len(syllables) == 2 and part.written[0] in SURNAME_READINGS):
        ways += _family_and_given(part.written, syllables, star)
    return " OR ".join(ways + _skeleton_ways(part.latin, last=last))


def _family_and_given(written: str, syllables: list[str], star: str) -> list[str]:
    """王小明 also as Wang ... Xiaoming, in either order, and as Wong ... Xiaoming."""
    given = f'{_WRITTEN} : "{"".join(syllables[1:])}"{star}'
    families = [syllables[0], *SURNAME_READINGS.get(written[0], "").split()]
    return [f'({given} AND {_WRITTEN} : "{family}")' for family in families]


def _skeleton_ways(latin: str, *, last: bool) -> list[str]:
    shapes = [skeleton_words(latin)]
    if last:
        shapes.append(skeleton_words(latin, closed=False))
    ways: dict[str, None] = {}
    for words in shapes:
        if any(len(word) > 1 for word in words):
            star = " *" if last and len(words[-1]) >= _SKELETON_PREFIX else ""
            ways[f'skeleton : "{" ".join(words)}"{star}'] = None
    return list(ways)
