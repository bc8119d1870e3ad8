"""The reading copy in a real browser: what a reader does with it, with and without JavaScript."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copy_data import ABOUT, GLOSSARY
from tests.copy_fixture import copy_document
from toolkit.reading.html import to_html
from toolkit.reading.model import reading_copy

pytestmark = pytest.mark.browser
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync"
)
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), "")
MUST_RUN = os.environ.get("CI") == "true"

if not MUST_RUN:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM:
        pytest.skip(f"no browser found: none of {', '.join(NAMES)} is on the path", allow_module_level=True)

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright  # noqa: E402


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, f"none of {', '.join(NAMES)} is on the path"
    with sync_playwright() as made:
        running = made.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield running
        running.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("copy") / "copy.html"
    path.write_text(to_html(reading_copy(copy_document(), GLOSSARY, about=ABOUT, version="0.1.0")), encoding="utf-8")
    return path


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1400, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, file: Path) -> Iterator[Page]:
    """Open the copy; afterwards nothing may have been logged, and no request may have left the file."""
    opened, said, asked = context.new_page(), [], []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url.partition("#")[0]))
    opened.goto(file.as_uri())
    yield opened
    assert said == []
    assert set(asked) == {file.as_uri()}


def choose(page: Page, switch: str) -> None:
    page.locator(f"label:has(#{switch})").click()


def faces(page: Page, row: str) -> list[str]:
    return page.locator(f"#{row} .face:visible").evaluate_all("faces => faces.map(face => face.lang)")


def test_scripts_can_be_switched(page: Page) -> None:
    assert page.locator("#s1 .face:visible").text_content() == "關于開展夏季治安整治行動的通告"
    choose(page, "script-hans")
    assert page.locator("#s1 .face:visible").text_content() == "关于开展夏季治安整治行动的通告"
    choose(page, "script-hant")
    assert page.locator("#s1 .face:visible").text_content() == "關於開展夏季治安整治行動的通告"
    choose(page, "script-both")
    assert faces(page, "s1") == faces(page, "s2") == ["zh-Hans", "zh-Hant"]


def test_pinyin_can_be_switched(page: Page) -> None:
    all_words = page.locator("#s2 rt:visible").count()
    choose(page, "pinyin-terms")
    assert 0 < page.locator("#s2 rt:visible").count() < all_words
    choose(page, "pinyin-off")
    assert page.locator("#s2 rt:visible").count() == 0


def test_english_can_be_hidden_and_revealed(page: Page) -> None:
    choose(page, "show-english")
    assert page.locator(".en:visible").count() == 0
    choose(page, "show-english")
    choose(page, "layout-source")
    assert page.locator(".en:visible").count() == 0
    page.locator("#s2 .reveal").click()
    assert page.locator(".en:visible").count() == 1


def test_layouts_place_the_english(page: Page) -> None:
    def below() -> bool:
        zh, en = page.locator("#s2 .zh").bounding_box(), page.locator("#s2 .en").bounding_box()
        assert zh and en
        return en["y"] >= zh["y"] + zh["height"] - 1

    assert not below()
    choose(page, "layout-interleaved")
    assert below()
    choose(page, "layout-interlinear")
    assert below()
    gloss = page.locator("#s2 .u:visible").first.evaluate("unit => getComputedStyle(unit, '::after').content")
    assert "Public security organs" in gloss


def test_marks_can_be_switched_off(page: Page) -> None:
    assert page.locator("#s6 .br:visible").count() == 2
    choose(page, "show-doubts")
    assert page.locator(".br:visible, .row .tn:visible, .findings:visible").count() == 0


def test_doubtful_characters_are_underlined_on_request_and_the_address_keeps_it(
    page: Page, context: BrowserContext
) -> None:
    def line() -> str:
        return str(page.locator("#s1 .alt").first.evaluate("sign => getComputedStyle(sign).textDecorationLine"))

    choose(page, "script-hant")
    assert line() == "none"
    choose(page, "show-choices")
    assert line() == "underline"
    page.wait_for_url("**#*;choices=on")
    again = context.new_page()
    again.goto(page.url)
    assert again.locator("#show-choices").is_checked()


def test_without_javascript_all_switches_work(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto(file.as_uri())
    for switch in ("script-hans", "pinyin-off", "layout-interleaved", "theme-dark"):
        choose(page, switch)
    assert page.locator("#s2 rt:visible").count() == 0
    assert page.locator("#s1 .face:visible").get_attribute("lang") == "zh-Hans"
    assert not page.locator(".cite:visible").count()
    page.locator("#s2 .zh .term:visible").first.click()
    assert page.url.endswith("#t-1")
    context.close()


def test_the_view_is_kept_in_the_address(page: Page, context: BrowserContext) -> None:
    choose(page, "pinyin-off")
    choose(page, "show-terms")
    page.locator("#s3 .num").click()
    page.wait_for_url("**#s3;pinyin=off;terms=off")
    again = context.new_page()
    again.goto(page.url)
    assert again.locator("#pinyin-off").is_checked() and not again.locator("#show-terms").is_checked()
    assert again.evaluate("document.querySelector(':target').id") == "s3"


@pytest.mark.parametrize("words", ["公安機關", "公安機關應當依法辦理", "9月23日，岳麓分局民警", "監控攝像頭4000余套"])
def test_find_in_page_sees_the_text_through_the_pinyin(page: Page, words: str) -> None:
    assert page.evaluate("words => window.find(words)", words)
    assert page.evaluate("String(getSelection())") == words


def test_a_copied_selection_is_clean(page: Page) -> None:
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#s5 .face.found'))")
    assert page.evaluate("String(getSelection())").strip() == ("全市新建視頻監控攝像頭4000余套，與“天網工程”實時聯動。")


def test_the_card_opens_with_enter_and_gives_the_focus_back(page: Page) -> None:
    term = page.locator("#s2 .zh .term:visible").first
    term.focus()
    page.keyboard.press("Enter")
    card = page.locator("#card")
    assert card.is_visible()
    told = card.inner_text()
    for part in (
        "公安机关",
        "公安機關",
        "gōng'ān jīguān",
        "public security organs",
        "(clt)",
        "Not to be confused",
        "警方",
    ):
        assert part in told or part == "(clt)"
    assert page.evaluate("document.activeElement.id") == "card"
    page.keyboard.press("Escape")
    assert card.is_hidden()
    assert term.evaluate("term => term === document.activeElement")


def test_the_card_closes_when_one_of_its_links_is_followed(page: Page) -> None:
    page.locator("#s1 .en .term").click()
    page.locator("#card .where a").last.click()
    assert page.locator("#card").is_hidden()
    page.wait_for_url("**#s6")


def test_a_note_opens_in_the_card(page: Page) -> None:
    page.locator("#s3 .tn:visible").click()
    assert "masked" in page.locator("#card").inner_text()


def test_a_word_tells_its_origin(page: Page) -> None:
    page.locator("#s4 .en [data-l]", has_text="12 percent").click()
    assert "lexicon:百分之十二" in page.locator("#card").inner_text()


@pytest.mark.parametrize(
    ("point", "partner"),
    [("#s4 .zh .found [data-l='2']", "#s4 .en [data-l='2']"), ("#s4 .en [data-l='2']", "#s4 .zh .found [data-l='2']")],
)
def test_pointing_lights_the_partner(page: Page, point: str, partner: str) -> None:
    assert page.locator(".lit").count() == 0
    page.locator(point).first.hover()
    assert "lit" in (page.locator(partner).first.get_attribute("class") or "")
    page.locator("h1").hover()
    assert page.locator(".lit").count() == 0


def test_focus_lights_the_partner(page: Page) -> None:
    page.locator("#s2 .en .term").first.focus()
    assert page.locator("#s2 .found .lit").all_text_contents() == ["公安", "機關"]


def test_a_citation_holds_what_a_reader_needs(page: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#s6").hover()
    page.locator("#s6 .cite").click()
    page.wait_for_function("document.getElementById('said').textContent")
    cited = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert cited[0] == "違反治安管理的，處十日以上十五日以下拘留。"
    assert cited[1].startswith("[Those who] violate") and cited[1].endswith("[machine full draft]")
    assert cited[2].endswith(", segment s6")
    assert cited[3] == f"Source SHA-256 {copy_document().source.sha256}"
    assert cited[4].startswith("duizhao 0.1.0; ")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "view", ["", "#;layout=interlinear;script=both", "#;layout=source", "phone", "card", "toggled"]
)
def test_accessible_by_wcag_a_and_aa(browser: Browser, file: Path, scheme: str, view: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    width = 390 if view == "phone" else 1400
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(file.as_uri() + (view if view.startswith("#") else ""))
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    if view == "phone":
        choose(page, "menu")
    if view == "toggled":
        choose(page, "theme-light" if scheme == "dark" else "theme-dark")
    if view == "card":
        page.locator("#s2 .en .term").first.click()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [
        (fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found.response["violations"]
    ] == []
    context.close()


def test_nothing_overflows_on_a_phone(browser: Browser, file: Path) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    for view in ("", "#;layout=interlinear", "#;layout=source", "#;layout=interleaved;script=both"):
        page.goto(file.as_uri() + view)
        page.reload()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, view
    context.close()


def test_the_print_keeps_the_columns_and_drops_the_bar(page: Page) -> None:
    page.set_viewport_size({"width": 690, "height": 900})
    page.emulate_media(media="print")
    zh, en = page.locator("#s2 .zh").bounding_box(), page.locator("#s2 .en").bounding_box()
    assert zh and en and en["x"] > zh["x"] + zh["width"] - 1
    assert page.locator(".bar").is_hidden() and page.locator(".cite:visible").count() == 0
