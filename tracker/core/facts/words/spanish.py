"""Spanish: data."""

from __future__ import annotations

import re

from tracker.core.facts.words.vocabulary import NotePatterns, Words
from tracker.core.text.equality import STAMP_WORDS

_UNIT_NAMES = """
cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho
diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve
"""
_TEN_NAMES = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_HUNDREDS = "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
_ORDINAL_NAMES = "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo"
_MONTH_NAMES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_DAY_NAMES = "lunes martes miércoles jueves viernes sábado domingo"
_DATE_LEADS = "en desde hasta antes después durante principios mediados finales año años de del el hacia entre y"
_PEOPLE = """
persona personas hombre hombres mujer mujeres niño niños niña niñas soldado soldados militar militares policía policías
agente agentes civil civiles obrero obreros trabajador trabajadores bombero bomberos pasajero pasajeros alumno alumnos
estudiante estudiantes paciente pacientes vecino vecinos sospechoso sospechosos cuerpo cuerpos
"""
_CLAUSE_ENDS = "y e pero mientras cuando donde que tras antes después"
_NOUN_ENDS = """
el la los las un una unos unas de del y o e pero con por para en sobre es son era eran fue fueron ha han había no que
se su sus al a lo como según tras antes después desde hasta contra sin bajo entre cuando donde más menos ya también
resultaron resultó quedaron quedó siguen sigue permanecen permanece
"""
_UNITS = (
    {name: number for number, name in enumerate(_UNIT_NAMES.split())}
    | {name: 100 * number for number, name in enumerate(_HUNDREDS.split(), start=2)}
    | {f"{name[:-2]}as": 100 * number for number, name in enumerate(_HUNDREDS.split(), start=2)}
    | {"cien": 100, "ciento": 100, "mil": 1_000, "un": 1, "una": 1, "veintiún": 21}
)
_MEASURES = """
año años mes meses semana semanas día días hora horas minuto minutos segundo
segundos kilómetro kilómetros km metro metros hectárea hectáreas grado grados
"""
_TOLL = re.compile(
    r"\b(?:(?P<dead>muert[oa]s?|fallecid[oa]s?|murieron|murió|asesinad[oa]s?|cadáver(?:es)?|decesos?)"
    r"|(?P<hurt>herid[oa]s?|lesionad[oa]s?|hospitalizad[oa]s?)|(?P<missing>desaparecid[oa]s?)"
    r"|(?P<held>detenid[oa]s?|arrestad[oa]s?|detenciones)|(?P<saved>supervivientes?|sobrevivientes?|rescatad[oa]s?)"
    r"|víctimas?|contagiad[oa]s?|infectad[oa]s?|evacuad[oa]s?|rehenes|desplazad[oa]s?)\b",
    re.IGNORECASE,
)
_HEDGES = {
    "presunto": "presunt",
    "presunta": "presunt",
    "presuntos": "presunt",
    "presuntas": "presunt",
    "presuntamente": "presunt",
    "supuesto": "supuest",
    "supuesta": "supuest",
    "supuestos": "supuest",
    "supuestas": "supuest",
    "supuestamente": "supuest",
    "aparentemente": "aparent",
}
_CORRECTION = re.compile(
    r"^\W*(?:(?:corrección|rectificación|fe de (?:erratas?|errores))\s*(?::|—|–|-|\(|\d)"
    r"|(?:en )?una versión (?:anterior|previa|inicial)\b|la versión anterior\b"
    r"|(?:este|esta) (?:artículo|noticia|nota|titular|texto)[^.]{0,60}\b(?:corregid[oa]|rectificad[oa])\b)",
    re.IGNORECASE,
)
_CLARIFICATION = re.compile(r"^\W*(?:aclaración|precisión)\s*(?::|—|–|-|\()", re.IGNORECASE)
_EDITORS_NOTE = re.compile(r"^\W*nota (?:del editor|de la redacción|de redacción)\b", re.IGNORECASE)
_UPDATE = re.compile(
    r"^\W*(?:actualiza(?:do|da|ción)\s*(?::|—|–|\(|el \d|a las \d)"
    r"|(?:este|esta) (?:artículo|noticia|nota|página|texto|información) (?:ha sido|fue|se ha) "
    r"(?:actualizad[oa]|ampliad[oa]))",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\bhabrá ampliación\b|^\W*(?:noticia|información) en (?:desarrollo|ampliación|actualización)\b"
    r"|\b(?:artículo|nota|noticia|información) se (?:está|irá) (?:actualizando|ampliando)"
    r"|^\W*(?:en breve,? más información|más información en breve|en breve ampliaremos)\b",
    re.IGNORECASE,
)
_BOILERPLATE = """
corrección corregido corregida rectificación rectificado fe erratas errores aclaración versión anterior previa inicial
artículo noticia nota titular texto decía dijo indicaba afirmaba señalaba error errores erróneo errónea erróneamente
incorrecto incorrecta incorrectamente equivocado nombre nombres edad fecha día número cifra balance y no sino era eran
fue son es se que el la los las un una de del en este esta esto su sus por en lugar
"""
_NATURES = {
    "cita": "quote",
    "año": "date",
    "nombre": "name",
    "nombres": "name",
    "edad": "age",
    "fecha": "date",
    "día": "date",
    "número": "number",
    "cifra": "number",
    "balance": "number",
    "importe": "number",
}
_TITLES = "señor señora don doña dr dra presidente presidenta ministro ministra alcalde rey reina papa"
_NO_NAMES = """
el la los las un una de del y o en con por para según tras antes después cuando si lo su sus al a este esta lunes martes
miércoles jueves viernes sábado domingo gobierno estado
"""

