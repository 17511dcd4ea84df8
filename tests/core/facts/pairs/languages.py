"""Numbers, quotes and corrections in German, French and Spanish; English rules must tell nothing false of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.core.diff.stories import story
from tests.core.facts.labels import Label, Pair, added, edited, figure, quote
from tracker.model import FactKind, Story

_TEXTS = {
    "de": (
        "Die Stadt Orrin liegt an der Mündung des Tesk unterhalb des alten Leuchtturms.",
        "Am Wochenende soll es regnen, die Fähren zu den Inseln verkehren wie gewohnt.",
    ),
    "fr": (
        "La ville d'Orrin se trouve à l'embouchure du Tesk, au pied de l'ancien phare.",
        "De la pluie est attendue ce week-end, et les ferries circulent normalement.",
    ),
    "es": (
        "La ciudad de Orrin se encuentra en la desembocadura del Tesk, bajo el antiguo faro.",
        "Se esperan lluvias para el fin de semana y los transbordadores navegan con normalidad.",
    ),
}
_EDITS: tuple[tuple[str, str, str, tuple[Label, ...]], ...] = (
    ("de", "Bei dem Brand starben 12 Menschen.", "Bei dem Brand starben 14 Menschen.",
     (figure("toll", "12", "14", "Menschen"),)),
    ("de", "Das Hochwasser forderte 174 Tote.", "Das Hochwasser forderte 177 Tote.",
     (figure("toll", "174", "177", "Tote"),)),
    ("de", "Rund 1.200 Haushalte sind ohne Strom.", "Rund 2.500 Haushalte sind ohne Strom.",
     (figure("count", "1.200", "2.500", "Haushalte"),)),
    ("de", "Die Reparatur kostet 3,5 Millionen Euro.", "Die Reparatur kostet 4,5 Millionen Euro.",
     (figure("money", "3,5", "4,5"),)),
    ("de", "Die Wahlbeteiligung lag bei 54,3 Prozent.", "Die Wahlbeteiligung lag bei 56,1 Prozent.",
     (figure("percent", "54,3", "56,1"),)),
    ("de", "Die Preise stiegen um 7 % in einem Jahr.", "Die Preise stiegen um 9 % in einem Jahr.",
     (figure("percent", "7", "9"),)),
    ("de", "Das Unglück geschah am 4. März vor dem Tor.", "Das Unglück geschah am 5. März vor dem Tor.",
     (figure("date", "4. März", "5. März"),)),
    ("de", "Der 34-jährige Fahrer ist in Haft.", "Der 43-jährige Fahrer ist in Haft.", (figure("age", "34", "43"),)),
    ("de", "Der Notruf kam um 18.40 Uhr aus dem Hafen.", "Der Notruf kam um 18.25 Uhr aus dem Hafen.",
     (figure("time", "18.40", "18.25"),)),
    ("de", "„Wir haben nie gesagt, dass der Damm sicher ist“, sagte Moor.",
     "„Wir haben oft gesagt, dass der Damm sicher ist“, sagte Moor.", (quote("nie gesagt", "oft gesagt"),)),
    ("fr", "L'incendie a fait 12 morts à Tarn.", "L'incendie a fait 15 morts à Tarn.",
     (figure("toll", "12", "15", "morts"),)),
    ("fr", "Au moins 87 personnes ont été blessées.", "Au moins 92 personnes ont été blessées.",
     (figure("toll", "87", "92", "personnes"),)),
    ("fr", "Les travaux coûteront 40 millions d'euros.", "Les travaux coûteront 55 millions d'euros.",
     (figure("money", "40", "55"),)),
    ("fr", "Le taux de chômage atteint 8,1 %.", "Le taux de chômage atteint 8,7 %.",
     (figure("percent", "8,1", "8,7"),)),
    ("fr", "Le vote aura lieu le 4 mars à Karsk.", "Le vote aura lieu le 6 mars à Karsk.",
     (figure("date", "4 mars", "6 mars"),)),
    ("fr", "Un homme de 34 ans a été interpellé.", "Un homme de 36 ans a été interpellé.",
     (figure("age", "34", "36"),)),
    ("fr", "L'alerte a été donnée à 18h40 au port.", "L'alerte a été donnée à 18h25 au port.",
     (figure("time", "18h40", "18h25"),)),
    ("fr", "Quelque 3 000 foyers sont privés d'eau.", "Quelque 4 500 foyers sont privés d'eau.",
     (figure("count", "3 000", "4 500", "foyers"),)),
    ("fr", "« Nous avons toujours dit que le barrage tiendrait », a dit Moor.",
     "« Nous avons souvent dit que le barrage tiendrait », a dit Moor.", (quote("toujours dit", "souvent dit"),)),
    ("es", "El incendio dejó 12 muertos en Tarn.", "El incendio dejó 16 muertos en Tarn.",
     (figure("toll", "12", "16", "muertos"),)),
    ("es", "Unas 1.100 personas resultaron heridas.", "Unas 1.340 personas resultaron heridas.",
     (figure("toll", "1.100", "1.340", "personas"),)),
    ("es", "La obra costará 3,5 millones de euros.", "La obra costará 5,3 millones de euros.",
     (figure("money", "3,5", "5,3"),)),
    ("es", "La participación fue del 61,4 por ciento.", "La participación fue del 62,1 por ciento.",
     (figure("percent", "61,4", "62,1"),)),
    ("es", "La votación será el 4 de marzo en Karsk.", "La votación será el 7 de marzo en Karsk.",
     (figure("date", "4 de marzo", "7 de marzo"),)),
    ("es", "Un hombre de 34 años fue detenido.", "Un hombre de 43 años fue detenido.", (figure("age", "34", "43"),)),
    ("es", "La alarma sonó a las 18:40 en el puerto.", "La alarma sonó a las 18:25 en el puerto.",
     (figure("time", "18:40", "18:25"),)),
    ("es", "La flota tiene 52 barcos en la bahía.", "La flota tiene 53 barcos en la bahía.",
     (figure("count", "52", "53", "barcos"),)),
    ("de", "Die Feuerwehr sucht die Bucht ab.", "Die Feuerwehr suchte die Bucht ab.", ()),
    ("de", "Der Bürgermeister sprach am Abend.", "Der Bürgermeister redete am Abend.", ()),
    ("de", "Es waren zwölf Boote im Hafen.", "Es waren 12 Boote im Hafen.", ()),
    ("de", "Es waren 1200 Boote in der Bucht.", "Es waren 1.200 Boote in der Bucht.", ()),
    ("de", "Ilse Moor eröffnete die Halle.", "Bürgermeisterin Ilse Moor eröffnete die Halle.", ()),
    ("de", "Die Kosten liegen bei 3 Mio. Euro.", "Die Kosten liegen bei 3 Millionen Euro.", ()),
    ("de", "Der Fähre fehlte ein Licht am Bug.", "Der Fähre fehlte eine Lampe am Bug.", ()),
    ("fr", "Il y avait douze bateaux au port.", "Il y avait 12 bateaux au port.", ()),
    ("fr", "Le maire parle aux habitants.", "Le maire a parlé aux habitants.", ()),
    ("fr", "Le taux est de 8,1 %.", "Le taux est de 8,1%, selon le ministère.", ()),
    ("es", "Había doce barcos en el puerto.", "Había 12 barcos en el puerto.", ()),
    ("es", "El alcalde habla con los vecinos.", "El alcalde habló con los vecinos.", ()),
)  # fmt: skip
_CORRECTIONS = (
    ("de", "Korrektur: In einer früheren Version hieß es, der Turm sei 90 Meter hoch."),
    ("de", "Anmerkung der Redaktion: In einer früheren Fassung dieses Artikels stand ein falscher Name. "
     "Wir haben das korrigiert."),
    ("de", "Berichtigung: Die Fähre sank am Dienstag."),
    ("fr", "Correction : une version précédente de cet article donnait un âge erroné."),
    ("fr", "Rectificatif : le bateau a coulé mardi et non lundi."),
    ("es", "Corrección: una versión anterior de este artículo daba una edad equivocada."),
    ("es", "Fe de errores: el barco se hundió el martes y no el lunes."),
)  # fmt: skip


def _around(language: str, *middle: str) -> Story:
    above, below = _TEXTS[language]
    return replace(story(above, *middle, below, headline="Orrin"), language=language)


def _edits() -> Iterator[Pair]:
    for language, before, after, labels in _EDITS:
        yield Pair(
            family=f"language {language}",
            name=f"{before} → {after}",
            before=_around(language, before),
            after=_around(language, after),
            told=(*labels, edited()),
            loose=True,
        )


def _corrections() -> Iterator[Pair]:
    for language, note in _CORRECTIONS:
        before, above, below = _around(language), *_TEXTS[language]
        after = replace(story(above, below, note, headline="Orrin"), language=language)
        told = (Label(kind=FactKind.CORRECTION_ADDED, after=note if "Redaktion" not in note else ""), added())
        # "Anmerkung der Redaktion" is an editor's note too.
        pair = Pair(family=f"language {language}", name=note, before=before, after=after, told=told, loose=True)
        yield replace(pair, free=frozenset({FactKind.NOTE_ADDED}))


LANGUAGES: tuple[Pair, ...] = (*_edits(), *_corrections())
