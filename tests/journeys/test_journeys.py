"""What readers do, in a real browser: a journey fails on any console error or outside request."""

import re
from itertools import product

import pytest
from conftest import Server, Visit, cases, new_context, wait_until
from playwright.sync_api import Browser, expect

from geo.languages import Language

ARTICLES = [
    "1945-08-28-soviet-landings",
    "1946-02-02-soviet-incorporation",
    "1955-06-london-talks",
    "1956-10-19-joint-declaration",
    "2016-09-01-putin-bloomberg-interview",
    "2016-09-02-vladivostok-summit",
    "2016-12-15-nagato-tokyo-summit",
    "2017-09-07-vladivostok-summit",
    "2019-08-jea-pilot-projects",
    "2019-09-tokyo-round",
    "2019-11-06-jea-round-6-moscow",
    "2019-11-next-round",
]
ISLANDS = ("iturup", "kunashir", "shikotan", "habomai")
NO_EVENT = "There is no event “%(value)s” in this atlas; showing the first event of the story."
NO_PLACE = "There is no island or place “%(value)s” in this atlas; nothing is selected."
NO_STORY = "There is no story “%(value)s” in this atlas; showing “%(shown)s”."
# Keeps what the server answers until it is let go, while `held` is a list.
HOLD_ANSWERS = """
const { addEventListener } = WebSocket.prototype;
WebSocket.prototype.addEventListener = function (type, handle, ...options) {
  const held = (event) => window.held ? window.held.push(() => handle(event)) : handle(event);
  addEventListener.call(this, type, type === "message" ? held : handle, ...options);
};
"""
LET_GO = "window.held.splice(0).forEach((answer) => answer()); window.held = null"
QUIET_MS = 400
TILE = '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>'
FAR = "2019-11-06-jea-round-6-moscow"  # half the world is on the map, the islands are small


def test_a_cold_deep_link_opens_exactly_that_screen(visit: Visit) -> None:
    page = visit.open("/?event=2018-11-14-singapore-summit&selected=shikotan&story=record")
    expect(page.locator("#atlas-map")).to_have_attribute(
        "data-event", "2018-11-14-singapore-summit"
    )
    expect(page.locator("#atlas-map")).to_have_attribute("data-selected", "shikotan")
    expect(page.locator("#details h2")).to_have_text(visit.name("shikotan"))
    expect(page.locator("#event-card h2")).to_have_text(visit.title("2018-11-14-singapore-summit"))
    expect(page.locator(".position")).to_have_text(visit.position(93, of=132))
    expect(page.get_by_role("radio", name=visit.story("record"))).to_be_checked()
    expect(page.locator("html")).to_have_attribute("lang", visit.language)


def test_next_and_previous_step_through_every_event(visit: Visit) -> None:
    page = visit.open()
    page.evaluate("window.first = document.querySelector('#atlas-map')")
    following = page.get_by_role("button", name=visit.say("Next event"), exact=True)
    for event in ARTICLES[1:]:
        following.click()
        visit.expect_event(event)
    expect(following).to_be_disabled()
    previous = page.get_by_role("button", name=visit.say("Previous event"), exact=True)
    for event in reversed(ARTICLES[:-1]):
        previous.click()
        visit.expect_event(event)
    expect(previous).to_be_disabled()
    assert page.evaluate("window.first === document.querySelector('#atlas-map')")


def test_arrow_keys_step_through_every_event(visit: Visit) -> None:
    page = visit.open()
    for event in ARTICLES[1:]:
        page.keyboard.press("ArrowRight")
        visit.expect_event(event)
    page.keyboard.press("ArrowRight")
    visit.expect_event(ARTICLES[-1])
    page.keyboard.press("ArrowLeft")
    visit.expect_event(ARTICLES[-2])


def test_quick_clicks_end_where_the_reader_counted_to(visit: Visit) -> None:
    page = visit.open()
    following = page.locator(".st-key-next button")
    for _ in range(7):
        following.click(no_wait_after=True, delay=0)
    visit.expect_event(ARTICLES[7])
    expect(page.locator(".position")).to_have_text(visit.position(8))


