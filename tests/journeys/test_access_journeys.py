"""Every reader: by keyboard, by ear, by finger, in any colours, from near and on a small screen.

What axe-core can find it is asked for on every page, in every language, light and dark; the rest is
tried here as a reader would.
"""

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from conftest import READY, Server, Visit, cases, new_context, wait_until
from playwright.sync_api import Browser, Locator, Page, expect

from geo.__main__ import main
from geo.languages import LANGUAGES, Language

SUMMIT = "2016-09-02-vladivostok-summit"
NAGATO = "2016-12-15-nagato-tokyo-summit"
VISIT = "2010-11-01-medvedev-on-kunashir"  # concerns Kunashir alone
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIND = """async (tags) => {
  const options = { runOnly: tags, resultTypes: ["violations"], preload: false };
  const found = await axe.run(document, options);
  return found.violations.map(({ id, nodes }) =>
    `${id}: ${nodes.length} × ${nodes[0].target} (${nodes[0].failureSummary})`);
}"""
# While a script runs Streamlit pales what may change, and its colours change by degrees.
UNSETTLED = ".stApp:not([data-test-script-state=notRunning])[data-testid=stApp], [data-stale=true]"
SETTLED = """() => document.getAnimations().length === 0
  && [...document.querySelectorAll(".stElementContainer")].every(
    (it) => getComputedStyle(it).opacity === "1")"""
PAGES = ("timeline", "islands", "articles", "people", "data", "about")
# The paper of each theme, as it is painted in (see `assets/web/atlas/colours.css`).
SCHEMES: dict[Any, str] = {"light": "rgb(251, 250, 246)", "dark": "rgb(16, 23, 29)"}
IN_SCHEME = "paper => getComputedStyle(document.body).backgroundColor === paper"
SCRIPTS = ("**/static/js/**", "**/first.js")
FOCUSED = """() => {
  const it = document.activeElement;
  const { x, y, width, height } = it.getBoundingClientRect();
  const { outlineStyle, outlineWidth, strokeWidth, stroke } = getComputedStyle(it);
  return {
    is: it.id || it.dataset.id || it.getAttribute("class")?.split(" ")[0] || it.tagName,
    name: it.getAttribute("aria-label") ?? it.textContent,
    part: it.closest(".skip-link, [data-testid=stSidebar], .pages, .atlas-head, #atlas-map,"
      + " .details-panel, .atlas-strip, .stMain")?.className.toString() ?? "",
    inside: x + width > 0 && y + height > 0 && x < innerWidth && y < innerHeight,
    ringed: (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2)
      || (it.ownerSVGElement !== null && it.ownerSVGElement !== undefined
        && parseFloat(strokeWidth) >= 3 && stroke !== "none" && stroke !== "rgba(0, 0, 0, 0)"),
  };
}"""


