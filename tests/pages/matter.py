"""What our own pages tell: one story about a station hall, in ten languages, all of it invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """All that a reader reads on one page.

    Attributes:
        correction: a note between text and notice; empty without one.
        notice: the promise of updates, the last line; empty without one.
    """

    language: str
    headline: str
    dek: str
    paragraphs: tuple[str, ...]
    correction: str = ""
    notice: str = ""
    byline: str = "Mira Holt"

    @property
    def lines(self) -> tuple[str, ...]:
        """The text in the order in which it is read."""
        return tuple(filter(None, (*self.paragraphs, self.correction, self.notice)))


ENGLISH = Matter(
    language="en-GB",
    headline="Storm Tears Roof From Station Hall, 12 Killed",
    dek="Trains in the whole valley stand still, and the search under the beams goes on into the night.",
    paragraphs=(
        "A storm tore the roof from the station hall of Marrow on Monday, killing 12 people who had sought shelter.",
        "The attack on the signal box of the same line took place on 3 May at 14:20, the railway police said.",
        "A video of the falling roof was posted by the suspect on Sunday, two people who know the inquiry told us.",
        "In an earlier case a court jailed the builder for 3 years over a bridge that had cost the town 1.5 million.",
        "The mayor spoke of a “plot” against the railway and said on the radio that the stationmaster had resigned.",
        "The toll of the earlier collapse was updated to 9 by the hospital of the town, which gave out no names.",
        "“It went dark and then there was only dust,” said Ines Calder, who sells tickets in the hall.",
        "The oldest of the dead was 81.",
    ),
    correction="Correction: An earlier version of this report named the wrong line.",
    notice="This is a breaking news story and will be updated.",
)
GERMAN = Matter(
    language="de",
    headline="Sturm reißt Dach vom Bahnhof, zwölf Tote",
    dek="Im ganzen Tal fährt kein Zug mehr, unter den Balken wird weiter gesucht – auch in der Nacht.",
    paragraphs=(
        "Ein Sturm hat am Montag das Dach der Bahnhofshalle von Marrow abgerissen; zwölf Menschen kamen ums Leben.",
        "Der Bürgermeister sprach von „höherer Gewalt“ und ließ die Straße zum Bahnhof für zwei Tage sperren.",
        "Über die Ursache des Unglücks wollte die Bahn am Abend nichts sagen, sie prüft die Pläne des Gebäudes.",
        "Das Dach war vor 40 Jahren gebaut und im vergangenen Sommer für 1,5 Millionen Euro erneuert worden.",
    ),
    correction="Korrektur: In einer früheren Fassung stand eine falsche Jahreszahl.",
    notice="Dieser Artikel wird laufend aktualisiert.",
)
RUSSIAN = Matter(
    language="ru",
    headline="Буря сорвала крышу вокзала, погибли 12 человек",
    dek="Поезда во всей долине стоят, под балками продолжают искать людей и ночью.",
    paragraphs=(
        "В понедельник буря сорвала крышу вокзала в Марроу, погибли 12 человек, искавших там укрытия.",
        "Мэр города заявил по радио, что начальник станции подал в отставку ещё до наступления вечера.",
        "О причинах обрушения железная дорога пока ничего не говорит и проверяет чертежи здания.",
        "Крышу построили сорок лет назад, а прошлым летом обновили за 1,5 миллиона.",
    ),
    correction="Исправление: в первой версии была указана не та линия.",
    notice="Новость дополняется.",
)
JAPANESE = Matter(
    language="ja",
    headline="暴風で駅の屋根が崩落、十二人が死亡",
    dek="谷を走る列車はすべて止まり、梁の下では夜も捜索が続いている。",
    paragraphs=(
        "月曜日、暴風がマロウ駅の屋根を吹き飛ばし、雨宿りをしていた12人が死亡したと消防が発表した。",
        "市長はラジオで、駅長が辞任したことを明らかにし、駅前の道路を二日間閉鎖すると述べた。",
        "鉄道会社は崩落の原因についてまだ何も語っておらず、建物の図面を調べているという。",
        "屋根は四十年前に造られ、去年の夏に一億五千万円をかけて改修されたばかりだった。",
    ),
    correction="訂正:初出の記事では路線の名前に誤りがありました。",
    notice="続報が入り次第お伝えします。",
)
CHINESE = Matter(
    language="zh",
    headline="暴风掀翻车站屋顶,十二人遇难",
    dek="山谷里的列车全部停运,救援人员整夜在横梁下搜寻。",
    paragraphs=(
        "星期一,暴风掀翻了马罗车站的屋顶,在那里避雨的12人遇难,消防部门当天晚上证实了这一消息。",
        "市长在电台里说,站长已经辞职,通往车站的道路将封闭两天,请居民不要靠近现场。",
        "铁路公司没有说明屋顶为什么会倒塌,只表示正在核对这座建筑四十年前的图纸。",
        "这个屋顶去年夏天刚刚花了一千五百万元翻修,当时的验收报告没有提到任何问题。",
    ),
    correction="更正:本文早先的版本写错了线路的名称。",
    notice="本文将持续更新。",
)
KOREAN = Matter(
    language="ko",
    headline="폭풍에 역 지붕 무너져 12명 사망",
    dek="계곡을 지나는 열차는 모두 멈췄고, 들보 아래 수색은 밤에도 이어지고 있다.",
    paragraphs=(
        "월요일 폭풍이 마로역의 지붕을 날려 비를 피하던 12명이 숨졌다고 소방 당국이 이날 저녁 발표했다.",
        "시장은 라디오에서 역장이 물러났다고 말하고 역으로 가는 길을 이틀 동안 막겠다고 밝혔다.",
        "철도 회사는 지붕이 무너진 까닭을 아직 말하지 않았으며 건물의 도면을 살펴보고 있다고 했다.",
        "지붕은 사십 년 전에 지어졌고 지난여름 15억 원을 들여 고친 지 얼마 되지 않았다.",
    ),
    notice="자세한 내용은 곧 전해 드리겠습니다.",
)
ARABIC = Matter(
    language="ar",
    headline="عاصفة تقتلع سقف المحطة وتودي بحياة 12 شخصا",
    dek="توقفت القطارات في الوادي كله، ويتواصل البحث تحت العوارض خلال الليل.",
    paragraphs=(
        "اقتلعت عاصفة يوم الاثنين سقف قاعة المحطة في مارو، ما أدى إلى مقتل 12 شخصا احتموا بها من المطر.",
        "وقال رئيس البلدية عبر الإذاعة إن مدير المحطة قدم استقالته وإن الطريق ستغلق يومين كاملين.",
        "ولم تذكر شركة السكك الحديدية سبب الانهيار، واكتفت بالقول إنها تراجع مخططات المبنى القديم.",
        "وكان السقف قد بني قبل أربعين عاما وجدد في الصيف الماضي بكلفة بلغت مليونا ونصف المليون.",
    ),
    correction="تصحيح: ورد في نسخة سابقة اسم خط آخر.",
    notice="الخبر قيد التحديث.",
)
HEBREW = Matter(
    language="he",
    headline="סערה תלשה את גג התחנה, 12 בני אדם נהרגו",
    dek="הרכבות בכל העמק עומדות, והחיפושים מתחת לקורות נמשכים גם בלילה.",
    paragraphs=(
        "סערה תלשה ביום שני את גג אולם התחנה במארו, ו־12 בני אדם שמצאו בו מחסה נהרגו, כך נמסר מהכבאות.",
        "ראש העיר אמר ברדיו שמנהל התחנה התפטר, והורה לסגור את הכביש המוביל אל התחנה למשך יומיים.",
        "חברת הרכבות לא מסרה מה גרם לקריסה, ורק אמרה שהיא בודקת את התוכניות הישנות של המבנה.",
        "הגג נבנה לפני ארבעים שנה, ובקיץ שעבר שופץ בעלות של מיליון וחצי, בלי שנמצאה בו שום תקלה.",
    ),
    correction="תיקון: בגרסה קודמת של הידיעה הופיע שם של קו אחר.",
    notice="הידיעה מתעדכנת.",
)
HINDI = Matter(
    language="hi",
    headline="तूफ़ान ने स्टेशन की छत उखाड़ी, 12 लोगों की मौत",
    dek="पूरी घाटी में रेलगाड़ियाँ रुकी हुई हैं और शहतीरों के नीचे रात में भी खोज जारी है।",
    paragraphs=(
        "सोमवार को तूफ़ान ने मैरो स्टेशन की छत उखाड़ दी, जिससे वहाँ शरण लिए 12 लोगों की मौत हो गई।",
        "महापौर ने रेडियो पर कहा कि स्टेशन मास्टर ने इस्तीफ़ा दे दिया है और सड़क दो दिन बंद रहेगी।",
        "रेल कंपनी ने छत गिरने का कारण नहीं बताया और कहा कि वह इमारत के पुराने नक्शे देख रही है।",
        "छत चालीस साल पहले बनी थी और पिछली गर्मियों में पंद्रह लाख की लागत से सुधारी गई थी।",
    ),
    notice="यह खबर लगातार अपडेट की जा रही है।",
)
THAI = Matter(
    language="th",
    headline="พายุพัดหลังคาสถานีรถไฟพัง เสียชีวิต 12 คน",
    dek="รถไฟทั้งหุบเขาหยุดวิ่ง และการค้นหาใต้คานยังดำเนินต่อไปตลอดทั้งคืน",
    paragraphs=(
        "เมื่อวันจันทร์ พายุพัดหลังคาโถงสถานีมาร์โรว์พังลงมา ทำให้ผู้ที่เข้าไปหลบฝนเสียชีวิต 12 คน หน่วยดับเพลิงกล่าว",
        "นายกเทศมนตรีกล่าวทางวิทยุว่านายสถานีลาออกแล้ว และจะปิดถนนที่ไปยังสถานีเป็นเวลาสองวัน",
        "บริษัทรถไฟยังไม่ได้บอกสาเหตุที่หลังคาถล่ม เพียงแต่กล่าวว่ากำลังตรวจสอบแบบแปลนของอาคาร",
        "หลังคานี้สร้างเมื่อสี่สิบปีก่อน และเพิ่งซ่อมแซมเมื่อฤดูร้อนที่แล้วด้วยเงินสิบห้าล้านบาท",
    ),
    notice="ข่าวนี้จะมีการอัปเดตต่อไป",
)
ABROAD = (GERMAN, RUSSIAN, JAPANESE, CHINESE, KOREAN, ARABIC, HEBREW, HINDI, THAI)