def test_a_key_held_down_keeps_the_same_map(visit: Visit) -> None:
    page = visit.open("/?story=record")
    page.evaluate("window.first = document.querySelector('.leaflet-map-pane')")
    for key in ("ArrowRight", "ArrowLeft", "ArrowRight"):
        for _ in range(20):
            page.keyboard.press(key)
            page.wait_for_timeout(40)
    expect(page.locator(".position")).to_have_text(visit.position(21, of=132))
    expect(page.locator("#event-card time")).to_have_attribute("datetime", "1956-07/1956-08")
    page.go_back()
    page.wait_for_timeout(500)
    assert page.evaluate("window.first === document.querySelector('.leaflet-map-pane')")


@cases("event, island", *product(["1945-08-28-soviet-landings", FAR], ISLANDS))
def test_a_click_on_an_island_opens_its_details(visit: Visit, event: str, island: str) -> None:
    page = visit.open(f"/?event={event}")
    page.locator(f'path[data-id="{island}"]').click()
    expect(page.locator("#atlas-map")).to_have_attribute("data-selected", island)
    expect(page.locator("#details h2")).to_have_text(visit.name(island))
    for heading in ("Names", "Figures", "Who administers, who claims", "Events that concern it"):
        expect(
            page.get_by_role("heading", name=visit.say(heading), exact=True, level=3)
        ).to_be_visible()
    wait_until(page, "id => location.search.includes('selected=' + id)", arg=island)


@cases("place", "moscow", "tokyo", "vladivostok")
def test_a_click_on_a_place_lists_the_meetings_held_there(visit: Visit, place: str) -> None:
    page = visit.open("/?event=2019-11-06-jea-round-6-moscow")
    page.locator(f'[data-id="{place}"]').click()
    expect(page.locator("#details h2")).to_have_text(visit.name(place))
    assert page.locator("#details .events li").count() >= 1


def test_a_long_list_of_meetings_goes_on_on_the_timeline(visit: Visit) -> None:
    page = visit.open("/?selected=tokyo&story=record&event=2016-12-15-nagato-tokyo-summit")
    expect(page.locator("#details .events li")).to_have_count(14)
    page.get_by_role("link", name=visit.say("All of them on the timeline")).click()
    expect(page.locator(".chronicle-table tbody tr")).to_have_count(31)
    wait_until(page, "location.pathname === '/timeline'")
    wait_until(page, "location.search.includes('place=tokyo')")


def test_an_event_in_the_details_leads_to_that_event(visit: Visit) -> None:
    page = visit.open("/?selected=vladivostok")
    page.locator("#details .events a[data-event='2017-09-07-vladivostok-summit']").click()
    visit.expect_event("2017-09-07-vladivostok-summit")
    expect(page.locator("#details h2")).to_have_text(visit.name("vladivostok"))


def test_a_step_is_answered_with_what_it_changes_and_nothing_else(visit: Visit) -> None:
    def drawn(first: int = 0) -> list[str]:
        parts = []
        for message in visit.wire.answers(first):
            if message.WhichOneof("type") == "delta":
                element = message.delta.new_element
                body = re.search(r'class="([\w-]+)', element.html.body)
                parts.append(body[1] if body else element.WhichOneof("type") or "container")
        return parts

    page = visit.open(f"/?event={ARTICLES[2]}")
    assert {"masthead", "pages", "tools"} <= set(drawn())
    steps = ["container", "container", "button", "position", "button"]
    changed = [*steps, "bidi_component", "tools"]
    passed = len(visit.wire.passed)
    page.keyboard.press("ArrowRight")
    visit.expect_event(ARTICLES[3])
    page.wait_for_timeout(QUIET_MS)
    assert drawn(passed) == changed
    passed = len(visit.wire.passed)
    page.locator("#event-card .chip[data-selected=shikotan]").click()
    wait_until(page, "() => location.search.includes('selected=shikotan')")
    page.wait_for_timeout(QUIET_MS)
    assert drawn(passed) == changed


def test_a_step_while_another_page_is_opening_is_shown_there(visit: Visit) -> None:
    page = visit.open(f"/?event={ARTICLES[2]}")
    page.locator("#root .pages").get_by_text(visit.say("People")).click()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#event-card h2").first).to_have_text(visit.title(ARTICLES[3]))
    expect(page.locator(".stMain h1")).to_be_visible()
    wait_until(page, "id => location.search.includes('event=' + id)", arg=ARTICLES[3])
    page.wait_for_timeout(2 * QUIET_MS)
    expect(page.locator(".stMain h1")).to_be_visible()
    assert page.evaluate("location.pathname") == "/people"


