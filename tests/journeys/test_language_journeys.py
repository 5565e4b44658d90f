"""The three languages: which one is read, what changes with it, and that nothing stays English."""

import re
from itertools import product
from typing import Any

import pytest
from babel.messages.pofile import read_po
from conftest import Server, Visit, cases, wait_until
from english import english_in, is_english
from playwright.sync_api import Browser, Page, expect

from geo.languages import CATALOGUES, Language

SUMMIT = "2016-09-02-vladivostok-summit"
NAGATO = "2016-12-15-nagato-tokyo-summit"
OTHER: dict[Language, Language] = {"en": "ru", "ru": "ja", "ja": "en"}
ISLANDS = ("iturup", "kunashir", "shikotan", "habomai")
RUSSIAN, JAPANESE = re.compile("[А-Яа-яЁё]"), re.compile("[ぁ-んァ-ン一-龯]")
PAGES = {
    "": f"event={SUMMIT}&selected=iturup&story=record",
    "timeline": f"event={SUMMIT}&story=record&kind=summit&since=1990",
    "islands": f"event={SUMMIT}&q=Путин&story=record",
    "articles": f"event={SUMMIT}",
    "people": "person=igor-morgulov&story=record",
    "data": "island=shikotan&story=record",
    "about": "kind=x",
}


def choose(visit: Visit, language: Language) -> None:
    """Choose a language; from now on it is the one that is expected."""
    visit.page.locator(f"#root .masthead a[data-lang={language}]").click()
    visit.language = language
    expect(visit.page.locator("html")).to_have_attribute("lang", language)


def expect_in_address(page: Page, **parameters: str) -> None:
    for name, value in parameters.items():
        wait_until(
            page,
            "([name, value]) => new URLSearchParams(location.search).get(name) === value",
            arg=[name, value],
        )


def where_islands_are(page: Page) -> dict[str, Any]:
    """Where the map draws the islands: it moves and grows with every pan and zoom."""
    boxes = {}
    for island in ISLANDS:
        boxes[island] = page.locator(f"#atlas-map path[data-id={island}]").bounding_box()
    return boxes


def island_labels(page: Page) -> list[str]:
    return sorted(page.locator("#atlas-map .island-label").all_text_contents())


# Which language it is


