"""What the browser refuses under the security headers: nothing of ours, all that is injected.

And what the server refuses of a request's headers.
"""

import socket
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import READY, Server, Visit, cases, new_context
from playwright.sync_api import Browser, Page, expect

from geo.languages import Language

SUMMIT = "2016-09-02-vladivostok-summit"
# A refusal is noted by the page itself, and fails the journey as an error in the console does.
LISTEN = """
addEventListener("securitypolicyviolation", (it) =>
  console.error("refused", it.effectiveDirective, it.blockedURI));
"""
SHOWN = "document.documentElement.dataset.injected"


@pytest.fixture
def watched(browser: Browser, server: Server, language: Language) -> Iterator[Visit]:
    """A window of its own, in which every refusal is an error in the console."""
    context = new_context(browser, language, viewport={"width": 1400, "height": 900})
    context.add_init_script(LISTEN)
    here = Visit(context, server.address, language)
    yield here
    here.end()


@cases(
    "path",
    f"/handout?event={SUMMIT}",
    "/handout?whole=story",
    f"/take-away?event={SUMMIT}",
    "/sitemap.xml",
    "/data/events.atom",
)
def test_nothing_of_what_has_no_streamlit_is_refused(watched: Visit, path: str) -> None:
    if path.endswith(".atom"):
        # It is saved, not shown.
        assert watched.context.request.get(watched.address + path).ok
    else:
        watched.page.goto(watched.address + path)
        watched.page.wait_for_load_state("networkidle")


def test_nothing_that_a_reader_does_on_the_map_is_refused(watched: Visit) -> None:
    page = watched.open(f"/?event={SUMMIT}")
    page.keyboard.press("ArrowRight")
    page.locator('path[data-id="shikotan"]').first.click()
    expect(page.locator("#details h2")).to_have_text(watched.name("shikotan"))
    page.get_by_role("link", name=watched.say("Share, cite, save")).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    page.emulate_media(media="screen", color_scheme="dark")
    page.wait_for_load_state("networkidle")


def test_the_tiles_that_a_reader_chooses_are_asked_for_and_no_other(
    browser: Browser, server: Server, language: Language
) -> None:
    context = new_context(browser, language)
    page = context.new_page()
    refused: list[str] = []
    page.expose_function("note", lambda it: refused.append(it))
    page.add_init_script(
        'addEventListener("securitypolicyviolation", (it) => window.note(it.blockedURI))'
    )
    page.goto(f"{server.address}/?event={SUMMIT}")
    page.wait_for_selector(READY)
    with page.expect_request("https://tile.openstreetmap.org/**"):
        page.locator(".base-maps select").select_option("OpenStreetMap.Mapnik")
    with page.expect_request("https://*.tile.opentopomap.org/**"):
        page.locator(".base-maps select").select_option("OpenTopoMap")
    assert refused == []
    page.evaluate('new Image().src = "https://tiles.example/0/0/0.png"')
    page.wait_for_timeout(300)
    assert refused == ["https://tiles.example/0/0/0.png"]
    context.close()


INJECTED = (
    "<script>{run}</script>",
    '<script type="module">{run}</script>',
    '<img src="data:," onerror="{run}">',
    '<script src="data:text/javascript,{run}"></script>',
    '<iframe srcdoc="<script>parent.{run}</script>"></iframe>',
    '<base href="https://elsewhere.example/">',
)


@cases("markup", *INJECTED)
def test_markup_that_is_injected_into_a_document_runs_nothing(
    browser: Browser, server: Server, language: Language, markup: str
) -> None:
    run = "document.documentElement.dataset.injected=1"
    context = new_context(browser, language)
    page = context.new_page()

    def with_markup(route) -> None:
        answer = route.fetch()
        body = answer.text().replace("</main>", markup.replace("{run}", run) + "</main>", 1)
        route.fulfill(response=answer, body=body)

    page.route(f"{server.address}/?event={SUMMIT}", with_markup)
    refused: list[str] = []
    page.expose_function("note", lambda it: refused.append(it))
    page.add_init_script(
        'addEventListener("securitypolicyviolation", (it) => window.note(it.effectiveDirective))'
    )
    page.goto(f"{server.address}/?event={SUMMIT}")
    page.wait_for_selector(READY)
    assert page.evaluate(SHOWN) is None
    assert page.evaluate("document.baseURI").startswith(server.address)
    assert refused
    context.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder of pages that are served from another origin, and its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@cases("from_disk", False, True)
def test_any_page_may_embed_the_atlas(
    browser: Browser,
    server: Server,
    elsewhere: tuple[Path, str],
    language: Language,
    from_disk: bool,
) -> None:
    folder, origin = elsewhere
    embed = f'<iframe src="{server.address}/?event={SUMMIT}&embed=true" width="800" height="500">'
    (folder / "page.html").write_text(f"<!doctype html>{embed}</iframe>", "utf-8")
    context = new_context(browser, language)
    context.add_init_script(LISTEN)
    page: Page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda it: errors.append(it.text) if it.type == "error" else None)
    page.goto((folder / "page.html").as_uri() if from_disk else f"{origin}/page.html")
    expect(page.frame_locator("iframe").locator(READY)).to_be_attached()
    frame = page.frames[1]
    frame.wait_for_selector("html[data-navigator=ready]", state="attached")
    # The only thing that another site's page lacks is its own icon.
    assert [it for it in errors if "404" not in it] == []
    context.close()


def test_a_request_whose_header_never_ends_is_not_read_for_ever(server: Server) -> None:
    sent, limit = 0, 20_000_000
    with socket.create_connection(("localhost", server.port), timeout=10) as asking:
        asking.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ")
        try:
            while sent < limit:
                asking.sendall(b"a" * 100_000)
                sent += 100_000
        except ConnectionError:
            pass
    assert sent < limit
