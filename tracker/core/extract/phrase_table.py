"""The wordings by which newsrooms say that a text will change, language by language: data, nothing else.

Each entry is a regular expression, met without regard to letter case in one block of text of at most 320 characters.
Add a phrase to `seen` when you have read it on a real page, to `unverified` when you know the language; give it one
of the language's `cues`, or add one; write a sentence that it must find into the tests.
"""

from __future__ import annotations

from dataclasses import dataclass

# Where a sentence begins and where it ends: "more to come" is a notice by itself and none inside of a sentence.
START = r"(?:^|[.!?…:;|–—(\[*+-])\W{0,3}"
END = r"(?=\W*$|\W{0,2}[.!?…)\]])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The wordings of one language.

    Attributes:
        language: a BCP 47 tag.
        cues: in lower case; every text that one of the phrases matches holds one of them, which is quicker to ask.
        seen: met on a real page; `unverified` come from general knowledge of the language and wait for a page.
        vetoes: wordings beside which nothing is a promise.
        ended: wordings by which a live page says that it is over.
    """

    language: str
    cues: tuple[str, ...]
    seen: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()


ENGLISH = Phrases(
    language="en",
    cues=(
        *(
            "updat",
            "develop",
            "breaking",
            "ongoing",
            "more",
            "to follow",
            "to come",
            "check back",
            "come back",
            "refresh",
        ),
        *("live blog", "liveblog", "unfold", "follows", "will follow", "the latest"),
    ),
    seen=(
        r"this is (?:a |an )?(?:breaking|developing|ongoing)(?: news?| new)? (?:story|situation|event)",
        r"(?:breaking|developing) (?:news )?story[^.]{0,40}(?:updat|more|stay|check|refresh)",
        r"(?:this|the|our) (?:breaking |developing )?(?:news )?(?:story|article|page|post|report|copy) "
        r"(?:will|is going to) (?:continue to )?be (?:\w{1,20}ly )?updated",
        rf"{START}(?:details|information|updates|more) (?:to come|to follow){END}",
        r"this is a live ?blog",
    ),
    unverified=(
        r"(?:this|the) (?:breaking )?(?:news )?(?:story|article|page) (?:is|remains) (?:still )?"
        r"(?:developing|breaking|unfolding|being updated)",
        rf"{START}(?:more |further )?(?:details |information |updates )?(?:to follow|to come|follows|will follow)"
        rf"(?: shortly| soon)?{END}",
        r"check back (?:here |soon |later |often |regularly |frequently |throughout the day ){0,3}for "
        r"(?:more )?(?:updates|the latest|details|developments|information)",
        rf"check back (?:here |soon |later |often |regularly ){{0,3}}for more{END}",
        r"come back (?:here |soon |later ){1,3}for (?:updates|the latest|more details)",
        r"refresh (?:this |the )?(?:page )?for (?:the (?:latest|fullest)|updates)",
        r"we (?:will|are) (?:update|be updating|updating) this (?:story|article|page)",
        r"we(?:'|’)(?:ll|re) (?:update|be updating|updating) this (?:story|article|page)",
        r"we(?:'|’| wi)ll (?:bring|have) (?:you )?(?:more|updates|the latest) (?:on this |information |details )?"
        r"(?:as |when |soon|shortly)",
        r"more on this (?:breaking )?(?:news )?(?:story )?(?:shortly|soon|to follow|as we get it)",
    ),
    vetoes=(
        r"(?:was|were|has been|have been|had been) (?:last )?updated",
        r"updat(?:e|ed|ing)\b[^.]{0,40}\b(?:if|should)\b",
        r"updat(?:e|ed|ing)\b[^.]{0,40}\b(?:when|once)\b[^.]{0,50}(?:respon|repl(?:y|ies)|comment|hears? back|"
        r"statement)",
        r"\bif (?:we|they|he|she|it|\w{1,20}) (?:respond|hear|repl|receiv|comment)",
        r"updated (?:annually|yearly|monthly|quarterly|weekly|every (?:year|month|quarter|week)|each (?:year|month))",
        r"more to (?:follow|come) (?:by|in|on|next|before|throughout|this|from)|there.s more to come|never had to",
        r"(?:breaking|developing) (?:news )?stor(?:y|ies) (?:about|of|in|for|on)\b",
        r"cover(?:s|ing|ed|age of)? (?:breaking|developing)",
        r"breaking news (?:reporter|editor|alerts?|desk|team|e-?mails?|app|producer|newsletter|notifications?)",
        r"\b(?:sign up|subscribe|receive|turn on|never miss|get)\b[^.]{0,40}(?:breaking|developing|updates)",
        r"(?:situation|event)\b[^.]{0,60}\b(?:said|told|says|added|according to)\b",
    ),
    ended=(
        r"(?:this|our|the) (?:live ?-?blog|live coverage|live page|live feed|live updates) (?:is|are|has|have)"
        r"(?: now| been| come to an)? (?:closed|closing|ended|end|ending|finished|concluded|over)\b",
        r"we(?:'|’| a)re (?:now )?(?:closing|ending|wrapping up) (?:this|our) live",
    ),
)
GERMAN = Phrases(
    language="de",
    cues=("aktualisier", "ergänzt", "folg", "kürze", "wenigen minuten", "live", "ticker", "newsblog", "eilmeldung"),
    seen=(
        r"(?:artikel|text|meldung|beitrag|bericht|seite|nachricht|newsblog|ticker) wird (?:derzeit |gerade )?"
        r"(?:(?:fort)?laufend|ständig|weiter|stetig|regelmäßig|kontinuierlich|in kürze|im laufe des tages)? ?"
        r"(?:aktualisiert|ergänzt)",
    ),
    unverified=(
        rf"weitere (?:informationen|infos|details|einzelheiten)(?: in kürze)? folgen(?: in kürze)?{END}",
        rf"{START}mehr (?:informationen |dazu |details )?in kürze{END}",
        rf"{START}in kürze mehr(?: dazu| informationen)?{END}|{START}mehr (?:folgt|in wenigen minuten){END}",
        r"eilmeldung[^.]{0,60}(?:folgt|folgen|mehr)",
        r"wir aktualisieren (?:diesen|den) (?:artikel|text|beitrag)|wir aktualisieren diese (?:meldung|seite)",
    ),
    vetoes=(
        r"wurde (?:zuletzt )?(?:aktualisiert|ergänzt)",
        r"(?:aktualisiert|ergänzt),? (?:falls|wenn|sobald)[^.]{0,50}(?:antwort|stellung|äußer|reagier)",
    ),
    ended=(
        r"(?:live-?blog|live-?ticker|ticker|newsblog) (?:ist|wird|wurde|endet) ?(?:nun |hiermit |jetzt |hier )?"
        r"(?:beendet|geschlossen|zu ende|an dieser stelle)",
        r"wir beenden (?:den|diesen|unseren) (?:live|ticker|newsblog)",
    ),
)
FRENCH = Phrases(
    language="fr",
    cues=("plus d", "en cours", "mis à jour", "mise à jour", "actualis", "complété", "suivre", "direct", "live"),
    unverified=(
        r"plus d.(?:informations?|infos|détails) (?:à (?:venir|suivre)|dans (?:quelques|un instant))",
        r"article (?:est )?en cours de (?:rédaction|mise à jour|d.écriture)",
        r"(?:cet|notre) article (?:sera|est|va être) (?:régulièrement )?(?:mis à jour|actualisé|complété)",
        r"cette page (?:sera|est|va être) (?:régulièrement )?(?:mise à jour|actualisée|complétée)",
        rf"(?:développements?|informations?) à suivre{END}|nous actualisons cet article",
    ),
    vetoes=(
        r"(?:a|ont) été (?:mis|actualis|complét)",
        r"(?:mis à jour|actualisé|complété) (?:si|dès que|lorsque)[^.]{0,50}(?:répon|réag|réaction)",
    ),
    ended=(
        r"(?:ce|le|notre) (?:direct|live) (?:est|est désormais|est maintenant) (?:terminé|clos|fini)",
        r"fin (?:de ce|du|de notre) (?:direct|live)",
    ),
)
SPANISH = Phrases(
    language="es",
    cues=("ampliación", "desarrollo", "actualiz", "ampli", "progreso", "en breve", "directo", "minuto a minuto"),
    seen=(r"habrá ampliación", rf"noticia en desarrollo{END}"),
    unverified=(
        rf"(?:información|nota|noticia) en (?:ampliación|actualización|progreso|desarrollo){END}",
        rf"en breve,? (?:más información|ampliaremos)|más información en breve{END}|ampliaremos (?:la |esta )?"
        r"(?:información|noticia)",
        r"(?:artículo|nota|noticia|información) se (?:está|irá) (?:actualizando|ampliando)",
    ),
    vetoes=(r"(?:fue|ha sido) actualizad|se actualizó", r"actualizar(?:á|emos)[^.]{0,40}\bsi\b"),
    ended=(
        r"(?:el|este|nuestro) (?:directo|minuto a minuto) (?:ha )?(?:terminado|finalizado|concluido|termina|finaliza)",
        r"cerramos (?:este|el|nuestro) directo",
    ),
)
PORTUGUESE = Phrases(
    language="pt",
    cues=("atualiza", "desenvolvimento", "apuração", "mais informa", "direto", "ao vivo"),
    unverified=(
        rf"(?:notícia|matéria|reportagem|texto|artigo) (?:ainda )?em (?:atualização|desenvolvimento|apuração){END}",
        r"(?:reportagem|matéria|notícia) (?:está sendo|será|vai ser) atualizada",
        rf"mais informações (?:em (?:instantes|breve|atualização)|a seguir){END}|aguarde mais informações",
    ),
    vetoes=(r"(?:foi|foram) atualizad", r"atualizada (?:se|caso)\b"),
    ended=(r"(?:este|o|nosso) (?:direto|ao vivo|liveblog) (?:terminou|acabou|foi encerrado|chegou ao fim)",),
)
ITALIAN = Phrases(
    language="it",
    cues=("aggiornament", "diretta"),
    unverified=(
        r"(?:notizia|articolo|pezzo) (?:è )?in (?:corso di |continuo )?aggiornamento",
        rf"{START}segu(?:e|ono) aggiornament[io]",
        r"\(in aggiornamento\)|^\W*in aggiornamento\W*$",
    ),
    vetoes=(r"è stat[oa] aggiornat",),
    ended=(r"(?:la|questa|nostra) diretta (?:finisce|termina|è (?:conclusa|terminata|finita))",),
)
