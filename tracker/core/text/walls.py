"""Words by which a page says that it is no article but something that stands before one, or in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

CONSENT = re.compile(
    r"before you continue|we (?:and our (?:\d+ )?partners )?(?:value|care about|respect) your privacy|"
    r"we (?:and our partners )?use cookies|(?:accept|reject|manage) (?:all )?(?:cookies|and continue|preferences)|"
    r"cookie "
    r"(?:consent|settings|preferences)"
    r"|consent to (?:the use|our)|your privacy (?:choices|is important)|store and/or access "
    r"information on a device|wir benötigen ihre (?:zustimmung|einwilligung)|(?:alle )?(?:cookies "
    r")?akzeptieren|weiter mit werbung|mit werbung (?:weiterlesen|lesen)|pur-?abo"
    r"|nous respectons votre vie privée|accepter et continuer|continuer sans accepter|aceptar y "
    r"continuar|su privacidad|valoramos (?:su|tu) privacidad|accetta (?:e continua|tutti)|la tua "
    r"privacy|aceitar (?:e continuar|todos)|accepteer (?:alle|cookies)|(?:zgadzam się|przejdź do serwisu)|"
    r"szanujemy twoją prywatność|vi värnar om din integritet|godkänn alla|vi bruger cookies|çerezleri kabul|"
    r"мы используем (?:файлы )?cookie|我们使用cookie|クッキーを(?:使用|許可)|쿠키를 사용",
    re.IGNORECASE,
)
# The text goes on behind a wall: said of this very article.
STUB = re.compile(
    r"(?:subscribe|sign up|register|log ?in|sign in|join) (?:now |today |for free )?to (?:continue|keep|"
    r"read|unlock|access|view)|(?:continue|keep) reading (?:this (?:article|story) )?(?:with|for|by)|"
    r"to (?:continue|keep) reading|to read the (?:full|whole|rest)|(?:this|the) (?:article|"
    r"story|content) is (?:for|only available to|exclusive to|reserved for|available to) (?:our "
    r")?(?:paying |registered |premium )?(?:subscribers|members)"
    r"|(?:you(?:'|’)ve|you have) (?:reached|read) (?:your|all)|free articles? "
    r"(?:left|remaining|this month)|unlock (?:this|the) (?:article|story)|become a (?:subscriber|"
    r"member) to (?:read|continue)"
    r"|weiterlesen mit|jetzt (?:freischalten|weiterlesen)|um (?:weiterzulesen|den ganzen artikel)|(?:dieser|der) "
    r"(?:artikel|inhalt) ist (?:nur )?für (?:abonnenten|abonnent)|exklusiv für abonnenten|réservée? (?:à nos|aux) "
    r"abonnés|il vous reste \d+ ?%|abonnez-vous pour (?:lire|continuer)|contenido exclusivo para suscriptores|"
    r"suscríbe(?:te|ase) para (?:seguir|continuar|leer)|(?:artículo|nota) (?:solo|exclusiv[ao]) para suscriptores"
    r"|(?:articolo|contenuto) riservato agli abbonati|abbonati per (?:leggere|continuare)|exclusivo "
    r"para assinantes|conteúdo exclusivo|assine para (?:ler|continuar)|alleen voor abonnees|verder lezen\?|"
    r"endast för prenumeranter|för att läsa (?:vidare|hela)|kun for "
    r"abonnenter|tylko dla (?:subskrybentów|prenumeratorów)|aby czytać dalej|доступн\w{1,4} только подписчикам|"
    r"abonelere özel|この記事は(?:会員限定|有料会員)|有料会員限定|残り\s?\d+\s?文字|会員限定(?:記事|です)|"
    r"订阅后(?:继续)?阅读|구독자 전용|유료 회원",
    re.IGNORECASE,
)
# An offer, which stands below whole articles too.
OFFER = re.compile(
    r"already (?:a|an) (?:subscriber|member)|subscribers? only|start your (?:free )?trial|jetzt abonnieren|"
    r"(?:pour )?lire la suite|déjà abonné|ya (?:eres|es) suscriptor|sei già abbonato|já é assinante|al abonnee",
    re.IGNORECASE,
)
PAYWALL = re.compile(f"{STUB.pattern}|{OFFER.pattern}", re.IGNORECASE)
BOT = re.compile(
    r"(?:are|confirm|prove|verify(?:ing)?)(?: that)? you(?:'re| are)? (?:a )?(?:human|not a "
    r"(?:ro)?bot)|verify you are (?:a )?human|are you a (?:ro)?bot|checking (?:if the site connection|"
    r"your browser)|just "
    r"a moment\.\.\.|enable javascript and cookies to continue|attention required! \| cloudflare|"
    r"unusual (?:traffic|activity) from your|pardon our interruption|access to this page has been denied"
    r"|please complete the (?:security check|captcha)|ddos protection by|performing (?:a )?security "
    r"(?:check|verification)|needs to review the security of your connection|"
    r"press (?:&|and) hold|bestätigen sie, dass sie (?:ein mensch|kein roboter)|ich bin kein roboter|"
    r"vérifiez que vous êtes humain|je ne suis pas un robot|no soy un robot|verifica que eres humano|"
    r"não sou um robô|non sono un robot|ik ben geen robot|nie jestem robotem|я не робот|robot olmadığınızı|"
    r"请完成(?:安全)?验证|访问验证|私はロボットではありません|로봇이 아닙니다|أنا لست برنامج روبوت",
    re.IGNORECASE,
)
# Words that articles use too: they count only as a page's name.
BOT_NAME = (
    r"access denied|request (?:blocked|unsuccessful|rejected)|forbidden|security check|robot check|captcha|"
    r"are you a (?:ro)?bot\?|just a moment(?:\.\.\.)?|attention required!?|human verification|bot verification|"
    r"pardon our interruption|client challenge|you have been blocked|zugriff verweigert|accès refusé|acceso denegado"
)
MISSING_NAME = (
    r"(?:the |that |this )?(?:page|article|story|content)"
    r"(?: you(?:'|’| a)re looking for| you requested)? (?:(?:is |has been |was )?(?:no longer available|not available|"
    r"removed|deleted|unavailable|gone|not found)|(?:can(?:'|’)?t|cannot|could not|couldn.t) be found|"
    r"(?:does not|doesn.t|no longer) exists?)|nothing (?:was )?found|we can.t find (?:that|this|the) page|"
    r"(?:die |diese )?seite (?:wurde |konnte )?nicht gefunden(?: werden)?|(?:die |diese )?seite (?:existiert|gibt es) "
    r"(?:leider )?nicht(?: mehr)?|(?:der |dieser )?artikel (?:wurde |ist )?nicht (?:mehr )?(?:gefunden|verfügbar)|"
    r"(?:cette |la )?page (?:est )?(?:introuvable|non trouvée|inexistante)|(?:cette|la) page n.existe (?:pas|plus)|"
    r"(?:cet |l.)?article (?:est )?(?:introuvable|indisponible)|(?:la |esta )?página (?:que buscas? )?no (?:encontrada|"
    r"existe|disponible|se encuentra)|no se (?:ha )?encontr(?:ó|ado) la página|pagina non (?:trovata|esiste)|"
    r"articolo non (?:trovato|disponibile)|(?:esta )?página não (?:foi )?(?:encontrada|existe)|"
    r"(?:deze )?pagina (?:is )?"
    r"(?:niet gevonden|bestaat niet|niet beschikbaar)|sidan (?:hittades inte|kunde inte hittas|finns inte)|siden "
    r"(?:ble ikke funnet|blev ikke fundet|finnes ikke|findes ikke)|sivua ei (?:löydy|löytynyt)|strona nie "
    r"(?:została znaleziona|istnieje)|nie znaleziono strony|stránka (?:nebyla nalezena|neexistuje|nenalezena|sa "
    r"nenašla)|az oldal nem található|pagina nu a fost găsită|страница не (?:найдена|существует)|сторінку не знайдено|"
    r"страницата не е намерена|(?:aradığınız )?sayfa bulunamadı|الصفحة غير موجودة|لم يتم العثور على الصفحة|"
    r"(?:הדף|העמוד) (?:לא נמצא|אינו קיים)|صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد|(?:पृष्ठ|पेज) नहीं मिला|"
    r"(?:お探しの)?ページ[がは](?:見つかりません(?:でした)?|存在しません)|(?:您访问的)?[页頁]面(?:不存在|未找到|找不到)|"
    r"找不到(?:该)?[页頁]面|페이지를 찾을 수 없(?:습니다|음)|존재하지 않는 페이지(?:입니다)?|ไม่พบหน้า(?:ที่คุณต้องการ|นี้)?|"
    r"halaman tidak ditemukan|không tìm thấy trang|trang không tồn tại|η σελίδα δεν βρέθηκε"
)
MISSING = re.compile(
    r"(?:page|article|story|content|url|link)(?: (?:you(?:'re| are)? (?:were )?(?:looking for|"
    r"requested|tried to reach)))?(?: that)? (?:was|is|could|can|has|does|no)(?:n.t| not)? ?(?:be "
    r")?(?:found|exist|available|been (?:removed|deleted|moved)|longer (?:available|exists?))|error 404|"
    r"(?:can.t|cannot|could not|couldn.t) (?:find|be found)[^.]{0,20} (?:page|article|story)|this page (?:doesn.t|does "
    rf"not) exist|{MISSING_NAME}|page not found",
    re.IGNORECASE,
)
FAILURE_NAME = (
    r"(?:http )?(?:error )?5\d\d(?: error)?|(?:5\d\d\W{1,5})?(?:internal server error|bad gateway|"
    r"service (?:temporarily )?"
    r"unavailable|gateway time-?out)|application error|server error|error establishing a database connection|"
    r"database error|(?:an )?(?:unexpected )?error (?:has )?occurred|something went wrong|"
    r"(?:es ist )?ein fehler (?:ist )?aufgetreten|une erreur (?:est survenue|s.est produite)|"
    r"(?:se )?ha ocurrido un error|ocorreu um erro|si è verificato un errore"
)
MAINTENANCE_NAME = (
    r"(?:site |website |scheduled |planned )?maintenance(?: mode| break)?|(?:we(?:'|’)ll be|we(?:'|’| wi)ll be|be) "
    r"(?:right |back )?(?:back )?(?:soon|shortly)?|(?:under|down for|undergoing|closed for) (?:scheduled )?maintenance|"
    r"wartung(?:sarbeiten|smodus)?|maintenance en cours|(?:site )?en maintenance|en mantenimiento|em manutenção|"
    r"in manutenzione|onderhoud|przerwa techniczna|prace techniczne|технические работы|bakım(?: çalışması)?|"
    r"(?:ただいま)?メンテナンス中(?:です)?|(?:系统|網站|网站)?[维維][护護]中|점검 ?중(?:입니다)?"
)
MAINTENANCE = re.compile(
    r"(?:site|website|page|service|we(?:'|’)re|we are|currently) (?:is |are )?(?:currently |temporarily |now )?"
    r"(?:down for|under|undergoing|performing|closed for|offline for) (?:scheduled |planned |some |essential |"
    r"routine )?"
    r"maintenance|wegen wartungsarbeiten|(?:website|seite) wird (?:gerade )?gewartet|"
    r"site (?:est )?(?:actuellement )?en "
    r"maintenance|sitio (?:web )?(?:está )?en mantenimiento|site (?:está )?em manutenção|sito (?:è )?in manutenzione",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"(?:not|isn.t|un) ?available in (?:your|this) (?:country|region|location|area|territory)|"
    r"(?:not|isn.t|un) ?available (?:in|to (?:readers|users|visitors) in) (?:the european|europe|most european)|"
    r"from a country belonging to the european economic area|unavailable (?:due to|for) legal reasons|"
    r"not available (?:due to|because of) (?:gdpr|legal|data protection)|in (?:ihrem|deinem) land nicht verfügbar|"
    r"(?:n.est pas|non) disponible dans votre (?:pays|région)|no (?:está )?disponible en (?:tu|su) (?:país|región)|"
    r"não (?:está )?disponível (?:no|em) seu país|non (?:è )?disponibile nel tuo paese|недоступ\w{1,4} в вашем регионе|"
    r"お住まいの(?:国|地域)では|您所在的(?:国家|地区)",
    re.IGNORECASE,
)
LOGIN_NAME = (
    r"(?:please )?(?:log ?in|sign ?in|member login|account login)(?: to (?:continue|your account))?|"
    r"(?:bitte )?(?:anmelden|"
    r"einloggen|anmeldung)|se connecter|connexion|identifiez-vous|iniciar sesión|inicia sesión|accedi|login|entrar|"
    r"inloggen|zaloguj się|logowanie|logga in|logg inn|log ind|kirjaudu(?: sisään)?|войти|вход|увійти|giriş(?: yap)?|"
    r"تسجيل الدخول|התחברות|ログイン|登[录錄]|로그인|masuk|đăng nhập"
)
EXCUSES = (
    r"(?:(?:oops|ups|oh no|sorry|pardon|error|erreur|fehler|whoops|uh-oh|http|4\d\d|we(?:'|’)re sorry)\W{1,5}){0,3}"
)
PARTS = re.compile(r"\s*[|–—·•»]\s*|\s-\s")
LONGEST_NAME = 300


def name_of_wall(names: str) -> re.Pattern[str]:
    """Compile what may be the whole name of a page, with the excuses and numbers that stand around it."""
    return re.compile(rf"\W{{0,3}}{EXCUSES}(?:{names})\W{{0,5}}(?:4\d\d|5\d\d)?\W{{0,3}}", re.IGNORECASE)


NAMES_OF_BOT_WALLS = name_of_wall(BOT_NAME)
NAMES_OF_MISSING = name_of_wall(
    MISSING_NAME + r"|(?:page |article |story |content )?not found|(?:error )?(?:404|410)(?: error)?"
)
NAMES_OF_FAILURES = name_of_wall(FAILURE_NAME)
NAMES_OF_MAINTENANCE = name_of_wall(MAINTENANCE_NAME)
NAMES_OF_LOGINS = name_of_wall(LOGIN_NAME)


def is_named(names: re.Pattern[str], *titles: str) -> bool:
    """Whether a page's title or headline, or a part of it, is the name of a wall and nothing else."""
    return any(names.fullmatch(part) for title in titles for part in parts_of(title))


def parts_of(title: str) -> Iterator[str]:
    """Give a title and its parts: the page's name and the site's stand side by side."""
    short = title.strip()[:LONGEST_NAME]
    if short:
        yield short
        yield from filter(None, PARTS.split(short))


def wall_wording(text: str) -> str:
    """Name the wall that a text's words speak of: consent, a paywall, a check for bots; empty where none."""
    if BOT.search(text):
        return "a check for bots"
    if PAYWALL.search(text):
        return "a paywall"
    return "a consent page" if CONSENT.search(text) else ""
