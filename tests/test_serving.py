"""The middleware, around a small application of its own."""

import asyncio
import gzip
import re
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest

from geo.bundle import Bundle
from geo.documents import FirstView
from geo.serving import EncodedOnce, FirstViews

SCRIPT = b"console.log('the southern Kurils / Northern Territories');" * 40
PAGE = b"""<html lang="en"><head><title>Streamlit</title></head>
<body><div id="root"></div></body></html>"""
CONTENTS = {
    "/static/js/index.abc.js": (b"text/javascript", SCRIPT),
    "/static/js/no-such.js": (b"text/html", PAGE * 30),
    "/static/js/tiny.js": (b"text/javascript", b"1"),
    "/static/media/font.woff2": (b"font/woff2", SCRIPT),
    "/": (b"text/html", PAGE),
    "/timeline": (b"text/html; charset=utf-8", PAGE),
    "/base/timeline": (b"text/html", PAGE),
    "/_stcore/health": (b"text/plain", b"ok"),
}
BUNDLE = Bundle({}, "0123456789abcdef")


class Application:
    """Answers with `CONTENTS`, in two pieces, and counts how often it is asked."""

    def __init__(self):
        self.asked = 0

    async def __call__(self, scope, _receive, send):
        self.asked += 1
        self.headers = dict(scope["headers"])
        media_type, body = CONTENTS[scope["path"]]
        headers = [
            (b"content-type", media_type),
            (b"content-length", str(len(body)).encode()),
            (b"etag", b'"1"'),
            (b"last-modified", b"Wed, 02 Sep 2016 00:00:00 GMT"),
            (b"cache-control", b"no-cache"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body[:9], "more_body": True})
        await send({"type": "http.response.body", "body": body[9:]})


def ask(app, path, method="GET", query="", **headers):
    """The status, headers and body with which an application answers."""
    sent = []
    sent_headers = [(k.replace("_", "-").encode(), v.encode("latin-1")) for k, v in headers.items()]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": sent_headers,
    }

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message)

    # In a thread of its own: the browser of the journeys keeps this one's event loop busy.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], dict(sent[0]["headers"]), body


def test_a_script_is_compressed_once_and_then_kept():
    streamlit = Application()
    app = EncodedOnce(streamlit)
    for _ in range(3):
        status, headers, body = ask(app, "/static/js/index.abc.js", accept_encoding="gzip")
        assert status == 200
        assert headers[b"content-encoding"] == b"gzip"
        assert headers[b"content-length"] == str(len(body)).encode()
        assert headers[b"vary"] == b"accept-encoding"
        assert headers[b"etag"] == b'"1"'
        assert gzip.decompress(body) == SCRIPT
    assert streamlit.asked == 1


def test_what_is_kept_was_asked_for_whole():
    streamlit = Application()
    ask(
        EncodedOnce(streamlit),
        "/static/js/index.abc.js",
        accept_encoding="br",
        if_none_match='"1"',
    )
    assert streamlit.headers == {}


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/js/index.abc.js", {}),
        ("/static/js/index.abc.js", {"accept_encoding": "identity"}),
        ("/static/js/index.abc.js", {"accept_encoding": "br", "range": "bytes=0-9"}),
        ("/static/js/no-such.js", {"accept_encoding": "br"}),
        ("/static/js/tiny.js", {"accept_encoding": "br"}),
        ("/static/media/font.woff2", {"accept_encoding": "br"}),
        ("/", {"accept_encoding": "br"}),
    ],
)
def test_everything_else_passes_as_it_is_and_is_not_kept(path, headers):
    app = EncodedOnce(Application())
    _, answered, body = ask(app, path, **headers)
    assert b"content-encoding" not in answered
    assert body == CONTENTS[path][1]
    assert app.kept == {}


def first_views(streamlit, first_view=lambda *_: None):
    return FirstViews(streamlit, BUNDLE, first_view)


def said(page, query, preferred):
    """A first view that says for which address it was asked."""
    body = f"<p>{page!r} {sorted(query.items())!r}</p>"
    return FirstView("Said", "Said.", body, has_map=False, language=preferred, alternates={})


