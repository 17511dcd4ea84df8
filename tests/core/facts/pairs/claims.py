"""Claims that became others, counts without a number, what qualifies a number, scores; and what looks like them."""

from __future__ import annotations

from tests.core.facts.labels import Label, Pair, edit, figure, reworded
from tracker.model import FactKind


def _claim(before: str, after: str, text: str = "") -> Label:
    return Label(kind=FactKind.CLAIM, before=before, after=after, said=(text,) if text else ())


def _hedge(before: str, after: str) -> Label:
    return Label(kind=FactKind.HEDGE, before=before, after=after)


_FATES = (
    (
        "Three hikers were killed when the cliff gave way above Sarn.",
        "Three hikers were injured when the cliff gave way above Sarn.",
        _claim("killed", "injured"),
    ),
    (
        "Seven dead after coach leaves road near Pell",
        "Seven hurt after coach leaves road near Pell",
        _claim("dead", "hurt"),
    ),
    (
        "The avalanche left 14 skiers missing on the north slope.",
        "The avalanche left 14 skiers dead on the north slope.",
        _claim("missing", "dead"),
    ),
    ("Police said 22 people had been arrested at the rally.", "Police said 22 people had been detained at the rally."),
    (
        "Two crew members are missing after the trawler sank.",
        "Two crew members were rescued after the trawler sank.",
        _claim("missing", "rescued"),
    ),
    (
        "Four children died in the blaze, the fire service said.",
        "Four children were hurt in the blaze, the fire service said.",
        _claim("died", "hurt"),
    ),
    (
        "A cyclist was killed by a lorry on Quay Street.",
        "A cyclist was seriously injured by a lorry on Quay Street.",
        _claim("killed", "injured"),
    ),
    (
        "At least 9 people were wounded in the shelling of Brae.",
        "At least 9 people were killed in the shelling of Brae.",
        _claim("wounded", "killed"),
    ),
    (
        "Rescuers say 31 miners are trapped and 5 are dead.",
        "Rescuers say 31 miners are trapped and 5 are injured.",
        _claim("dead", "injured"),
    ),
)
_FATE_TRAPS = (
    ("Three people were killed in the storm.", "Three people have died in the storm."),
    ("Six people died when the dam broke.", "The dam broke and six people were killed."),
    ("Forty were injured in the crush, doctors said.", "Forty were wounded in the crush, doctors said."),
    (
        "Two men were killed on Friday and their dog is missing.",
        "Two men were killed on Friday and their dog was found.",
    ),
    ("The death of the singer shocked the town.", "The killing of the singer shocked the town."),
    ("The missing boat was seen off Cape Lorn.", "The rescued boat was seen off Cape Lorn."),
)
_COUNTS = (
    (
        "The fire has burned 4,500 hectares of pine, the service said.",
        "The fire has burned 4,500 acres of pine, the service said.",
        figure("count", "4,500 hectares", "4,500 acres"),
    ),
    (
        "A woman was stabbed outside a bar in Tarn on Sunday.",
        "Two women were stabbed outside a bar in Tarn on Sunday.",
        figure("count", "a woman", "two"),
    ),
    (
        "A soldier was killed at the checkpoint, the army said.",
        "Three soldiers were killed at the checkpoint, the army said.",
        figure("toll", "a soldier", "three"),
    ),
    (
        "There were no deaths in the landslide, officials said.",
        "There were four deaths in the landslide, officials said.",
        figure("toll", "no", "four"),
    ),
    (
        "No injuries were reported after the train derailed.",
        "Eleven injuries were reported after the train derailed.",
        figure("count", "no", "eleven"),
    ),
    (
        "No injuries were reported on board, the operator said.",
        "Three minor injuries were reported on board, the operator said.",
        figure("count", "no", "three"),
    ),
    (
        "Two officers were shot in a raid on the farm.",
        "An officer was shot in a raid on the farm.",
        figure("count", "two", "an"),
    ),
    (
        "Five passengers were hurt when the tram braked.",
        "No passengers were hurt when the tram braked.",
        figure("toll", "five", "no"),
    ),
    (
        "A child was pulled from the rubble alive at dawn.",
        "Three children were pulled from the rubble alive at dawn.",
        figure("count", "a child", "three"),
    ),
)
_COUNT_TRAPS = (
    ("A man was shot dead in Vadra.", "The man was shot dead in Vadra."),
    ("A witness saw a man run to the pier.", "A witness saw the man run to the pier, where two men were waiting."),
    ("A woman told police she saw smoke.", "Two neighbours told police they saw smoke."),
    ("A boy of ten was found by two men.", "A boy of ten was found by two fishermen."),
    ("There is no doubt that the wall was weak.", "There are three reasons that the wall was weak."),
    ("A ship was seen off the cape.", "A boat was seen off the cape, two miles out."),
)
_QUALIFIERS = (
    (
        "The wildfire has burned nearly 1,500 acres since Monday.",
        "The wildfire has burned 1,500 acres since Monday.",
        _hedge("nearly 1,500", "1,500"),
    ),
    (
        "At least 18 people were killed in the clashes.",
        "18 people were killed in the clashes.",
        _hedge("at least 18", "18"),
    ),
    (
        "The plant employs 640 people in the valley.",
        "The plant employs about 640 people in the valley.",
        _hedge("640", "about 640"),
    ),
    (
        "More than 200 flights were cancelled at Karsk airport.",
        "Up to 200 flights were cancelled at Karsk airport.",
        _hedge("more than 200", "up to 200"),
    ),
    (
        "The raid freed 46 hostages from the camp.",
        "The raid freed nearly 50 hostages from the camp.",
        figure("toll", "46", "nearly 50"),
    ),
    (
        "An estimated 3,000 marched to the palace.",
        "More than 5,000 marched to the palace.",
        figure("count", "an estimated 3,000", "more than 5,000"),
    ),
    (
        "The repair will cost around $4 million, the mayor said.",
        "The repair will cost $4 million, the mayor said.",
        _hedge("around $4 million", "$4 million"),
    ),
    (
        "At least 30 houses burned down in Lisle.",
        "At least 41 houses burned down in Lisle.",
        figure("count", "30", "41"),
    ),
)
_QUALIFIER_TRAPS = (
    ("About 640 people work in the valley.", "Around 640 people work in the valley."),
    ("The law is about 12 ports on the coast.", "The law covers 12 ports on the coast."),
    ("The bus nearly hit 12 pupils at the gate.", "The bus hit 12 pupils at the gate."),
    ("Some 40 boats left the port at dawn.", "About 40 boats left the port at dawn."),
    ("She walked around 3 islands in a week.", "She walked past 3 islands in a week."),
)
_DENIALS = (
    (
        "Police said the attack in Tarn was terror-related.",
        "Police said the attack in Tarn was not terror-related.",
        _claim("terror-related", "not terror-related"),
    ),
    (
        "The premier said she will resign before the vote.",
        "The premier said she will not resign before the vote.",
        _claim("will resign", "will not resign"),
    ),
    ("The reactor was not damaged by the quake.", "The reactor was damaged by the quake.", _claim("was not", "was")),
    (
        "The union has agreed to the offer.",
        "The union has not agreed to the offer.",
        _claim("has agreed", "has not agreed"),
    ),
    (
        "The ferry can sail in such winds, its owner said.",
        "The ferry cannot sail in such winds, its owner said.",
        _claim("can sail", "cannot sail"),
    ),
    (
        "The suspect did not enter the school, police said.",
        "The suspect entered the school, police said.",
        _claim("did not enter", "entered"),
    ),
    (
        "Schools will be closed on Friday in the county.",
        "Schools won't be closed on Friday in the county.",
        _claim("will be", "won't be"),
    ),
    (
        "Lab tests show that the water is safe to drink.",
        "Lab tests show that the water is not safe to drink.",
        _claim("is safe", "is not safe"),
    ),
    (
        "The pilot had never flown the type before.",
        "The pilot had flown the type before.",
        _claim("had never flown", "had flown"),
    ),
)
_DENIAL_TRAPS = (
    ("The premier will not resign.", "The premier won't resign."),
    ("It is not clear who fired.", "It is unclear who fired."),
    ("The bank did not reply.", "The bank did not immediately reply."),
    ("The mayor could not be reached.", "The mayor could not be reached for comment."),
    (
        "The trial, which began on Monday, is public.",
        "The trial, which began on Monday, is public, but the hearings are not.",
    ),
)
_CHARGES = (
    (
        "Harlan Quist was charged with murder on Tuesday.",
        "Harlan Quist was charged with manslaughter on Tuesday.",
        _claim("murder", "manslaughter"),
    ),
    (
        "She was convicted of fraud by a court in Tarn.",
        "She was convicted of theft by a court in Tarn.",
        _claim("fraud", "theft"),
    ),
    (
        "He was arrested on suspicion of attempted murder.",
        "He was arrested on suspicion of assault.",
        _claim("attempted murder", "assault"),
    ),
    (
        "The jury found Moor guilty of perjury.",
        "The jury found Moor not guilty of perjury.",
        _claim("guilty", "not guilty"),
    ),
    (
        "Two men face charges of kidnapping in Pell.",
        "Two men face charges of robbery in Pell.",
        _claim("kidnapping", "robbery"),
    ),
    (
        "Harlan Quist was charged with fraud on Friday.",
        "Harlan Quist was convicted of fraud on Friday.",
        _claim("charged", "convicted"),
    ),
    (
        "A man from Brae was arrested over the fire.",
        "A man from Brae was released over the fire.",
        _claim("arrested", "released"),
    ),
    (
        "The guard was acquitted of assault in spring.",
        "The guard was convicted of assault in spring.",
        _claim("acquitted", "convicted"),
    ),
)
_CHARGE_TRAPS = (
    ("The murder shocked the town of Brae.", "The killing shocked the town of Brae."),
    ("He was charged with murder on Monday.", "He was charged with murder in court on Monday."),
    ("He was jailed for ten years over the fire.", "He was sentenced to ten years over the fire."),
    ("She wrote a novel about theft and fraud.", "She wrote a novel about fraud and theft."),
)
_CONTRARIES = (
    (
        "The strike was legal, a court said.",
        "The strike was illegal, a court said.",
        _claim("legal", "illegal"),
    ),
    (
        "Police confirmed that a suspect was in custody.",
        "Police denied that a suspect was in custody.",
        _claim("confirmed", "denied"),
    ),
    (
        "The upper house approved the bill on Monday night.",
        "The upper house rejected the bill on Monday night.",
        _claim("approved", "rejected"),
    ),
    (
        "The quake struck 10 km north of the town of Brae.",
        "The quake struck 10 km south of the town of Brae.",
        _claim("north", "south"),
    ),
    (
        "Officials said the water in Pell was safe to drink.",
        "Officials said the water in Pell was unsafe to drink.",
        _claim("safe", "unsafe"),
    ),
    (
        "Shares in the bank rose on Monday after the news.",
        "Shares in the bank fell on Monday after the news.",
        _claim("rose", "fell"),
    ),
)
_CONTRARY_TRAPS = (
    ("Shares rose on Monday and fell on Tuesday.", "Shares fell on Monday and rose on Tuesday."),
    ("The upper house approved the bill on Monday.", "The upper house accepted the bill on Monday."),
    ("The strike at the port began at noon.", "The strike at the port started at noon."),
)
_SCORES = (
    (
        "Sarn Town lead 2-0 at half-time in Pell.",
        "Sarn Town lead 2-1 at half-time in Pell.",
        figure("score", "2-0", "2-1"),
    ),
    (
        "The council rejected the plan by a vote of 7-6.",
        "The council rejected the plan by a vote of 8-5.",
        figure("score", "7-6", "8-5"),
    ),
    (
        "Moor won 6-2, 6-3 in an hour.",
        "Moor won 6-2, 6-4 in an hour.",
        figure("score", "6-3", "6-4"),
    ),
    (
        "Karsk were trailing 0-1 when rain stopped the game.",
        "Karsk were trailing 0-2 when rain stopped the game.",
        figure("score", "0-1", "0-2"),
    ),
    (
        "Tarn Rovers beat Sarn Town 3-1 on Saturday.",
        "Tarn Rovers beat Sarn Town 4-1 on Saturday.",
        figure("score", "3-1", "4-1"),
    ),
    ("The Hawks won 104-98 in overtime.", "The Hawks won 104-99 in overtime.", figure("score", "104-98", "104-99")),
    (
        "The senate passed the bill 52-48 late on Monday.",
        "The senate passed the bill 51-49 late on Monday.",
        figure("score", "52-48", "51-49"),
    ),
    (
        "In a 6-3 ruling, the court struck down the tax.",
        "In a 5-4 ruling, the court struck down the tax.",
        figure("score", "6-3", "5-4"),
    ),
    (
        "Moor lost the first set 6-4 but won the match.",
        "Moor lost the first set 7-5 but won the match.",
        figure("score", "6-4", "7-5"),
    ),
    ("Brae drew 2–2 with Karsk in the cup.", "Brae drew 3–3 with Karsk in the cup.", figure("score", "2–2", "3–3")),
)
_SCORE_TRAPS = (
    (
        "The Boeing 737-800 landed at noon.",
        "The Boeing 737-900 landed at noon.",
    ),
    ("Call 555-0134 for help.", "Call 555-0199 for help."),
    ("Tarn Rovers beat Sarn Town 3-1.", "Tarn Rovers beat Sarn Town 3–1."),
    ("The council voted 9-2 for it.", "The council voted nine to two for it."),
)

