"""The languages that families of American schools speak, as data for `languages`.

TABLE has one line each: BCP 47 tag | English name | own name | script (ISO 15924) | use | codes.
Use is what most adult speakers do with the language: w(rite) it, only s(peak) it, or s(i)gn it; a
start value for forms, for each person says for themselves. Codes: ISO 639-1, 639-2/B, 639-2/T and
639-3. ALIASES are what rosters contain: other English names, frequent misspellings, names in other
languages. Sources: RFC 5646, the ISO 639 tables, CLDR names, Ed-Fi and OneRoster language lists.
"""

TABLE = """
aa|Afar|Qafar|Latn|w|aar
acr|Achi|Achi|Latn|s|
ak|Akan|Akan|Latn|w|aka
am|Amharic|አማርኛ|Ethi|w|amh
ar|Arabic|العربية|Arab|w|ara arb
ase|American Sign Language|American Sign Language|Zxxx|i|
az|Azerbaijani|azərbaycanca|Latn|w|aze
be|Belarusian|беларуская|Cyrl|w|bel
bg|Bulgarian|български|Cyrl|w|bul
bm|Bambara|Bamanankan|Latn|w|bam
bn|Bengali|বাংলা|Beng|w|ben
bo|Tibetan|བོད་སྐད་|Tibt|w|bod tib
bs|Bosnian|bosanski|Latn|w|bos
cac|Chuj|Chuj|Latn|s|
cak|Kaqchikel|Kaqchikel|Latn|s|
ceb|Cebuano|Cebuano|Latn|w|
ch|Chamorro|Chamoru|Latn|w|cha
chk|Chuukese|Kapasen Chuuk|Latn|w|
ckb|Central Kurdish|کوردیی ناوەندی|Arab|w|
cs|Czech|čeština|Latn|w|ces cze
da|Danish|dansk|Latn|w|dan
de|German|Deutsch|Latn|w|deu ger
din|Dinka|Thuɔŋjäŋ|Latn|w|
el|Greek|Ελληνικά|Grek|w|ell gre
en|English|English|Latn|w|eng
es|Spanish|español|Latn|w|spa
et|Estonian|eesti|Latn|w|est
fa|Persian|فارسی|Arab|w|fas per pes
fa-AF|Dari|دری|Arab|w|prs
ff|Fula|Pulaar|Latn|w|ful
fi|Finnish|suomi|Latn|w|fin
fil|Filipino|Filipino|Latn|w|tl tgl
fj|Fijian|Na Vosa Vakaviti|Latn|w|fij
fr|French|français|Latn|w|fra fre
gil|Gilbertese|Taetae ni Kiribati|Latn|w|
gu|Gujarati|ગુજરાતી|Gujr|w|guj
ha|Hausa|Hausa|Latn|w|hau
haw|Hawaiian|ʻŌlelo Hawaiʻi|Latn|w|
he|Hebrew|עברית|Hebr|w|heb iw
hi|Hindi|हिन्दी|Deva|w|hin
hmn|Hmong|Hmoob|Latn|w|
hnj|Green Hmong|Moob Leeg|Latn|w|
hr|Croatian|hrvatski|Latn|w|hrv
ht|Haitian Creole|kreyòl ayisyen|Latn|w|hat
hu|Hungarian|magyar|Latn|w|hun
hy|Armenian|հայերեն|Armn|w|hye arm
id|Indonesian|Indonesia|Latn|w|ind
ig|Igbo|Igbo|Latn|w|ibo
ilo|Ilocano|Ilokano|Latn|w|
it|Italian|italiano|Latn|w|ita
ixl|Ixil|Ixil|Latn|s|
ja|Japanese|日本語|Jpan|w|jpn
jac|Popti’|Poptiʼ|Latn|s|
jam|Jamaican Creole|Patwa|Latn|s|
ka|Georgian|ქართული|Geor|w|kat geo
kea|Kabuverdianu|kabuverdianu|Latn|w|
kek|Q’eqchi’|Qʼeqchiʼ|Latn|s|
kjb|Q’anjob’al|Qʼanjobʼal|Latn|s|
kk|Kazakh|қазақша|Cyrl|w|kaz
km|Khmer|ខ្មែរ|Khmr|w|khm
kmr|Northern Kurdish|kurmancî|Latn|w|
kn|Kannada|ಕನ್ನಡ|Knda|w|kan
knj|Akateko|Akateko|Latn|s|
ko|Korean|한국어|Kore|w|kor
kos|Kosraean|Kosrae|Latn|w|
kpe|Kpelle|Kpɛlɛɛ|Latn|w|
kri|Krio|Krio|Latn|w|
ksw|S’gaw Karen|ကညီကျိၥ်|Mymr|w|kar
ku|Kurdish|kurdî|Latn|w|kur
kyu|Western Kayah|Karenni|Latn|w|eky
ky|Kyrgyz|кыргызча|Cyrl|w|kir
lg|Ganda|Luganda|Latn|w|lug
ln|Lingala|lingála|Latn|w|lin
lo|Lao|ລາວ|Laoo|w|lao
lt|Lithuanian|lietuvių|Latn|w|lit
lv|Latvian|latviešu|Latn|w|lav
mam|Mam|Qyool Mam|Latn|s|
mey|Hassaniya|الحسانية|Arab|s|
mg|Malagasy|Malagasy|Latn|w|mlg
mh|Marshallese|Kajin Ṃajeḷ|Latn|w|mah
mk|Macedonian|македонски|Cyrl|w|mkd mac
ml|Malayalam|മലയാളം|Mlym|w|mal
mn|Mongolian|монгол|Cyrl|w|mon
mnk|Mandinka|Mandinka|Latn|s|
mr|Marathi|मराठी|Deva|w|mar
ms|Malay|Melayu|Latn|w|msa may
mww|White Hmong|Hmoob Dawb|Latn|w|
my|Burmese|မြန်မာ|Mymr|w|mya bur
ne|Nepali|नेपाली|Deva|w|nep npi
nl|Dutch|Nederlands|Latn|w|nld dut
nus|Nuer|Thok Nath|Latn|w|
nv|Navajo|Diné bizaad|Latn|w|nav
ny|Chewa|Nyanja|Latn|w|nya
om|Oromo|Afaan Oromoo|Latn|w|orm gaz
or|Odia|ଓଡ଼ିଆ|Orya|w|ori
pa|Punjabi|ਪੰਜਾਬੀ|Guru|w|pan
pau|Palauan|a tekoi er a Belau|Latn|w|
pl|Polish|polski|Latn|w|pol
pon|Pohnpeian|Lokaiahn Pohnpei|Latn|w|
ps|Pashto|پښتو|Arab|w|pus pbu
pt|Portuguese|português|Latn|w|por
pt-BR|Brazilian Portuguese|português brasileiro|Latn|w|
pwo|Western Pwo Karen|ဖၠုံ|Mymr|w|kjp
quc|K’iche’|Kʼicheʼ|Latn|s|
qu|Quechua|Runasimi|Latn|w|que
rhg|Rohingya|Ruáingga|Rohg|s|
rn|Rundi|Ikirundi|Latn|w|run
ro|Romanian|română|Latn|w|ron rum
rom|Romany|Romani ćhib|Latn|s|
ru|Russian|русский|Cyrl|w|rus
rw|Kinyarwanda|Ikinyarwanda|Latn|w|kin
sg|Sango|Sängö|Latn|w|sag
si|Sinhala|සිංහල|Sinh|w|sin
sk|Slovak|slovenčina|Latn|w|slk slo
sl|Slovenian|slovenščina|Latn|w|slv
sm|Samoan|Gagana Samoa|Latn|w|smo
sn|Shona|chiShona|Latn|w|sna
so|Somali|Soomaali|Latn|w|som
sq|Albanian|shqip|Latn|w|sqi alb
sr|Serbian|српски|Cyrl|w|srp
sv|Swedish|svenska|Latn|w|swe
sw|Swahili|Kiswahili|Latn|w|swa swh
ta|Tamil|தமிழ்|Taml|w|tam
te|Telugu|తెలుగు|Telu|w|tel
tg|Tajik|тоҷикӣ|Cyrl|w|tgk
th|Thai|ไทย|Thai|w|tha
ti|Tigrinya|ትግርኛ|Ethi|w|tir
tk|Turkmen|türkmen|Latn|w|tuk
to|Tongan|lea fakatonga|Latn|w|ton
tr|Turkish|Türkçe|Latn|w|tur
tw|Twi|Twi|Latn|w|twi
ug|Uyghur|ئۇيغۇرچە|Arab|w|uig
uk|Ukrainian|українська|Cyrl|w|ukr
ur|Urdu|اردو|Arab|w|urd
uz|Uzbek|o‘zbek|Latn|w|uzb
vi|Vietnamese|Tiếng Việt|Latn|w|vie
wo|Wolof|Wolof|Latn|w|wol
xh|Xhosa|isiXhosa|Latn|w|xho
yap|Yapese|Thin ni Waqab|Latn|w|
yi|Yiddish|ייִדיש|Hebr|w|yid
ymm|Maay|Af Maay|Latn|s|
yo|Yoruba|Yorùbá|Latn|w|yor
yue|Cantonese|廣東話|Hant|w|
zh|Chinese|中文|Hans|w|zho chi
zh-Hans|Simplified Chinese|简体中文|Hans|w|cmn zh-CN zh-SG
zh-Hant|Traditional Chinese|繁體中文|Hant|w|zh-TW zh-HK zh-MO
zu|Zulu|isiZulu|Latn|w|zul
"""

