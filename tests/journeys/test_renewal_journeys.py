"""A maintainer changes the record of a running server, and readers go on reading."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from conftest import ROOT, Server, Visit, new_context
from playwright.sync_api import Browser, expect

SUMMIT = "2016-09-02-vladivostok-summit"
BEFORE = "2016-09-01-putin-bloomberg-interview"
ADDED = "2016-09-02-added-while-running"
PARTS = ("app.py", "geo", "pages", "assets", ".streamlit", ".kept")
LIMIT_S = 60


class Maintained(Server):
    """An atlas of its own in a folder, whose record is changed while it runs."""

    @property
    def events(self) -> Path:
        """The folder of the events."""
        return self.folder / "assets" / "record" / "events"

    def read(self, path: str) -> str:
        """What the server answers a browser with."""
        request = Request(f"{self.address}{path}", headers={"Accept": "text/html"})
        with urlopen(request) as answer:
            return str(answer.read().decode())

    def wait_for(self, path: str, words: str) -> None:
        """Wait until an answer holds some words."""
        deadline = time.monotonic() + LIMIT_S
        while words not in self.read(path):
            assert time.monotonic() < deadline, f"{words!r} did not come to {path}"
            time.sleep(0.5)


@pytest.fixture
def maintained(tmp_path: Path) -> Iterator[Maintained]:
    """A running server with a copy of the record."""
    for name in PARTS:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        if source.exists():
            copy(source, tmp_path / name)
    server = Maintained(tmp_path)
    server.start()
    yield server
    if server.process.poll() is None:
        server.stop()


def test_a_good_change_is_served_and_a_bad_one_is_not(
    browser: Browser, maintained: Maintained
) -> None:
    visit = Visit(
        new_context(browser, "en", viewport={"width": 1400, "height": 900}),
        maintained.address,
        "en",
    )
    page = visit.open(f"/?event={BEFORE}&story=record")
    file = maintained.events / f"{SUMMIT}.toml"
    shipped = file.read_text("utf-8")
    title = visit.title(SUMMIT)

    # A good change: another title, and an event that was not there when the reader came.
    file.write_text(shipped.replace(title, "A corrected title"), "utf-8")
    added = shipped.replace(SUMMIT, ADDED).replace(title, "An event that was added")
    (maintained.events / f"{ADDED}.toml").write_text(added, "utf-8")
    maintained.wait_for(f"/?event={SUMMIT}", "A corrected title")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#event-card h2")).to_have_text("A corrected title")
    page.goto(f"{maintained.address}/?event={ADDED}&story=record")
    page.wait_for_selector("html[data-navigator=ready]", state="attached")
    expect(page.locator("#event-card h2")).to_have_text("An event that was added")
    expect(page.locator("#atlas-map")).to_have_attribute("data-event", ADDED)
    expect(page.locator(".position")).to_have_text(visit.position(67, of=133))

    # A bad one: it is reported, and what was there goes on being served.
    file.write_text(shipped.replace("title.en", "titel.en"), "utf-8")
    maintained.wait_for("/metrics", 'four_islands_record_renewals_total{outcome="refused"} 1.0')
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#atlas-map")).to_have_attribute("data-event", BEFORE)
    expect(page.locator("#event-card h2")).to_have_text(visit.title(BEFORE))
    assert "A corrected title" in maintained.read(f"/?event={SUMMIT}")

    # The correction of the bad one.
    file.write_text(shipped, "utf-8")
    maintained.wait_for(f"/?event={SUMMIT}", title)
    page.keyboard.press("ArrowRight")
    expect(page.locator("#event-card h2")).not_to_have_text(visit.title(BEFORE))
    visit.end()

    logged = [json.loads(it) for it in maintained.stop().splitlines() if it.startswith("{")]
    assert [line["level"] for line in logged] == ["INFO", "ERROR", "INFO"]
    assert "titel: is not a field of this record" in "\n".join(logged[1]["faults"])
