"""What is there before Streamlit has started, and how the app takes its place."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from conftest import Server, Visit, cases, new_context
from playwright.sync_api import Browser, Page, Route, expect

from geo.languages import Language

STREAMLIT = "**/static/js/**"
OURS = "**/first.js"
SUMMIT = "2016-09-02-vladivostok-summit"
VISIT = "2010-11-01-medvedev-on-kunashir"
NAGATO = "2016-12-15-nagato-tokyo-summit"
DEPUTIES = "2015-10-08-moscow-deputy-ministers"
FAR = "2019-11-06-jea-round-6-moscow"
# What stands in both views: in the first one, and in the app that takes its place.
PLACES = {
    "title": "#event-card h2",
    "date": "#event-card .date",
    "summary": "#event-card .summary",
    "masthead": ".masthead h1",
    "bar": ".atlas-bar b",
    "map": "#atlas-map, .still-map",
    "island": "#atlas-map path.island.concerned, .still-map > svg path.island.concerned",
    "venue": "#atlas-map .event-venue, .still-map > svg .event-venue",
    "details": "#details h2",
}
PARTS = ["#atlas-map", ".leaflet-map-pane", ".atlas-strip", ".atlas"]
BOXES = """(places) => {
  const boxes = {};
  for (const [name, selector] of Object.entries(places)) {
    const element = document.querySelector(selector);
    if (!element?.checkVisibility()) continue;
    const { x, y, width, height } = element.getBoundingClientRect();
    boxes[name] = [x, y, width, height];
  }
  return boxes;
}"""


def hold(page: Page, *addresses: str) -> None:
    """Stop scripts on their way, as if they had not come yet."""
    for address in addresses:
        page.route(address, lambda route: route.abort())


class Held:
    """Requests that wait on their way until they are let through."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.waiting: list[Route] = []
        self.is_open = False
        page.route(address, self._route)

    def _route(self, route: Route) -> None:
        if self.is_open:
            route.fallback()
        else:
            self.waiting.append(route)

    def expect_asked(self) -> None:
        """Wait until the page has asked for it."""
        while not self.waiting:
            self.page.wait_for_timeout(50)

    def let_through(self) -> None:
        self.is_open = True
        for route in self.waiting:
            route.fallback()


def start_app(page: Page) -> None:
    """Open the same address again with all scripts, and wait until the app has taken over."""
    page.unroute(STREAMLIT)
    page.unroute(OURS)
    page.reload()
    expect_app(page)


def expect_app(page: Page) -> None:
    page.wait_for_selector("#atlas-map[data-ready=true]")
    expect(page.locator("#first-side, #first-main, .still")).to_have_count(0)
    expect(page.locator("#root #event-card")).to_have_count(1)
    page.wait_for_selector("html[data-navigator=ready]", state="attached")


@pytest.fixture
def cold(browser: Browser, server: Server, language: Language) -> Iterator[Visit]:
    """A desktop window in which nothing but documents and styles has come yet."""
    context = new_context(browser, language, viewport={"width": 1400, "height": 900})
    here = Visit(context, server.address, language)
    hold(here.page, STREAMLIT, OURS)
    yield here
    here.scripts_were_stopped = True
    here.end()


@pytest.fixture
def plain(browser: Browser, server: Server, language: Language) -> Iterator[Visit]:
    """A desktop window that runs no scripts at all."""
    context = new_context(
        browser, language, viewport={"width": 1400, "height": 900}, java_script_enabled=False
    )
    here = Visit(context, server.address, language)
    yield here
    here.end()


# Before any script of a file has come


def test_the_document_itself_says_what_happened(cold: Visit) -> None:
    cold.page.goto(f"{cold.address}/?event={SUMMIT}")
    expect(cold.page).to_have_title(f"{cold.title(SUMMIT)} · {cold.say('Four Islands')}")
    expect(cold.page.locator("html")).to_have_attribute("lang", cold.language)
    card = cold.page.locator("#event-card")
    expect(card.locator("h2")).to_have_text(cold.title(SUMMIT))
    expect(card.locator("time")).to_have_text(cold.date(SUMMIT))
    expect(card.locator(".summary")).to_have_text(
        cold.catalogue.events[SUMMIT].summary.text_in(cold.language)
    )
    for part in ("h2", "time", ".summary"):
        expect(card.locator(part)).to_be_in_viewport()
    expect(card.locator("a[href*='#:~:text=']").first).to_have_text("¶1")
    expect(cold.page.locator("#root")).to_be_empty()


