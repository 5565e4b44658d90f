"""The addresses of the data, asked over ASGI."""

import asyncio
import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import unquote

import brotli
import pytest
from starlette.applications import Starlette

from geo.exports.formats import FORMATS
from geo.exports.serving import data_routes


@pytest.fixture(scope="module")
def app(catalogue):
    return Starlette(routes=data_routes(lambda: catalogue))


def ask(app, path, query="", method="GET", **headers):
    """The status, headers and body of an answer; a header that comes twice is joined."""
    sent = []
    given = {"host": "atlas.example", **headers}
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "server": ("127.0.0.1", 8501),
        "root_path": "",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(k.replace("_", "-").encode(), v.encode("latin-1")) for k, v in given.items()],
    }

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    # In a thread of its own: the browser of the journeys keeps this one's event loop busy.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    found = {}
    for name, value in sent[0]["headers"]:
        name, value = name.decode(), value.decode("latin-1")
        found[name] = f"{found[name]}; {value}" if name in found else value
    return sent[0]["status"], found, b"".join(it.get("body", b"") for it in sent[1:])


@pytest.mark.parametrize("name", FORMATS)
def test_every_file_is_open_to_all_and_names_its_type(app, name):
    status, headers, body = ask(app, f"/data/{name}")
    assert status == 200
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cache-control"] == "no-cache"
    assert headers["content-type"] == FORMATS[name].media_type
    assert headers["x-content-type-options"] == "nosniff"
    assert int(headers["content-length"]) == len(body) > 1000
    saved = "four-islands.gpkg" if name == "four-islands.gpkg" else f"four-islands-{name}"
    assert headers["content-disposition"].endswith(f'; filename="{saved}"')


def test_an_unchanged_file_is_not_sent_again(app):
    _, first, _ = ask(app, "/data/events.csv")
    tag = first["etag"]
    assert tag.startswith('"')
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        status, headers, body = ask(app, "/data/events.csv", if_none_match=given)
        assert (status, body) == (304, b"")
        assert headers["etag"] == tag
        assert headers["access-control-allow-origin"] == "*"
    assert ask(app, "/data/events.csv", "kind=treaty", if_none_match=tag)[0] == 200
    assert ask(app, "/data/events.csv", if_none_match='"other"')[0] == 200


def test_each_encoding_has_a_tag_of_its_own(app):
    _, plain, body = ask(app, "/data/events.geojson")
    _, brotlied, small = ask(app, "/data/events.geojson", accept_encoding="gzip, br")
    _, gzipped, other = ask(app, "/data/events.geojson", accept_encoding="gzip")
    assert brotlied["content-encoding"] == "br"
    assert brotli.decompress(small) == gzip.decompress(other) == body
    assert len({it["etag"] for it in (plain, brotlied, gzipped)}) == 3
    assert {it["vary"] for it in (plain, brotlied, gzipped)} == {"Accept-Encoding"}


def test_what_cannot_be_followed_is_said_in_a_header_and_in_the_file(app):
    status, headers, body = ask(app, "/data/events.geojson", "kind=dance&lang=ja")
    assert status == 200
    (notice,) = json.loads(body)["notices"]
    assert "dance" in notice
    assert unquote(headers["atlas-notice"]) == notice
    assert headers["atlas-notice"].isascii()
    assert len(json.loads(body)["features"]) == 132


@pytest.mark.parametrize(
    "query",
    [
        "kind=%00&place=%FF%FE&since=9999&until=abc&q=%F0%9F%97%BE",
        "since=2020&until=1900",
        "story=%0d%0aSet-Cookie:x&lang=%E2%82%AC",
        "q=" + "x" * 5000,
        "kind=" + ",".join(f"k{n}" for n in range(300)),
        "&&==&;",
        "kind=a&kind=b",
    ],
)
@pytest.mark.parametrize("name", ["", "events.csv", "events.atom", "events.ics", "sources.bib"])
def test_no_address_breaks_the_server(app, query, name):
    status, headers, _ = ask(app, f"/data/{name}", query)
    assert status == 200
    assert sum(map(len, headers.values())) < 8000


def test_an_unknown_file_is_answered_with_the_names_of_those_there_are(app):
    status, headers, body = ask(app, "/data/events.xml")
    assert status == 404
    assert headers["access-control-allow-origin"] == "*"
    assert b"events.geojson, events.lpf.json, events.csv" in body


def test_the_list_of_files_has_addresses_that_keep_the_filters(app):
    status, headers, body = ask(app, "/data/", "kind=summit")
    index = json.loads(body)
    assert (status, headers["content-type"]) == (200, "application/json")
    assert [it["name"] for it in index["files"]] == list(FORMATS)
    assert index["files"][0]["url"] == "https://atlas.example/data/events.geojson?kind=summit"
    assert index["files"][0]["licenses"] == [
        {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    ]
    assert [it["name"] for it in index["files"][3]["licenses"]] == ["CC BY 4.0", "ODbL 1.0"]
    whole = json.loads(ask(app, "/data/")[2])
    assert whole["notInCalendar"] == [{"id": "1964-grave-visits", "date": "1964"}]


def test_a_browser_may_ask_beforehand(app):
    status, headers, _ = ask(app, "/data/events.csv", method="OPTIONS")
    assert status == 204
    assert headers["access-control-allow-headers"] == "If-None-Match"


def test_addresses_in_files_are_those_that_the_reader_came_by(catalogue):
    below = Starlette(routes=data_routes(lambda: catalogue, "atlas"))
    index = json.loads(ask(below, "/atlas/data/")[2])
    assert index["files"][0]["url"] == "https://atlas.example/atlas/data/events.geojson"
    forged = json.loads(ask(below, "/atlas/data/", host='x"><script>')[2])
    assert "<script" not in json.dumps(forged)
    assert forged["files"][0]["url"].endswith("/atlas/data/events.geojson")


def test_what_streamlit_asks_for_below_the_page_is_left_to_it(app):
    assert ask(app, "/data/_stcore/health")[2] == b"Not Found"
    assert ask(app, "/data")[0] in (307, 404)