def test_a_step_is_sent_on_when_the_answer_before_it_has_come_all_at_once(visit: Visit) -> None:
    """Then the app never says that it is running, and nothing in the page that it has ended."""
    visit.page.add_init_script(HOLD_ANSWERS)
    page = visit.open(f"/?event={ARTICLES[2]}")
    page.evaluate("window.held = []")
    page.locator("#root .pages").get_by_text(visit.say("People")).click()
    page.keyboard.press("ArrowRight")
    wait_until(page, "() => window.held.length > 10")
    page.wait_for_timeout(QUIET_MS)
    page.evaluate(LET_GO)
    expect(page.locator("#event-card h2").first).to_have_text(visit.title(ARTICLES[3]))
    expect(page.locator(".stMain h1")).to_be_visible()
    assert page.evaluate("location.pathname") == "/people"


def test_another_page_is_one_run_of_its_own(visit: Visit) -> None:
    page = visit.open(f"/?event={ARTICLES[2]}&selected=habomai")
    passed = len(visit.wire.passed)
    visit.open_page("Articles")
    expect(page.locator(".claims").first).to_be_visible()
    page.wait_for_timeout(QUIET_MS)
    asked, answers = visit.wire.requests(passed), visit.wire.answers(passed)
    assert [it.rerun_script.fragment_id for it in asked] == [""]
    assert asked[0].rerun_script.query_string == f"event={ARTICLES[2]}&selected=habomai"
    assert [it.WhichOneof("type") for it in answers].count("new_session") == 1


def test_a_reader_may_think_better_of_a_page_that_is_opening(visit: Visit) -> None:
    visit.page.add_init_script(HOLD_ANSWERS)
    page = visit.open(f"/?event={ARTICLES[2]}&selected=habomai")
    page.evaluate("window.held = []")
    visit.open_page("Articles")
    page.wait_for_timeout(QUIET_MS)
    visit.open_page("Map")
    page.evaluate(LET_GO)
    expect(page.locator(".claims")).to_have_count(0)
    expect(page.locator("#atlas-map[data-ready=true]")).to_have_count(1)
    expect(page.locator("#details h2")).to_have_text(visit.name("habomai"))
    assert page.evaluate("location.pathname") == "/"


def test_a_step_is_not_lost_while_the_map_is_being_taken_away(visit: Visit) -> None:
    page = visit.open(f"/?event={ARTICLES[2]}")
    page.evaluate("document.querySelector('.atlas-place').remove()")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#event-card h2")).to_have_text(visit.title(ARTICLES[3]))
    visit.open_page("People")
    expect(page.locator(".stMain h1")).to_be_visible()
    visit.open_page("Map")
    visit.expect_event(ARTICLES[3])


def test_links_beside_a_step_lead_to_where_the_reader_is_now(visit: Visit) -> None:
    page = visit.open(f"/?event={ARTICLES[2]}")
    page.keyboard.press("ArrowRight")
    visit.expect_event(ARTICLES[3])
    links = page.locator("#root :is(.pages, .masthead) a")
    addresses = links.evaluate_all("all => all.map((link) => link.href)")
    assert len(addresses) == 7 + 3 + 1
    assert all(f"event={ARTICLES[3]}" in address for address in addresses)
    with visit.context.expect_page() as opened:
        page.locator("#root .pages").get_by_text(visit.say("People")).click(modifiers=["Control"])
    expect(opened.value.locator("#event-card h2").first).to_have_text(visit.title(ARTICLES[3]))


def test_the_map_stays_when_all_is_quiet_after_a_selection(visit: Visit) -> None:
    page = visit.open(f"/?event={FAR}")
    page.evaluate("window.first = document.querySelector('#atlas-map')")
    page.locator('path[data-id="shikotan"]').click()
    expect(page.locator(f".masthead a[data-lang={visit.language}]")).to_have_attribute(
        "href", re.compile("selected=shikotan")
    )
    assert page.evaluate("window.first === document.querySelector('#atlas-map')")
    expect(page.locator("#event-card .chip[data-selected=habomai]")).to_have_attribute(
        "href", re.compile("event=2019-11-06")
    )
    visit.open_page("About")
    expect(page.locator(".stMain h1")).to_have_text(visit.say("About this atlas"))
    visit.open_page("Map")
    expect(page.locator("#details h2")).to_have_text(visit.name("shikotan"))


