"""Letters and name parts that search treats as the same: data for `folding` and `skeletons`.

Each table says what people type for one another, not what a linguist would call equal. Sources: the
Unicode Standard's chapters on the scripts; common romanisations seen in school rosters.
"""

from __future__ import annotations

# One letter that a keyboard lacks, or that offices write differently -> what it is searched as.
# fmt: off
SAME_LETTER: dict[str, str] = {
    # Latin letters without a decomposition
    "đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th",
    "ħ": "h", "ŋ": "n", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ŧ": "t",
    # apostrophes and modifier letters: O’Connor, Kʼicheʼ, Olʹha, ʿAlī; Hebrew geresh; l·l
    **dict.fromkeys("'’‘`´ʼʻʿʾʹʺˈ′׳״·ـ", ""),
    # Arabic script as typed on Arabic, Persian, Urdu, Pashto and Kurdish keyboards
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ے": "ي", "ې": "ي", "ۍ": "ي",
    "ێ": "ي", "ئ": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ۂ": "ه",
    "ۀ": "ه", "ە": "ه", "ؤ": "و", "ۆ": "و", "ۇ": "و", "ڕ": "ر", "ڵ": "ل", "ګ": "گ", "ء": "",
    # Cyrillic letters that Ukrainian, Russian and Central Asian spellings swap
    "ё": "е", "ґ": "г", "є": "е", "і": "и", "ї": "и", "ў": "у", "қ": "к", "ғ": "г", "ҳ": "х",
    "ҷ": "ч", "ӣ": "и", "ӯ": "у", "ъ": "", "ь": "",
    # Devanagari: chandrabindu typed as anusvara
    "ँ": "ं",
    # Hebrew final letters
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
}
# fmt: on

# Marks that people leave out when typing: ranges of code points, both ends included.
DROPPED_MARKS: tuple[tuple[int, int], ...] = (
    (0x0300, 0x036F),  # Latin, Greek, Cyrillic accents
    (0x0483, 0x0489),
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),  # Arabic signs and vowel marks
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x093C, 0x093C),  # nukta: ज़ is often typed ज
    (0x0A3C, 0x0A3C),
    (0x135D, 0x135F),  # Ethiopic gemination
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
)

# Scripts written without spaces between words: each cluster becomes a word of its own.
UNSPACED: tuple[tuple[int, int], ...] = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese, with Karen, Shan and Mon letters
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # Han radicals
    (0x3005, 0x3007),
    (0x3021, 0x30FF),  # Hangzhou numerals, Kana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xA9E0, 0xA9FF),  # more Burmese, Shan and Khamti letters
    (0xAA60, 0xAA7F),
    (0xAC00, 0xD7AF),  # Hangul: names are searched by their given part alone
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFD),
)

# Amharic writes one sound with several rows; the first row of each group is the one searched.
ETHIOPIC_ROWS: dict[int, int] = {
    0x1210: 0x1200,
    0x1280: 0x1200,
    0x1220: 0x1230,
    0x12D0: 0x12A0,
    0x1340: 0x1338,
}

# How the first syllable of a Chinese or Korean name is also written in Latin letters (Cantonese,
# Wade-Giles, Korean passports): anyascii knows pinyin and the Revised Romanization only.
# fmt: off
SURNAME_READINGS: dict[str, str] = {
    "陈": "chan", "陳": "chan", "黄": "wong", "黃": "wong", "王": "wong", "李": "lee",
    "张": "cheung chang", "張": "cheung chang", "林": "lam lim", "刘": "lau liu", "劉": "lau",
    "吴": "ng wu", "吳": "ng", "郑": "cheng", "鄭": "cheng", "梁": "leung", "何": "ho",
    "谢": "tse hsieh", "謝": "tse hsieh", "许": "hui hsu", "許": "hui hsu", "蔡": "choi tsai",
    "杨": "yeung young", "楊": "yeung young", "周": "chow chou", "邓": "tang", "鄧": "tang",
    "冯": "fung", "馮": "fung", "赵": "chiu chao", "趙": "chiu chao", "曾": "tsang", "徐": "hsu",
    "朱": "chu", "叶": "yip yeh", "葉": "yip yeh", "郭": "kwok kuo", "苏": "so", "蘇": "so",
    "罗": "law lo", "羅": "law lo", "卢": "lo", "盧": "lo", "胡": "woo", "高": "ko kao",
    "김": "kim", "이": "lee yi rhee", "박": "park pak",
    "최": "choi choe", "정": "jung chung", "강": "kang",
    "조": "cho", "윤": "yoon yun", "장": "chang", "임": "lim im", "오": "oh", "서": "suh seo",
    "신": "shin", "권": "kwon", "안": "ahn", "유": "yoo you", "류": "ryu yoo", "고": "ko",
    "문": "moon", "백": "paik baek", "허": "hur heo", "심": "shim", "노": "noh roh", "주": "joo",
    "구": "koo", "우": "woo", "곽": "kwak", "한": "hahn", "배": "bae pae",
}

