"""Readers on the replicas: pages of a real browser, and bare sessions, that all step on and on."""

import contextlib
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs
from urllib.request import Request, urlopen
from uuid import uuid4

from playwright.sync_api import Browser
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from bench.sessions import Session
from geo.edition import shipped_catalogue
from geo.stories import WHOLE_RECORD, sequence_of

LIMIT_S = 5.0  # a reader who has to wait longer for a step is lost
AGAIN_S = 1.0  # a reader who sees nothing happen presses again
PACE_S = 1.0
RETRY_S = 0.25

_SHOWN = """() => ({
  address: new URLSearchParams(location.search).get("event"),
  map: document.querySelector("#atlas-map")?.dataset.event,
  card: document.querySelector("#root #event-card h2")?.textContent.trim(),
  dialog: document.querySelector("[data-testid=stDialog], [role=dialog]")?.textContent,
  began: performance.timeOrigin,
})"""
# The button is disabled while the page has no connection; a key is always heard.
_BUTTON = """() => {
  const button = document.querySelector(".st-key-next button");
  if (!button || button.disabled) return false;
  button.click();
  return true;
}"""


@dataclass(frozen=True)
class Event:
    """An event that readers step through: its id and its title."""

    id: str
    title: str


def whole_record() -> list[Event]:
    """The events in the order in which the whole record is told."""
    told = sequence_of(shipped_catalogue(), WHOLE_RECORD)
    return [Event(it.id, it.title.text_in("en")) for it in told.events]


def query_at(event: Event) -> str:
    """The address parameters of an event in the whole record."""
    return f"event={event.id}&story={WHOLE_RECORD}"


@dataclass
class Steps:
    """What a reader went through."""

    times: list[float] = field(default_factory=list)
    again: int = 0  # presses that had to be made again
    faults: list[str] = field(default_factory=list)

    @property
    def longest(self) -> float:
        return max(self.times, default=0.0)


class PageReader:
    """A page of a browser, in a window of its own."""

    def __init__(self, browser: Browser, address: str, record: Sequence[Event], at: int) -> None:
        self._record = record
        self.at = at
        self.replica = ""
        self.visits = 0  # connections of the page, one after another
        self.steps = Steps()
        self._pressed: float | None = None
        self._since = 0.0
        self._context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="en")
        self._page = self._context.new_page()
        watch = self._context.new_cdp_session(self._page)
        watch.on("Network.webSocketHandshakeResponseReceived", self._connected)
        watch.send("Network.enable")
        self._page.goto(f"{address}/?{query_at(record[at])}")
        self._page.wait_for_selector("html[data-navigator=ready]", state="attached")
        self._page.wait_for_function("() => document.querySelector('.st-key-next button')")
        self._began = self._page.evaluate(_SHOWN)["began"]

    def _connected(self, event: dict) -> None:  # type: ignore[type-arg]
        headers = {k.lower(): v for k, v in event["response"]["headers"].items()}
        # The last is the one that answered; those before it were asked in vain.
        self.replica = headers.get("x-replica", "?").split(",")[-1].strip()
        self.visits += 1

    def shows(self, at: int) -> bool:
        """Whether map, address and card all show an event."""
        shown = self._page.evaluate(_SHOWN)
        event = self._record[at]
        return (shown["address"], shown["map"], shown["card"]) == (event.id, event.id, event.title)

    def press(self, *, key: bool = False) -> None:
        """Press Next, if it can be pressed."""
        if key:
            self._page.keyboard.press("ArrowRight")
        elif not self._page.evaluate(_BUTTON):
            return
        if self._pressed is None:
            self._pressed = time.monotonic()
        self._since = time.monotonic()

    def step_on(self) -> None:
        """A turn of a reader who steps on and on: look, and press when it is time to."""
        now = time.monotonic()
        if self._pressed is None:
            if now - self._since > PACE_S:
                self.press()
        elif self.shows(self.at + 1):
            self.arrive()
        elif now - self._since > AGAIN_S and self.shows(self.at):
            self.steps.again += 1
            self.press()

    def arrive(self) -> None:
        """Note that the step that was asked for is there."""
        if self._pressed is not None:
            self.steps.times.append(time.monotonic() - self._pressed)
        self._pressed = None
        self._since = time.monotonic()
        self.at += 1

    def take_steps(self) -> Steps:
        """What its reader went through since this was last asked."""
        taken, self.steps = self.steps, Steps()
        return taken

    @property
    def waits(self) -> float:
        """For how long a step has been waited for, in seconds."""
        return time.monotonic() - self._pressed if self._pressed is not None else 0.0

    def check(self) -> list[str]:
        """What is wrong with the page: a dialog over it, or that it had to be loaded again."""
        shown = self._page.evaluate(_SHOWN)
        faults = [f"a dialog: {shown['dialog']}"] if shown["dialog"] else []
        return faults + (["the page was loaded again"] if shown["began"] != self._began else [])

    def wait(self, seconds: float) -> None:
        """Let the browser go on for a while."""
        self._page.wait_for_timeout(seconds * 1000)

    def close(self) -> None:
        """Leave."""
        self._context.close()


class _KnownSession(Session):
    """A bare session of a reader who has been given a number, at an event."""

    def __init__(self, port: int, query: str, reader: str) -> None:
        self._query, self._next, self._page = query, "", ""
        self._socket = connect(
            f"ws://localhost:{port}/_stcore/stream",
            origin=Origin(f"http://localhost:{port}"),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": f"atlas_reader={reader}"},
            compression="deflate",
            max_size=None,
            open_timeout=LIMIT_S,
        )

    @property
    def query(self) -> str:
        return self._query


class BareReader:
    """A session without a browser, in a thread of its own, that steps until it is told to end.

    When its connection breaks it opens another at the same address, as a page does.
    """

    def __init__(self, port: int, record: Sequence[Event], at: int) -> None:
        self._port = port
        self._record = record
        self._at = at
        self._reader = uuid4().hex
        self._ends = threading.Event()
        self.steps = Steps()
        self.visits = 0
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Leave."""
        self._ends.set()
        self._thread.join()

    def take_steps(self) -> Steps:
        """What it went through since this was last asked."""
        taken, self.steps = self.steps, Steps()
        return taken

    def _ask(self) -> None:
        """What a page asks before it opens a connection."""
        for path in ("health", "host-config"):
            address = f"http://localhost:{self._port}/_stcore/{path}"
            cookie = {"Cookie": f"atlas_reader={self._reader}"}
            with urlopen(Request(address, headers=cookie), timeout=LIMIT_S) as answer:
                answer.read()

    def _read(self) -> None:
        began = time.monotonic()
        while not self._ends.is_set():
            try:
                self._ask()
                with _KnownSession(
                    self._port, query_at(self._record[self._at]), self._reader
                ) as session:
                    session.run()
                    self.visits += 1
                    while not self._ends.is_set():
                        self._step(session, began)
                        time.sleep(PACE_S)
                        began = time.monotonic()
            except (OSError, EOFError, WebSocketException, TimeoutError):
                self._ends.wait(RETRY_S)

    def _step(self, session: _KnownSession, began: float) -> None:
        session.step()
        self._at += 1
        self.steps.times.append(time.monotonic() - began)
        shown = parse_qs(session.query).get("event", [""])[0]
        if shown != self._record[self._at].id:
            self.steps.faults.append(f"at {shown} instead of {self._record[self._at].id}")
            with contextlib.suppress(StopIteration):
                self._at = next(n for n, it in enumerate(self._record) if it.id == shown)
