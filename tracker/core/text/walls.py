"""Words by which a page says that it is no article but something that stands before one."""

from __future__ import annotations

import re

CONSENT = re.compile(
    r"before you continue|we (?:and our (?:\d+ )?partners )?(?:value|care about|respect) your privacy|"
    r"we use cookies|(?:accept|reject|manage) (?:all )?(?:cookies|and continue|preferences)|cookie "
    r"(?:consent|settings|preferences)"
    r"|consent to (?:the use|our)|your privacy (?:choices|is important)|store and/or access "
    r"information on a device|wir benötigen ihre (?:zustimmung|einwilligung)|(?:alle )?(?:cookies "
    r")?akzeptieren|weiter mit werbung|mit werbung (?:weiterlesen|lesen)|pur-?abo"
    r"|nous respectons votre vie privée|accepter et continuer|continuer sans accepter|aceptar y "
    r"continuar|su privacidad|valoramos (?:su|tu) privacidad|accetta (?:e continua|tutti)|la tua "
    r"privacy|aceitar (?:e continuar|todos)|accepteer (?:alle|cookies)",
    re.IGNORECASE,
)
PAYWALL = re.compile(
    r"(?:subscribe|sign up|register|log ?in|sign in) (?:now |today |for free )?to (?:continue|keep|"
    r"read|unlock|access|view)|(?:continue|keep) reading (?:this (?:article|story) )?(?:with|for|by)|"
    r"to (?:continue|keep) reading|already (?:a|an) (?:subscriber|member)|(?:this|the) (?:article|"
    r"story|content) is (?:for|only available to|exclusive to|reserved for|available to) (?:our "
    r")?(?:paying |registered |premium )?(?:subscribers|members)"
    r"|subscribers? only|(?:you(?:'|’)ve|you have) (?:reached|read) (?:your|all)|free articles? "
    r"(?:left|remaining|this month)|unlock (?:this|the) (?:article|story)|become a (?:subscriber|"
    r"member) to (?:read|continue)|start your (?:free )?trial"
    r"|weiterlesen mit|jetzt (?:abonnieren|freischalten|weiterlesen)|(?:dieser|der) (?:artikel|"
    r"inhalt) ist (?:nur )?für (?:abonnenten|abonnent)|exklusiv für abonnenten|réservé (?:à nos|aux) "
    r"abonnés|il vous reste \d+ ?%|(?:pour )?lire la suite|contenido exclusivo para suscriptores|"
    r"suscríbe(?:te|ase) para (?:seguir|continuar)"
    r"|(?:articolo|contenuto) riservato agli abbonati|abbonati per (?:leggere|continuare)|exclusivo "
    r"para assinantes|conteúdo exclusivo|alleen voor abonnees|endast för prenumeranter|kun for "
    r"abonnenter|tylko dla subskrybentów|доступн\w+ только подписчикам",
    re.IGNORECASE,
)
BOT = re.compile(
    r"(?:are|confirm|prove|verify(?:ing)?)(?: that)? you(?:'re| are)? (?:a )?(?:human|not a "
    r"(?:ro)?bot)|verify you are (?:a )?human|are you a (?:ro)?bot|checking your browser|just a "
    r"moment\.\.\.|enable javascript and cookies to continue|attention required! \| cloudflare|"
    r"unusual (?:traffic|activity)|pardon our interruption|access (?:to this page has been )?denied"
    r"|please complete the (?:security check|captcha)|ddos protection by|performing (?:a )?security "
    r"(?:check|verification)|needs to review the security of your connection|request (?:blocked|"
    r"unsuccessful)|press (?:&|and) hold|bestätigen sie, dass sie (?:ein mensch|kein roboter)|"
    r"vérifiez que vous êtes humain|no soy un robot",
    re.IGNORECASE,
)
MISSING = re.compile(
    r"(?:page|article|story|content|url|link)(?: (?:you(?:'re| are)? (?:were )?(?:looking for|"
    r"requested|tried to reach)))?(?: that)? (?:was|is|could|can|has|does|no)(?:n.t| not)? ?(?:be "
    r")?(?:found|exist|available|been (?:removed|deleted|moved)|longer (?:available|exists?))|page "
    r"not found|not found|\b404\b|error 404|can.t (?:be )?f(?:ind|ound) (?:that|the|this) page|no "
    r"longer available|this page (?:doesn.t|does not) exist"
    r"|seite (?:wurde )?nicht gefunden|(?:seite|artikel) (?:existiert|ist) (?:leider )?nicht(?: "
    r"mehr)?(?: verfügbar)?|page (?:introuvable|non trouvée)|n.existe (?:pas|plus)|página no "
    r"encontrada|no se (?:ha )?encontr(?:ó|ado)|pagina non trovata|página não encontrada|pagina niet "
    r"gevonden|sidan (?:kunde inte hittas|finns inte)|strona nie (?:została znaleziona|istnieje)|"
    r"страница не найдена|ページが見つかりません|页面不存在|페이지를 찾을 수 없",
    re.IGNORECASE,
)


def wall_wording(text: str) -> str:
    """Name the wall that a text's words speak of: consent, a paywall, a check for bots; empty where none."""
    if BOT.search(text):
        return "a check for bots"
    if PAYWALL.search(text):
        return "a paywall"
    return "a consent page" if CONSENT.search(text) else ""
