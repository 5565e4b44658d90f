"""The routes of what is shared, in an application of their own."""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image
from starlette.applications import Starlette

from geo.edition import shipped_edition
from geo.languages import LANGUAGES
from geo.share import serving
from geo.share.serving import Share
from geo.share.tags import Shared

EVENT = "2016-09-02-vladivostok-summit"
PAGES = ("", "timeline", "islands", "articles", "people", "about")
ROUTES = ["/share/{name:path}", "/oembed", "/sitemap.xml", "/robots.txt", "/cite/{name:path}"]


def ask(share, path, query="", method="GET", **headers):
    """The status, headers and body of an answer."""
    sent = []
    sent_headers = [(k.replace("_", "-").encode(), v.encode("latin-1")) for k, v in headers.items()]
    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path,
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"host", b"example.org"), *sent_headers],
    }

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message)

    app = Starlette(routes=share.routes())
    # In a thread of its own: the browser of the journeys keeps this one's event loop busy.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    body = b"".join(message.get("body", b"") for message in sent[1:])
    found = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return sent[0]["status"], found, body


@pytest.fixture
def share():
    return Share(shipped_edition(), PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_answered_as_png(share, language):
    status, headers, body = ask(share, f"/share/{EVENT}.{language}.png")
    assert status == 200
    assert headers["content-type"] == "image/png"
    assert headers["content-length"] == str(len(body))
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "public, max-age=86400"
    assert Image.open(BytesIO(body)).size == (1200, 630)


def test_under_an_address_with_the_version_it_is_kept_for_ever(share):
    path = f"/share/{EVENT}.en.300.png"
    _, headers, body = ask(share, path, f"v={share.version}")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert Image.open(BytesIO(body)).size == (300, 158)
    assert ask(share, path, "v=older")[1]["cache-control"] == "public, max-age=86400"


@pytest.mark.parametrize("known", ['"{}"', 'W/"{}"', '"other", "{}"'])
def test_who_knows_a_card_is_told_that_it_is_the_same(share, known):
    path = f"/share/{EVENT}.en.png"
    status, headers, body = ask(share, path, if_none_match=known.format(share.version))
    assert (status, body, share.cards) == (304, b"", {})
    assert headers["etag"] == f'"{share.version}"'


def test_who_knows_another_card_gets_this_one(share):
    assert ask(share, f"/share/{EVENT}.en.300.png", if_none_match='"other"')[0] == 200


@pytest.mark.parametrize(
    "name",
    [
        "no-such-event.en.png",
        f"{EVENT}.de.png",
        f"{EVENT}.png",
        f"{EVENT}.en.jpg",
        f"{EVENT}.en.9999.png",
        f"{EVENT}.en.0600.png.png",
        "..%2f..%2fetc%2fpasswd",
        f"{EVENT}.en.png/",
        "x" * 5000 + ".en.png",
        "<script>alert(1)</script>.en.png",
    ],
)
def test_there_is_no_other_card(share, name):
    status, headers, body = ask(share, f"/share/{name}")
    assert status == 404
    assert headers["content-type"] == "text/plain; charset=utf-8"
    assert body == b"There is no such card."
    assert share.cards == {}


def test_a_card_is_drawn_once_and_only_so_many_are_kept(share, monkeypatch):
    drawn = []
    monkeypatch.setattr(serving, "MOST_KEPT", 2)
    monkeypatch.setattr(share, "_drawn", lambda card: drawn.append(card) or b"png")
    for language in ("en", "ru", "en", "ja", "en", "ru"):
        assert ask(share, f"/share/{EVENT}.{language}.png")[2] == b"png"
    assert [language for _, language, _ in drawn] == ["en", "ru", "ja", "ru"]
    assert len(share.cards) == 2


def test_many_who_ask_at_once_wait_for_one_drawing(share, monkeypatch):
    drawn = []
    monkeypatch.setattr(share, "_drawn", lambda card: drawn.append(card) or b"png")

    async def all_at_once():
        return await asyncio.gather(*(share._picture((EVENT, "en", 1200)) for _ in range(9)))

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, all_at_once()).result() == [b"png"] * 9
    assert drawn == [(EVENT, "en", 1200)]


def test_the_version_is_short_and_that_of_the_edition(share):
    assert re.fullmatch("[0-9a-f]{12}", share.version)
    assert Share(shipped_edition(), PAGES).version == share.version


def test_oembed_is_answered_in_both_formats_to_any_page(share):
    url = f"url=http%3A%2F%2Fexample.org%2F%3Fevent%3D{EVENT}"
    status, headers, body = ask(share, "/oembed", url)
    assert status == 200
    assert headers["content-type"] == "application/json; charset=utf-8"
    assert headers["access-control-allow-origin"] == "*"
    assert headers["vary"] == "Accept-Language"
    assert json.loads(body)["type"] == "rich"
    status, headers, body = ask(share, "/oembed", f"{url}&format=xml", accept_language="ja")
    assert headers["content-type"] == "text/xml; charset=utf-8"
    title = ElementTree.fromstring(body).findtext("title")
    assert title == shipped_edition().catalogue.events[EVENT].title.ja


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("url=http://evil.example/", 404),
        ("url=http://example.org/&format=yaml", 501),
        ("url=http://example.org/&maxwidth=x", 400),
    ],
)
def test_oembed_refuses_in_plain_text(share, query, status):
    answered, headers, _ = ask(share, "/oembed", query)
    assert answered == status
    assert headers["content-type"] == "text/plain; charset=utf-8"


def test_the_addresses_are_those_of_the_request(share):
    status, headers, body = ask(share, "/sitemap.xml")
    assert status == 200
    assert headers["content-type"] == "application/xml; charset=utf-8"
    assert b"<loc>http://example.org/timeline?lang=ja</loc>" in body
    status, headers, body = ask(share, "/robots.txt")
    assert headers["content-type"] == "text/plain; charset=utf-8"
    assert body.endswith(b"Sitemap: http://example.org/sitemap.xml\n")


def test_behind_a_base_path_everything_is_under_it_and_robots_also_at_the_root():
    share = Share(shipped_edition(), PAGES, prefix="/kurils/")
    assert [route.path for route in share.routes()] == [
        *[f"/kurils{path}" for path in ROUTES],
        "/robots.txt",
    ]
    body = ask(share, "/robots.txt")[2]
    assert body.endswith(b"Sitemap: http://example.org/kurils/sitemap.xml\n")


def test_an_address_that_is_set_is_the_one_that_is_told():
    share = Share(shipped_edition(), PAGES, public="https://atlas.example/x")
    assert b"<loc>https://atlas.example/x/about</loc>" in ask(share, "/sitemap.xml")[2]
    with pytest.raises(ValueError, match="is not the address of an atlas"):
        Share(shipped_edition(), PAGES, public="atlas")


def test_the_tags_of_a_document_name_cards_that_there_are(share):
    shared = Shared(EVENT, f"?event={EVENT}", "Title", "Text", "ru")
    scope = {"type": "http", "scheme": "https", "headers": [(b"host", b"example.org")]}
    tags = "\n".join(share.tags(scope, shared))
    card = re.search('og:image" content="https://example.org(/share/[^"?]+)[?]v=(.*?)"', tags)
    status, headers, _ = ask(share, card[1], f"v={card[2]}")
    assert status == 200
    assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize("path", ["/share/x.en.png", "/oembed", "/sitemap.xml", "/robots.txt"])
def test_nothing_can_be_sent_to_it(share, path):
    assert ask(share, path, method="POST")[0] == 405
