"""English: words by which a sentence claims something else, and those that qualify a number: data."""

from __future__ import annotations

from tracker.core.facts.words.vocabulary import ClaimWords, TollLinks

_AUXILIARIES = """
will would shall should can could may might must is are was were be been am has have had do does did
"""
_BE = "is are was were be been being has have had and left"
_INTENSITY = "seriously critically badly slightly lightly also still now later feared confirmed"
_NOT_SUBJECT = "the a an their his her its these those this that our your my of"
_FATE_NOUNS = "death deaths victim victims fatality fatalities arrests survivor survivors"
_LESSENING = "only just merely necessarily always all every everyone simply alone even so too as"
_OFFENCES = """
murder manslaughter homicide assault battery rape robbery burglary theft larceny fraud arson kidnapping abduction
extortion bribery perjury treason espionage terrorism conspiracy embezzlement forgery blackmail stalking harassment
trespass trespassing vandalism negligence endangerment racketeering smuggling trafficking corruption libel
"""
_OF_OFFENCES = """
attempted aggravated involuntary voluntary vehicular reckless negligent capital armed sexual first-degree second-degree
third-degree simple grand wire tax securities criminal
"""
_CHARGED = """
charged charge charges charging convicted acquitted cleared guilty accused suspicion indicted pleaded counts count
jailed sentenced arrested detained wanted conviction
"""
_VERDICTS = {
    "guilty": "convicted",
    "free": "acquitted cleared exonerated",
    "charged": "charged indicted",
    "held": "arrested detained",
    "sentenced": "sentenced jailed imprisoned",
    "let go": "released freed",
}
_BEHIND_VERDICT = "with of on for over in by to suspicion connection"
# Each line two sides of one matter.
_OPPOSITES = """
confirmed confirms confirm | denied denies deny
accepted accepts accept approved approves approve | rejected rejects reject refused refuses refuse
rose rises climbed climbs increased increases gained gains | fell falls dropped drops declined decreased lost loses
rise climb increase gain | fall drop lose
won wins win | lost loses lose
granted grants grant approved approves approve | denied denies deny refused refuses refuse
upheld upholds uphold | overturned overturns overturn quashed quashes
higher | lower
largest biggest | smallest
opened opens reopened reopens open | closed closes shut shuts
began begins begin started starts start resumed resumes | ended ends end stopped stops suspended suspends halted halts
supported supports backed backs | opposed opposes
imposed imposes | lifted lifts
passed passes | failed fails
safe | unsafe
legal lawful | illegal unlawful
likely | unlikely
true | false
guilty | innocent
aware | unaware
north northern | south southern
east eastern | west western
"""
_QUALIFIERS = {
    "about": "about, around, approximately, roughly, some, an estimated, estimated",
    "nearly": "nearly, almost, close to, just under",
    "at least": "at least, no fewer than, no less than, a minimum of",
    "more": "more than, over, just over, well over, upwards of",
    "less": "fewer than, less than, under, well under",
    "at most": "up to, as many as, as much as, at most, no more than, a maximum of",
}
_NEGATIONS = (("not",), ("never",), ("not", "yet"), ("no", "longer"))

CLAIMS = ClaimWords(
    negations=frozenset(_NEGATIONS),
    # What is written in one word with its negation, where it is more than the letters in front of `n't`.
    contracted={"won't": "will", "can't": "can", "cannot": "can", "shan't": "shall"},
    auxiliaries=frozenset(_AUXILIARIES.split()),
    supports=frozenset(("do", "does", "did")),
    lessening=frozenset(_LESSENING.split()),
    denied=frozenset(("guilty", "to")),
    around_fate=frozenset(f"{_BE} {_INTENSITY}".split()),
    not_fates=frozenset(_FATE_NOUNS.split()),
    not_before_fate=frozenset(_NOT_SUBJECT.split()),
    offences=frozenset(_OFFENCES.split()),
    of_offences=frozenset(_OF_OFFENCES.split()),
    charged=frozenset(_CHARGED.split()),
    verdicts={word: meaning for meaning, listed in _VERDICTS.items() for word in listed.split()},
    behind_verdict=frozenset(_BEHIND_VERDICT.split()),
    opposites=tuple(
        {word: side for side, listed in enumerate(line.split("|")) for word in listed.split()}
        for line in _OPPOSITES.strip().splitlines()
    ),
    qualifiers={
        tuple(phrase.split()): meaning for meaning, listed in _QUALIFIERS.items() for phrase in listed.split(", ")
    },
    none=frozenset(("no",)),
    nobody=frozenset(("nobody", "no-one")),
    persons="people",
)

# Between what befell people and their number, in front of it and behind.
_LEADS = """
a an the another other others all some both as many much at least most more less few fewer no than up to about around
nearly almost over under just close well approximately roughly estimated minimum maximum further additional of
people include includes included including : is are was were
"""
_TOLL_NOUNS = "toll death deaths dead fatality fatalities casualty casualties injured wounded missing victims arrests"
_MOVES = """
toll rise rises rose risen rising climb climbs climbed climbing reach reaches reached reaching hit hits passed passes
stands stood stand grew grown grows increased increases jumped jumps doubled tripled at number put
"""
_BEHIND = """
is are was were be been being has have had who that also now still later since so far then both all feared confirmed
presumed believed reported known thought pronounced declared found listed said to remain remains remained left shot
stabbed burned beaten crushed among the aboard
"""
_PASSIVE = "is are was were be been being shot remain remains remained left"
_OBJECTS = "a an the his her their its this that it he she they him them"
_ALONE = "dead died missing victims victim hostages hostage"
_PREPOSITIONS = "of with on for about against from to by without"
_GROUPS = """
total group family team crowd crew party couple number minimum maximum estimate class band squad convoy majority half
deaths death dead toll bodies
"""
_PLACES = "in on at from aboard inside near of outside around across"

TOLL_LINKS = TollLinks(
    leads=frozenset(_LEADS.split()),
    nouns=frozenset(_TOLL_NOUNS.split()),
    moves=frozenset(_MOVES.split()),
    parting=frozenset(("and", "but", ",", ";", "by")),
    tallies=frozenset(("number", "count", "tally")),
    joining=frozenset(("and", "or")),
    behind=frozenset(_BEHIND.split()),
    places=frozenset(_PLACES.split()),
    passive=frozenset(_PASSIVE.split()),
    objects=frozenset(_OBJECTS.split()),
    alone=frozenset(_ALONE.split()),
    finite=frozenset(("died",)),
    prepositions=frozenset(_PREPOSITIONS.split()),
    between=frozenset(("the", "all", "other", "another", "some", "her", "his", "their", "its", "those")),
    groups=frozenset(_GROUPS.split()),
)
