"""The HTML form: one closed file, whose structure holds whatever the text or the glossary holds."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from functools import cache

import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.copy_data import ABOUT, GLOSSARY, HOSTILE
from tests.copy_fixture import copy_document, long_scripts
from toolkit.document import Annotation, Draft, Finding, Layer, Link, TermUse, from_text
from toolkit.glossary import Concept, Glossary, Rendering, Term
from toolkit.reading.html import to_html
from toolkit.reading.model import reading_copy
from toolkit.text import Edit, Edits, Span

ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "<a href=javascript:alert(1)>公安</a>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<base href=//example.org>",
    "<meta http-equiv=refresh content=0;url=//example.org>",
    "<style>*{background:url(//example.org)}</style>",
    "\u202egpj.exe\u2066\x00\x1b[31m\ud800",
    "<template><b>x</template>",
    "<plaintext>",
)


@cache
def page() -> str:
    return to_html(reading_copy(copy_document(), GLOSSARY, about=ABOUT, version="0.1.0"))


def parsed(text: str) -> HtmlElement:
    return html.document_fromstring(text)


def attacked(attack: str) -> str:
    """Return a page with an attack in its text, draft, glossary, head, repairs and findings."""
    document = from_text(f"公安{attack}\n派出所", name=attack).with_version(
        "repaired", Edits((Edit(Span(0, 1), f"工{attack}", f"repair.{attack}", attack, doubtful=True),))
    )
    length = document.text().index("\n")
    term = Term(attack, f"{attack}1", attack)
    concept = Concept(attack, attack, (term,), attack, (Rendering(attack, attack),), "", ("other",), attack, attack)
    other = Concept("other", "d", (term,), attack)
    whole = Span(0, length)
    link = Link((whole,), (Span(0, len(attack)),), attack)
    use = TermUse(attack, whole, Span(0, len(attack)), attack)
    finding = Finding(attack, whole, attack)
    draft = Draft(attack, attack, "full", (link,), (Span(0, 1),), (use,), (), (finding,))
    for kind, value in (("draft", draft), ("term", concept), ("damage", attack), ("finding", finding)):
        document = document.with_layer(Layer(kind, "repaired", (Annotation(whole, kind, value),)))
    about = dict.fromkeys(("title_zh", "title_en", "issuer_zh", "number", "date", "origin", "url"), attack)
    copy = reading_copy(
        document, Glossary({attack: concept, "other": other}, (), attack), about=about, engines=(attack,)
    )
    return to_html(replace(copy, rows=tuple(replace(row, kind=attack) for row in copy.rows)))


def test_doubtful_conversions_are_marked_in_their_script_and_listed() -> None:
    tree = parsed(page())
    (switch,) = tree.xpath("//*[@id='show-choices']")
    assert "checked" not in switch.attrib
    (mark,) = tree.find_class("alt")
    assert mark.text_content() == "於" and mark.xpath("ancestor::p/@lang") == ["zh-Hant"]
    assert mark.get("title", "").startswith("於 for 于 could also be 于: ")
    (row,) = tree.xpath("//*[@id='choices']//tbody/tr")
    assert [cell.text_content() for cell in row][1:5] == ["1", "于", "於", "于"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_is_quoted_becomes_markup(attack: str) -> None:
    text = attacked(attack)
    text.encode("utf-8")
    tree = parsed(text)
    harmless = parsed(attacked("甲" * len(attack)))
    assert [e.tag for e in tree.iter("script", "style", "meta", "base", "iframe", "svg", "img", "template")] == [
        e.tag for e in harmless.iter("script", "style", "meta", "base")
    ]
    assert [element.text for element in tree.iter("script")] == [element.text for element in harmless.iter("script")]
    for element in tree.iter():
        assert not [name for name in element.attrib if str(name).lower().startswith("on")]
    assert all(str(link).startswith("#") for link in tree.xpath("//@href"))
    assert not tree.xpath("//@src | //@style | //@srcdoc")


def test_the_quoted_script_is_there_to_read() -> None:
    row = parsed(page()).get_element_by_id("s7")
    assert HOSTILE in row.xpath("string(.//p[contains(@class, 'found')])")


def test_hidden_signs_are_shown() -> None:
    text = to_html(reading_copy(from_text("公\u202e安\x00\ud800")))
    assert "公⟨U+202E⟩安␀⟨U+D800⟩" in text


def test_the_policy_names_the_style_and_the_script_and_nothing_else() -> None:
    tree = parsed(page())
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page(), re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_page_asks_for_nothing() -> None:
    tree = parsed(page())
    addresses = [str(value) for value in tree.xpath("//@href | //@src | //@action | //@data | //@srcset")]
    assert [value for value in addresses if not value.startswith("#")] == [ABOUT["url"]]
    assert not tree.xpath("//link | //img | //iframe | //object | //embed")
    (style,) = tree.xpath("//style/text()")
    assert "url(" not in style and "@import" not in style


def test_every_link_within_the_page_leads_somewhere() -> None:
    tree = parsed(page())
    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    wanted = {str(value)[1:] for value in tree.xpath("//@href") if str(value).startswith("#")}
    assert wanted <= set(names)


def test_every_chinese_run_carries_its_language() -> None:
    tree = parsed(page())
    for node in tree.xpath("//body//text()[not(ancestor::script) and not(ancestor::style)]"):
        if re.search("[\u4e00-\u9fff]", str(node)):
            lang = node.getparent().xpath("string(ancestor-or-self::*[@lang][1]/@lang)")
            assert lang in ("zh-Hans", "zh-Hant"), node


def test_a_row_has_its_number_its_scripts_and_its_state() -> None:
    row = parsed(page()).get_element_by_id("s5")
    assert row.xpath("string(a[@class='num']/@href)") == "#s5"
    assert [p.get("lang") for p in row.xpath("div[@class='zh']/p")] == ["zh-Hans", "zh-Hant", "zh-Hant"]
    assert row.xpath("string(.//span[contains(@class, 'level')])") == "chunk"
    assert row.xpath("string(.//span[contains(@class, 'doubt')])") == "摄"


def test_pinyin_is_an_attribute_so_that_the_text_stays_whole() -> None:
    tree = parsed(page())
    assert set(tree.xpath("//rt/text()")) == set()
    assert "gōng'ān" in tree.xpath("//rt/@data-py")
    chinese = tree.get_element_by_id("s2").xpath("string(.//p[contains(@class, 'found')])")
    assert chinese == "公安機關應當依法辦理治安案件，保護群眾合法權益。"


def test_brackets_notes_findings_and_repairs_are_marked() -> None:
    tree = parsed(page())
    assert tree.get_element_by_id("s6").xpath("string(.//div[@class='en']/p)").startswith("[Those who] violate")
    assert tree.xpath("//div[@id='s3']//div[@class='en']//a[@class='tn']/@href") == ["#tn-1"]
    assert tree.get_element_by_id("s4").xpath("string(.//ul[@class='findings']/li)").startswith("number-bound")
    assert len(tree.xpath("//details[@id='repairs']//tbody/tr")) == 3
    assert tree.xpath("//div[@id='s8']//span[contains(@class, 'sic')]")


def test_furniture_stands_at_the_foot() -> None:
    tree = parsed(page())
    assert not tree.xpath("//div[@id='text']//*[@id='s10']")
    assert "分享到微信" in tree.xpath("string(//details[@id='left-out'])")


def test_a_copy_without_drafts_offers_no_english() -> None:
    tree = parsed(to_html(reading_copy(copy_document(layers=("segment", "reading")), GLOSSARY)))
    assert not tree.xpath("//div[@class='en'] | //*[@name='layout'] | //*[@name='english']")
    assert tree.xpath("//input[@name='pinyin']")


def test_words_of_cc_cedict_are_marked_and_attributed() -> None:
    document = from_text("喇叭")
    draft = Draft("horn", "transfer", "gloss", (Link((Span(0, 2),), (Span(0, 4),), "cc-cedict:喇叭"),))
    document = document.with_layer(Layer("draft", "decoded", (Annotation(Span(0, 2), "draft", draft),)))
    text = to_html(reading_copy(document))
    assert 'class="general" title="CC-CEDICT"' in text
    assert "CC BY-SA 4.0" in parsed(text).xpath("string(//footer)")


def test_only_an_address_of_the_web_becomes_a_link() -> None:
    text = to_html(reading_copy(from_text("公安"), about={"url": "data:text/html,<b>"}))
    assert not [value for value in parsed(text).xpath("//@href") if not str(value).startswith("#")]


def test_the_same_copy_gives_the_same_bytes() -> None:
    assert to_html(reading_copy(copy_document(), GLOSSARY, about=ABOUT, version="0.1.0")) == page()


def test_a_long_copy_is_whole() -> None:
    tree = parsed(to_html(reading_copy(copy_document(scripts=long_scripts(60)), GLOSSARY)))
    assert len(tree.xpath("//div[@id='text']/div")) == 540
