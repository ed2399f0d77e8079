"""Words for days in the languages of the interface, folded: data for `due_dates`."""

from __future__ import annotations

NEAR = {
    0: "today hoy اليوم",
    1: "tomorrow tmrw tmr tom manana غدا غد بكره بكرا",
}
DAY_AFTER_TOMORROW = (
    "day after tomorrow",
    "the day after tomorrow",
    "overmorrow",
    "pasado manana",
    "بعد غد",
    "بعد بكره",
)
WEEKDAYS = (
    "monday mon lunes lun الاثنين اثنين",
    "tuesday tues tue martes الثلاثاء ثلاثاء الثلاثا ثلاثا",
    "wednesday weds wed miercoles mie الاربعاء اربعاء الاربعا اربعا",
    "thursday thurs thur thu jueves jue الخميس خميس",
    "friday fri viernes vie الجمعه جمعه",
    "saturday sat sabado sab السبت سبت",
    "sunday sun domingo dom الاحد احد",
)
MONTHS = (
    "january jan enero ene يناير كانون_الثاني",
    "february feb febrero شباط فبراير",
    "march mar marzo مارس اذار",
    "april apr abril abr ابريل نيسان",
    "may mayo مايو ايار",
    "june jun junio يونيو حزيران",
    "july jul julio يوليو تموز",
    "august aug agosto ago اغسطس اب",
    "september sept sep septiembre setiembre سبتمبر ايلول",
    "october oct octubre اكتوبر تشرين_الاول",
    "november nov noviembre نوفمبر تشرين_الثاني",
    "december dec diciembre dic ديسمبر كانون_الاول",
)
DAYS = frozenset(["d", "day", "days", "dia", "dias", "يوم", "ايام", "يوما"])
WEEKS = frozenset(
    ["w", "wk", "wks", "week", "weeks", "semana", "semanas", "sem", "اسبوع", "اسابيع", "اسبوعا"]
)
MONTHS_LONG = frozenset(
    ["m", "mo", "month", "months", "mes", "meses", "شهر", "اشهر", "شهور", "شهرا"]
)
ONE = frozenset(["a", "an", "one", "un", "una", "واحد", "واحده"])
TWO_OF = {"يومين": "d", "اسبوعين": "w", "شهرين": "m"}
NEXT = frozenset(
    [
        "next",
        "coming",
        "proximo",
        "proxima",
        "siguiente",
        "القادم",
        "القادمه",
        "المقبل",
        "المقبله",
        "الجاي",
    ]
)
NEXT_PHRASES = ("que viene", "que entra")
THIS = frozenset(
    [
        "this",
        "on",
        "by",
        "este",
        "esta",
        "el",
        "la",
        "the",
        "for",
        "para",
        "يوم",
        "في",
        "هذا",
        "of",
        "de",
        "del",
    ]
)
IN = frozenset(["in", "within", "en", "dentro", "بعد", "خلال"])
END_OF = ("end of", "eo", "fin de", "final de", "fines de", "نهايه", "اخر")
NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "two dos اثنين",
            "three tres ثلاثه ثلاث",
            "four cuatro اربعه اربع",
            "five cinco خمسه خمس",
            "six seis سته ست",
            "seven siete سبعه سبع",
            "eight ocho ثمانيه ثماني",
            "nine nueve تسعه تسع",
            "ten diez عشره عشر",
        ),
        start=2,
    )
    for word in words.split()
}