CLAIMS: tuple[Pair, ...] = (
    *(reworded(edit("fate", f"{row[0]} → {row[1]}", *row)) for row in _FATES),
    *(reworded(edit("fate trap", f"{row[0]} → {row[1]}", *row)) for row in _FATE_TRAPS),
    *(reworded(edit("count without a number", f"{row[0]} → {row[1]}", *row)) for row in _COUNTS),
    *(reworded(edit("count trap", f"{row[0]} → {row[1]}", *row)) for row in _COUNT_TRAPS),
    *(reworded(edit("qualifier", f"{row[0]} → {row[1]}", *row)) for row in _QUALIFIERS),
    *(reworded(edit("qualifier trap", f"{row[0]} → {row[1]}", *row)) for row in _QUALIFIER_TRAPS),
    *(reworded(edit("denial", f"{row[0]} → {row[1]}", *row)) for row in _DENIALS),
    *(reworded(edit("denial trap", f"{row[0]} → {row[1]}", *row)) for row in _DENIAL_TRAPS),
    *(reworded(edit("charge", f"{row[0]} → {row[1]}", *row)) for row in _CHARGES),
    *(reworded(edit("charge trap", f"{row[0]} → {row[1]}", *row)) for row in _CHARGE_TRAPS),
    *(reworded(edit("contrary", f"{row[0]} → {row[1]}", *row)) for row in _CONTRARIES),
    *(reworded(edit("contrary trap", f"{row[0]} → {row[1]}", *row)) for row in _CONTRARY_TRAPS),
    *(reworded(edit("score", f"{row[0]} → {row[1]}", *row)) for row in _SCORES),
    *(reworded(edit("score trap", f"{row[0]} → {row[1]}", *row)) for row in _SCORE_TRAPS),
)
