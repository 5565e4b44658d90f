"""A real server and a real Chromium, in which requests to other hosts are stopped and noted.

Journeys and their cases are dealt over the languages; with `--every-language` each journey is made
in all of them. The atlas opens in one because the browser prefers it.
"""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen
from zlib import crc32

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from wire import Wire

from bench.chromium import FLAGS, chromium_path
from geo.catalogue import Catalogue
from geo.dates import date_label
from geo.edition import shipped_catalogue
from geo.languages import LANGUAGES, LOCALES, Language, translations

ROOT = Path(__file__).parents[2]
WAIT_S = 8
# All pages of the atlas in one process, which keeps what it has compiled.
ONE_RENDERER = "--process-per-site"
READY = "#atlas-map[data-ready=true]"


class Server:
    """`streamlit run app.py` in a folder, on a port of its own."""

    def __init__(self, folder: Path = ROOT) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://localhost:{self.port}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "streamlit", "run", "app.py"),
                *("--server.headless", "true", "--server.port", str(self.port)),
            ],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(240):
            if self.process.poll() is not None:
                raise RuntimeError(f"the server stopped: {self.process.communicate()[0]}")
            try:
                with urlopen(f"{self.address}/_stcore/health"):
                    return
            except (URLError, ConnectionError):
                time.sleep(0.25)
        raise RuntimeError("the server did not answer within a minute")

    def stop(self) -> str:
        """Stop, and return what it printed."""
        self.process.kill()
        return self.process.communicate()[0]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The atlas, served; what it printed must hold no warning and no traceback."""
    running = Server()
    running.start()
    yield running
    printed = running.stop()
    assert not re.search(r"traceback|warning|error", printed, re.IGNORECASE), printed


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium: the one that `make test` found, or the system's."""
    path = chromium_path()
    assert path, "no Chromium: run the journeys with `make test`, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*FLAGS, ONE_RENDERER])
        yield chromium
        chromium.close()


def cases(names: str, *values: Any) -> pytest.MarkDecorator:
    """Parametrize a journey over cases, which are dealt over the languages."""
    return pytest.mark.cases(names, *values)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Deal a journey's cases over the languages, so that each is used if that is asked for."""
    is_parametrized = any(metafunc.definition.iter_markers("parametrize"))
    if "language" not in metafunc.fixturenames or is_parametrized:
        return
    marked = metafunc.definition.get_closest_marker("cases")
    names, *values = marked.args if marked else ("", ())
    told = [value if "," in names or not marked else (value,) for value in values]
    every = metafunc.config.getoption("--every-language")
    count = max(len(told), len(LANGUAGES)) if every else len(told)
    first = crc32(metafunc.function.__name__.encode())
    dealt = [
        (LANGUAGES[(first + nth) % len(LANGUAGES)], *told[nth % len(told)]) for nth in range(count)
    ]
    metafunc.parametrize(["language", *re.findall(r"\w+", names)], dealt)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, Any]:
    """Tell with a journey that has failed what its pages and the server said to each other."""
    report = yield
    if report.failed:
        for value in getattr(item, "funcargs", {}).values():
            if isinstance(value, Visit):
                report.sections.append((f"Websocket of {value.page.url}", value.wire.told()))
    return report


def new_context(browser: Browser, language: Language, **options: Any) -> BrowserContext:
    """A window whose browser prefers a language."""
    return browser.new_context(locale=LOCALES[language].replace("_", "-"), **options)


def wait_until(page: Page, condition: str, arg: Any = None) -> None:
    """Wait until an expression or function of the page is true.

    Playwright's own waiting evaluates text within the page, which the page's policy refuses.
    """
    deadline = time.monotonic() + WAIT_S
    while True:
        try:
            if page.evaluate(condition, arg):
                return
        except PlaywrightError as error:  # the page was being left
            if "context was destroyed" not in error.message:
                raise
        assert time.monotonic() < deadline, f"did not become true: {condition} {arg or ''}"
        page.wait_for_timeout(50)


