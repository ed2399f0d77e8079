"""Where CLDR is plainly wrong, or says nothing: our own words, for packaging/make_cldr.py.

Each stands here with its reason. The files in resources/cldr name these entries under `own`, so
that who reviews a language sees what no public source stands behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.language.languages import parents

if TYPE_CHECKING:
    from collections.abc import Mapping


def own_words(tag: str) -> Mapping[str, Any]:
    """What takes the place of CLDR's words in a locale, under the same names."""
    return next((OWN[one] for one in parents(tag) if one in OWN), {})


_CREOLE_MONTHS = (
    *("janvye", "fevriye", "mas", "avril", "me", "jen"),
    *("jiyè", "out", "septanm", "oktòb", "novanm", "desanm"),
)
_CREOLE_DAYS = ("lendi", "madi", "mèkredi", "jedi", "vandredi", "samdi", "dimanch")
_CREOLE_SHORT = ("len.", "mad.", "mèk.", "jed.", "van.", "sam.", "dim.")

OWN: Mapping[str, Mapping[str, Any]] = {
    # A year without it is taken for one of the school's.
    "am": {"ethiopic_era": "ዓ.ም."},
    "ti": {"ethiopic_era": "ዓ.ም."},
    # CLDR says all of it in French.
    "ht": {
        "months": [*_CREOLE_MONTHS],
        "months_alone": [*_CREOLE_MONTHS],
        "months_short": [
            *("jan.", "fev.", "mas", "avr.", "me", "jen", "jiyè", "out", "sept."),
            *("okt.", "nov.", "des."),
        ],
        "days": [*_CREOLE_DAYS],
        "days_alone": [*_CREOLE_DAYS],
        "days_short": [*_CREOLE_SHORT],
        "days_brief": [*_CREOLE_SHORT],
    },
    # CLDR has February, June and October, which are the sixth, tenth and second, in each other's
    # places.
    "om": {
        "ethiopic_months": [
            *("Fulbaana", "Onkoloolessa", "Sadaasa", "Mudde", "Amajjii", "Guraandhala"),
            *("Bitootessa", "Eebila", "Caamsaa", "Waxabajjii", "Adoolessa", "Hagayya", "Qaam’ee"),
        ]
    },
    # CLDR has "ربيع II" and "جماعه II".
    "ps": {
        "islamic_months": [
            *("محرم", "صفر", "ربیع الاول", "ربیع الثاني", "جمادي الاول", "جمادي الثاني"),
            *("رجب", "شعبان", "رمضان", "شوال", "ذوالقعده", "ذوالحجه"),
        ]
    },
    # CLDR has the order of its root, year first, which it means for no language.
    "rw": {
        "weekday_day_year": "EEEE, d MMMM y",
        "day_year": "d MMMM y",
        "brief_weekday_day_year": "EEE, d MMM y",
        "brief_day_year": "d MMM y",
    },
    # CLDR has a space inside "ربیع".
    "ur": {
        "islamic_months": [
            *("محرم", "صفر", "ربیع الاول", "ربیع الثانی", "جمادی الاول", "جمادی الثانی"),
            *("رجب", "شعبان", "رمضان", "شوال", "ذوالقعدہ", "ذوالحجہ"),
        ]
    },
    "zh-Hant": {"ethiopic_era": "衣索比亞曆"},
}
