"""The security headers, on a small application and on the whole website."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from geo.edition import shipped_edition
from geo.headers import (
    NOTHING,
    STREAMLIT_SCRIPTS,
    SecurityHeaders,
    inline_scripts,
    policy_of,
    tile_hosts,
)
from geo.maps import build_map

DOCUMENT = """<!doctype html><html><head>
<script>window.one = 1</script>
<script type="module" src="./index.js"></script>
<script type="module">
import "./two.js";
</script>
<script type="application/json" id="first-screen">{"event": null}</script>
</head></html>"""


def answering(*answers):
    """A client of an application that gives these answers at /0, /1 and so on."""
    routes = [
        Route(f"/{nth}", lambda _, answer=answer: answer) for nth, answer in enumerate(answers)
    ]
    return TestClient(SecurityHeaders(Starlette(routes=routes)))


def directives(policy):
    """What a policy allows, by directive."""
    return {name: allowed for name, *allowed in (part.split() for part in policy.split("; "))}


# The middleware


def test_every_answer_has_the_headers():
    client = answering(PlainTextResponse("text"), Response(status_code=304))
    for path in ("/0", "/1", "/missing"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        refused = headers["permissions-policy"].split(", ")
        assert {"camera=()", "microphone=()", "geolocation=()", "payment=()"} < set(refused)
        assert {"clipboard-write=(self)", "fullscreen=(self)"} < set(refused)
        assert "content-security-policy" not in headers
        assert "cross-origin-opener-policy" not in headers


@pytest.mark.parametrize(
    "media_type", ["text/html", "text/html; charset=utf-8", "image/svg+xml", "application/xml"]
)
def test_what_may_be_shown_as_a_document_may_load_nothing(media_type):
    answer = answering(Response(b"<x/>", media_type=media_type)).get("/0")
    assert answer.headers["content-security-policy"] == NOTHING
    assert directives(NOTHING)["default-src"] == ["'none'"]
    assert "script-src" not in directives(NOTHING)


def test_what_an_answer_says_itself_stays_and_is_said_once():
    own = {"Content-Security-Policy": "default-src 'self'", "X-Content-Type-Options": "nosniff"}
    answer = answering(Response(b"<p>", media_type="text/html", headers=own)).get("/0")
    assert answer.headers.get_list("content-security-policy") == ["default-src 'self'"]
    assert answer.headers.get_list("x-content-type-options") == ["nosniff"]


def test_headers_that_are_kept_for_other_answers_are_not_added_to():
    kept = [(b"content-type", b"text/plain")]

    async def keeping(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": kept})
        await send({"type": "http.response.body", "body": b""})

    assert TestClient(SecurityHeaders(keeping)).get("/").headers["x-content-type-options"]
    assert kept == [(b"content-type", b"text/plain")]


# The policy


def test_only_the_inline_scripts_that_are_named_may_run():
    scripts = inline_scripts(DOCUMENT)
    assert scripts == ["window.one = 1", '\nimport "./two.js";\n']
    digest = b64encode(sha256(b"window.one = 1").digest()).decode()
    allowed = directives(policy_of(scripts))["script-src"]
    assert allowed[:2] == ["'self'", f"'sha256-{digest}'"]
    assert len(allowed) == 3
    assert "unsafe" not in " ".join(allowed)


def test_a_script_of_letters_beyond_ascii_is_named_by_its_utf_8():
    digest = b64encode(sha256("島".encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy_of(["島", "島"])
    assert policy_of(["島", "島"]) == policy_of(["島"])


def test_a_policy_allows_nothing_but_what_is_needed():
    assert directives(policy_of([], STREAMLIT_SCRIPTS, ["https://tiles.example"])) == {
        "default-src": ["'self'"],
        "script-src": ["'self'", "blob:", "'wasm-unsafe-eval'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "https://tiles.example"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "worker-src": ["'none'"],
        "frame-src": ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["*", "file:"],
    }


def test_the_hosts_of_the_tiles_are_those_of_the_base_maps(catalogue):
    hosts = tile_hosts(shipped_edition().bundle.files["draw.js"].decode())
    assert hosts == ["https://*.tile.opentopomap.org", "https://tile.openstreetmap.org"]
    drawn = (layer.tiles for layer in build_map(catalogue).base_maps.values())
    assert sorted(re.match(r"https://[^/]+", it)[0].replace("{s}", "*") for it in drawn) == hosts