@cases("event", SUMMIT, VISIT, FAR)
def test_the_document_itself_shows_the_islands_and_the_venue(cold: Visit, event: str) -> None:
    page = cold.page
    page.goto(f"{cold.address}/?event={event}")
    frame = page.locator(".still-map").bounding_box()
    assert frame
    assert frame["width"] > 900
    for selector in ("path.island.concerned", ".event-venue"):
        part = page.locator(f".still-map > svg {selector}").first
        expect(part).to_be_visible()
        box = part.bounding_box()
        assert box
        assert box["width"] > 1
        assert frame["x"] <= box["x"] <= frame["x"] + frame["width"] - box["width"]
        assert frame["y"] <= box["y"] <= frame["y"] + frame["height"] - box["height"]


@cases("query", *(f"event={it}" for it in (SUMMIT, VISIT, FAR)))
def test_the_picture_in_the_document_has_no_faults(
    browser: Browser, server: Server, language: Language, query: str
) -> None:
    """Faults of scripts that were stopped are no faults of the picture."""
    visit = Visit(new_context(browser, language), server.address, language)
    hold(visit.page, STREAMLIT, OURS)
    visit.page.goto(f"{visit.address}/?{query}")
    expect(visit.page.locator(".still-map > svg")).to_have_attribute("viewBox", re.compile(r"\d"))
    visit.scripts_were_stopped = True
    visit.end()


def test_the_details_are_open_before_the_app_has_started(cold: Visit) -> None:
    cold.page.goto(f"{cold.address}/?event={SUMMIT}&selected=shikotan")
    expect(cold.page.locator("#details h2")).to_have_text(cold.name("shikotan"))
    expect(cold.page.locator("#details h2")).to_be_in_viewport()


@cases("scheme, darkest, lightest", ("light", 230, 255), ("dark", 0, 40))
def test_the_first_view_is_as_light_or_dark_as_the_reader_wants_it(
    browser: Browser,
    server: Server,
    language: Language,
    scheme: str,
    darkest: int,
    lightest: int,
) -> None:
    context = new_context(browser, language, color_scheme=scheme)
    visit = Visit(context, server.address, language)
    hold(visit.page, STREAMLIT, OURS)
    visit.page.goto(f"{visit.address}/?event={SUMMIT}")
    for element in ("body", "#first-side", "#first-main", ".still-map"):
        colour = visit.page.evaluate(
            "it => getComputedStyle(document.querySelector(it)).backgroundColor", element
        )
        lightness = sum(map(int, re.findall(r"\d+", colour)[:3])) / 3
        assert darkest <= lightness + (20 if element == ".still-map" else 0), (element, colour)
        assert lightness <= lightest, (element, colour)
    visit.scripts_were_stopped = True
    visit.end()


def test_a_phone_shows_the_map_and_its_bar_first(phone: Visit) -> None:
    hold(phone.page, STREAMLIT, OURS)
    phone.page.goto(f"{phone.address}/?event={SUMMIT}")
    expect(phone.page.locator(".still .atlas-title")).to_be_in_viewport()
    expect(phone.page.locator(".still-map > svg .event-venue")).to_be_in_viewport()
    expect(phone.page.locator("#first-side")).to_be_hidden()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    phone.scripts_were_stopped = True


def test_without_scripts_the_steps_and_pages_are_links(plain: Visit) -> None:
    page = plain.page
    page.goto(f"{plain.address}/?event={SUMMIT}&selected=iturup")
    page.get_by_role("link", name=plain.say("Next event")).click()
    page.wait_for_url(f"**/?event={NAGATO}&selected=iturup")
    expect(page.locator("#event-card h2")).to_have_text(plain.title(NAGATO))
    page.get_by_role("link", name=plain.say("Previous event")).click()
    page.wait_for_url(f"**/?event={SUMMIT}&selected=iturup")
    expect(page.locator("#event-card h2")).to_have_text(plain.title(SUMMIT))
    page.locator("#event-card").get_by_role("link", name=plain.name("kunashir")).click()
    expect(page.locator("#details h2")).to_have_text(plain.name("kunashir"))
    page.get_by_role("link", name=plain.story("record")).click()
    expect(page.locator(".position")).to_have_text(plain.position(67, of=132))
    page.get_by_role("link", name=plain.say("Articles"), exact=True).click()
    page.wait_for_url(f"**/articles?event={SUMMIT}&selected=kunashir&story=record")
    expect(page.locator("#event-card h2")).to_have_text(plain.title(SUMMIT))


