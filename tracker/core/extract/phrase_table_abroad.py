"""The wordings of the languages that we know fewer pages of: data, in the form that `phrase_table` describes."""

from __future__ import annotations

from tracker.core.extract.phrase_table import END, START, Phrases

GERMANIC = (
    Phrases(
        language="nl",
        cues=("aangevuld", "bijgewerkt", "geüpdatet", "geactualiseerd", "volg", "liveblog"),
        unverified=(
            r"(?:artikel|bericht|nieuws|verhaal|liveblog) wordt (?:verder |voortdurend |continu |steeds |nog )?"
            r"(?:aangevuld|bijgewerkt|geüpdatet|geactualiseerd)",
            rf"{START}meer (?:informatie |info |details |nieuws )?(?:volgt|volgen)(?: later| snel| zo)?{END}",
        ),
        ended=(r"(?:dit|het|ons) liveblog (?:is|wordt) (?:nu |hiermee )?(?:gesloten|afgesloten|beëindigd)",),
    ),
    Phrases(
        language="sv",
        cues=("uppdateras", "fylls på"),
        unverified=(r"(?:artikeln|texten|nyheten) (?:kommer att )?(?:uppdateras|fylls på)",),
    ),
    Phrases(
        language="no",
        cues=("oppdater",),
        unverified=(r"(?:saken|artikkelen) (?:oppdateres|(?:blir|vil bli) oppdatert)|vi oppdaterer saken",),
    ),
    Phrases(
        language="da",
        cues=("opdater", "følger"),
        unverified=(
            r"(?:artiklen|nyheden|historien|teksten) (?:opdateres|(?:bliver|vil blive) (?:løbende )?opdateret)",
            rf"{START}mere følger{END}",
        ),
    ),
    Phrases(language="is", cues=("uppfærð",), unverified=(r"fréttin (?:verður|er) uppfærð",)),
)
SLAVIC_AND_BALTIC = (
    Phrases(
        language="pl",
        cues=("wkrótce", "aktualiz", "uzupełnian", "relacj"),
        unverified=(
            rf"{START}więcej (?:informacji |szczegółów )?wkrótce|{START}wkrótce więcej(?: informacji|"
            rf" szczegółów)?{END}",
            rf"{START}szczegóły wkrótce{END}",
            r"(?:artykuł|materiał|tekst) (?:jest |będzie )(?:na bieżąco )?(?:aktualizowany|uzupełniany)",
            r"(?:wiadomość|informacja|depesza|relacja) (?:jest |będzie )(?:na bieżąco )?(?:aktualizowana|uzupełniana)",
            r"aktualizujemy (?:ten )?(?:artykuł|tekst|materiał)",
        ),
        ended=(r"(?:to koniec|kończymy) (?:naszej |naszą |tę )?relacj",),
    ),
    Phrases(
        language="cs",
        cues=("aktualizujeme", "doplňujeme", "připravujeme"),
        unverified=(r"(?:zprávu|článek|text) (?:průběžně )?(?:aktualizujeme|doplňujeme)|podrobnosti připravujeme",),
    ),
    Phrases(
        language="sk",
        cues=("aktualizujeme", "dopĺňame"),
        unverified=(r"(?:správu|článok|text) (?:priebežne )?(?:aktualizujeme|dopĺňame)",),
    ),
    Phrases(
        language="sl",
        cues=("dopolnj", "posodablj", "sledi"),
        unverified=(rf"(?:novica|novico|članek) (?:še )?(?:se )?(?:dopolnj|posodablj)|{START}več sledi{END}",),
    ),
    Phrases(
        language="hr",
        cues=("nadopunj", "ažurira", "dopunjuje", "uskoro"),
        unverified=(
            r"(?:vijest|vest|članak) se (?:nadopunjuje|dopunjuje|ažurira)",
            rf"{START}(?:opširnije|više (?:informacija |detalja )?)\s?uskoro{END}",
        ),
    ),
    Phrases(
        language="sr",
        cues=("допуњ", "ажурира", "ускоро"),
        unverified=(rf"вест се (?:допуњује|ажурира)|{START}(?:опширније|више детаља) ускоро{END}",),
    ),
    Phrases(
        language="bg",
        cues=("допълва", "обновява", "подробности"),
        unverified=(rf"новината се (?:допълва|обновява)|{START}(?:очаквайте подробности|подробности следват){END}",),
    ),
    Phrases(language="mk", cues=("дополнува", "ажурира"), unverified=(r"веста се (?:дополнува|ажурира)",)),
    Phrases(
        language="uk",
        cues=("доповню", "оновлю", "доповнен", "оновлен", "згодом"),
        unverified=(
            r"(?:новина|матеріал|текст) (?:доповнюється|оновлюється|буде (?:доповнен|оновлен)\w{0,4})",
            rf"{START}(?:подробиці|деталі) згодом{END}",
        ),
    ),
    Phrases(
        language="ru",
        cues=("дополня", "обновля", "дополнен", "обновл", "подробности"),
        seen=(r"новость (?:дополняется|обновляется)",),
        unverified=(
            r"(?:материал|текст|сообщение|информация) (?:дополняется|обновляется|будет (?:дополнен|обновл)\w{0,5})",
            rf"{START}подробности (?:чуть )?(?:позже|позднее|следуют|в ближайшее время){END}",
        ),
    ),
    Phrases(
        language="lt",
        cues=("pildom", "atnaujinam"),
        unverified=(r"(?:straipsnis|žinia|tekstas) (?:yra )?(?:nuolat )?(?:pildom|papildom|atnaujinam)\w{1,3}",),
    ),
    Phrases(
        language="lv",
        cues=("papildināt", "atjaunināt"),
        unverified=(r"(?:ziņa|raksts) (?:tiks|tiek) (?:papildināt|atjaunināt)\w{1,3}",),
    ),
)
OTHER_EUROPEAN = (
    Phrases(
        language="fi",
        cues=("päivit", "täydenn"),
        unverified=(r"(?:uutista|juttua|artikkelia) (?:päivitetään|täydennetään)|(?:juttu|uutinen) päivittyy",),
    ),
    Phrases(
        language="et",
        cues=("täienda", "uuenda"),
        unverified=(r"(?:uudist|lugu|artiklit) (?:täiendatakse|uuendatakse)",),
    ),
    Phrases(
        language="hu",
        cues=("frissül", "frissítjük"),
        unverified=(
            r"(?:cikkünk|hírünk) (?:folyamatosan )?frissül|(?:cikkünket|hírünket) (?:folyamatosan )?frissítjük",
        ),
    ),
    Phrases(
        language="el",
        cues=("περισσότερα", "ενημερώνεται"),
        unverified=(rf"{START}περισσότερα σε λίγο{END}|(?:η είδηση|το άρθρο) ενημερώνεται",),
    ),
    Phrases(
        language="ro",
        cues=("actualiz",),
        unverified=(r"[șs]tire (?:în|in) curs de actualizare|(?:știrea|articolul) se actualizează",),
    ),
    Phrases(
        language="ca",
        cues=("actualització", "ampliació"),
        unverified=(r"notícia en (?:actualització|ampliació)|hi haurà ampliació",),
    ),
    Phrases(language="sq", cues=("përditës",), unverified=(r"lajmi? (?:në përditësim|po përditësohet)",)),
    Phrases(
        language="tr",
        cues=("güncellen", "birazdan", "geliyor", "az sonra"),
        unverified=(
            r"haber(?:imiz)? güncellen(?:iyor|ecek|mektedir)",
            rf"(?:ayrıntılar|detaylar|gelişmeler) (?:birazdan|geliyor|az sonra){END}",
        ),
    ),
)
ASIAN_AND_AFRICAN = (
    Phrases(
        language="ar",
        cues=("التفاصيل", "الخبر", "التحديث", "تحديث", "المزيد", "يتبع"),
        unverified=(
            r"التفاصيل (?:لاحق|بعد قليل|تباعا)",
            r"(?:الخبر|خبر|التقرير) (?:قيد التحديث|يتبع)",
            r"(?:يتم|سيتم|يجري) تحديث (?:هذا )?(?:الخبر|التقرير|المقال)",
            rf"{START}المزيد (?:من التفاصيل )?(?:قريب|لاحق|بعد قليل)|^\W*يتبع\W*$",
        ),
    ),
    Phrases(
        language="fa",
        cues=("خبر", "جزئیات", "تکمیلی"),
        unverified=(
            r"این خبر (?:تکمیل|به‌?روز) می|خبر در حال (?:تکمیل|به‌?روز)",
            r"(?:اخبار تکمیلی|جزئیات بیشتر) (?:متعاقبا|به زودی)",
        ),
    ),
    Phrases(language="ur", cues=("خبر",), unverified=(r"(?:یہ |اس )خبر (?:کو )?اپ ?ڈیٹ (?:کی|کیا|ہو) ?(?:جا )?رہ",)),
    Phrases(
        language="he",
        cues=("מתעדכן", "מתעדכנת", "תתעדכן", "פרטים נוספים"),
        unverified=(r"(?:הידיעה|הכתבה) (?:מתעדכנת|תתעדכן)|פרטים נוספים (?:בהמשך|בקרוב|יובאו)|^\W*מתעדכן\W*$",),
    ),
    Phrases(
        language="hi",
        cues=("अपडेट", "विस्तृत"),
        unverified=(
            r"(?:खबर|ख़बर|समाचार) (?:को )?(?:लगातार )?अपडेट (?:हो|की जा|किया जा)",
            r"विस्तृत (?:खबर|ख़बर|जानकारी) (?:जल्द|थोड़ी देर)",
        ),
    ),
    Phrases(
        language="bn",
        cues=("আপডেট", "বিস্তারিত"),
        unverified=(rf"খবরটি আপডেট (?:করা )?হচ্ছে|{START}বিস্তারিত আস(?:ছে|ছি){END}",),
    ),
    Phrases(
        language="ja",
        cues=("更新", "追記", "続報", "入り次第", "わかり次第", "分かり次第"),
        unverified=(
            r"(?:随時|適宜)(?:更新|追記)(?:します|して)|続報(?:が入り|をお伝え)|詳しい情報が入り次第",
            r"詳細[はが](?:分かり|わかり|入り)次第|この記事は(?:随時)?更新(?:されます|します)",
        ),
    ),
    Phrases(
        language="ko",
        cues=("곧", "잠시 후", "추후", "업데이트", "이어집니다"),
        unverified=(
            r"(?:자세한|상세한?) (?:내용|소식|기사)(?:은|는|이)? (?:곧|잠시 후|추후) "
            r"(?:이어|전하|전합|전해|보도|업데이트|올)",
            r"(?:기사|속보)(?:는|를|가)? (?:계속 |수시로 )?업데이트(?: ?(?:중|예정|됩니다|합니다))|속보 이어집니다",
        ),
    ),
    Phrases(
        language="zh",
        cues=("更新", "稍后", "稍後", "随后", "隨後", "随後", "隨后"),
        unverified=(
            r"(?:持续|持續|滚动|滾動|实时|實時)更新中",
            r"(?:本文|本报道|本報導|消息|新闻|新聞|报道|報導|本页|本頁)(?:将|將|会|會|正在)?(?:持续|持續|滚动|滾動|不断|不斷)更新",
            r"(?:详情|詳情|更多消息|更多内容)(?:请)?(?:稍[后後]|[随隨][后後])|^\W*稍[后後](?:更新|报道|報導)",
        ),
    ),
    Phrases(
        language="th",
        cues=("อัปเด", "อัพเด", "รายละเอียด"),
        unverified=(r"ข่าวนี้(?:จะมีการ|จะ|กำลัง|ยัง)?(?:อัปเดต|อัพเดต|อัปเดท)|ติดตามรายละเอียดต่อไป",),
    ),
    Phrases(
        language="id",
        cues=("diperbarui", "dikembangkan", "update", "dikemas", "menyusul"),
        unverified=(
            r"(?:berita|artikel|laporan) ini (?:akan|masih|sedang)(?: terus)? "
            r"(?:diperbarui|dikembangkan|di-?update|dikemas ?kini)",
            rf"(?:berita|informasi) selengkapnya menyusul{END}",
        ),
    ),
    Phrases(
        language="vi",
        cues=("cập nhật",),
        unverified=(
            r"(?:tin|bài viết|thông tin|diễn biến|sự việc) [^.]{0,20}(?:đang|tiếp tục|sẽ) (?:được |tiếp tục )?cập nhật",
            r"^\W*(?:tiếp tục|đang) cập nhật",
        ),
    ),
    Phrases(language="sw", cues=("taarifa zaidi",), unverified=(r"taarifa zaidi (?:zitakujia|zinakuja|kukujia)",)),
)
