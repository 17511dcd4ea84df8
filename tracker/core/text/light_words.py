"""Words that say little about what a text is about: data, lower case, several languages together."""

from __future__ import annotations

_BY_LANGUAGE = {
    "English": """
        a an the of to in on at for and or but with by from as is are was were be been it its that this he she they his
        her their has have had will would not said says who which after over into about s
        t
    """,
    "German": """
        der die das den dem des ein eine einen einem einer und oder aber mit von zu im am auf für ist sind war nicht
        sich
        es er sie wir dass hat haben wurde werden nach bei aus
    """,
    "French": """
        le la les un une des du de et ou mais avec par pour dans sur est sont été ne pas que qui il elle ils se ce cette
        au aux en l d
    """,
    "Spanish, Portuguese, Italian": """
        el los las una unos y o pero con por para sobre es son fue no lo que se su sus del al em um uma os as e do da
        dos
        não com
        il lo gli di che per non è sono della dei
    """,
    "Dutch": """
        het een van ik je dat niet op te zijn met voor er
    """,
    "Russian, Ukrainian": """
        и в во не на с со что как по к за от из у о об это та те
    """,
}

LIGHT_WORDS = frozenset(" ".join(_BY_LANGUAGE.values()).split())