SPANISH = Words(
    language="es",
    units=_UNITS,
    tens={name: 10 * number for number, name in enumerate(_TEN_NAMES.split(), start=3)},
    scales={
        "cientos": 100,
        "centenar": 100,
        "centenares": 100,
        "mil": 1_000,
        "millar": 1_000,
        "millón": 1_000_000,
        "millones": 1_000_000,
        "docena": 12,
        "decena": 10,
        "veintena": 20,
        "treintena": 30,
    },
    ordinals={name: number for number, name in enumerate(_ORDINAL_NAMES.split(), start=1)}
    | {f"{name[:-1]}a": number for number, name in enumerate(_ORDINAL_NAMES.split(), start=1)}
    | {"primer": 1, "tercer": 3},
    ordinal_ends=frozenset(("º", "ª", "er")),
    decimal=",",
    joiner="y",
    ones=frozenset(("un", "una", "uno")),
    agreeing={"han": "ha", "son": "es", "están": "está", "fueron": "fue", "murieron": "murió", "eran": "era"},
    articles=frozenset(("un", "una")),
    before_pronoun=frozenset(("cada", "ningún", "ninguna")),
    range_words=frozenset(("a",)),
    range_ands=frozenset(("y",)),
    between=frozenset(("entre",)),
    change_from=frozenset(("de",)),
    percent=frozenset(("%",)),
    percent_pairs=frozenset((("por", "ciento"), ("por", "cien"))),
    money={"euro": "€", "euros": "€", "€": "€", "dólar": "$", "dólares": "$", "pesos": "$", "libras": "£"},
    purposes=frozenset(("en",)),
    of="de",
    months={name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)} | {"setiembre": 9},
    weekdays={name: number for number, name in enumerate(_DAY_NAMES.split(), start=1)},
    date_leads=frozenset(_DATE_LEADS.split()),
    day_month=frozenset(("de",)),
    capital_days=False,
    clock_words=frozenset(("horas", "h")),
    age_behind=frozenset((("años", "de", "edad"),)),
    measures_before=frozenset(("magnitud", "categoría", "nivel", "fase")),
    years=frozenset(("año", "años")),
    measures=frozenset(_MEASURES.split()),
    people=frozenset(_PEOPLE.split()),
    rough={"decenas": 10, "docenas": 12, "cientos": 100, "centenares": 100, "miles": 1_000},
    part_of=frozenset(("de",)),
    skipped_before_noun=frozenset(("otros", "otras", "más", "nuevos", "nuevas", "de", "otro", "otra")),
    noun_ends=frozenset(_NOUN_ENDS.split()),
    clause_ends=frozenset(_CLAUSE_ENDS.split()),
    toll=_TOLL,
    capitals=True,
    hedges=_HEDGES,
    titles=frozenset(_TITLES.split()),
    no_names=frozenset(_NO_NAMES.split()),
    notes=NotePatterns(
        correction=_CORRECTION,
        clarification=_CLARIFICATION,
        editors_note=_EDITORS_NOTE,
        update=_UPDATE,
        notice=_NOTICE,
        stamp=re.compile(rf"^\W*{STAMP_WORDS}", re.IGNORECASE),
        boilerplate=frozenset(_BOILERPLATE.split()),
        made=frozenset(("corregido", "corregida", "rectificado", "rectificada", "actualizado", "publicado")),
        natures=_NATURES,
    ),
)
