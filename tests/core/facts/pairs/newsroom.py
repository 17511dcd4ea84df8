"""Whole reports of several paragraphs in which little changed, as between two versions an hour apart."""

from __future__ import annotations

from dataclasses import replace

from tests.core.facts.labels import Label, Pair, figure, name, quote, revised
from tracker.model import FactKind

QUAKE = (
    "At least 214 people have died after a powerful earthquake struck the Sarn valley early on Monday, the interior "
    "ministry of Vadra said.",
    "The quake, which had a magnitude of 6.8, hit at 3:12 a.m. local time at a depth of 11 kilometres, according to "
    "the national seismic office. Its centre lay 40 kilometres north of Karsk, a city of 320,000 people.",
    "More than 1,100 people were injured, many of them by falling masonry. Some 87 people are still missing, among "
    "them nine pupils of a boarding school in Upper Tarn.",
    "“We can hear voices under the school, and we will not stop digging tonight,” said Ilse Moor, who leads the "
    "rescue team. She said 36 dogs and their handlers had been flown in from Brae.",
    "The government released 45 million crowns in emergency aid. Prime Minister Osker Vint will visit the valley on "
    "Wednesday, his office said.",
    "It was the third strong quake in the region since 2019. In that year 41 people died in the town of Pell.",
)
COURT = (
    "A former treasurer of the port of Orrin was sentenced to seven years in prison on Thursday for stealing "
    "£2.3m from its pension fund.",
    "Harlan Quist, 58, transferred the money to accounts in two countries over a period of six years, the court heard. "
    "He pleaded guilty to 14 counts of fraud in March.",
    "Judge Perrin Abelard called it “a patient and calculated betrayal of people who trusted you with their old age”.",
    "Some 640 dock workers lost part of their savings. About 30 percent of the stolen sum has been recovered, "
    "prosecutors said.",
    "Quist, who lives in Lower Pell with his wife, must also pay a fine of £90,000 within 12 months. His lawyer, "
    "Dora Finn, said he would appeal.",
)
VOTE = (
    "The Harbour Alliance won 112 of the 240 seats in the assembly of Vadra, nine short of a majority, according to "
    "final results published on Sunday night.",
    "Turnout was 61.4%, up from 54.9% four years ago. In the capital, Karsk, polling stations stayed open until "
    "10pm because of long queues.",
    "Mira Holt, the party's 44-year-old leader, told supporters: “This country has chosen to turn its face to the sea "
    "again.” Her rival, Aldo Renn of the Land Union, conceded shortly before midnight.",
    "The Greens came fourth with 19 seats, behind the Liberals, who have 31. Talks on a coalition begin on 12 May.",
    "Unemployment in Vadra stands at 8.1 percent, and the deficit grew to $4.2 billion last year.",
)
FERRY = (
    "Two crew members were rescued and five are missing after a cargo ferry capsized off Cape Lorn on Saturday.",
    "The Lady Maren, a 96-metre vessel carrying timber, sent a distress call at 21:47 and turned over within 20 "
    "minutes. Waves were up to seven metres high, the coast guard said.",
    "Captain Elin Strand, 52, is among the missing. The crew came from three countries.",
    "“The engine failed twice that week, and nobody listened to us,” a sailor who had left the ship on Friday told the "
    "Orrin Herald.",
    "The owner, Tesk Lines, said the ship had passed its 11th inspection in April. Shares of the company fell by 6% "
    "to 18.40 crowns.",
)