class Visit:
    """A reader's browser window on the atlas, with what went wrong in it.

    A `shared` context goes on to other visits, which find what it has cached.
    """

    def __init__(
        self, context: BrowserContext, address: str, language: Language, *, shared: bool = False
    ) -> None:
        self.context = context
        self.shared = shared
        self.scripts_were_stopped = False
        self.address = address
        self.language = language
        self.catalogue: Catalogue = shipped_catalogue()
        self.asked_elsewhere: list[str] = []
        self.errors: list[str] = []
        context.set_default_timeout(8_000)
        self.page: Page = context.new_page()
        self.wire = Wire(self.page)
        self.page.on("request", self._note)
        self.page.on(
            "console", lambda it: self.errors.append(it.text) if it.type == "error" else None
        )
        self.page.on("pageerror", lambda it: self.errors.append(str(it)))

    def _note(self, request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(f"{self.address}/"):
            self.asked_elsewhere.append(request.url)

    def say(self, message: str, **values: object) -> str:
        """A message of the interface in the reader's language."""
        said = translations(self.language).gettext(message)
        return said % values if values else said

    def title(self, event: str) -> str:
        """An event's title in the reader's language."""
        return self.catalogue.events[event].title.text_in(self.language)

    def date(self, event: str) -> str:
        """An event's date in the reader's language."""
        return date_label(self.catalogue.events[event].date, self.language)

    def name(self, id: str) -> str:
        """The name of an island, a place or a person in the reader's language."""
        if island := self.catalogue.islands.get(id):
            return island.label.text_in(self.language)
        named = self.catalogue.places.get(id) or self.catalogue.people[id]
        return named.names.text_in(self.language)

    def story(self, id: str) -> str:
        """A story's title in the reader's language."""
        return self.catalogue.stories[id].title.text_in(self.language)

    def position(self, number: int, of: int = 12) -> str:
        """Where a reader is in a story."""
        return self.say("%(number)s of %(total)s", number=number, total=of)

    def left_over(self, number: int, of: int = 132) -> str:
        """How many events pass the filters."""
        one, more = "<b>%(n)s of %(total)s</b> event", "<b>%(n)s of %(total)s</b> events"
        said = translations(self.language).ngettext(one, more, of) % {"n": number, "total": of}
        return re.sub("<[^>]*>", "", said)

    def mark(self, event: str) -> str:
        """The selector of an event's mark on a timeline."""
        label = f"{self.date(event)}: {self.title(event)}"
        return f".mark[aria-label={json.dumps(label, ensure_ascii=False)}]"

    def expect_event(self, event: str, *, of: int = 12) -> None:
        """Map, address and card all show the event."""
        expect(self.page.locator("#atlas-map")).to_have_attribute("data-event", event)
        wait_until(self.page, "id => location.search.includes('event=' + id)", arg=event)
        total = self.say("%(number)s of %(total)s", number="\0", total=of)
        number = re.escape(total).replace("\0", r"\d+")
        expect(self.page.locator(".position")).to_have_text(re.compile(f"^{number}$"))
        expect(self.page.locator("#event-card h2")).to_have_text(self.title(event))

    def open_page(self, title: str) -> None:
        """Choose a page by its English title."""
        self.page.locator("#root .pages").get_by_text(self.say(title), exact=True).click()

    def open(self, path: str = "/") -> Page:
        """Open an address of the atlas; wait until the app has taken the first view's place."""
        if path.startswith("/?") or path == "/":
            self.open_early(path)
        else:
            self.page.goto(self.address + path)
        self.page.wait_for_selector("#root #event-card", state="attached")
        self.page.wait_for_selector("html[data-navigator=ready]", state="attached")
        for part in ("#first-side", "#first-main"):
            self.page.wait_for_selector(part, state="detached")
        return self.page

    def open_early(self, path: str) -> Page:
        """Open an address of the map's page; wait only until the islands are painted."""
        self.page.goto(self.address + path)
        self.page.wait_for_selector(READY)
        return self.page

    def end(self) -> None:
        """Close, and fail on any console error or request to another host.

        The browser reports each script that a journey has stopped, some only when it is closed.
        """
        (self.page if self.shared else self.context).close()
        stopped = "ERR_FAILED" if self.scripts_were_stopped else "\0"
        assert self.asked_elsewhere == []
        assert [it for it in self.errors if stopped not in it] == []


@pytest.fixture
def language() -> Language:
    """What a reader reads; parametrized by `pytest_generate_tests`."""
    raise NotImplementedError


@pytest.fixture(scope="session")
def contexts(browser: Browser, server: Server) -> Callable[[Language, str], BrowserContext]:
    """The window of a device whose browser prefers a language: one for all visits.

    Each visit in a browser of its own would fetch and compile 3 MB of scripts again.
    """
    devices: dict[str, dict[str, Any]] = {
        "desktop": {"viewport": {"width": 1400, "height": 900}},
        "phone": {
            "viewport": {"width": 390, "height": 844},
            "has_touch": True,
            "is_mobile": True,
            "device_scale_factor": 2,
        },
    }

    @cache
    def context(language: Language, device: str) -> BrowserContext:
        window = new_context(browser, language, **devices[device])
        window.new_page().goto(f"{server.address}/ready")  # the process lives as long as a page
        return window

    return context


@pytest.fixture
def visit(
    contexts: Callable[[Language, str], BrowserContext], server: Server, language: Language
) -> Iterator[Visit]:
    """A desktop window."""
    here = Visit(contexts(language, "desktop"), server.address, language, shared=True)
    yield here
    here.end()


@pytest.fixture
def phone(
    contexts: Callable[[Language, str], BrowserContext], server: Server, language: Language
) -> Iterator[Visit]:
    """A phone's window, with touch."""
    here = Visit(contexts(language, "phone"), server.address, language, shared=True)
    yield here
    here.end()