def test_the_atlas_opens_in_the_language_that_the_browser_prefers(visit: Visit) -> None:
    page = visit.open(f"/?event={SUMMIT}")
    expect(page.locator("html")).to_have_attribute("lang", visit.language)
    expect(page.locator("#event-card h2")).to_have_text(visit.title(SUMMIT))
    expect(page.locator(".masthead a[aria-current=true]")).to_have_attribute(
        "data-lang", visit.language
    )
    assert "lang=" not in page.url
    page.keyboard.press("ArrowRight")
    visit.expect_event(NAGATO)
    assert "lang=" not in page.url


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("de-DE,de;q=0.9,ja;q=0.5,en;q=0.3", "ja"), ("uk,ru-UA;q=0.5", "ru"), ("fr,de;q=0.5", "en")],
)
def test_of_several_languages_the_browser_s_first_that_the_atlas_has_is_read(
    browser: Browser, server: Server, accepted: str, language: Language
) -> None:
    context = browser.new_context(extra_http_headers={"accept-language": accepted})
    visit = Visit(context, server.address, language)
    page = visit.open(f"/?event={SUMMIT}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("#root #event-card h2")).to_have_text(visit.title(SUMMIT))
    visit.end()


def test_the_address_s_language_counts_for_more_and_stays(visit: Visit) -> None:
    asked = visit.language = OTHER[visit.language]
    page = visit.open(f"/?event={SUMMIT}&lang={asked}")
    expect(page.locator("html")).to_have_attribute("lang", asked)
    page.keyboard.press("ArrowRight")
    visit.expect_event(NAGATO)
    expect_in_address(page, lang=asked)
    visit.open_page("People")
    expect(page.locator(".stMain h1")).to_have_text(visit.say("People"))
    expect_in_address(page, lang=asked, event=NAGATO)


def test_a_language_that_the_atlas_does_not_have_gives_a_notice(visit: Visit) -> None:
    page = visit.open(f"/?event={SUMMIT}&lang=xx")
    shown = {"en": "English", "ru": "Русский", "ja": "日本語"}[visit.language]
    message = "There is no language “%(value)s” in this atlas; showing %(shown)s."
    expect(page.locator(".notice")).to_have_text(visit.say(message, value="xx", shown=shown))
    expect(page.locator("html")).to_have_attribute("lang", visit.language)
    expect(page.locator("#event-card h2")).to_have_text(visit.title(SUMMIT))


# What changes with it


def where_islands_come_to_rest(page: Page, before: dict[str, object]) -> dict[str, object]:
    """Where the islands are when they have moved and move no longer."""
    last = before
    for _ in range(40):
        page.wait_for_timeout(200)
        now = where_islands_are(page)
        if now == last != before:
            return now
        last = now
    raise AssertionError("the map did not come to rest")


def test_in_mid_story_the_language_changes_and_the_screen_stays(visit: Visit) -> None:
    page = visit.open(f"/?event={SUMMIT}&selected=shikotan&story=record&kind=summit")
    before, position = visit.language, page.locator(".position").text_content() or ""
    number, total = sorted(map(int, re.findall(r"\d+", position)))
    opened = where_islands_are(page)
    page.locator("#atlas-map").focus()
    page.keyboard.press("+")
    islands = where_islands_come_to_rest(page, opened)
    page.evaluate("window.first = document.querySelector('#atlas-map .leaflet-map-pane')")

    choose(visit, OTHER[before])
    visit.expect_event(SUMMIT, of=total)
    expect_in_address(page, lang=visit.language, selected="shikotan", story="record", kind="summit")
    expect(page.locator(".position")).to_have_text(visit.position(number, of=total))
    expect(page.locator("#details h2")).to_have_text(visit.name("shikotan"))
    expect(page.locator(".atlas-bar .atlas-title")).to_have_text(visit.title(SUMMIT))
    expect(page.locator(".atlas-bar .atlas-date")).to_have_text(visit.date(SUMMIT))
    expect(page.locator(visit.mark(SUMMIT))).to_have_class(re.compile("current"))
    expect(page.locator(".mark")).to_have_count(total)
    expect(page.locator(".filters .chip").first).to_have_text(visit.say("Summit"))
    expect(page.locator("#atlas-map")).to_have_attribute("aria-label", visit.say("Map"))
    expect(page.get_by_role("button", name=visit.say("Zoom in"), exact=True)).to_be_visible()
    expect(page.get_by_role("button", name=visit.say("Next event"), exact=True)).to_be_visible()
    listed = page.get_by_role("combobox", name=visit.say("Events"), exact=True)
    expect(listed.locator("option:checked")).to_have_text(
        f"{visit.date(SUMMIT)} · {visit.title(SUMMIT)}"
    )
    expect(page).to_have_title(f"{visit.title(SUMMIT)} · {visit.say('Four Islands')}")
    assert island_labels(page) == sorted(map(visit.name, ISLANDS))
    assert page.evaluate("window.first === document.querySelector('#atlas-map .leaflet-map-pane')")
    assert where_islands_are(page) == islands

    page.go_back()
    visit.language = before
    expect(page.locator("html")).to_have_attribute("lang", before)
    visit.expect_event(SUMMIT, of=total)
    expect(page.locator("#details h2")).to_have_text(visit.name("shikotan"))


@cases("path", "timeline", "islands", "articles", "people", "about")
def test_on_another_page_the_language_changes_and_the_page_stays(visit: Visit, path: str) -> None:
    page = visit.open(f"/{path}?event={SUMMIT}&selected=iturup")
    heading = page.locator(".stMain h1").first
    said = heading.text_content() or ""
    choose(visit, OTHER[visit.language])
    expect(page.locator("#event-card h2")).to_have_text(visit.title(SUMMIT))
    expect_in_address(page, lang=visit.language, event=SUMMIT, selected="iturup")
    expect(heading).not_to_have_text(said)
    assert page.evaluate("location.pathname") == f"/{path}"
    for title in ("Map", "Timeline", "Islands", "Articles", "People", "About"):
        links = page.locator("#root .pages")
        expect(links.get_by_text(visit.say(title), exact=True)).to_be_visible()


def test_both_names_are_shown_in_both_scripts_until_the_reader_has_enough(visit: Visit) -> None:
    page = visit.open(f"/?event={SUMMIT}")
    page.evaluate("window.first = document.querySelector('#atlas-map .leaflet-map-pane')")
    both = page.locator("#root .masthead a.both")
    both.click()
    expect_in_address(page, names="both")
    expect(both).to_have_attribute("aria-current", "true")
    names = {id: visit.catalogue.islands[id].label.both_in(visit.language) for id in ISLANDS}
    for id, name in names.items():
        assert RUSSIAN.search(name)
        assert JAPANESE.search(name)
        expect(page.locator(f"#event-card .chip[data-selected={id}]")).to_have_text(name)
    assert island_labels(page) == sorted(names.values())
    moscow = visit.catalogue.places["moscow"].names.both_in(visit.language)
    expect(page.locator("#atlas-map .place-label", has_text=moscow)).to_have_count(1)
    assert page.evaluate("window.first === document.querySelector('#atlas-map .leaflet-map-pane')")
    page.locator("#event-card .chip[data-selected=iturup]").click()
    expect(page.locator("#details h2")).to_have_text(names["iturup"])
    page.locator("#details .close").click()
    expect(page.locator("#details")).to_have_count(0)
    both.click()
    expect(page.locator("#event-card .chip[data-selected=iturup]")).to_have_text(
        visit.name("iturup")
    )
    assert island_labels(page) == sorted(map(visit.name, ISLANDS))
    wait_until(page, "!location.search.includes('names=')")


# Nothing stays English


@pytest.mark.parametrize(("path", "language"), [*product(PAGES, ["ru", "ja"])])
def test_no_page_in_another_language_holds_english(visit: Visit, path: str) -> None:
    page = visit.open(f"/{path}?{PAGES[path]}")
    expect(page.locator("#root .stMain .stHtml, #root #atlas-map").first).to_be_visible()
    wait_until(page, "document.querySelectorAll('.stSkeleton').length === 0")
    assert sorted(set(english_in(visit))) == []


@pytest.mark.parametrize("language", ["ru", "ja"])
@pytest.mark.parametrize("message", ["Next event", "Search", "Where", "Sources", "Zoom in"])
def test_the_rule_finds_an_untranslated_word_wherever_it_is_read(
    visit: Visit, message: str
) -> None:
    page = visit.page
    page.set_content(
        f"""<html lang="{visit.language}"><title>地図</title>
        <p>{message}</p><p aria-label="{message}">Карта</p><p title="{message}">地図</p>
        <input placeholder="{message}"><img alt="{message}"><select><option>{message}</select>
        <details><summary>…</summary><b>Карта: {message}</b></details>
        <a href="/" target="_self"><i>{message}</i></a>
        <p lang="en">{message}</p><a target="_blank" title="{message}">{message}</a>
        <p hidden>{message}</p><p lang="{visit.language}">Карта, 地図, 3 km²</p></html>"""
    )
    found = [at.split()[0] for _, at in english_in(visit)]
    assert sorted(found) == ["B", "I", "IMG", "INPUT", "OPTION", "P", "P", "P"]


@pytest.mark.parametrize("language", ["ru", "ja"])
def test_the_rule_finds_every_message_that_is_left_in_english(language: Language) -> None:
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        ids = [it.id if isinstance(it.id, str) else it.id[0] for it in read_po(file) if it.id]
    english = [re.sub(r"%\(\w+\)[sd]|<[^>]*>", "", id) for id in ids]
    # “person” is a parameter of addresses too, which stay as they are.
    words = [it for it in english if re.search("[A-Za-z]{3}", it) and it.strip() != "person"]
    assert len(words) > 200
    assert [text for text in words if not is_english(text, language)] == []