def test_a_document_gets_the_atlas_s_styles_and_its_true_length():
    streamlit = Application()
    _, headers, body = ask(first_views(streamlit), "/", accept="text/html")
    assert b'href="./atlas/0123456789abcdef/atlas.css"' in body
    assert headers[b"content-length"] == str(len(body)).encode()
    assert headers[b"content-type"] == b"text/html"
    assert headers[b"cache-control"] == b"no-cache"
    assert b"content-encoding" not in headers


@pytest.mark.parametrize(
    ("path", "query", "asked_for"),
    [
        ("/", "", "'' []"),
        ("/", "event=a&selected=b", "'' [('event', 'a'), ('selected', 'b')]"),
        ("/timeline", "q=%E6%8A%9E%E6%8D%89+x", "'timeline' [('q', '択捉 x')]"),
        ("/base/timeline", "event=a&event=b&story=", "'timeline' [('event', 'b')]"),
    ],
)
def test_the_first_view_is_that_of_the_page_and_the_parameters(path, query, asked_for):
    app = first_views(Application(), said)
    body = ask(app, path, query=query, accept="text/html")[2].decode()
    assert re.search("<p>(.*?)</p>", body)[1] == asked_for
    assert "<title>Said</title>" in body


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [("gzip, br", b"br", brotli.decompress), ("gzip", b"gzip", gzip.decompress)],
)
def test_a_document_is_sent_as_small_as_the_browser_accepts(accepted, encoding, decode):
    streamlit = Application()
    app = first_views(streamlit, said)
    whole = ask(app, "/", accept="text/html")[2]
    _, headers, body = ask(app, "/", accept="text/html", accept_encoding=accepted)
    assert headers[b"content-encoding"] == encoding
    assert headers[b"content-length"] == str(len(body)).encode()
    assert decode(body) == whole
    assert b"accept-encoding" not in streamlit.headers


@pytest.mark.parametrize("accepted", ["br", "identity"])
def test_a_document_s_encoding_and_language_depend_on_what_is_accepted_and_it_says_so(accepted):
    app = first_views(Application())
    headers = ask(app, "/", accept="text/html", accept_encoding=accepted)[1]
    assert headers[b"vary"] == b"accept-encoding, accept-language"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ({}, "en"),
        ({"accept_language": "ru-RU,ru;q=0.9,en;q=0.8"}, "ru"),
        ({"accept_language": "de,ja;q=0.2"}, "ja"),
        ({"accept_language": "de"}, "en"),
        ({"accept_language": "\xff;q=;"}, "en"),
    ],
)
def test_the_first_view_is_in_the_language_that_the_browser_prefers(accepted, language):
    body = ask(first_views(Application(), said), "/", accept="text/html", **accepted)[2]
    assert f'<html lang="{language}">' in body.decode()


def test_a_document_is_never_answered_as_unchanged():
    """Streamlit's file has not changed when the record has: its marks say nothing of the whole."""
    streamlit = Application()
    app = first_views(streamlit)
    headers = ask(
        app,
        "/",
        accept="text/html",
        if_none_match='"1"',
        if_modified_since="Wed, 02 Sep 2016 00:00:00 GMT",
    )[1]
    assert set(streamlit.headers) == {b"accept"}
    assert b"etag" not in headers
    assert b"last-modified" not in headers


@pytest.mark.parametrize(
    ("path", "method", "accept"),
    [
        ("/", "GET", "*/*"),
        ("/", "POST", "text/html"),
        ("/static/js/index.abc.js", "GET", "text/html"),
        ("/_stcore/health", "GET", "text/html,*/*;q=0.8"),
    ],
)
def test_what_is_no_document_that_was_asked_for_is_not_touched(path, method, accept):
    app = first_views(Application(), lambda *_: pytest.fail("a first view was made"))
    _, headers, body = ask(app, path, method=method, accept=accept, accept_encoding="br")
    assert body == CONTENTS[path][1]
    assert headers[b"etag"] == b'"1"'
    assert b"content-encoding" not in headers