def test_without_scripts_the_search_is_a_form(plain: Visit) -> None:
    page = plain.page
    page.goto(f"{plain.address}/")
    page.get_by_label(plain.say("Search"), exact=True).fill("Морголов")
    page.keyboard.press("Enter")
    expect(page.locator(".filters")).to_contain_text(plain.left_over(15))


# With the map's own scripts, before Streamlit's


@pytest.fixture
def early(cold: Visit) -> Visit:
    """A desktop window in which the map is there and Streamlit is not."""
    cold.page.unroute(OURS)
    return cold


def test_the_map_takes_the_picture_s_place_before_the_app_has_started(early: Visit) -> None:
    early.open_early(f"/?event={SUMMIT}")
    expect(early.page.locator("#atlas-map")).to_have_attribute("data-event", SUMMIT)
    expect(early.page.locator(".still")).to_have_count(0)
    expect(early.page.locator(".mark")).to_have_count(12)
    expect(early.page.locator("#first-side #event-card")).to_have_count(1)


def test_an_island_that_is_pressed_early_opens_its_details(early: Visit) -> None:
    page = early.open_early("/?event=2016-09-01-putin-bloomberg-interview")
    page.locator('path[data-id="kunashir"]').click()
    page.wait_for_url("**selected=kunashir**")
    expect(page.locator("#details h2")).to_have_text(early.name("kunashir"))
    expect(page.locator("#atlas-map")).to_have_attribute("data-selected", "kunashir")
    expect(page.locator("#atlas-map")).to_have_attribute(
        "data-event", "2016-09-01-putin-bloomberg-interview"
    )


@cases("path", "", "articles")
def test_a_link_pressed_before_the_words_have_come_leads_on(visit: Visit, path: str) -> None:
    page = visit.page
    words = Held(page, "**/words.*.js")
    page.goto(f"{visit.address}/{path}?event={DEPUTIES}&story=record&q=Морголов")
    expect(page.locator(".position")).to_have_text(visit.position(2, of=15))
    words.expect_asked()
    page.get_by_role("link", name=visit.say("Clear")).first.click()
    page.wait_for_url(f"**/{path}?event={DEPUTIES}&story=record")
    expect(page.locator(".position")).to_have_text(visit.position(64, of=132))
    words.let_through()
    page.wait_for_selector("html[data-navigator=ready]", state="attached")
    expect(page.locator("#event-card h2")).to_have_text(visit.title(DEPUTIES))


def test_arrow_keys_step_before_the_app_has_started(early: Visit) -> None:
    page = early.open_early(f"/?event={SUMMIT}")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**event={NAGATO}**")
    expect(page.locator("#event-card h2")).to_have_text(early.title(NAGATO))
    page.wait_for_selector(f"#atlas-map[data-event='{NAGATO}']")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**event={SUMMIT}**")
    expect(page.locator("#event-card h2")).to_have_text(early.title(SUMMIT))


def test_a_step_before_the_app_has_started_keeps_filters_and_story(early: Visit) -> None:
    page = early.open_early("/?q=Морголов&story=record")
    expect(page.locator(".mark")).to_have_count(15)
    page.get_by_role("link", name=early.say("Next event")).click()
    expect(page.locator(".position")).to_have_text(early.position(2, of=15))
    page.wait_for_selector("#atlas-map[data-ready=true]")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".position")).to_have_text(early.position(3, of=15))


def test_an_early_step_in_an_embed_stays_an_embed(early: Visit) -> None:
    page = early.open_early(f"/?embed=true&event={SUMMIT}")
    page.get_by_role("button", name=early.say("Next event"), exact=True).click()
    page.wait_for_url(f"**event={NAGATO}**")
    expect(page.locator("#first-main")).to_have_class("embedded")
    expect(page.locator("#first-side")).to_have_count(0)


# When the app takes over


@cases(
    "query",
    f"event={SUMMIT}&selected=kunashir",
    f"event={VISIT}&story=record",
    f"event={FAR}",
    "event=nonsense",
)
def test_nothing_jumps_when_the_app_takes_over(cold: Visit, query: str) -> None:
    page = cold.page
    page.goto(f"{cold.address}/?{query}")
    page.evaluate("document.fonts.ready.then(() => true)")
    before = page.evaluate(BOXES, PLACES)
    assert set(before) >= set(PLACES) - {"details"}
    assert ("details" in before) == ("selected" in query)
    start_app(page)
    page.evaluate("document.fonts.ready.then(() => true)")
    # Streamlit lays its page out in several steps after that.
    page.wait_for_timeout(1500)
    after = page.evaluate(BOXES, PLACES)
    assert set(after) == set(before)
    for name in before:
        assert after[name] == pytest.approx(before[name], abs=2), name