def test_a_second_click_and_escape_and_the_cross_close_the_details(visit: Visit) -> None:
    page = visit.open("/?selected=iturup")
    page.locator('path[data-id="iturup"]').click()
    expect(page.locator("#details")).to_have_count(0)
    page.locator('path[data-id="shikotan"]').click()
    expect(page.locator("#details")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_have_count(0)
    page.locator('path[data-id="habomai"]').click()
    page.get_by_role("link", name=visit.say("Close the details")).click()
    expect(page.locator("#details")).to_have_count(0)


def test_the_keyboard_alone_reaches_every_island_and_the_timeline(visit: Visit) -> None:
    page = visit.open()
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "document.activeElement.dataset.id ?? document.activeElement.className"
        )
        if focused in ISLANDS:
            page.keyboard.press("Enter")
            expect(page.locator("#details h2")).to_have_text(visit.name(focused))
            reached.add(focused)
        if "mark" in str(focused).split():
            break
    assert reached == set(ISLANDS)
    page.keyboard.press("End")
    visit.expect_event(ARTICLES[-1])


def test_arrow_keys_in_the_map_pan_it_and_do_not_step(visit: Visit) -> None:
    page = visit.open()
    page.locator("#atlas-map").focus()
    before = page.locator("#atlas-map .leaflet-map-pane").get_attribute("style")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#atlas-map .leaflet-map-pane")).not_to_have_attribute(
        "style", before or ""
    )
    expect(page.locator("#atlas-map")).to_have_attribute("data-event", ARTICLES[0])


def test_the_timeline_goes_where_it_is_clicked_and_draws_doubt_as_spans(visit: Visit) -> None:
    page = visit.open()
    marks = page.locator(".mark")
    expect(marks).to_have_count(12)
    round_in_tokyo = page.locator(visit.mark("2019-09-tokyo-round"))
    assert round_in_tokyo.bounding_box()["width"] > 20  # type: ignore[index]
    expect(round_in_tokyo).to_have_class(re.compile("unsure"))
    round_in_tokyo.click()
    visit.expect_event("2019-09-tokyo-round")
    expect(round_in_tokyo).to_have_attribute("aria-current", "true")


def test_back_and_forward_retrace_the_steps(visit: Visit) -> None:
    page = visit.open("/?event=2016-09-01-putin-bloomberg-interview")
    page.keyboard.press("ArrowRight")
    visit.expect_event("2016-09-02-vladivostok-summit")
    page.locator('path[data-id="kunashir"]').click()
    expect(page.locator("#details")).to_be_visible()
    wait_until(page, "() => location.search.includes('selected=kunashir')")
    page.go_back()
    expect(page.locator("#details")).to_have_count(0)
    visit.expect_event("2016-09-02-vladivostok-summit")
    page.go_back()
    visit.expect_event("2016-09-01-putin-bloomberg-interview")
    page.go_forward()
    visit.expect_event("2016-09-02-vladivostok-summit")
    page.go_forward()
    expect(page.locator("#details h2")).to_have_text(visit.name("kunashir"))