def faults(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it is now."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_selector(UNSETTLED, state="detached")
    wait_until(page, SETTLED)
    return page.evaluate(FIND, TAGS)


def faults_by_scheme(page: Page) -> dict[str, list[str]]:
    """The same in light and in dark; the page stays in dark."""
    found = {}
    for scheme, paper in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        wait_until(page, IN_SCHEME, arg=paper)
        found[scheme] = faults(page)
    return found


# What axe-core finds


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(visit: Visit) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    found: dict[str, dict[str, list[str]]] = {}
    page = visit.open(f"/?event={SUMMIT}&person=vladimir-putin")
    page.locator(".atlas-twin summary").click()
    expect(page.locator(".twin-list button").first).to_be_visible()
    found["map, with its list"] = faults_by_scheme(page)
    page.keyboard.press("Escape")
    page.locator('path[data-id="iturup"]').click()
    expect(page.locator("#details h2")).to_be_visible()
    found["details"] = faults_by_scheme(page)
    page.get_by_role("link", name=visit.say("Share, cite, save")).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    found["dialog"] = faults_by_scheme(page)
    page.keyboard.press("Escape")
    for name in PAGES:
        visit.open_page(name.capitalize())
        wait_until(page, "name => location.pathname === '/' + name", arg=name)
        expect(page.locator(".stMain h1")).to_be_visible()
        found[name] = faults_by_scheme(page)
    for name in ("take-away", "handout"):
        page.goto(f"{visit.address}/{name}?event={SUMMIT}")
        found[name] = faults_by_scheme(page)
    assert {name: it for name, it in found.items() if any(it.values())} == {}


def test_axe_finds_nothing_in_a_whole_story_on_paper(visit: Visit) -> None:
    visit.page.goto(f"{visit.address}/handout?whole=story")
    assert faults(visit.page) == []


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("ru", "light"), ("ja", "dark")])
def test_axe_finds_nothing_on_a_phone(phone: Visit, scheme: Any) -> None:
    visit = phone
    visit.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found: dict[str, list[str]] = {}
    page = visit.open(f"/?event={SUMMIT}&selected=kunashir")
    found["details"] = faults(page)
    page.locator("#details .close").tap()
    page.locator(".atlas-read").tap()
    expect(page.locator(".card-sheet h2")).to_have_text(visit.title(SUMMIT))
    found["card"] = faults(page)
    for name in ("islands", "timeline"):
        visit.open(f"/{name}?event={SUMMIT}")
        expect(page.locator(".stMain h1")).to_be_visible()
        found[name] = faults(page)
    visit.open(f"/?event={SUMMIT}&embed=true")
    found["embed"] = faults(page)
    assert {name: it for name, it in found.items() if it} == {}


@cases("scheme", "light", "dark")
def test_axe_finds_nothing_in_the_document_itself(
    browser: Browser, server: Server, language: Language, scheme: str
) -> None:
    context = new_context(browser, language, color_scheme=scheme)
    visit = Visit(context, server.address, language)
    for address in SCRIPTS:
        visit.page.route(address, lambda route: route.abort())
    found = {}
    for query in (f"event={SUMMIT}&selected=iturup", "event=nonsense&q=Путин", "embed=true"):
        visit.page.goto(f"{visit.address}/?{query}")
        found[query] = faults(visit.page)
    assert {query: it for query, it in found.items() if it} == {}
    visit.scripts_were_stopped = True
    visit.end()