TOLLS = (
    revised("newsroom", "toll of a quake", QUAKE, {"least 214 people": "least 231 people"},
            figure("toll", "214", "231", "people")),
    revised("newsroom", "injured and missing", QUAKE, {"than 1,100 people": "than 1,340 people", "Some 87": "Some 62"},
            figure("toll", "1,100", "1,340", "people"), figure("toll", "87", "62", "people")),
    revised("newsroom", "the toll of the older quake", QUAKE, {"year 41 people": "year 14 people"},
            figure("toll", "41", "14", "people")),
    revised("newsroom", "missing sailors, one word each", FERRY, {"rescued and five": "rescued and four"},
            figure("toll", "five", "four")),
    revised("newsroom", "rescued and missing", FERRY, {"Two crew": "Three crew", "and five": "and four"},
            figure("any", "two", "three", "crew"), figure("toll", "five", "four")),
    revised("newsroom", "pupils missing", QUAKE, {"them nine pupils": "them 11 pupils"},
            figure("any", "nine", "11", "pupils")),
)  # fmt: skip
COUNTS = (
    revised("newsroom", "magnitude", QUAKE, {"of 6.8": "of 7.1"}, figure("count", "6.8", "7.1")),
    revised("newsroom", "depth", QUAKE, {"depth of 11": "depth of 18"}, figure("count", "11", "18", "kilometres")),
    revised("newsroom", "distance", QUAKE, {"lay 40": "lay 55"}, figure("count", "40", "55", "kilometres")),
    revised("newsroom", "inhabitants", QUAKE, {"320,000": "230,000"}, figure("count", "320,000", "230,000", "people")),
    revised("newsroom", "dogs", QUAKE, {"36 dogs": "63 dogs"}, figure("count", "36", "63", "dogs")),
    revised("newsroom", "years in prison", COURT, {"seven years": "nine years"},
            figure("count", "seven", "nine", "years")),
    revised("newsroom", "counts of fraud", COURT, {"14 counts": "17 counts"}, figure("count", "14", "17", "counts")),
    revised("newsroom", "workers", COURT, {"Some 640": "Some 460"}, figure("count", "640", "460", "workers")),
    revised("newsroom", "seats, and how many are short", VOTE, {"won 112": "won 114", "nine short": "seven short"},
            figure("count", "112", "114"), figure("count", "nine", "seven")),
    revised("newsroom", "all seats", VOTE, {"the 240": "the 250"}, figure("count", "240", "250", "seats")),
    revised("newsroom", "two counts swapped", VOTE, {"with 19 seats": "with 31 seats", "have 31.": "have 19."},
            figure("count", "19", "31", "seats"), figure("count", "31", "19")),
    revised("newsroom", "minutes", FERRY, {"within 20": "within 12"}, figure("count", "20", "12", "minutes")),
    revised("newsroom", "metres of a ship", FERRY, {"a 96-metre": "a 69-metre"}, figure("count", "96", "69")),
    revised("newsroom", "metres of waves, in words", FERRY, {"to seven": "to nine"},
            figure("count", "seven", "nine", "metres")),
    revised("newsroom", "months", COURT, {"within 12": "within 18"}, figure("count", "12", "18", "months")),
)  # fmt: skip
MONEY = (
    revised("newsroom", "aid in crowns", QUAKE, {"45 million": "60 million"},
            figure("money", "45 million", "60 million")),
    revised("newsroom", "what was stolen", COURT, {"£2.3m": "£3.2m"}, figure("money", "£2.3m", "£3.2m")),
    revised("newsroom", "a fine", COURT, {"£90,000": "£95,000"}, figure("money", "£90,000", "£95,000")),
    revised("newsroom", "a deficit", VOTE, {"$4.2 billion": "$4.4 billion"},
            figure("money", "$4.2 billion", "$4.4 billion")),
    revised("newsroom", "millions that were billions", VOTE, {"$4.2 billion": "$4.2 million"},
            figure("money", "$4.2 billion", "$4.2 million")),
)  # fmt: skip
SHARES = (
    revised("newsroom", "turnout, and what it was", VOTE, {"61.4%": "62.1%", "54.9%": "55.1%"},
            figure("percent", "61.4%", "62.1%"), figure("percent", "54.9%", "55.1%")),
    revised("newsroom", "recovered", COURT, {"30 percent": "40 percent"}, figure("percent", "30", "40")),
    revised("newsroom", "unemployment", VOTE, {"8.1 percent": "8.7 percent"}, figure("percent", "8.1", "8.7")),
    revised("newsroom", "shares fell", FERRY, {"by 6%": "by 9%"}, figure("percent", "6%", "9%")),
)  # fmt: skip
DAYS = (
    revised("newsroom", "the day of a visit", QUAKE, {"on Wednesday": "on Thursday"},
            figure("date", "Wednesday", "Thursday")),
    revised("newsroom", "a year", QUAKE, {"since 2019": "since 2017"}, figure("date", "2019", "2017")),
    revised("newsroom", "the day talks begin", VOTE, {"12 May": "14 May"}, figure("date", "12 May", "14 May")),
    revised("newsroom", "a month", COURT, {"in March": "in February"}, figure("date", "March", "February")),
    revised("newsroom", "the hour", QUAKE, {"3:12 a.m.": "3:21 a.m."}, figure("time", "3:12 a.m.", "3:21 a.m.")),
    revised("newsroom", "the distress call", FERRY, {"21:47": "21:41"}, figure("time", "21:47", "21:41")),
    revised("newsroom", "closing time", VOTE, {"10pm": "11pm"}, figure("time", "10pm", "11pm")),
    revised("newsroom", "an age between commas", COURT, {"Quist, 58,": "Quist, 56,"}, figure("age", "58", "56")),
    revised("newsroom", "an age with hyphens", VOTE, {"44-year-old": "45-year-old"}, figure("age", "44", "45")),
    revised("newsroom", "the age of the captain", FERRY, {"Strand, 52,": "Strand, 53,"}, figure("age", "52", "53")),
    revised("newsroom", "which quake", QUAKE, {"the third": "the fourth"}, figure("ordinal", "third", "fourth")),
    revised("newsroom", "which place", VOTE, {"came fourth": "came third"}, figure("ordinal", "fourth", "third")),
    revised("newsroom", "which inspection", FERRY, {"11th": "12th"}, figure("ordinal", "11th", "12th")),
)  # fmt: skip
QUOTED = (
    revised("newsroom", "a quote says the opposite", QUAKE, {"will not stop digging": "will stop digging"},
            quote("will not stop digging", "will stop digging")),
    revised("newsroom", "a quote behind a colon", VOTE, {"chosen to turn": "decided to turn"},
            quote("has chosen to turn", "has decided to turn")),
    revised("newsroom", "a quote inside a sentence", COURT, {"calculated betrayal": "cynical betrayal"},
            quote("calculated", "cynical")),
    revised("newsroom", "a number in a quote", FERRY, {"failed twice that": "failed three times that"},
            quote("twice", "three times")),
    revised("newsroom", "a judge's name", COURT, {"Perrin Abelard": "Perrin Abelhart"},
            name("Abelard", "Abelhart")),
    revised("newsroom", "a ship's name", FERRY, {"Lady Maren": "Lady Marit"}, name("Maren", "Marit")),
    revised("newsroom", "a company's name", FERRY, {"Tesk Lines": "Tesk Shipping"}, name("Lines", "Shipping")),
    revised("newsroom", "the capital", VOTE, {"capital, Karsk": "capital, Brae"}, name("Karsk", "Brae")),
)  # fmt: skip
# What qualifies a number is told beside the text, and not in a summary.
QUALIFIED = (
    revised("newsroom", "at least goes", QUAKE, {"At least 214 people": "Some 214 people"},
            Label(kind=FactKind.HEDGE, before="at least 214", after="some 214")),
    revised("newsroom", "a bound comes", QUAKE, {"nine pupils": "at least nine pupils"},
            Label(kind=FactKind.HEDGE, before="nine", after="at least nine")),
)  # fmt: skip
# Every one of these is an edit of words and of nothing that a summary tells.
NOTHING = (
    revised("newsroom trap", "figures for a word", QUAKE, {"them nine": "them 9"}),
    revised("newsroom trap", "a word for figures", COURT, {"within 12 months": "within twelve months"}),
    revised("newsroom trap", "a year for its months", COURT, {"within 12 months": "within a year"}),
    revised("newsroom trap", "the unit in full", QUAKE, {"lay 40 kilometres": "lay 40 km"}),
    revised("newsroom trap", "miles beside kilometres", QUAKE, {"lay 40 kilometres": "lay 40 kilometres (25 miles)"}),
    revised("newsroom trap", "feet beside metres", FERRY, {"seven metres": "seven metres (23 feet)"}),
    revised("newsroom trap", "the same sum in other money", COURT, {"£2.3m": "£2.3m ($2.9m)"}),
    revised("newsroom trap", "the same sum in full", COURT, {"£2.3m": "£2,300,000"}),
    revised("newsroom trap", "the same sum in words", COURT, {"£2.3m": "2.3 million pounds"}),
    revised("newsroom trap", "percent written otherwise", COURT, {"30 percent": "30%"}),
    revised("newsroom trap", "the time in another form", QUAKE, {"3:12 a.m.": "03:12"}),
    revised("newsroom trap", "the time of another zone beside it", FERRY, {"at 21:47": "at 21:47 (19:47 GMT)"}),
    revised("newsroom trap", "the date beside the weekday", VOTE, {"Sunday night": "Sunday night, 7 May"}),
    revised("newsroom trap", "the month in short", VOTE, {"on 12 May": "on May 12"}),
    revised("newsroom trap", "the year beside the date", VOTE, {"12 May": "12 May 2031"}),
    revised("newsroom trap", "an age in other words", COURT, {"Harlan Quist, 58,": "58-year-old Harlan Quist"}),
    revised("newsroom trap", "an age that comes in", FERRY, {"Captain Elin": "The 52-year-old captain Elin",
                                                             "Strand, 52,": "Strand"}),
    revised("newsroom trap", "a new age", VOTE, {"Aldo Renn of": "Aldo Renn, 51, of"}),
    revised("newsroom trap", "a number goes", QUAKE, {" at a depth of 11 kilometres": ""}),
    revised("newsroom trap", "a number goes for words", FERRY, {"within 20 minutes": "within minutes"}),
    revised("newsroom trap", "a number comes for words", COURT, {"in two countries": "abroad"}),
    revised("newsroom trap", "its place in the sentence",
            QUAKE, {"Some 87 people are still missing, among them": "Still missing are some 87 people, among them"}),
    revised("newsroom trap", "its place between two paragraphs",
            VOTE, {" in the assembly of Vadra": "", "Talks on": "In Vadra, talks on"}),
    revised("newsroom trap", "a title before a name", COURT, {"His lawyer, Dora": "His lawyer, Dr Dora"}),
    revised("newsroom trap", "only the surname", VOTE, {"Aldo Renn of": "Renn of"}),
    revised("newsroom trap", "the first name too", COURT, {"Quist, who": "Harlan Quist, who"}),
    revised("newsroom trap", "he for a name", COURT, {"Quist, who lives": "He lives", "wife, must": "wife and must"}),
    revised("newsroom trap", "a middle initial", FERRY, {"Elin Strand": "Elin K. Strand"}),
    revised("newsroom trap", "the tense", QUAKE, {"will visit": "is visiting"}),
    revised("newsroom trap", "may for will", QUAKE, {"Osker Vint will visit": "Osker Vint may visit"}),
    revised("newsroom trap", "could for would", COURT, {"he would appeal": "he could appeal"}),
    revised("newsroom trap", "another verb of saying", FERRY, {"told the Orrin": "has told the Orrin"}),
    revised("newsroom trap", "the speaker's office", QUAKE, {"who leads the rescue team": "the team's chief"}),
    revised("newsroom trap", "a quote cut at its end", QUAKE, {", and we will not stop digging tonight,”": ",”"}),
    revised("newsroom trap", "a quote that goes on", FERRY, {"listened to us,”": "listened to us, as ever,”"}),
    revised("newsroom trap", "a quote cut at its start", COURT, {"“a patient and calculated": "a “calculated"}),
)  # fmt: skip

# A name that differs by a letter or two can be called a spelling too.
_NAMES = tuple(replace(pair, free=frozenset({FactKind.SPELLING})) for pair in QUOTED)

NEWSROOM: tuple[Pair, ...] = (*TOLLS, *COUNTS, *MONEY, *SHARES, *DAYS, *_NAMES, *QUALIFIED, *NOTHING)
