"""The middleware, around a small application of its own."""

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest

from geo.bundle import Bundle
from geo.serving import AtlasHead, EncodedOnce

SCRIPT = b"console.log('the southern Kurils / Northern Territories');" * 40
PAGE = b"<html><head><title>Streamlit</title></head><body></body></html>"
CONTENTS = {
    "/static/js/index.abc.js": (b"text/javascript", SCRIPT),
    "/static/js/no-such.js": (b"text/html", PAGE * 30),
    "/static/js/tiny.js": (b"text/javascript", b"1"),
    "/static/media/font.woff2": (b"font/woff2", SCRIPT),
    "/": (b"text/html", PAGE),
}


class Application:
    """Answers with `CONTENTS`, in two pieces, and counts how often it is asked."""

    def __init__(self):
        self.asked = 0

    async def __call__(self, scope, _receive, send):
        self.asked += 1
        self.headers = dict(scope["headers"])
        media_type, body = CONTENTS[scope["path"]]
        headers = [(b"content-type", media_type), (b"etag", b'"1"')]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body[:9], "more_body": True})
        await send({"type": "http.response.body", "body": body[9:]})


def ask(app, path, **headers):
    """The status, headers and body with which an application answers."""
    sent = []
    sent_headers = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "headers": sent_headers}

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


def test_a_document_gets_the_atlas_s_styles_and_its_true_length():
    streamlit = Application()
    app = AtlasHead(streamlit, bundle=Bundle({}, "0123456789abcdef"))
    _, headers, body = ask(app, "/", accept="text/html", accept_encoding="gzip")
    assert b'href="./atlas/0123456789abcdef/atlas.css"' in body
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers
    assert b"accept-encoding" not in streamlit.headers


def test_what_is_not_asked_for_as_a_document_is_not_touched():
    app = AtlasHead(Application(), bundle=Bundle({}, "0123456789abcdef"))
    assert ask(app, "/", accept="*/*")[2] == PAGE
    assert ask(app, "/static/js/index.abc.js", accept="text/html")[2] == SCRIPT