@cases("scheme", "light", "dark")
def test_axe_finds_nothing_in_a_copy(
    browser: Browser, language: Language, scheme: str, tmp_path: Path
) -> None:
    file = tmp_path / "copy.html"
    main(["export", "copy.html", "--lang", language, "--event", SUMMIT, "-o", str(file)])
    visit = Visit(new_context(browser, language, color_scheme=scheme), "http://nowhere", language)
    page = visit.page
    page.goto(f"{file.as_uri()}#event={SUMMIT}&selected=kunashir")
    page.wait_for_selector(READY)
    expect(page.locator("#details h2")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("ArrowRight")
    expect(page.locator("#atlas-voice")).to_have_text(stepped(visit, NAGATO, 7, 12))
    visit.end()


# By keyboard


def test_the_first_tab_is_a_way_past_the_sidebar(visit: Visit) -> None:
    page = visit.open(f"/?event={SUMMIT}")
    link = page.locator(".skip-link")
    expect(link).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    expect(link).to_have_text(visit.say("Skip to the map"))
    page.keyboard.press("Enter")
    expect(page.locator("#atlas-map")).to_be_focused()
    visit.open_page("Articles")
    expect(page.locator(".stMain h1")).to_be_visible()
    link.focus()
    expect(link).to_have_text(visit.say("Skip to the content"))
    page.keyboard.press("Enter")
    expect(page.locator("#stMain")).to_be_focused()
    assert "#" not in page.url


def test_before_the_app_has_started_the_first_tab_is_the_same(
    browser: Browser, server: Server, language: Language
) -> None:
    visit = Visit(new_context(browser, language), server.address, language)
    page = visit.page
    for address in SCRIPTS:
        page.route(address, lambda route: route.abort())
    page.goto(f"{visit.address}/?event={SUMMIT}")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#first-main")).to_be_focused()
    visit.scripts_were_stopped = True
    visit.end()


def test_by_keyboard_everything_is_reached_in_order_and_seen(visit: Visit) -> None:
    page = visit.open(f"/?event={SUMMIT}")
    reached: list[dict[str, Any]] = []
    while not reached or reached[-1]["is"] != "mark":
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
        assert len(reached) < 90
    assert [it for it in reached if not it["ringed"]] == []
    assert [it for it in reached if not it["inside"]] == []
    assert [it for it in reached if not it["name"].strip()] == []
    names = [it["is"] for it in reached]
    order = ("skip-link", "event-list", "SUMMARY", "atlas-map", "iturup", "vladivostok", "mark")
    assert [names.index(it) for it in order] == sorted(names.index(it) for it in order)
    for control in ("iturup", "kunashir", "shikotan", "habomai", "moscow", "tokyo"):
        assert control in names


def test_arrows_pan_on_the_map_and_step_beside_it(visit: Visit) -> None:
    page = visit.open(f"/?event={SUMMIT}")
    pane = "new DOMMatrix(document.querySelector('.leaflet-map-pane').style.transform).e"
    for target in ("#atlas-map", "path[data-id=iturup]", ".leaflet-control-zoom-in"):
        page.locator(target).focus()
        before = page.evaluate(pane)
        page.keyboard.press("ArrowRight")
        wait_until(page, f"before => {pane} < before - 50", arg=before)
        expect(page.locator("#atlas-map")).to_have_attribute("data-event", SUMMIT)
    page.locator(".mark.current").focus()
    page.keyboard.press("ArrowRight")
    visit.expect_event(NAGATO)


# By ear


def stepped(visit: Visit, event: str, number: int, total: int) -> str:
    return visit.say(
        "Event %(number)s of %(total)s: %(title)s, %(date)s",
        number=number,
        total=total,
        title=visit.title(event),
        date=visit.date(event),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_is_said_and_an_arrival_is_not(visit: Visit) -> None:
    page = visit.open(f"/?event={SUMMIT}")
    voice = page.locator("[role=status]#atlas-voice")
    page.wait_for_timeout(400)
    expect(voice).to_have_text("")
    expect(page.locator("[aria-live], [role=status]")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(voice).to_have_text(stepped(visit, NAGATO, 7, 12))
    page.keyboard.press("ArrowLeft")
    expect(voice).to_have_text(stepped(visit, SUMMIT, 6, 12))
    page.locator("path[data-id=shikotan]").press("Enter")
    expect(voice).to_have_text(visit.say("Details: %(name)s", name=visit.name("shikotan")))


def test_a_step_is_said_in_an_embed_too(visit: Visit) -> None:
    page = visit.open(f"/?event={SUMMIT}&embed=true")
    page.get_by_role("button", name=visit.say("Next event"), exact=True).click()
    expect(page.locator("#atlas-voice")).to_have_text(stepped(visit, NAGATO, 7, 12))


def items(twin: Locator, heading: str) -> list[str]:
    """What the map's list has below one of its headings."""
    return twin.locator(f"h2:text-is({heading!r}) + ul > li").all_text_contents()


def test_what_the_map_shows_is_a_list_with_the_same_actions(visit: Visit) -> None:
    page = visit.open(f"/?event={SUMMIT}")
    twin = page.locator(".atlas-twin")
    assert twin.locator(".twin-list > *").count() == 0  # written only when it is wanted
    twin.locator("summary").press("Enter")
    expect(twin.locator("b")).to_have_text(visit.title(SUMMIT))
    name = visit.name
    assert items(twin, visit.say("Where it happened")) == [name("vladivostok")]
    lines = visit.catalogue.places
    assert items(twin, visit.say("Lines drawn")) == [
        visit.say("%(one)s – %(other)s", one=name(one), other=name("vladivostok"))
        for one in ("moscow", "tokyo")
        if one in lines
    ]
    concerned = items(twin, visit.say("Islands concerned"))
    assert concerned == [name(it) for it in ("iturup", "kunashir", "shikotan", "habomai")]
    island = twin.get_by_role("button", name=name("kunashir"), exact=True)
    island.press("Enter")
    expect(page.locator("#atlas-map")).to_have_attribute("data-selected", "kunashir")
    expect(page.locator("#details h2")).to_have_text(name("kunashir"))
    expect(island).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowRight")
    expect(twin.locator("b")).to_have_text(visit.title(NAGATO))
    expect(island).to_be_focused()
    island.press("Enter")
    expect(page.locator("#details")).to_have_count(0)
    place = twin.get_by_role("button", name=name("tokyo"), exact=True).first
    place.click()
    expect(page.locator("#details h2")).to_have_text(name("tokyo"))
    place.press("Escape")
    expect(twin).not_to_have_attribute("open", "")
    expect(twin.locator("summary")).to_be_focused()
    expect(page.locator("#details h2")).to_have_text(name("tokyo"))


def test_the_list_says_which_islands_an_event_concerns(visit: Visit) -> None:
    page = visit.open(f"/?event={VISIT}&story=record")
    twin = page.locator(".atlas-twin")
    twin.locator("summary").click()
    expect(twin.locator("b")).to_have_text(visit.title(VISIT))
    assert items(twin, visit.say("Islands concerned")) == [visit.name("kunashir")]
    others = [visit.name(it) for it in ("iturup", "shikotan", "habomai")]
    assert sorted(items(twin, visit.say("Islands not concerned"))) == sorted(others)


# By finger


def drag(page: Page, target: Locator, across: float, along: float = 0) -> None:
    """Move a finger over an element, as the browser itself would report it."""
    box = target.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    session.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    for part in (0.25, 0.5, 0.75, 1):
        point = {"x": x + across * part, "y": y + along * part}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_a_swipe_over_the_bar_or_the_card_steps(phone: Visit) -> None:
    page = phone.open(f"/?event={SUMMIT}")
    bar = page.locator(".atlas-bar")
    drag(page, bar, -120)
    phone.expect_event(NAGATO)
    drag(page, bar, 120)
    phone.expect_event(SUMMIT)
    drag(page, bar, -20)
    drag(page, bar, -60, -80)  # up rather than sideways
    page.locator(".atlas-read").tap()
    sheet = page.locator(".card-sheet")
    expect(sheet.locator("h2")).to_have_text(phone.title(SUMMIT))
    drag(page, sheet, -120)
    phone.expect_event(NAGATO)
    expect(sheet.locator("h2")).to_have_text(phone.title(NAGATO))
    page.locator(".atlas-read").tap()
    drag(page, page.locator("#atlas-map"), -60)  # pans
    page.wait_for_timeout(300)
    phone.expect_event(NAGATO)


def test_on_a_phone_the_row_of_pages_shows_the_page_one_is_on(phone: Visit) -> None:
    page = phone.open(f"/about?event={SUMMIT}")
    current = page.locator("#root .pages [aria-current=page]")
    expect(current).to_have_text(phone.say("About"))
    expect(current).to_be_in_viewport(ratio=0.9)
    phone.open_page("Map")
    expect(current).to_have_text(phone.say("Map"))
    expect(current).to_be_in_viewport(ratio=0.9)


def test_on_a_phone_the_card_is_one_tap_away_and_the_bar_in_reach(phone: Visit) -> None:
    page = phone.open(f"/?event={SUMMIT}")
    bar = page.locator(".atlas-bar").bounding_box()
    assert bar
    assert bar["y"] > 844 * 2 / 3
    read = page.get_by_role("button", name=phone.say("Read about it: %(title)s", title="")[:-1])
    expect(read).to_have_attribute("aria-expanded", "false")
    page.locator(".atlas-title").tap(force=True)
    expect(read).to_have_attribute("aria-expanded", "true")
    card = page.locator(".card-sheet")
    expect(card.locator(".summary")).to_be_in_viewport()
    expect(page.locator("#event-card")).to_have_count(1)
    card.locator(".chip[data-selected=shikotan]").tap()
    expect(page.locator("#details h2")).to_be_in_viewport()
    expect(card).to_be_hidden()
    expect(page.locator(".atlas-next")).to_be_in_viewport()
    page.locator(".atlas-next").tap()
    phone.expect_event(NAGATO)


# Links within a line of text need not be as large (WCAG 2.5.8); a mark of the timeline has the
# list of events beside it. What Leaflet writes about itself is such a line too.
TOO_SMALL = """() => {
  const all = "button, select, summary, input:not([type=hidden], [type=radio]), a[href]";
  const line = ".sources a, .states a, .as-stated a, td a, small a, p:not(.tools, .languages,"
    + " .atlas-imprint, .first-stories) > a, li > a:only-child, h2 a, h3 a, .mark,"
    + " .leaflet-control-attribution a, dd > a:not(.chip), .skip-link, .contents a, .key-drawing a";
  return [...document.querySelectorAll(all)].filter((it) => {
    if (it.matches(line) && !it.closest("#details .events")) return false;
    if (!it.checkVisibility({ visibilityProperty: true })) return false;
    const { width, height } = it.getBoundingClientRect();
    return width < 43.5 || height < 43.5;
  }).map((it) => `${it.tagName}.${it.className} ${it.textContent.slice(0, 20)}`);
}"""


def test_on_a_phone_what_is_pressed_is_as_large_as_a_finger(phone: Visit) -> None:
    page = phone.open(f"/?event={SUMMIT}")
    page.locator(".atlas-read").tap()
    expect(page.locator(".card-sheet h2")).to_be_visible()
    assert page.evaluate(TOO_SMALL) == []
    page.locator(".atlas-read").tap()
    page.locator(".atlas-twin summary").tap()
    expect(page.locator(".twin-list button").first).to_be_visible()
    assert page.evaluate(TOO_SMALL) == []
    phone.open(f"/?event={SUMMIT}&selected=iturup")
    assert page.evaluate(TOO_SMALL) == []
    phone.open(f"/?event={SUMMIT}&embed=true")
    assert page.evaluate(TOO_SMALL) == []
    phone.open(f"/islands?event={SUMMIT}")
    expect(page.locator(".stMain h1")).to_be_visible()
    assert page.evaluate(TOO_SMALL) == []


def test_on_a_phone_the_long_page_of_the_islands_is_folded(phone: Visit) -> None:
    page = phone.open(f"/islands?event={SUMMIT}")
    sections = page.locator("details.foldable")
    expect(sections).to_have_count(8)
    expect(page.locator("details.foldable[open]")).to_have_count(0)
    assert page.evaluate("document.querySelector('.stMain').scrollHeight") < 4000
    page.locator(".contents a[href='#names']").tap()
    expect(page.locator("#names h2")).to_be_in_viewport()
    expect(page.locator("#names tbody td").first).to_be_visible()
    expect(page.locator("details.foldable[open]")).to_have_count(1)
    phone.open(f"/islands?event={SUMMIT}#history")
    expect(page.locator("#history tbody td").first).to_be_visible()


def test_on_a_wide_screen_the_page_of_the_islands_is_open(visit: Visit) -> None:
    page = visit.open(f"/islands?event={SUMMIT}")
    expect(page.locator("details.foldable:not([open])")).to_have_count(0)
    expect(page.locator("#names tbody td").first).to_be_visible()


# From near, and on a small screen

SIDEWAYS = """() => {
  const wide = [document.scrollingElement, document.querySelector(".stMain")].filter(Boolean);
  return Math.max(...wide.map((it) => it.scrollWidth - it.clientWidth));
}"""


@pytest.mark.parametrize(
    ("language", "width", "height"), [("ru", 320, 568), ("ja", 320, 568), ("en", 700, 450)]
)
def test_at_320_pixels_and_at_200_per_cent_nothing_is_lost(
    visit: Visit, width: int, height: int
) -> None:
    """A window of 1400 pixels at 200 % is one of 700; one of 1280 at 400 % is one of 320."""
    visit.page.set_viewport_size({"width": width, "height": height})
    page = visit.open(f"/?event={SUMMIT}&selected=iturup")
    assert page.evaluate(SIDEWAYS) == 0
    page.locator("#details .close").click()
    for part in (".atlas-next", ".atlas-read", ".atlas-twin summary", ".mark.current"):
        page.locator(part).scroll_into_view_if_needed()
        expect(page.locator(part)).to_be_in_viewport()
    page.locator(".atlas-read").click()
    expect(page.locator(".card-sheet h2")).to_have_text(visit.title(SUMMIT))
    assert page.evaluate(SIDEWAYS) == 0
    for name in PAGES:
        visit.open_page(name.capitalize())
        wait_until(page, "name => location.pathname === '/' + name", arg=name)
        expect(page.locator(".stMain h1").first).to_be_visible()
        page.wait_for_selector(UNSETTLED, state="detached")
        page.evaluate("document.querySelectorAll('details').forEach((it) => (it.open = true))")
        assert page.evaluate(SIDEWAYS) == 0, name
    for name in ("take-away", "handout"):
        page.goto(f"{visit.address}/{name}?event={SUMMIT}")
        assert page.evaluate(SIDEWAYS) == 0, name


# As the reader has asked of the system


def paint(page: Page, selector: str) -> tuple[str, ...]:
    """The colours and lines that an element is drawn with."""
    return tuple(
        page.evaluate(
            """(selector) => {
              const drawn = getComputedStyle(document.querySelector(selector));
              const { fill, stroke, strokeWidth, backgroundColor } = drawn;
              return [fill, stroke, strokeWidth, backgroundColor];
            }""",
            selector,
        )
    )


@cases("scheme", "light", "dark")
def test_in_the_reader_s_own_colours_all_is_told_apart(visit: Visit, scheme: Any) -> None:
    visit.page.emulate_media(forced_colors="active", color_scheme=scheme)
    page = visit.open(f"/?event={VISIT}&story=record&selected=iturup")
    islands = "#atlas-map .leaflet-overlay-pane .island"
    selected = paint(page, f"{islands}.selected")
    concerned = paint(page, f"{islands}.concerned:not(.selected)")
    other = paint(page, f"{islands}:not(.concerned, .selected)")
    assert len({selected, concerned, other}) == 3
    assert len({selected[0], concerned[0], other[0]}) == 3
    assert selected[2] != other[2]  # the line tells it too
    assert paint(page, ".mark.current") != paint(page, ".mark:not(.current)")
    sea = page.evaluate("getComputedStyle(document.querySelector('#atlas-map')).backgroundColor")
    assert sea not in {selected[0], concerned[0]}
    page.locator("path[data-id=shikotan]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED)["ringed"]


def test_what_is_marked_is_told_by_more_than_its_colour(visit: Visit) -> None:
    page = visit.open(f"/?event={VISIT}&story=record&selected=iturup")
    islands = "#atlas-map .leaflet-overlay-pane .island"
    widths = [
        paint(page, f"{islands}{which}")[2]
        for which in (".selected", ".concerned:not(.selected)", ":not(.concerned, .selected)")
    ]
    assert len(set(widths)) == 3
    outline = "getComputedStyle(document.querySelector(%r)).outlineStyle"
    assert page.evaluate(outline % ".mark.current") == "solid"
    assert page.evaluate(outline % ".mark:not(.current)") == "none"


def test_with_reduced_motion_nothing_moves_that_need_not(visit: Visit) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    page = visit.open(f"/?event={SUMMIT}")
    moving = page.evaluate(
        """() => [...document.querySelectorAll(".stApp *")].filter((it) => {
          const { transitionDuration, animationDuration } = getComputedStyle(it);
          return [transitionDuration, animationDuration].some((them) =>
            them.split(",").some((one) => parseFloat(one) > 0.001));
        }).map((it) => it.className.toString())"""
    )
    assert moving == []
    page.evaluate(
        "window.moves = 0; const seen = new MutationObserver(() => window.moves++);"
        "seen.observe(document.querySelector('.leaflet-map-pane'), {attributes: true})"
    )
    zoom = page.get_by_role("button", name=visit.say("Zoom in"), exact=True)
    zoom.click()
    zoom.press("ArrowRight")
    expect(page.locator(".leaflet-zoom-anim")).to_have_count(0)
    page.keyboard.press("Escape")
    assert page.evaluate("window.moves") <= 4