# Latin spellings that no letter rule reaches: Somali (x = h, c = 'ayn), Ukrainian g/h, Turkish.
SAME_NAME: dict[str, str] = {
    "maxamed": "mohamed", "maxamuud": "mahmud", "axmed": "ahmed", "xasan": "hasan",
    "xuseen": "husein", "xaawo": "hawa", "faarax": "farah", "saxra": "zahra", "cali": "ali",
    "cumar": "omar", "caasha": "aisha", "cusmaan": "othman", "ciise": "isa", "cabdi": "abdi",
    "cismaan": "othman", "xaliimo": "halima", "xamdi": "hamdi", "faadumo": "fatima",
    "fadumo": "fatima", "saciid": "said", "caasho": "aisha", "nuux": "nuh", "saalax": "salah",
    "osman": "othman", "usman": "othman", "ousmane": "othman", "usmon": "othman",
    "olha": "olga", "oleh": "oleg", "ihor": "igor", "bohdan": "bogdan", "bohdana": "bogdana",
    "halyna": "galina", "serhii": "sergei", "serhiy": "sergei", "serhij": "sergei",
    "hryhorii": "grigori", "hryhoriy": "grigori", "heorhii": "georgi", "heorhiy": "georgi",
    "yevhen": "evgen", "yevhenii": "evgeni", "yevheniia": "evgenia", "evhen": "evgen",
    "hatice": "hadija", "hadice": "hadija", "avraham": "abraham", "yitzhak": "isak",
    "itzhak": "isak", "isaac": "isak", "yaakov": "iakob", "jacob": "iakob",
}

# Arabic-script names whose first, unwritten vowel is o or u.
ROUNDED_FIRST: frozenset[str] = frozenset(
    (
        "عمر", "عثمان", "عثمن", "اسامه", "عدي", "عبيد",
        "عبيده", "عزير", "عمير", "علا", "ام", "امامه",
        "اميمه", "عتبه", "عقبه", "عروه", "اميد", "عبيدالله",
    )
)
# Arabic-script names that begin with the letters of the article but have none.
NO_ARTICLE: frozenset[str] = frozenset(
    (
        "الياس", "الهام", "الين", "الينا", "اليزابيث", "السا",
        "البرت", "الكساندر", "الكسندر",
    )
)

HEBREW_NAMES: dict[str, str] = {
    "דוד": "david", "לוי": "levi", "חוה": "hava", "שרה": "sara", "ישראל": "israel",
    "אברהמ": "abraham", "יצחק": "isak", "יעקב": "iakob", "שמחה": "simha", "עומר": "omer",
}

# Burmese names are built from a small stock of syllables with fixed Latin spellings.
BURMESE_SYLLABLES: dict[str, str] = {
    "အောင်": "aung", "ကျော်": "kyaw", "စွာ": "swar", "မောင်": "maung", "မြ": "mya", "လှ": "hla",
    "သန်း": "than", "သိန်း": "thein", "ဝင်း": "win", "ဝင်": "win", "ခင်": "khin", "အေး": "aye",
    "စန်း": "san", "စု": "su", "ဖြူ": "phyu", "နု": "nu", "မင်း": "min", "ထွန်း": "tun",
    "ဇော်": "zaw", "ကို": "ko", "သီ": "thi", "တာ": "da", "နိုင်": "naing", "လင်း": "lin",
    "မိုး": "moe", "တင်": "tin", "မြင့်": "myint", "သူ": "thu", "နွယ်": "nwe", "နွေ": "nwe",
    "စိုး": "soe", "ဦး": "u", "ဒေါ်": "daw", "မ": "ma", "ညို": "nyo", "ချို": "cho",
    "လွင်": "lwin", "ထက်": "htet", "ဟန်": "han", "နီ": "ni", "ရီ": "yi", "ရည်": "yi",
    "ဖြိုး": "phyo", "ပြည့်": "pyae", "သက်": "thet", "ငြိမ်း": "nyein", "ချမ်း": "chan",
    "ဆန်း": "san", "ဆု": "su", "စံ": "san", "ကြည်": "kyi", "ကြီး": "gyi", "ငယ်": "nge",
    "မျိုး": "myo", "ဘ": "ba", "သင်း": "thin",
}
# fmt: on