ALIASES = """
acr: Rabinal Achi
am: Amarinya, Amhara, Amharik
ar: Arabe, Árabe, Arabian, Modern Standard Arabic, Iraqi Arabic, عربي, عربية, Arabic Egyptian,
    Arabic Levantine, Syrian Arabic
ase: ASL, Sign Language, Sign, Lengua de señas americana
az: Azeri
be: Byelorussian
bn: Bangla, Bengla
cak: Cakchiquel, Kakchiquel
ceb: Bisaya, Visayan
chk: Trukese, Chuuk
ckb: Sorani, Kurdish Sorani, Sorani Kurdish, Kurdish (Sorani)
de: Aleman, Allemand
el: Modern Greek
en: Ingles, Inglés, Anglais, Englsih, Inglish
es: Castilian, Espanol, Español, Spainish, Spansh, Spanich, Castellano, Spanish Castilian,
    Espagnol, Mexican Spanish, Latin American Spanish
fa: Farsi, Farsi Persian, Iranian, Persian (Farsi), Irani
fa-AF: Afghan Persian, Dari Persian, Farsi Dari, Farsi-Dari, Afghan, Persian (Afghanistan),
    Eastern Farsi, Darri
ff: Fulani, Fulah, Fulfulde, Pulaar, Pular
fil: Tagalog, Pilipino, Philipino, Tagolog, Filipino Tagalog
fr: Francais, Français, Frances, Frensh
gil: Kiribati
gu: Gujrati, Gujerati
hi: Hindhi
hmn: Hmoob, Mong, Hmoung
hnj: Hmong Njua, Mong Njua, Mong Leng, Blue Hmong
ht: Haitian, Kreyol, Kreyòl, Creole, Haitian-Creole, French Creole, Creole Haitian, Haitian
    French Creole, Hatian Creole, Haitian Kreyol, Creole-Haitian
hy: Eastern Armenian, Western Armenian
id: Bahasa Indonesia, Bahasa
ig: Ibo
ilo: Iloko, Ilokano
ja: Nihongo
jac: Jakaltek, Jacalteco, Jakalteko
jam: Patois, Jamaican Patois, Jamaican Creole English
kea: Cape Verdean, Cape Verdean Creole, Cabo Verdean, Crioulo, Kriolu, Criolo
kek: Kekchi, Kekchí, Qeqchi, Q eqchi
kjb: Kanjobal, Qanjobal, Q anjob al, Kanjobal Maya, Canjobal
km: Cambodian, Central Khmer, Kmer, Khmer Cambodian
kmr: Kurmanji, Kurdish Kurmanji, Kurmanji Kurdish, Kurdish (Kurmanji), Bahdini
knj: Acateco, Western Kanjobal
ko: Coreano
kri: Sierra Leone Krio
ksw: Karen, Sgaw Karen, S gaw Karen, Karen Sgaw, Karen languages, Skaw Karen, Karenni Sgaw
ku: Kurd, کوردی
kyu: Karenni, Kayah, Red Karen
ky: Kirghiz
lg: Luganda
lo: Laotian
mam: Mam Maya, Mayan Mam, Maya Mam
mey: Hassaniyya, Hassaniya Arabic
mh: Ebon, Marshalese, Marshall Islands
mnk: Mandingo
ms: Bahasa Melayu
mww: Hmong Daw, Hmong Dawb, Hmong White
my: Myanmar, Birmano, Burmeese, Myanma
ne: Nepalese, Bhutanese Nepali
nl: Flemish, Dutch Flemish
nv: Navaho, Dine
ny: Chichewa, Nyanja
om: Afaan Oromo, Oromifa, Oromiffa, Galla, Oromoo
or: Oriya
pa: Panjabi, Punjab
pon: Ponapean
ps: Pushto, Pashtu, Pushtu, Pashto Pushto, Pakhto, Pukhto, Pushto Pashto
pt: Portugues, Portugese, Portugués
pt-BR: Portuguese (Brazil), Portuguese Brazil, Brazilian, Portugues do Brasil
pwo: Pwo Karen, Pwo, Eastern Pwo Karen
quc: Quiche, Quiché, Kiche, K iche, Quiche Maya
qu: Kichwa, Quichua
rhg: Rohinga, Ruaingga, Rohingia, Rohinya
rn: Kirundi
ro: Moldovan, Moldavian, Rumanian, Romanian Moldavian Moldovan
rom: Romani
ru: Ruso, Rusian
rw: Rwanda, Kinyarwandan, Rwandan
si: Sinhalese
so: Af Soomaali, Af-Soomaali, Somalian, Somoli, Somali Maxaa
sq: Shqip
sw: Suahili, Swahilli, Kiswahili, Swahili Congo
te: Telegu
tg: Tadjik
ti: Tigrigna, Tigrina, Tigrinia, Eritrean
to: Tonga (Tonga Islands)
tr: Turkce
ug: Uighur
uk: Ukranian, Ukrainan, Ucraniano
ur: Urdo
uz: Uzbeki
vi: Vietnam, Vietnamise, Vietnamita, Viet, Tieng Viet
ymm: Maay Maay, Mai Mai, May May, Maay Somali, Somali Maay Maay, Af Maay
yue: Chinese Cantonese, Yue Chinese, Chinese (Cantonese), Cantones
zh: Chino, Chinese Other
zh-Hans: Mandarin, Chinese Mandarin, Mandarin Chinese, Chinese (Simplified), Chinese Simplified,
    Putonghua, 普通话, Mandarine
zh-Hant: Chinese (Traditional), Chinese Traditional, Taiwanese Mandarin, 國語
"""