def test_the_map_does_not_jump_on_a_phone(phone: Visit) -> None:
    page = phone.page
    hold(page, STREAMLIT, OURS)
    page.goto(f"{phone.address}/?event={SUMMIT}")
    places = {name: PLACES[name] for name in ("map", "island", "venue", "bar")}
    before = page.evaluate(BOXES, places)
    assert set(before) == set(places)
    start_app(page)
    page.wait_for_timeout(1500)
    after = page.evaluate(BOXES, places)
    for name in before:
        assert after[name] == pytest.approx(before[name], abs=2), name
    phone.scripts_were_stopped = True


def test_the_map_does_not_wait_for_streamlit_s_scripts(visit: Visit) -> None:
    """They are 3 MB, and come at the same time; the map's own come first and are enough for it."""
    page = visit.page
    held = Held(page, STREAMLIT)
    page.goto(f"{visit.address}/?event={SUMMIT}", wait_until="commit")
    page.wait_for_selector("#first-main #atlas-map[data-ready=true]")
    assert len(held.waiting) > 10
    held.let_through()
    expect_app(page)


@cases("query", f"event={SUMMIT}", f"event={VISIT}&selected=iturup", "event=nonsense", "embed=true")
def test_the_app_takes_over_the_map_that_is_there(visit: Visit, query: str) -> None:
    """Streamlit's first questions to the server are held until the map is drawn and marked."""
    page = visit.page
    held = Held(page, "**/_stcore/**")
    visit.open_early(f"/?{query}")
    assert page.locator("#root #atlas-map").count() == 0
    page.evaluate(
        """(parts) => {
          for (const it of parts) document.querySelector(it).drawnEarly = true;
        }""",
        PARTS,
    )
    held.let_through()
    expect(page.locator("#first-side, #first-main, .still")).to_have_count(0)
    expect(page.locator("#root #event-card")).to_have_count(1)
    for part in PARTS:
        expect(page.locator(part)).to_have_count(1)
        expect(page.locator(f"#root .atlas-place {part}")).to_have_count(1)
        assert page.evaluate("it => document.querySelector(it).drawnEarly", part) is True, part


@cases("query", "", f"?event={SUMMIT}&selected=shikotan", "?event=nonsense")
def test_after_the_start_each_part_is_there_once(visit: Visit, query: str) -> None:
    page = visit.open(f"/{query}")
    expect(page.locator("#first-side, #first-main, .still")).to_have_count(0)
    for part in ("#atlas-map", "#event-card", ".masthead", ".atlas-bar", ".atlas-strip"):
        expect(page.locator(part)).to_have_count(1)
    expect(page.locator("#details")).to_have_count(1 if "selected" in query else 0)
    expect(page.locator(".notice")).to_have_count(1 if "nonsense" in query else 0)


@cases(
    "path, query",
    *product(["timeline", "islands", "articles", "people", "about"], ["", "&embed=true"]),
)
def test_on_a_page_without_a_map_the_first_view_gives_way_too(
    visit: Visit, path: str, query: str
) -> None:
    page = visit.page
    page.goto(f"{visit.address}/{path}?event={SUMMIT}{query}")
    expect(page.locator("#root .stMain .stHtml").first).to_be_visible()
    expect(page.locator("#first-side, #first-main")).to_have_count(0)
    expect(page.locator("#event-card")).to_have_count(1)
    expect(page.locator(".stMain h1").first).to_be_in_viewport()


def test_an_island_pressed_early_is_selected_when_the_app_has_started(visit: Visit) -> None:
    page = visit.page
    hold(page, STREAMLIT)
    visit.open_early("/")
    page.locator('path[data-id="iturup"]').click()
    page.wait_for_url("**selected=iturup**")
    page.unroute(STREAMLIT)
    visit.errors.clear()  # the browser reports each script that was stopped
    page.reload()
    expect_app(page)
    expect(page.locator("#details h2")).to_have_text(visit.name("iturup"))
    page.locator('path[data-id="iturup"]').click()
    expect(page.locator("#details")).to_have_count(0)
    visit.errors[:] = [it for it in visit.errors if "ERR_FAILED" not in it]
