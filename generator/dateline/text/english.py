"""Hold the words in which English says numbers, as plain data for `Lexicon`."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ONES = dict(zip(_words("one two three four five six seven eight nine"), range(1, 10), strict=True)) | {"zero": 0}
TEENS = dict(
    zip(
        [
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(10, 20),
        strict=True,
    )
)
TENS = dict(
    zip(
        _words("twenty thirty forty fifty sixty seventy eighty ninety"),
        range(20, 100, 10),
        strict=True,
    )
)
HUNDREDS = ("hundred", "hundreds")
SCALES = {
    "dozen": 12,
    "dozens": 12,
    "thousand": 10**3,
    "thousands": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "millions": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "billions": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "trillions": 10**12,
    "tn": 10**12,
}
# Glued to the figure; a scale only beside a currency, since "3m" may be metres and "10k" a race …
MONEY_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9}
# … and these directly before people, too, whom nobody measures in metres.
PEOPLE_SCALES = frozenset({"k", "m"})
PEOPLE = (
    *("people", "persons", "civilians", "men", "women", "children", "girls", "boys", "infants", "adults", "residents"),
    *("inhabitants", "citizens", "refugees", "evacuees", "returnees", "migrants", "students", "pupils", "workers"),
    *("patients", "households", "families", "voters", "soldiers", "troops", "fighters", "prisoners", "detainees"),
)
# May be glued to a figure, which then is no identifier; the unit itself is not read.
MEASURES = ("km", "km²", "kg", "g", "cm", "mm", "ha", "kw", "mw", "mph", "kph", "°c")
ARTICLES = ("a", "an")
AND = "and"
HALF = "half"
MINUS = ("minus", "negative")
ONE = "one"
WEAK = frozenset({"one", "zero"})

# "two thirds" is no 2 and "twenty-first" no 20.
FRACTIONS = [
    "halves",
    "thirds",
    "quarters",
    "fourths",
    "fifths",
    "sixths",
    "sevenths",
    "eighths",
    "ninths",
    "tenths",
    "hundredths",
    "thousandths",
    "millionths",
]
ORDINALS = [
    "half",
    "quarter",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "hundredth",
    "thousandth",
    "millionth",
]
# Said after "twenty", part of an ordinal; after "two" a word of its own ("two first responders").
LATE_ORDINALS = ("first", "second")

# By the values of `Quantifier`. A preposition that may also be a place ("over 3 towns") counts as a hedge:
# a hedge too many is refused aloud by the proof, a hedge lost would pass it.
HEDGES = {
    "exact": ("exactly", "precisely"),
    "about": (
        *("about", "around", "some", "roughly", "approximately", "approx", "approx.", "circa", "nearly"),
        *("almost", "close to", "an estimated", "estimated", "est.", "estimated at", "in the region of"),
        *("in the order of", "on the order of", "in the vicinity of", "in the neighborhood of"),
        *("in the neighbourhood of", "more or less", "not exactly", "not far from", "not quite"),
        *("little more than", "not much more than", "not many more than", "the best part of"),
        *("the better part of", "perhaps", "maybe", "possibly", "probably", "virtually", "practically"),
        *("approaching", "approached", "nearing", "neared", "give or take", "an average of", "on average"),
        *("of the order of", "something like", "close on", "getting on for", "not far off", "an approximate"),
        *("estimated to be", "estimated to number", "believed to be", "believed to number", "thought to be"),
        *("thought to number", "barely", "scarcely", "hardly"),
    ),
    "more_than": (
        *("more than", "over", "above", "upwards of", "upward of", "in excess of", "greater than"),
        *("larger than", "higher than", "bigger than", "better than", "north of", "beyond"),
        *("exceeding", "exceeds", "exceeded", "exceed", "surpassing", "surpassed", "surpasses", "surpass"),
        *("topping", "topped", "tops", "passed", "passing"),
    ),
    "at_least": (
        *("at least", "at the least", "at the very least", "at a minimum", "a minimum of", "minimum of"),
        *("no fewer than", "no less than", "not fewer than", "not less than", "no lower than"),
        *("never fewer than", "never less than", "not below", "not under", "as few as", "as little as"),
        *("minimum", "min", "min.", "a good"),
    ),
    "less_than": (
        *("less than", "fewer than", "under", "below", "lower than", "smaller than", "short of", "shy of"),
        *("not even", "south of"),
    ),
    "at_most": (
        *("up to", "at most", "at the most", "at the very most", "at a maximum", "as many as", "as much as"),
        *("as high as", "no more than", "not more than", "never more than", "no greater than"),
        *("no higher than", "no larger than", "not over", "not above", "not exceeding", "a maximum of"),
        *("maximum of", "the maximum of", "only up to", "no fewer or more than", "maximum", "max", "max."),
    ),
}
HEDGE_SIGNS = {
    "about": ("~", "≈", "c.", "ca."),
    "more_than": (">",),
    "at_least": ("≥", ">="),
    "less_than": ("<",),
    "at_most": ("≤", "<="),
}
# May stand between a hedge and its number: "at least another 300".
FILLERS = (
    *("another", "an additional", "an extra", "a further", "a total of", "a combined", "additional"),
    *("further", "extra", "other"),
)
HEDGES_AFTER = {
    "about": ("or so", "or thereabouts", "more or less", "give or take"),
    "at_least": (
        *("or more", "or greater", "and counting", "and more", "and up", "if not more", "or even more"),
        *("or possibly more", "and possibly more", "perhaps more", "possibly more"),
    ),
    "at_most": ("or fewer", "or less", "or lower", "or smaller"),
}
# These mean the number before them only where the clause ends; else they belong to the next number.
HEDGES_LAST = {
    "about": ("approximately", "roughly", "on average"),
    "at_least": (
        *("at least", "at the least", "at the very least", "at a minimum", "minimum", "or over", "and over"),
        *("or above", "and above"),
    ),
    "at_most": ("at most", "at the most", "at the very most", "at a maximum", "maximum", "or under", "or below"),
}
# Joined to the number before them, or beside it.
PLUS = ("plus",)
ODD = ("odd", "ish")
# In brackets behind a number.
HEDGES_ASIDE = {
    "about": ("estimated", "estimate", "est.", "est", "approximately", "approx.", "approx", "roughly", "about"),
    "at_least": ("or more", "at least", "minimum", "min.", "min"),
    "at_most": ("or fewer", "or less", "at most", "maximum", "max.", "max"),
}
THAN = "than"

RANGE_WORDS = ("to", "or")
OPENERS = ("between", "from")
# Of these, "and" makes a range.
PAIRS = ("between",)

PERCENT = ("percent", "per cent", "pct", "pct.")
CURRENCY_WORDS = {
    "USD": (
        *("dollar", "dollars", "us dollar", "us dollars", "u.s. dollar", "u.s. dollars"),
        *("american dollar", "american dollars", "us$", "$", "usd"),
    ),
    "EUR": ("euro", "euros", "€", "eur"),
    # Bare "pounds" may be weight or another country's money, so it is no unit.
    "GBP": ("pounds sterling", "pound sterling", "british pounds", "sterling", "£", "gbp"),
    "CAD": ("canadian dollars", "cad"),
    "AUD": ("australian dollars", "aud"),
    "SYP": ("syrian pounds", "syrian pound", "syp"),
    "LBP": ("lebanese pounds", "lebanese lira", "lbp"),
    "EGP": ("egyptian pounds", "egp"),
    "IQD": ("iraqi dinars", "iqd"),
    "JOD": ("jordanian dinars", "jod"),
    "TRY": ("turkish lira", "turkish liras", "₺"),
    "CHF": ("swiss francs", "chf"),
    "JPY": ("yen", "japanese yen", "jpy"),
    "CNY": ("yuan", "cny"),
    "RUB": ("rubles", "roubles", "russian rubles", "₽", "rub"),
    "UAH": ("hryvnia", "hryvnias", "₴", "uah"),
    "ILS": ("shekels", "₪", "ils"),
}
CURRENCY_SIGNS = {
    "USD": ("$", "us$", "us $", "u.s. $", "u.s.$", "usd", "usd$"),
    "EUR": ("€", "eur"),
    "GBP": ("£", "gbp"),
    "CAD": ("c$", "ca$", "can$", "cad"),
    "AUD": ("a$", "au$", "aud"),
    "NZD": ("nz$", "nzd"),
    "HKD": ("hk$", "hkd"),
    "SYP": ("syp",),
    "LBP": ("lbp",),
    "EGP": ("egp",),
    "IQD": ("iqd",),
    "JOD": ("jod",),
    "TRY": ("₺",),
    "CHF": ("chf",),
    "JPY": ("jpy",),
    "CNY": ("cny",),
    "RUB": ("₽",),
    "UAH": ("₴", "uah"),
    "ILS": ("₪",),
}

_VAST = ("billions", "trillions")
# By the values of `Magnitude`; None where the words say no number.
MAGNITUDES: dict[str, str | None] = {
    "several": "several",
    "many": "many",
    "dozens": "dozens",
    "tens of": "dozens",
    "scores": "scores",
    "scores of": "scores",
    "hundreds": "hundreds",
    "thousands": "thousands",
    "tens of thousands": "tens_of_thousands",
    "dozens of thousands": "tens_of_thousands",
    "scores of thousands": "tens_of_thousands",
    "hundreds of thousands": "hundreds_of_thousands",
    "millions": "millions",
    **{f"{word} of millions": "millions" for word in ("tens", "dozens", "scores", "hundreds", "thousands")},
    **{f"{word} of {vast}": None for vast in _VAST for word in ("tens", "dozens", "scores", "hundreds")},
    **{f"{word} of {vast}": None for vast in _VAST for word in ("thousands", "millions")},
}
NO_MAGNITUDES = ("so many", "how many", "too many", "as many", "not many", "that many", "this many")
WEAK_MAGNITUDES = frozenset({"scores"})
VAGUE = ("several", "many", "a few", "few", "a couple of", "a couple", "multiple")
# Magnitudes only after a vague word: "several hundred".
VAGUE_SCALES: dict[str, str | None] = {
    "dozen": "dozens",
    "score": "scores",
    "hundred": "hundreds",
    "thousand": "thousands",
    "ten thousand": "tens_of_thousands",
    "hundred thousand": "hundreds_of_thousands",
    "million": "millions",
    "hundred million": "millions",
    "billion": None,
    "hundred billion": None,
    "trillion": None,
}

CLOCK = ("am", "a.m", "pm", "p.m", "o'clock", "o’clock", "gmt", "utc", "hrs", "hours local time", "hours gmt")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
]
DAY_JOINTS = ("to", "and", "or", "through", "until")
IN, OF = "in", "of"
# A bare four-digit number after these is a year …
YEAR_WORDS = (
    *("in", "since", "during", "until", "till", "before", "after", "early", "late", "mid", "year", "years"),
    *("spring", "summer", "autumn", "fall", "winter", "circa", "ramadan"),
)
# … after these too, unless something counted or a range to a greater number follows.
MAYBE_YEAR_WORDS = (
    *("of", "from", "by", "to", "the", "between", "through", "for", "this", "last", "next", "prior to"),
)
SINCE = ("since", "until", "before")
LABELS = (
    *("Resolution", "Article", "Phase", "Chapter", "Page", "Paragraph", "Section", "Annex", "Table"),
    *("No.", "Nr.", "Channel", "Route", "Highway"),
)
COUNTED = [
    "people",
    "persons",
    "civilians",
    "fighters",
    "families",
    "households",
    "homes",
    "houses",
    "men",
    "women",
    "children",
    "refugees",
    "residents",
    "inhabitants",
    "soldiers",
    "troops",
    "rebels",
    "militants",
    "combatants",
    "prisoners",
    "detainees",
    "hostages",
    "victims",
    "deaths",
    "dead",
    "wounded",
    "injured",
    "casualties",
    "bodies",
    "patients",
    "cases",
    "buses",
    "trucks",
    "vehicles",
    "tents",
    "shelters",
    "buildings",
    "schools",
    "hospitals",
    "villages",
    "towns",
    "locations",
    "sites",
    "individuals",
    "evacuees",
    "returnees",
    "students",
    "pupils",
    "workers",
    "protesters",
    "tons",
    "tonnes",
    "barrels",
    "shells",
    "rockets",
    "bombs",
    "airstrikes",
    "strikes",
    "attacks",
    "incidents",
    "meters",
    "metres",
    "kilometers",
    "kilometres",
    "km",
    "miles",
    "hectares",
    "square",
    "dollars",
    "euros",
]
