"""What the fixture of the reading copy is made of: segments with their drafts, repairs, concepts; our own sentences."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.glossary import Concept, Glossary, Rendering, Term

HOSTILE = "“<script>alert(1)</script>”"


@dataclass(frozen=True, slots=True)
class Script:
    """One segment as written here: words with pinyin (``公安/gōng'ān``), then what the draft says of it."""

    paragraph: int
    kind: str
    words: str
    english: str = ""
    level: str = "full"
    engine: str = "transfer"
    links: tuple[tuple[str, str], ...] = ()
    supplied: tuple[str, ...] = ()
    terms: tuple[tuple[str, str, str], ...] = ()
    quantities: tuple[tuple[str, str, str], ...] = ()
    masked: tuple[tuple[str, str], ...] = ()
    findings: tuple[tuple[str, str, str], ...] = ()

    @property
    def tokens(self) -> list[tuple[str, str]]:
        """The words and their pinyin."""
        return [(word, pinyin.replace("_", " ")) for word, _, pinyin in (w.partition("|") for w in self.words.split())]

    @property
    def text(self) -> str:
        """The Chinese as repaired."""
        return "".join(word for word, _ in self.tokens)


SEGMENTS = (
    Script(
        0,
        "heading",
        "關于|guānyú 開展|kāizhǎn 夏季|xiàjì 治安|zhì'ān 整治|zhěngzhì 行動|xíngdòng 的|de 通告|tōnggào",
        "Notice on launching a summer public order campaign",
        links=(
            ("關于", "on"),
            ("開展", "launching"),
            ("夏季", "summer"),
            ("治安", "public order"),
            ("整治行動", "campaign"),
            ("通告", "Notice"),
        ),
        terms=(("public-order", "治安", "public order"),),
    ),
    Script(
        1,
        "sentence",
        "公安|gōng'ān 機關|jīguān 應當|yīngdāng 依法|yīfǎ 辦理|bànlǐ 治安|zhì'ān 案件|ànjiàn ， 保護|bǎohù "
        "群眾|qúnzhòng 合法|héfǎ 權益|quányì 。",
        "Public security organs shall handle public order cases in accordance with law and protect the lawful rights "
        "and interests of the public.",
        links=(
            ("公安機關", "Public security organs"),
            ("應當", "shall"),
            ("依法", "in accordance with law"),
            ("辦理", "handle"),
            ("治安案件", "public order cases"),
            ("保護", "protect"),
            ("群眾", "the public"),
            ("合法", "the lawful"),
            ("權益", "rights and interests"),
        ),
        terms=(
            ("public-security-organs", "公安機關", "Public security organs"),
            ("public-order-case", "治安案件", "public order cases"),
            ("the-public", "群眾", "the public"),
        ),
    ),
    Script(
        1,
        "sentence",
        "9月23日 ， 岳麓|Yuèlù 分局|fēnjú 民警|mínjǐng 在|zài 銀盆嶺|Yínpénlǐng 派出所|pàichūsuǒ 辖區|xiáqū "
        "抓獲|zhuāhuò 涉嫌|shèxián 盜竊|dàoqiè 的|de 費某林|Fèi_Mǒulín ， "
        "繳獲|jiǎohuò 電動車|diàndòngchē 27 輛|liàng 。",
        "On September 23, police officers of the Yuelu branch caught Fei Moulin, suspected of theft, in the area of "
        "the Yinpenling Police Station, recovering 27 electric bicycles.",
        links=(
            ("9月23日", "On September 23"),
            ("岳麓", "Yuelu"),
            ("分局", "branch"),
            ("民警", "police officers"),
            ("銀盆嶺", "Yinpenling"),
            ("派出所", "Police Station"),
            ("辖區", "the area"),
            ("抓獲", "caught"),
            ("涉嫌", "suspected of"),
            ("盜竊", "theft"),
            ("費某林", "Fei Moulin"),
            ("繳獲", "recovering"),
            ("電動車", "electric bicycles"),
            ("27輛", "27"),
        ),
        terms=(
            ("police-station", "派出所", "Police Station"),
            ("police-officer", "民警", "police officers"),
        ),
        quantities=(("9月23日", "September 23", "--09-23"), ("27輛", "27", "27")),
        masked=(("費某林", "Fei Moulin"),),
    ),
    Script(
        2,
        "sentence",
        "據|jù 介紹|jièshào ， 今年|jīnnián 以來|yǐlái ， 全區|quánqū 共|gòng 破獲|pòhuò 各類|gèlèi 案件|ànjiàn "
        "1.2萬余 起 ， 同比|tóngbǐ 下降|xiàjiàng 百分之十二 。",
        "According to the briefing, more than 12,000 cases of all kinds have been solved in the district this year, "
        "down 12 percent year on year.",
        level="partial",
        links=(
            ("據介紹", "According to the briefing"),
            ("今年以來", "this year"),
            ("全區", "in the district"),
            ("破獲", "have been solved"),
            ("各類", "of all kinds"),
            ("案件", "cases"),
            ("1.2萬余起", "more than 12,000"),
            ("同比", "year on year"),
            ("下降", "down"),
            ("百分之十二", "12 percent"),
        ),
        quantities=(("1.2萬余起", "more than 12,000", "12000"), ("百分之十二", "12 percent", "0.12")),
        findings=(("number-bound", "1.2萬余", "the source gives a lower bound, not a figure"),),
    ),
    Script(
        2,
        "sentence",
        "全市|quánshì 新建|xīnjiàn 視頻|shìpín 監控|jiānkòng 攝像頭|shèxiàngtóu 4000余 套|tào ， 與|yǔ “ 天網|Tiānwǎng "
        "工程|Gōngchéng ” 實時|shíshí 聯動|liándòng 。",
        "The city newly built video surveillance camera more than 4,000, with “Skynet Project” real-time linkage.",
        level="chunk",
        links=(
            ("全市", "The city"),
            ("新建", "newly built"),
            ("視頻監控", "video surveillance"),
            ("攝像頭", "camera"),
            ("4000余套", "more than 4,000"),
            ("與", "with"),
            ("天網工程", "Skynet Project"),
            ("實時", "real-time"),
            ("聯動", "linkage"),
        ),
        terms=(("skynet-project", "天網工程", "Skynet Project"),),
        quantities=(("4000余套", "more than 4,000", "4000"),),
    ),
    Script(
        3,
        "sentence",
        "違反|wéifǎn 治安|zhì'ān 管理|guǎnlǐ 的|de ， 處|chǔ 十日|shí_rì 以上|yǐshàng 十五日|shíwǔ_rì "
        "以下|yǐxià 拘留|jūliú 。",
        "Those who violate public order administration are to be given detention of at least 10 and at most 15 days.",
        links=(
            ("違反", "violate"),
            ("治安管理", "public order administration"),
            ("處", "are to be given"),
            ("十日", "10"),
            ("以上", "at least"),
            ("十五日", "15 days"),
            ("以下", "at most"),
            ("拘留", "detention"),
        ),
        supplied=("Those", "who"),
        terms=(("public-order", "治安", "public order"), ("detention", "拘留", "detention")),
    ),
    Script(
        4,
        "sentence",
        f"有人|yǒurén 在|zài 網上|wǎngshàng 發布|fābù {HOSTILE} 等|děng 內容|nèiróng ， 已|yǐ 被|bèi 查處|cháchǔ 。",
        f"someone; on; online; publish {HOSTILE.replace('“', '').replace('”', '')} and other; content; already; by; "
        "investigate and punish",
        level="gloss",
        links=(
            ("有人", "someone"),
            ("在", "on"),
            ("網上", "online"),
            ("發布", "publish"),
            ("等", "and other"),
            ("內容", "content"),
            ("已", "already"),
            ("查處", "investigate and punish"),
        ),
    ),
    Script(
        5,
        "sentence",
        "舉報|jǔbào 線索|xiànsuǒ 經|jīng 查實|cháshí 的|de ， 給予|jǐyǔ 獎\ufffd 。",
        "Those whose tips are verified shall be rewarded.",
        level="memory",
        engine="memory",
    ),
    Script(6, "sentence", "本|běn 通告|tōnggào 自|zì 發布|fābù 之日|zhīrì 起|qǐ 施行|shīxíng 。"),
    Script(7, "boilerplate", "分享 到 微信 More>>"),
)

# Each: where it is in the repaired text, what stands there, what stood in the file, rule, evidence, whether doubtful.
REPAIRS = (
    ("機關應當", "", "(gōng)", "repair.pinyin-annotation", "the annotation repeats the reading of 公", False),
    ("，保護", "，", ",", "repair.half-width", "a Han character on either side", False),
    ("攝像頭4000", "攝", "?cái)z", "repair.gbk-splice", "控攝 = BF D8 94 7A; D8 94 = 財 (cái)", True),
)

CONCEPTS = (
    Concept(
        "public-security-organs",
        "organs",
        (Term("公安机关", "公安機關", "gōng'ān jīguān"),),
        "public security organs",
        (Rendering("public security authorities", "clt"), Rendering("police", "journalistic")),
        related=("police",),
        note="Collective term for the ministry, departments, bureaus and stations; never one office.",
        source="Public Security Administration Punishments Law, art. 7",
    ),
    Concept("police", "organs", (Term("警方", "警方", "jǐngfāng"),), "police"),
    Concept(
        "public-order",
        "order",
        (Term("治安", "治安", "zhì'ān"),),
        "public order",
        (Rendering("public security", "official"), Rendering("law and order", "journalistic")),
        related=("public-security-organs",),
        note="Narrower than 公共安全; the field of minor offenses that the police punish themselves.",
    ),
    Concept("public-order-case", "order", (Term("治安案件", "治安案件", "zhì'ān ànjiàn"),), "public order case"),
    Concept(
        "the-public", "order", (Term("群众", "群眾", "qúnzhòng"),), "the public", (Rendering("the masses", "official"),)
    ),
    Concept("police-officer", "organs", (Term("民警", "民警", "mínjǐng"),), "police officer"),
    Concept("police-station", "organs", (Term("派出所", "派出所", "pàichūsuǒ"),), "police station"),
    Concept(
        "skynet-project",
        "systems",
        (Term("天网工程", "天網工程", "Tiānwǎng Gōngchéng", "name"),),
        "Skynet Project",
        note="Video surveillance of streets and public places, run by the police. <img src=x onerror=alert(3)>",
    ),
    Concept("detention", "order", (Term("拘留", "拘留", "jūliú"),), "detention"),
)

GLOSSARY = Glossary({concept.id: concept for concept in CONCEPTS}, (), "5e" * 32)

ABOUT = {
    "title_zh": "关于开展夏季治安整治行动的通告",
    "title_en": "Notice on launching a summer public order campaign",
    "issuer_zh": "某市公安局",
    "issuer_en": "Public Security Bureau of a city",
    "number": "某公通〔2024〕12号",
    "date": "2024-06-18",
    "url": "https://example.org/notice?id=1&lang=zh",
    "origin": "Written for the tests of this project; no such notice was issued.",
}
