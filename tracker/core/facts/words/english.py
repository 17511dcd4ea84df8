"""English: data."""

from __future__ import annotations

import re

from tracker.core.facts.words.english_claims import CLAIMS, TOLL_LINKS
from tracker.core.facts.words.english_notes import NOTES
from tracker.core.facts.words.vocabulary import Words

_UNIT_NAMES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
"""
_TEN_NAMES = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_NAMES = """
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth
"""
_TEN_ORDINALS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_MONTH_NAMES = "january february march april may june july august september october november december"
_SHORT_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9}
_LATE_MONTHS = {"oct": 10, "nov": 11, "dec": 12}
_NAMED_DAYS = "good black ash palm easter bloody cyber super"
_ZONE_NAMES = "gmt utc et est edt ct cst cdt mt mst mdt pt pst pdt bst cet cest ist jst aest"
_MEASURES = "magnitude category level grade phase tier stage"
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
_DATE_LEADS = """
in since until till by of from to before after during early late mid around circa year last next this through and
"""
_PEOPLE_NAMES = """
person people man woman child boy girl officer soldier civilian worker firefighter driver passenger student pupil
patient resident pilot sailor miner guard suspect body
"""
_PARENTS = "mother father mum mom dad parent parents grandmother grandfather widow widower"
_SKIPPED = "of the other others more additional further"
_CLAUSE_ENDS = "and but while as when which that who where after before because if though"
_CLAUSE_BEGINS = "when while where after before because if though although which that who whose"
_TOLL_ACTS = "killing kills injuring injures injure wounding wounds wound"
_TOLL_DENIED = "deny denies denied denying rejected rejects"
_TOLL_FEARED = "feared presumed believed thought reportedly"
_NOUN_ENDS = """
a an the of to in on at for and or but with by from as is are was were be been it its that this he she they his her
their has have had will would not said says who which when after over into about between during since according
including while where than near along across through before against under without within worth because if so also could
may might can should do does did among amid following until till off per
fled left fell went took came got made began struck shook hit lost won rose
sank burnt sold shut shot stood out overnight again later ago away apart earlier us you me him them whom whose being
those these
"""

# Beside these two numbers with a dash between them are a score or a vote.
_SCORED = """
beat beats beaten won win wins winning lost lose loses losing defeat defeated defeats draw draws drew drawn tie tied
victory lead leads led leading score scored scores vote voted votes voting ruling ruled decision set final passed
approved rejected trail trailed trails trailing thrashed edged stunned routed
"""

# Into how many a whole is cut, and what stands in front of `half` where it is a part of a match or a year.
_SHARES = (("third", 3), ("quarter", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7), ("eighth", 8), ("tenth", 10))
_HALF_BEFORE = "the its their his her our all these those"
_NOT_BEFORE_HALF = "first second other latter last final better opening this that each a and the or"
_MANNER = "(?:severe|serious|critical|slight|light|fatal|grave|bad|mild|moderate|mortal)ly"

_UNITS = {name: number for number, name in enumerate(_UNIT_NAMES.split())}
_TENS = {name: 10 * number for number, name in enumerate(_TEN_NAMES.split(), start=2)}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000}
_ORDINALS = {name: number for number, name in enumerate(_ORDINAL_NAMES.split())} | {
    name: 10 * number for number, name in enumerate(_TEN_ORDINALS.split(), start=2)
}
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)} | _SHORT_MONTHS | _LATE_MONTHS
_HEDGES = {
    "alleged": "alleg",
    "allegedly": "alleg",
    "reportedly": "report",
    "suspected": "suspect",
    "presumed": "presum",
    "believed": "believ",
    "unconfirmed": "unconfirm",
    "claimed": "claim",
    "purported": "purport",
    "purportedly": "purport",
    "supposedly": "suppos",
    "apparently": "apparent",
    "presumably": "presum",
    "seemingly": "seem",
}
# What is said of someone or accused of hedges in more than one word.
_HEDGE_PHRASES = {
    (*be, *phrase): stem
    for be in (("is",), ("are",), ("was",), ("were",), ())
    for phrase, stem in ((("said", "to", "have"), "said"), (("accused", "of"), "accus"))
    if be or stem != "said"
}
_CURRENCY_NAMES = {
    "€": "euro euros",
    "$": "dollar dollars",
    "£": "sterling",
    "ct": "cent cents",
    "¥": "yen yuan renminbi",
    "₹": "rupee rupees",
    "₽": "rouble roubles ruble rubles",
    "kr": "crowns krona kronor krone kroner koruna korunas",
    "CHF": "francs",
    "₺": "lira liras",
    "peso": "pesos",
    "zł": "zloty zlotys",
    "₴": "hryvnia hryvnias",
    "₪": "shekel shekels",
}
_MEASURE_NAMES = """
year years month months week weeks day days hour hours minute minutes second seconds night nights mile miles kilometre
kilometres kilometer kilometers km metre metres meter meters centimetre centimetres centimeter centimeters foot feet
inch inches yard yards acre acres hectare hectares square degree degrees mph kph kg kilogram kilograms kilo kilos pound
ounce ounces gram grams ton tons tonne tonnes litre litres liter liters gallon gallons barrel barrels megawatt megawatts
storey storeys story floor floors km/h m/s
"""
# Names of one measure, each row the same one: what stands in two rows is not the same amount.
_SAME_MEASURES = """
kilometre kilometres kilometer kilometers km, metre metres meter meters, mile miles, foot feet, inch inches, yard yards
hectare hectares, acre acres, gram grams, kilogram kilograms kilo kilos kg, ton tons tonne tonnes, ounce ounces
litre litres liter liters, gallon gallons, barrel barrels, megawatt megawatts, mph, kph
second seconds, minute minutes, hour hours, day days, week weeks, month months, year years
"""
# What is claimed is not always a claim: `claimed responsibility`, `claimed 12 lives`.
_NOT_HEDGED = "responsibility victory credit asylum lives dozens hundreds thousands"
_TITLES = """
mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister secretary senator sen rep
representative congressman congresswoman governor gov mayor king queen prince princess pope judge justice general gen
colonel col captain capt major maj lieutenant lt sergeant sgt officer chief director chairman chairwoman chair
spokesman spokeswoman spokesperson attorney detective sheriff commissioner ambassador chancellor premier deputy former
ex-president ceo coach reverend rev father bishop cardinal sheikh ayatollah admiral adm commander cmdr inspector
superintendent speaker leader acting interim
"""
_NO_NAMES = """
the a an in on at of to by for from with and but or if as it he she they we you i his her its their our my this that
these those there here what when where who why how which while after before since until during now then also however
meanwhile according despite although because monday tuesday wednesday thursday friday saturday sunday january february
march april may june july august september october november december spring summer autumn winter today yesterday
tomorrow morning afternoon evening night officials authorities police investigators source sources watch live update
updated breaking read more one two three four five six seven eight nine ten some many most several both all any no not
another other about nearly almost over around roughly up only just further
et gmt est edt utc bst pst pdt pt ct a.m p.m am pm easter christmas it's i'm he's she's they're we're
"""

# What befalls people: said with the number where it stands near.
_TOLL = re.compile(
    r"\b(?:(?P<dead>killed|dead|deaths?|died|victims?|fatalit(?:y|ies)|kills|killing)"
    r"|(?P<hurt>injured|wounded|hurt|hospitali[sz]ed|injuring|wounding|injures?|wounds?)|(?P<missing>missing)"
    r"|(?P<held>arrested|arrests|detained)|(?P<saved>survivors?|rescued)"
    r"|toll(?= (?:to|at|of|stands|stood|rises|rose|climbs|climbed|now)\b)"
    r"|casualt(?:y|ies)|infected|evacuated|hostages?|displaced)\b",
    re.IGNORECASE,
)

ENGLISH = Words(
    language="en",
    units=_UNITS,
    tens=_TENS,
    scales=_SCALES,
    suffixes=_SUFFIXES,
    ordinals=_ORDINALS,
    ordinal_ends=frozenset(("st", "nd", "rd", "th")),
    ones=frozenset(("one",)),
    agreeing={"were": "was", "are": "is", "have": "has", "do": "does", "weren't": "wasn't", "aren't": "isn't"},
    articles=frozenset(("a", "an")),
    and_words=frozenset(("and",)),
    clause_ends=frozenset(_CLAUSE_ENDS.split()),
    clause_begins=frozenset(_CLAUSE_BEGINS.split()),
    toll_acts=frozenset(_TOLL_ACTS.split()),
    toll_denied=frozenset(_TOLL_DENIED.split()),
    toll_feared=frozenset(_TOLL_FEARED.split()),
    toll_links=TOLL_LINKS,
    # `No one` counts nobody.
    before_pronoun=frozenset(("no", "any", "every", "each")),
    range_words=frozenset(("to",)),
    range_ands=frozenset(("and",)),
    between=frozenset(("between",)),
    change_from=frozenset(("from",)),
    percent=frozenset(("percent", "%", "pct")),
    percent_pairs=frozenset((("per", "cent"),)),
    money={name: sign for sign, names in _CURRENCY_NAMES.items() for name in names.split()},
    measures=frozenset(_MEASURE_NAMES.split()),
    same_measures={
        name: row.split()[0] for row in _SAME_MEASURES.replace("\n", ",").split(",") for name in row.split()
    },
    purposes=frozenset(("in",)),
    of="of",
    months=_MONTHS,
    weekdays={name: number for number, name in enumerate(_DAY_NAMES.split(), start=1)},
    # `Black Friday` is the name of a day, and tells no date.
    named_days=frozenset(_NAMED_DAYS.split()),
    # What leads to a month or a year; without it a year may be part of a name.
    date_leads=frozenset(_DATE_LEADS.split()),
    day_month=frozenset(("of",)),
    day_halves=frozenset(("am", "pm", "a.m", "p.m")),
    clock_words=frozenset(("o'clock", "o’clock")),
    zones=frozenset(_ZONE_NAMES.split()),
    age=re.compile(r"^(?P<years>[\w-]+?)[-‐‑]years?[-‐‑]olds?$", re.IGNORECASE),
    age_behind=frozenset((("year", "old"), ("years", "old"))),
    age_leads=frozenset(("aged", "age")),
    age_pairs=frozenset((("age", "of"),)),
    # Measures that stand in front of their number.
    measures_before=frozenset(_MEASURES.split()),
    people=frozenset(_PEOPLE_NAMES.split()),
    parents=frozenset(_PARENTS.split()),
    # What may stand between a number and the noun it counts, and what ends that noun.
    skipped_before_noun=frozenset(_SKIPPED.split()),
    noun_ends=frozenset(_NOUN_ENDS.split()),
    noun_words=3,
    befell=("ed", "early", "tly", "usly", "vely", "wly", "enly"),
    toll=_TOLL,
    capitals=True,
    hedges=_HEDGES,
    hedge_phrases=_HEDGE_PHRASES,
    not_hedges=frozenset(_NOT_HEDGED.split()),
    titles=frozenset(_TITLES.split()),
    no_names=frozenset(_NO_NAMES.split()),
    scored=frozenset(_SCORED.split()),
    rough={
        "tens": 10,
        "dozens": 12,
        "scores": 20,
        "hundreds": 100,
        "thousands": 1_000,
        "millions": 1_000_000,
        "billions": 1_000_000_000,
        "trillions": 1_000_000_000_000,
    },
    rough_with_of=frozenset(("tens", "scores")),
    shares={name: number for names, number in _SHARES for name in (names, f"{names}s")},
    halves=frozenset(("half",)),
    half_before=frozenset(_HALF_BEFORE.split()),
    not_before_half=frozenset(_NOT_BEFORE_HALF.split()),
    part_of=frozenset(("of",)),
    one_in=frozenset(("in",)),
    every=frozenset(("every",)),
    manner=re.compile(_MANNER),
    claims=CLAIMS,
    notes=NOTES,
)