# What CLDR, and so Babel, does not name in the interface's languages.
NAMES: dict[str, dict[str, str]] = {
    "es": {
        "acr": "achí",
        "ase": "lengua de señas estadounidense",
        "cac": "chuj",
        "cak": "kaqchikel",
        "fa-AF": "dari",
        "hmn": "hmong",
        "hnj": "hmong verde",
        "ixl": "ixil",
        "jac": "popti’ (jakalteko)",
        "jam": "criollo jamaicano",
        "kek": "q’eqchi’",
        "kjb": "q’anjob’al",
        "knj": "akateko",
        "ksw": "karen s’gaw",
        "kyu": "kayah occidental (karenni)",
        "mam": "mam",
        "mey": "hassanía",
        "mnk": "mandinga",
        "mww": "hmong blanco",
        "pwo": "karen pwo occidental",
        "quc": "k’iche’",
        "rhg": "rohinyá",
        "ymm": "maay",
        "yue": "cantonés",
    },
    "ar": {
        "acr": "الأتشي",
        "ase": "لغة الإشارة الأمريكية",
        "cac": "التشوخ",
        "cak": "الكاكتشيكل",
        "fa-AF": "الدرية",
        "hmn": "الهمونغ",
        "hnj": "الهمونغ الخضراء",
        "ixl": "الإشيل",
        "jac": "البوبتي",
        "jam": "الكريولية الجامايكية",
        "kek": "الكيكتشي",
        "kjb": "القنخوبال",
        "knj": "الأكاتيكو",
        "ksw": "كارين سغاو",
        "kyu": "الكاياه الغربية (كاريني)",
        "mam": "المام",
        "mey": "الحسانية",
        "mnk": "الماندينكا",
        "mww": "الهمونغ البيضاء",
        "pwo": "كارين بوو الغربية",
        "quc": "الكيتشي",
        "rhg": "الروهينغية",
        "ymm": "المآي",
        "yue": "الكانتونية",
    },
}
