"""A real server and a real Chromium, in which requests to other hosts are stopped and noted."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
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
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "no Chromium: run the journeys with `make test`, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


class Visit:
    """A reader's browser window on the atlas, with what went wrong in it."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.asked_elsewhere: list[str] = []
        self.errors: list[str] = []
        context.route(re.compile("^https?://"), self._route)
        context.on(
            "console", lambda it: self.errors.append(it.text) if it.type == "error" else None
        )
        context.on("weberror", lambda it: self.errors.append(str(it.error)))
        context.set_default_timeout(8_000)
        self.page: Page = context.new_page()

    def _route(self, route: Route) -> None:
        if route.request.url.startswith(f"{self.address}/"):
            route.continue_()
        else:
            self.asked_elsewhere.append(route.request.url)
            route.abort()

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
        """Close, and fail on any console error or request to another host."""
        self.context.close()
        assert self.asked_elsewhere == []
        assert self.errors == []


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    """A desktop window."""
    here = Visit(browser.new_context(viewport={"width": 1400, "height": 900}), server.address)
    yield here
    here.end()


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Visit]:
    """A phone's window, with touch."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        device_scale_factor=2,
    )
    here = Visit(context, server.address)
    yield here
    here.end()
