"""A reader who does not wait for answers, on a slow line: at the end everything tells the same."""

import random
from collections.abc import Callable
from functools import partial

from conftest import Visit, cases, wait_until
from playwright.sync_api import Page, expect

from geo.edition import shipped_catalogue
from geo.stories import WHOLE_RECORD, sequence_of
from pages.labels import PAGES

TURNS = 25
PAUSES_MS = [0, 0, 10, 50, 100, 250]
QUIET_MS = 600
# Messages keep their order and take up to `latency` milliseconds, each way.
SLOW_LINE = """
window.latency = 0;
const { addEventListener, send } = WebSocket.prototype;
const line = () => {
  const underway = [];
  let last = 0;
  return (arrive) => {
    underway.push(arrive);
    last = Math.max(last, performance.now() + Math.random() * window.latency);
    setTimeout(() => underway.shift()(), last - performance.now());
  };
};
const [here, there] = [line(), line()];
WebSocket.prototype.addEventListener = function (type, handle, ...options) {
  const arrived = (event) => here(() => handle(event));
  addEventListener.call(this, type, type === "message" ? arrived : handle, ...options);
};
WebSocket.prototype.send = function (data) {
  there(() => this.readyState === WebSocket.OPEN && send.call(this, data));
};
"""
PRESS_LINK = "(name) => document.querySelector(`#root .pages a[data-page='${name}']`)?.click()"
PRESS_PLACE = "document.querySelector('#event-card a[data-selected]')?.click()"
# What each part of the page tells: null where it is not there.
TOLD = """() => {
  const asked = new URLSearchParams(location.search);
  const at = (selector, value) => {
    const it = document.querySelector(selector);
    return it && value(it);
  };
  return {
    address: [location.pathname.slice(1), asked.get("event"), asked.get("selected")],
    page: at("#root .pages [aria-current]", (it) => it.dataset.page),
    heading: at(".stMain h1", (it) => it.textContent),
    card: at("#event-card h2", (it) => it.textContent),
    position: at(".position", (it) => Number(it.textContent.match(/[0-9]+/)[0])),
    map: at("#atlas-map[data-ready=true]", (it) => it.dataset.event),
    details: at("#details", (it) => it.dataset.selectedId),
  };
}"""


def turns(page: Page, chance: random.Random) -> list[Callable[[], object]]:
    """What the reader may do next; steps and pages more often than the rest."""
    other = partial(page.evaluate, PRESS_LINK, chance.choice(list(PAGES)))
    forth = partial(page.keyboard.press, "ArrowRight")
    return [
        *(forth, forth, partial(page.keyboard.press, "ArrowLeft")),
        *(other, other, partial(page.evaluate, "history.back()")),
        *(partial(page.keyboard.press, "Escape"), partial(page.evaluate, PRESS_PLACE)),
        partial(page.wait_for_timeout, QUIET_MS),
    ]


@cases("seed, latency", (18, 50), (27, 200), (37, 400))
def test_everything_tells_the_same_after_a_restless_reader(
    visit: Visit, seed: int, latency: int
) -> None:
    chance = random.Random(seed)
    visit.page.add_init_script(SLOW_LINE)
    page = visit.open(f"/?event=2016-09-02-vladivostok-summit&story={WHOLE_RECORD}")
    for _ in range(4):  # as often the reader may go back
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(QUIET_MS)
    page.evaluate("(latency) => { window.latency = latency; }", latency)
    for _ in range(TURNS):
        chance.choice(turns(page, chance))()
        page.wait_for_timeout(chance.choice(PAUSES_MS))
    app = page.locator("[data-testid=stApp]")
    page.wait_for_timeout(4 * latency + QUIET_MS)
    expect(app).to_have_attribute("data-test-script-state", "notRunning")
    wait_until(page, "() => document.querySelector('#event-card')?.isConnected")
    page.wait_for_timeout(QUIET_MS)
    told = page.evaluate(TOLD)
    name, event, selected = told["address"]
    sequence = sequence_of(shipped_catalogue(), WHOLE_RECORD)
    assert told["page"] == name
    assert told["card"] == visit.title(event)
    assert told["position"] == sequence.position(event)
    assert told["map"] == (None if name else event)
    assert told["details"] == (None if name else selected)
    assert bool(told["heading"]) == bool(name)
