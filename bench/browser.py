"""A Chromium, and visits in it that note when what they wait for is painted."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Request, ViewportSize, sync_playwright

from bench.chromium import FLAGS, chromium_path
from bench.contenders import Contender

VIEWPORT = ViewportSize(width=1400, height=900)
PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
LIMIT_MS = 60_000
STILL_MS = 120
ISLANDS = ("kunashir", "iturup", "shikotan", "habomai")


@dataclass(frozen=True)
class Step:
    """What a page shows when it has stepped: an event's id and title, and how many steps."""

    id: str
    title: str
    steps: int


@contextmanager
def open_browser() -> Iterator[Browser]:
    """The Chromium that `make bench` found, or the system's."""
    path = chromium_path()
    if not path:
        raise SystemExit("No Chromium: run `make bench`, or set CHROMIUM to its path.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """A fresh window with nothing cached, opened on an event of a contender.

    Times are milliseconds; those of the opening count from the start of the navigation.
    """

    def __init__(self, browser: Browser, contender: Contender, address: str, first: Step) -> None:
        self.contender = contender
        self.requests: list[str] = []
        goals: dict[str, Any] = {
            "content": {"kind": "text", "value": first.title if contender.has_map else "Nothing"}
        }
        if contender.has_map:
            goals["island"] = {"kind": "island", "value": ISLANDS}
        self.context = browser.new_context(viewport=VIEWPORT)
        self.context.set_default_timeout(LIMIT_MS)
        self.context.add_init_script(f"{PROBE}({contender.probe},{json.dumps(goals)})")
        self.page = self.context.new_page()
        self.page.on("request", self._note)
        self.page.goto(address + contender.path.format(event=first.id), wait_until="commit")

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def _note(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.requests.append(request.url)

    @cached_property
    def _began(self) -> float:
        return float(self.page.evaluate("performance.timeOrigin"))

    def content_ms(self) -> float:
        """When the title of the event was painted (of the empty app: its text)."""
        return float(self._reached("content")["at"] - self._began)

    def island_ms(self) -> float:
        """When the first of the islands was painted and could be pressed."""
        return float(self._reached("island")["at"] - self._began)

    def step(self, to: Step) -> float:
        """Press Next; returns the time until the event is drawn."""
        self._expect("step", "shown", vars(to))
        self.page.locator(self.contender.next).first.click()
        return self._since_click("step")

    def open_details(self, names: dict[str, str], turn: int) -> float:
        """Press an island, another one each turn; returns the time until its details stand there.

        `names` are the islands' names by id.
        """
        order = [ISLANDS[(turn + offset) % len(ISLANDS)] for offset in range(len(ISLANDS))]
        point = self._still_point(order)
        self._expect("details", "details", names[point["id"]])
        self.page.mouse.click(point["x"], point["y"])
        return self._since_click("details")

    def pause(self, milliseconds: float) -> None:
        """Let the page rest."""
        self.page.wait_for_timeout(milliseconds)

    def _still_point(self, order: list[str]) -> dict[str, Any]:
        """Where an island can be pressed, once it no longer moves."""
        deadline = time.monotonic() + LIMIT_MS / 1000
        last = None
        while time.monotonic() < deadline:
            self._expect("point", "island", order)
            point: dict[str, Any] = self._reached("point")["found"]
            if point == last:
                return point
            last = point
            self.pause(STILL_MS)
        raise TimeoutError("the map never came to rest")

    def _expect(self, name: str, kind: str, value: Any) -> None:
        self.page.evaluate(
            "([name, kind, value]) => {"
            " delete __bench.reached[name]; __bench.goals[name] = { kind, value }; }",
            [name, kind, value],
        )

    def _reached(self, name: str) -> dict[str, Any]:
        wait = "(name) => window.__bench?.reached[name]"
        found = self.page.wait_for_function(wait, arg=name, polling=20).json_value()
        return dict(found)

    def _since_click(self, name: str) -> float:
        at = self._reached(name)["at"]
        return float(at - self.page.evaluate("__bench.clicked"))
