"""The words by which a page says that it will change, by language: data, for the marker and the notices.

`SEEN` were met on real pages; `UNVERIFIED` come from general knowledge of the language and wait for a page.
"""

from __future__ import annotations

import re
from functools import lru_cache

SEEN: dict[str, tuple[str, ...]] = {
    "en": (
        r"this is (?:a |an )?(?:breaking|developing|ongoing)(?: news?| new)? (?:story|situation|event)",
        r"(?:breaking|developing) (?:news )?story[^.]{0,40}(?:updat|more|stay|check|refresh)",
        (
            r"(?:this|the|our) (?:breaking |developing )?(?:news )?(?:story|article|page|post|report|"
            r"copy) (?:will|is going to) (?:continue to )?be (?:\w+ly )?updated"
        ),
        r"(?:details|information|updates|more) (?:to come|to follow)\W*$",
        r"this is a live ?blog",
    ),
    "de": (
        (
            r"(?:artikel|text|meldung|beitrag|bericht|seite|nachricht|newsblog|ticker) wird "
            r"(?:(?:fort)?laufend|ständig|weiter|stetig|regelmäßig)? ?(?:aktualisiert|ergänzt)"
        ),
    ),
    "es": (r"habrá ampliación", r"noticia en desarrollo"),
    "ru": (r"новость (?:дополняется|обновляется)",),
}
UNVERIFIED: dict[str, tuple[str, ...]] = {
    "en": (
        (
            r"(?:this|the) (?:story|article|situation) (?:is|remains) (?:still )?(?:developing|breaking|"
            r"unfolding|being updated)"
        ),
        r"more (?:details |information |updates )?(?:to follow|to come|follows?)(?:\W*$|[.!])",
        r"(?:updates?|details) to follow",
        r"(?:check|come) back (?:here |soon |later )*for (?:updates|more|the latest|details)",
        r"refresh (?:this page )?for (?:the latest|updates)",
        r"we will (?:update|be updating) this (?:story|article|page) (?:as|with)",
    ),
    "de": (
        r"weitere (?:informationen|infos|details|einzelheiten)(?: in kürze)? folgen",
        r"mehr (?:informationen |dazu |details )?in kürze|in kürze mehr|mehr (?:folgt|in wenigen minuten)",
        r"eilmeldung[^.]{0,60}(?:folgt|folgen|mehr)",
    ),
    "fr": (
        r"plus d.(?:informations?|infos|détails) (?:à (?:venir|suivre)|dans (?:quelques|un instant))",
        (
            r"article (?:en cours de (?:rédaction|mise à jour)|(?:sera|est) (?:régulièrement )?(?:mis à "
            r"jour|actualisé|complété))"
        ),
        r"développements? à suivre|(?:cet article|cette page) va être (?:mis|actualisé|complété)",
    ),
    "es": (
        r"(?:información|nota|noticia) en (?:ampliación|actualización|progreso|desarrollo)",
        r"en breve,? (?:más información|ampliaremos)|ampliaremos (?:la )?(?:información|noticia)",
        r"(?:artículo|nota|noticia|información) se (?:está|irá) (?:actualizando|ampliando)",
    ),
    "pt": (
        r"(?:notícia|matéria|reportagem|texto|artigo) em (?:atualização|desenvolvimento|apuração)",
        r"(?:reportagem|matéria|notícia) (?:está sendo|será|vai ser) atualizada",
        r"mais informações em (?:instantes|breve|atualização)|aguarde mais informações",
    ),
    "it": (
        r"(?:notizia|articolo|pezzo) in (?:corso di )?aggiornamento",
        r"segu(?:e|ono) aggiornament[io]",
        r"\(in aggiornamento\)|^\W*in aggiornamento\W*$",
    ),
    "nl": (
        r"(?:artikel|bericht|nieuws|verhaal) wordt (?:verder )?(?:aangevuld|bijgewerkt|geüpdatet)",
        r"meer (?:informatie |info )?volgt",
    ),
    "sv": (r"(?:artikeln|texten|nyheten) (?:kommer att )?uppdateras",),
    "no": (r"(?:saken|artikkelen) (?:blir |vil bli )?oppdater(?:es|t)|vi oppdaterer saken",),
    "da": (r"(?:artiklen|nyheden|historien) (?:bliver )?opdateres|mere følger",),
    "fi": (r"(?:uutista|juttua|artikkelia) (?:päivitetään|täydennetään)|(?:juttu|uutinen) päivittyy",),
    "is": (r"fréttin (?:verður|er) uppfærð",),
    "pl": (
        r"więcej (?:informacji )?wkrótce|wkrótce więcej (?:informacji)?",
        r"(?:artykuł|materiał|tekst) (?:jest |będzie )(?:na bieżąco )?aktualizowany",
    ),
    "cs": (r"(?:zprávu|článek|text) (?:průběžně )?(?:aktualizujeme|doplňujeme)|podrobnosti připravujeme",),
    "uk": (r"(?:новина|матеріал|текст) (?:доповнюється|оновлюється|буде (?:доповнен|оновлен)\w*)",),
    "ru": (
        r"(?:материал|текст|сообщение|информация) (?:дополняется|обновляется|будет (?:дополнен|обновл)\w*)",
        r"подробности (?:позже|позднее|следуют|в ближайшее время)",
    ),
    "tr": (r"haber(?:imiz)? güncellen(?:iyor|ecek)|(?:ayrıntılar|detaylar) (?:birazdan|geliyor)",),
    "ar": (r"التفاصيل (?:لاحق|بعد قليل)", r"الخبر (?:قيد التحديث|يتبع)"),
    "fa": (r"این خبر (?:تکمیل|به‌?روز) می", r"خبر در حال تکمیل"),
    "he": (r"(?:הידיעה|הכתבה) (?:מתעדכנת|תתעדכן)|פרטים נוספים בהמשך",),
    "ja": (r"(?:随時|適宜)(?:更新|追記)(?:します|して)|続報(?:が入り|をお伝え)|詳しい情報が入り次第",),
    "ko": (r"(?:자세한|상세) (?:내용|소식)(?:은|이)? (?:곧|추후)|(?:기사|내용)(?:는|을)? 업데이트 (?:중|예정)",),
    "zh": (r"(?:持续|持續|滚动|滾動)更新(?:中)?|稍后(?:更新|报道)|详情稍后",),
    "hi": (r"(?:खबर|ख़बर) (?:लगातार )?अपडेट (?:हो|की जा)",),
    "th": (r"ข่าวนี้(?:จะมีการ|จะ|กำลัง|ยัง)?(?:อัปเดต|อัพเดต|อัปเดท)|ติดตามรายละเอียดต่อไป",),
    "id": (r"(?:berita|artikel) ini (?:akan|masih)(?: terus)? (?:diperbarui|dikembangkan|di-?update)",),
    "vi": (r"(?:đang|tiếp tục|sẽ) (?:được )?cập nhật(?: liên tục| tiếp)?\W*$",),
    "el": (r"περισσότερα σε λίγο|(?:η είδηση|το άρθρο) ενημερώνεται",),
    "hu": (r"(?:cikkünk|hírünk) (?:folyamatosan )?frissül",),
    "ro": (r"[șs]tire (?:în|in) curs de actualizare|(?:știrea|articolul) se actualizează",),
    "ca": (r"notícia en (?:actualització|ampliació)|hi haurà ampliació",),
}
VETOES = (
    r"(?:was|were|has been|have been|had been) (?:last )?updated|wurde (?:zuletzt )?(?:aktualisiert|ergänzt)",
    r"will update (?:this|the|our) (?:story|article|post|piece|report) (?:if|when|should|once)",
    r"\bif (?:we|they|he|she|it|\w+) (?:respond|hear|repl|receiv|comment)",
    r"more to (?:follow|come) (?:by|in|on|next|before|throughout|this|from)|there.s more to come|never had to",
    (
        r"(?:breaking|developing) (?:news )?stor(?:y|ies) (?:about|of|in|for|on)\b|cover(?:s|ing|ed|age "
        r"of)? (?:breaking|developing)"
    ),
    r"breaking news (?:reporter|editor|alerts?|desk|team|e-?mails?|app|producer|newsletter|notifications?)",
)
HEADLINE_PREFIX = (
    r"breaking(?: news)?|developing(?: story)?|just in|live(?: updates| blog)?|live-?(?:blog|ticker)|"
    r"news-?blog|eil(?:meldung)?|urgente?|última hora|en direct|direct|en vivo|en directo"
    r"|ao vivo|ao minuto|in diretta|diretta|ultim.ora|son dakika|flash info|alerte info|pilne|na żywo|"
    r"срочно|молния|терміново|عاجل|速報|속보|突发|突發|快讯|快訊|מבזק"
)
HEADLINE_ANYWHERE = (
    r"\blive ?-?(?:blog|ticker)\b|\blive updates\b|\bnews-?(?:blog|ticker)\b|\w-ticker:|\+\+\+ .{5,80} "
    r"\+\+\+|minuto a minuto|minute par minute"
)
LABEL = HEADLINE_PREFIX + r"|direktrapport|即時|live news|breaking story|developing now"