def test_the_list_of_events_jumps(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("combobox", name=visit.say("Events"), exact=True).select_option(
        "2016-12-15-nagato-tokyo-summit"
    )
    visit.expect_event("2016-12-15-nagato-tokyo-summit")


def test_the_whole_record_is_one_choice_away_and_keeps_the_event(visit: Visit) -> None:
    page = visit.open("/?event=2016-09-02-vladivostok-summit")
    page.get_by_text(visit.story("record"), exact=True).click()
    expect(page.locator(".position")).to_have_text(visit.position(67, of=132))
    expect(page.locator(".mark")).to_have_count(132)
    page.get_by_role("button", name=visit.say("Next event"), exact=True).click()
    visit.expect_event("2016-11-19-lima-summit", of=132)


def test_a_search_narrows_what_is_stepped_through(visit: Visit) -> None:
    page = visit.open()
    page.get_by_label(visit.say("Search"), exact=True).fill("Морголов")
    page.keyboard.press("Enter")
    expect(page.locator(".filters")).to_contain_text(visit.left_over(15))
    expect(page.locator(".filters")).to_contain_text(
        visit.say("Person: %(name)s", name=visit.name("igor-morgulov"))
    )
    expect(page.locator(".position")).to_have_text(visit.position(1, of=15))
    expect(page.locator(".mark")).to_have_count(15)
    page.get_by_role("button", name=visit.say("Next event"), exact=True).click()
    visit.expect_event("2015-10-08-moscow-deputy-ministers", of=15)
    page.reload()
    expect(page.locator(".position")).to_have_text(visit.position(2, of=15))
    expect(page.get_by_label(visit.say("Search"), exact=True)).to_have_value("Морголов")
    page.locator("#root").get_by_role("link", name=visit.say("Clear")).click()
    visit.expect_event("2015-10-08-moscow-deputy-ministers", of=132)


def test_an_island_found_by_its_japanese_name_opens_from_the_search(visit: Visit) -> None:
    page = visit.open("/?q=択捉島&story=record")
    page.get_by_role("link", name=visit.say("Island: %(name)s", name=visit.name("iturup"))).click()
    expect(page.locator("#details h2")).to_have_text(visit.name("iturup"))


def test_a_search_that_finds_nothing_says_so_and_loses_nothing(visit: Visit) -> None:
    page = visit.open("/?event=2016-09-02-vladivostok-summit&q=xyzzyx")
    expect(page.locator(".notice")).to_have_text(
        visit.say("No event of this story passes the filters; showing all of them.")
    )
    visit.expect_event("2016-09-02-vladivostok-summit")


def test_the_timeline_page_filters_into_the_address_and_leads_to_the_map(visit: Visit) -> None:
    page = visit.open("/timeline?story=record&kind=treaty&until=1960")
    rows = page.locator(".chronicle-table tbody tr")
    expect(rows).to_have_count(6)
    page.locator(".st-key-islands input").click()
    page.get_by_role("option", name=re.compile(f"^{visit.name('shikotan')} \\(")).click()
    wait_until(page, "location.search.includes('island=shikotan')")
    expect(page.locator(".mark")).to_have_count(rows.count())
    page.locator(".chronicle-table a[data-event='1956-10-19-joint-declaration']").click()
    page.wait_for_selector("#atlas-map[data-ready=true]")
    expect(page.locator("#atlas-map")).to_have_attribute(
        "data-event", "1956-10-19-joint-declaration"
    )
    assert "kind=treaty" in page.evaluate("location.search")


def test_a_mark_on_the_timeline_page_opens_the_event_on_the_map(visit: Visit) -> None:
    page = visit.open("/timeline?story=record")
    page.locator(visit.mark("1905-09-05-treaty-of-portsmouth")).click()
    page.wait_for_selector("#atlas-map[data-ready=true]")
    expect(page.locator("#atlas-map")).to_have_attribute(
        "data-event", "1905-09-05-treaty-of-portsmouth"
    )


def test_a_person_is_chosen_and_their_events_are_stepped_through(visit: Visit) -> None:
    page = visit.open("/people")
    page.locator(".people a", has_text=visit.name("takeo-mori")).click()
    expect(page.locator("#person h2")).to_have_text(visit.name("takeo-mori"))
    expect(page.locator("#person h3").first).to_have_text(visit.say("Roles at the time"))
    events = page.locator("#person .events li")
    expect(page.locator(".position")).to_have_text(visit.position(1, of=events.count()))
    expect(page.locator(".event-list option")).to_have_count(events.count())
    page.keyboard.press("ArrowRight")
    expect(events.nth(1).locator("a")).to_have_attribute("aria-current", "true")


def test_links_of_the_islands_and_articles_pages_open_the_map(visit: Visit) -> None:
    page = visit.open("/islands")
    page.locator("a[data-selected='shikotan']").first.click()
    page.wait_for_selector("#atlas-map[data-ready=true]")
    expect(page.locator("#details h2")).to_have_text(visit.name("shikotan"))
    page.go_back()
    visit.open_page("Articles")
    page.locator(".claims a[data-event='2016-09-02-vladivostok-summit']").first.click()
    page.wait_for_selector("#atlas-map[data-ready=true]")
    expect(page.locator("#atlas-map")).to_have_attribute(
        "data-event", "2016-09-02-vladivostok-summit"
    )


@cases("path", "", "timeline", "islands", "articles", "people", "about")
def test_no_page_scrolls_sideways_on_a_phone(phone: Visit, path: str) -> None:
    page = phone.open(f"/{path}?event=2016-09-02-vladivostok-summit&story=record")
    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_address_is_kept_from_page_to_page(visit: Visit) -> None:
    page = visit.open("/?event=2016-09-02-vladivostok-summit&selected=habomai")
    visit.open_page("Articles")
    expect(page.locator(".claims").first).to_be_visible()
    assert "/articles?event=2016-09-02-vladivostok-summit&selected=habomai" in page.url
    visit.open_page("Map")
    expect(page.locator("#details h2")).to_have_text(visit.name("habomai"))


@cases("path", "timeline", "islands", "articles", "people", "about")
def test_a_cold_link_to_any_page_restores_the_event(visit: Visit, path: str) -> None:
    page = visit.open(f"/{path}?event=2019-09-tokyo-round")
    expect(page.locator(".stMain h1").first).to_be_visible()
    expect(page.locator("#event-card h2")).to_have_text(visit.title("2019-09-tokyo-round"))
    page.keyboard.press("ArrowRight")
    expect(page.locator("#event-card time")).to_have_attribute("datetime", "2019-11-06")


def test_the_card_cites_the_articles_by_paragraph_at_the_passage(visit: Visit) -> None:
    page = visit.open("/?event=2019-09-tokyo-round")
    citations = visit.catalogue.events["2019-09-tokyo-round"].citations
    (stated,) = (it for it in citations if it.source == "tass-2019-11-06")
    assert stated.date_as_stated
    passage = page.locator("#event-card a[href*='#:~:text=']").first
    expect(passage).to_have_text("¶5")
    expect(passage).to_have_attribute(
        "href", re.compile(r"^https://tass\.com/politics/1087269#:~:text=\w+")
    )
    expect(passage).to_have_attribute("target", "_blank")
    expect(page.locator("#event-card")).to_contain_text(
        stated.date_as_stated.text_in(visit.language)
    )
    heading = visit.say("Sources that contradict it")
    expect(page.locator("#event-card h3", has_text=heading)).to_be_visible()


@cases(
    "query, notice, value",
    ("event=no-such-event", NO_EVENT, "no-such-event"),
    ("selected=atlantis", NO_PLACE, "atlantis"),
    ("story=gossip", NO_STORY, "gossip"),
    ("event=%3Cscript%3Ealert(1)%3C/script%3E", NO_EVENT, "<script>alert(1)</script>"),
    ("selected=../../etc/passwd", NO_PLACE, "../../etc/passwd"),
    ("event=" + "x" * 3000, NO_EVENT, "x" * 60 + "…"),
)
def test_a_bad_address_falls_back_with_a_notice(
    visit: Visit, query: str, notice: str, value: str
) -> None:
    visit.page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page = visit.open(f"/?{query}")
    expect(page.locator(".notice")).to_have_text(
        visit.say(notice, value=value, shown=visit.story("articles"))
    )
    expect(page.locator("#atlas-map")).to_have_attribute("data-event", ARTICLES[0])
    page.keyboard.press("ArrowRight")
    expect(page.locator(".notice")).to_have_count(0)


def test_a_phone_has_the_map_first_and_steps_on_it(phone: Visit) -> None:
    page = phone.open()
    expect(page.get_by_test_id("stSidebar")).not_to_be_in_viewport()
    page.get_by_role("button", name=phone.say("Next event"), exact=True).tap()
    phone.expect_event(ARTICLES[1])
    page.get_by_role("button", name=phone.say("Previous event"), exact=True).tap()
    phone.expect_event(ARTICLES[0])
    page.locator('path[data-id="iturup"]').tap()
    expect(page.locator("#details h2")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_embed_steps_on_the_map(visit: Visit) -> None:
    page = visit.open("/?embed=true&event=2016-09-02-vladivostok-summit")
    expect(page.get_by_test_id("stSidebar")).not_to_be_in_viewport()
    page.get_by_role("button", name=visit.say("Next event"), exact=True).click()
    expect(page.locator("#atlas-map")).to_have_attribute(
        "data-event", "2016-12-15-nagato-tokyo-summit"
    )
    wait_until(page, "location.search.includes('embed=true')")


@cases("scheme, darkest, lightest", ("light", 200, 255), ("dark", 0, 60))
def test_the_map_is_as_light_or_dark_as_the_reader_wants_it(
    browser: Browser,
    server: Server,
    language: Language,
    scheme: str,
    darkest: int,
    lightest: int,
) -> None:
    context = new_context(browser, language, color_scheme=scheme)
    visit = Visit(context, server.address, language)
    page = visit.open()
    sea = page.evaluate("getComputedStyle(document.querySelector('#atlas-map')).backgroundColor")
    lightness = sum(map(int, re.findall(r"\d+", sea)[:3])) / 3
    assert darkest <= lightness <= lightest
    visit.end()


def test_reduced_motion_moves_the_map_without_a_flight(
    browser: Browser, server: Server, language: Language
) -> None:
    context = new_context(browser, language, reduced_motion="reduce")
    visit = Visit(context, server.address, language)
    page = visit.open()
    page.keyboard.press("ArrowRight")
    visit.expect_event(ARTICLES[1])
    expect(page.locator("#atlas-map.leaflet-zoom-anim .leaflet-zoom-anim")).to_have_count(0)
    visit.end()


def test_a_reader_goes_on_where_they_were_when_the_server_restarts(
    browser: Browser, language: Language
) -> None:
    server = Server()
    server.start()
    visit = Visit(new_context(browser, language), server.address, language)
    page = visit.open("/?event=2016-09-02-vladivostok-summit")
    page.keyboard.press("ArrowRight")
    visit.expect_event("2016-12-15-nagato-tokyo-summit")
    connection = page.locator("[data-testid=stApp]")
    server.stop()
    expect(connection).not_to_have_attribute("data-test-connection-state", "CONNECTED")
    server.start()
    expect(connection).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=30_000)
    expect(connection).to_have_attribute("data-test-script-state", "notRunning")
    page.keyboard.press("ArrowRight")
    visit.expect_event("2017-09-07-vladivostok-summit")
    server.stop()
    expect(connection).not_to_have_attribute("data-test-connection-state", "CONNECTED")
    visit.open_page("People")  # what is chosen while it is away is done when it is back
    page.keyboard.press("ArrowLeft")
    server.start()
    expect(page.locator("h1")).to_contain_text([visit.say("People")], timeout=30_000)
    expect(page.locator("#event-card h2")).to_have_text(
        visit.title("2016-12-15-nagato-tokyo-summit")
    )
    wait_until(page, "() => location.href.endsWith('/people?event=2016-12-15-nagato-tokyo-summit')")
    visit.errors.clear()  # the browser reports the lost connection itself
    visit.end()
    server.stop()


def test_online_tiles_are_asked_for_only_when_the_reader_picks_them(visit: Visit) -> None:
    page = visit.open()
    assert visit.asked_elsewhere == []
    page.route(
        "https://tile.openstreetmap.org/**",
        lambda it: it.fulfill(body=TILE, content_type="image/svg+xml"),
    )
    page.get_by_label(visit.say("Base map"), exact=True).select_option("OpenStreetMap.Mapnik")
    expect(page.locator(".leaflet-tile-loaded").first).to_be_visible()
    assert visit.asked_elsewhere
    assert all("tile.openstreetmap.org" in address for address in visit.asked_elsewhere)
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap")
    visit.asked_elsewhere.clear()


@cases("accepted, encoding", ("br, gzip", "br"), ("gzip", "gzip"), ("identity", None))
def test_scripts_are_sent_as_small_as_the_browser_accepts(
    visit: Visit, accepted: str, encoding: str | None
) -> None:
    html = visit.context.request.get(f"{visit.address}/", headers={"accept": "text/html"}).text()
    scripts = re.findall(r'(?:src|href)="\./((?:static/js|atlas)/[^"]+\.js)"', html)
    assert len(scripts) > 10
    for script in scripts[:4] + scripts[-4:]:
        for _ in range(2):  # made, then kept
            answer = visit.context.request.get(
                f"{visit.address}/{script}", headers={"accept-encoding": accepted}
            )
            assert answer.status == 200
            assert "javascript" in answer.headers["content-type"]
            assert answer.text().strip()
            if encoding is None or int(answer.headers["content-length"]) < 1024:
                continue
            assert answer.headers["content-encoding"] == encoding
            assert answer.headers["vary"] == "accept-encoding"


def test_a_missing_asset_is_not_answered_with_a_page(visit: Visit) -> None:
    answer = visit.context.request.get(f"{visit.address}/atlas/0000000000000000/missing.js")
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/plain")


def test_the_page_is_served_with_the_assets_it_needs(visit: Visit) -> None:
    html = visit.context.request.get(f"{visit.address}/", headers={"accept": "text/html"}).text()
    for address in re.findall(r'href="\./(atlas/[^"]+)"', html):
        answer = visit.context.request.get(f"{visit.address}/{address}")
        assert answer.status == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        expected = {"js": "text/javascript", "css": "text/css", "json": "application/geo+json"}
        assert answer.headers["content-type"].startswith(expected[address.rsplit(".", 1)[1]])
