"""What readers take away: links, embeds, copies for a stick, and paper."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import READY, Server, Visit, cases, new_context
from playwright.sync_api import Browser, Page, expect

from geo.__main__ import main
from geo.languages import Language

SUMMIT = "2016-09-02-vladivostok-summit"
NAGATO = "2016-12-15-nagato-tokyo-summit"
CLIPBOARD = "navigator.clipboard.readText()"
# The link is pressed, and the answer to a step before puts another in its place.
COPY_AND_REDRAW = """async (link) => {
  const anew = link.cloneNode(true);
  link.click();
  await new Promise((then) => setTimeout(then, 300));
  const said = link.textContent;
  link.replaceWith(anew);
  await new Promise((then) => setTimeout(then));
  return [said, anew.textContent];
}"""


def test_copy_link_copies_the_address_of_the_screen_as_it_is_now(visit: Visit) -> None:
    page = visit.open(f"/?event={SUMMIT}")
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("ArrowRight")
    page.locator('path[data-id="shikotan"]').click()
    link = page.get_by_role("link", name=visit.say("Copy link"), exact=True)
    link.click()
    expect(page.get_by_text(visit.say("Copied"), exact=True)).to_be_visible()
    copied = page.evaluate(CLIPBOARD)
    assert copied == f"{visit.address}/?event={NAGATO}&selected=shikotan"
    expect(link).to_be_visible()  # it says again what it does
    assert link.evaluate(COPY_AND_REDRAW) == [visit.say("Copied")] * 2
    expect(link).to_be_visible()
    visit.open(copied.removeprefix(visit.address))
    visit.expect_event(NAGATO)
    expect(page.locator("#details h2")).to_have_text(visit.name("shikotan"))


def test_the_dialog_offers_what_can_be_taken_away_and_closes_by_key(visit: Visit) -> None:
    page = visit.open(f"/?event={SUMMIT}&selected=iturup")
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name=visit.say("Share, cite, save")).click()
    dialog = page.get_by_role("dialog", name=visit.say("Share, cite, save"))
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name=visit.say("Copy"), exact=True).nth(1).click()
    assert page.evaluate(CLIPBOARD).startswith(f'<iframe src="{visit.address}/?event={SUMMIT}&amp;')
    page.keyboard.press("ArrowRight")  # behind it nothing steps
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    visit.expect_event(SUMMIT)
    expect(page.locator("#details")).to_be_visible()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder of pages that are served from another origin, and its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("localhost", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@cases("width, height", (320, 480), (800, 520), (390, 400))
def test_an_embed_in_a_page_of_another_origin_steps_and_leads_back(
    browser: Browser,
    server: Server,
    elsewhere: tuple[Path, str],
    language: Language,
    width: int,
    height: int,
) -> None:
    folder, origin = elsewhere
    address = f"{server.address}/?event={SUMMIT}&embed=true"
    (folder / "page.html").write_text(
        '<!doctype html><link rel="icon" href="data:,"><body style="margin:0">'
        f'<iframe src="{address}" width="{width}" height="{height}" style="border:0"></iframe>'
    )
    context = new_context(browser, language, viewport={"width": width, "height": height + 40})
    visit = Visit(context, server.address, language)
    visit.page.goto(f"{origin}/page.html")
    atlas = visit.page.frame_locator("iframe")
    expect(atlas.locator(READY)).to_have_attribute("data-event", SUMMIT)
    expect(atlas.locator("#first-main")).to_have_count(0)
    atlas.get_by_role("button", name=visit.say("Next event"), exact=True).click()
    expect(atlas.locator("#atlas-map")).to_have_attribute("data-event", NAGATO)
    expect(atlas.locator(".atlas-title")).to_have_text(visit.title(NAGATO))
    link = atlas.get_by_role("link", name=visit.say("Open in Four Islands"))
    expect(link).to_have_attribute("href", re.compile(rf"/\?event={NAGATO}$"))
    expect(link).to_be_in_viewport()
    copy = atlas.get_by_role("button", name=visit.say("Copy link"))
    copy.click()
    expect(atlas.get_by_text(visit.say("Copied"), exact=True)).to_be_visible()
    sideways = atlas.locator("html").evaluate("it => it.scrollWidth - it.clientWidth")
    assert sideways == 0
    visit.asked_elsewhere = [it for it in visit.asked_elsewhere if not it.startswith(origin)]
    visit.end()


# A copy for ever


@pytest.fixture
def opened_copy(browser: Browser, language: Language, tmp_path: Path) -> Iterator[Visit]:
    """A window with a copy of the two articles, opened from disk without a network."""
    file = tmp_path / "copy.html"
    main(["export", "copy.html", "--lang", language, "--event", SUMMIT, "-o", str(file)])
    context = new_context(browser, language, viewport={"width": 1400, "height": 900})
    context.set_offline(True)
    visit = Visit(context, "http://nowhere", language)
    visit.page.goto(file.as_uri())
    visit.page.wait_for_selector(READY)
    yield visit
    visit.end()


def expect_copied(visit: Visit, event: str) -> None:
    """Map, card and address of a copy all show an event."""
    expect(visit.page.locator("#atlas-map")).to_have_attribute("data-event", event)
    expect(visit.page.locator("#event-card h2")).to_have_text(visit.title(event))
    assert f"#event={event}" in visit.page.url


def test_a_copy_steps_by_button_by_key_by_list_and_by_timeline(opened_copy: Visit) -> None:
    visit, page = opened_copy, opened_copy.page
    expect_copied(visit, SUMMIT)
    page.get_by_role("button", name=visit.say("Next event"), exact=True).click()
    expect_copied(visit, NAGATO)
    page.keyboard.press("ArrowLeft")
    expect_copied(visit, SUMMIT)
    page.get_by_role("combobox", name=visit.say("Events"), exact=True).select_option(NAGATO)
    expect_copied(visit, NAGATO)
    page.locator(visit.mark("1945-08-28-soviet-landings")).click()
    expect_copied(visit, "1945-08-28-soviet-landings")


def test_an_island_of_a_copy_opens_its_details(opened_copy: Visit) -> None:
    visit, page = opened_copy, opened_copy.page
    page.locator('path[data-id="kunashir"]').click()
    expect(page.locator("#details h2")).to_have_text(visit.name("kunashir"))
    page.locator(f"#details .events a[data-event='{NAGATO}']").click()
    expect_copied(visit, NAGATO)
    assert page.url.endswith("selected=kunashir")
    expect(page.locator("#details [aria-current=true]")).to_have_attribute("data-event", NAGATO)
    page.keyboard.press("Escape")
    expect(page.locator("#details")).to_have_count(0)


def test_a_link_into_a_copy_opens_its_event(opened_copy: Visit) -> None:
    visit, page = opened_copy, opened_copy.page
    page.goto(f"{page.url.split('#')[0]}#event={NAGATO}&selected=habomai")
    expect_copied(visit, NAGATO)
    expect(page.locator("#details h2")).to_have_text(visit.name("habomai"))


# On paper


def shown(page: Page, *selectors: str) -> dict[str, bool]:
    """Which of some elements are to be seen."""
    return {it: page.locator(it).first.is_visible() for it in selectors}


def test_on_paper_the_app_is_the_card_and_the_map(visit: Visit) -> None:
    page = visit.open(f"/?event={SUMMIT}&selected=kunashir")
    page.emulate_media(media="print")
    assert shown(page, "#event-card h2", "#atlas-map", ".masthead h1") == {
        "#event-card h2": True,
        "#atlas-map": True,
        ".masthead h1": True,
    }
    hidden = (".pages", ".st-key-next", ".event-list", ".tools", ".atlas-strip", "#details")
    assert shown(page, *hidden) == dict.fromkeys(hidden, False)
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")
    expect(page.locator(".st-key-next")).to_be_visible()
    expect(page.locator("#atlas-map")).to_have_attribute("data-event", SUMMIT)


def test_a_handout_of_the_story_has_a_map_for_every_event(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.address}/handout?whole=story")
    expect(page.locator(".handout-event")).to_have_count(12)
    for still in page.locator(".still-map > svg").all():
        assert re.match(r"^-?[\d.]+ -?[\d.]+ [\d.]+ [\d.]+$", still.get_attribute("viewBox") or "")
    expect(page.locator(".event-card h2").nth(5)).to_have_text(visit.title(SUMMIT))