# Each phrase holds one of these: looking for them first is thirty times quicker than trying every phrase.
CUE_LINE = (
    "updat|develop|breaking|ongoing|more|to follow|to come|check back|come back|refresh|live|unfold|"
    "situation|aktualisiert|ergänzt|folg|kürze|wenigen minuten|plus d|en cours|mis à jour|mise à jour|"
    "actualis|complété|suivre|ampliac|desarrollo|actualiz|ampli|progreso|en breve|atualiza|"
    "desenvolvimento|apuração|mais informa|aggiornament|aangevuld|bijgewerkt|geüpdatet|volgt|uppdater|"
    "oppdater|opdater|følger|päivit|täydenn|uppfærð|wkrótce|aktualizowany|aktualizujeme|doplňujeme|"
    "připravujeme|доповню|оновлю|доповнен|оновлен|дополня|обновля|дополнен|обновл|подробности|güncellen|"
    "birazdan|geliyor|التفاصيل|الخبر|خبر|מתעדכנת|תתעדכן|פרטים נוספים|更新|追記|続報|情報が入り|"
    "곧|추후|업데이트|报道|稍后|"
    "अपडेट|อัปเด|อัพเด|รายละเอียด|diperbarui|dikembangkan|cập nhật|περισσότερα|ενημερώνεται|frissül|actualizare|haurà"
)
CUES = tuple(CUE_LINE.split("|"))

PROMISE = re.compile(
    "|".join(f"(?:{phrase})" for table in (SEEN, UNVERIFIED) for phrases in table.values() for phrase in phrases),
    re.IGNORECASE,
)
VETO = re.compile("|".join(f"(?:{phrase})" for phrase in VETOES), re.IGNORECASE)
PREFIX = re.compile(
    rf"^[\W_]*(?:{HEADLINE_PREFIX})\s?(?:[:|–—\]】»]|-\s|\s-|\+\+\+)|^\W*(?:【速報】|\[속보\])|{HEADLINE_ANYWHERE}",
    re.IGNORECASE,
)
LABEL_LINE = re.compile(rf"\W*(?:{LABEL})\W*", re.IGNORECASE)
LONGEST_PROMISE = 320


@lru_cache(maxsize=8192)
def promise_in(text: str) -> str:
    """Give the words of a block that promise updates; empty where none do, or where a veto stands beside them."""
    if len(text) > LONGEST_PROMISE:
        return ""
    lower = text.lower()
    if not any(cue in lower for cue in CUES):
        return ""
    found = PROMISE.search(text)
    return found.group() if found and not VETO.search(text) else ""
