"""Whatever is asked for: no fault, nothing reflected as markup, nothing of ours that is private."""

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest
from asking import Answer, Site, opened
from hostile import REQUESTS, VISITS, Asked, cases
from hypothesis import event, given
from lxml import etree

from geo.edition import ROOT
from geo.encodings import WORTH_ENCODING

# The largest file is one of Streamlit's scripts, the largest of ours a story to take away.
LARGEST_ANSWER = 12_000_000
LARGEST_HEADERS = 8_000
# Of files that nobody may read, of faults, and of templates that ran what they were given.
PRIVATE = (b"root:x:0:", b"import streamlit as st", b"[tool.ruff", b"[theme]", b"ref: refs/heads")
FAULTS = (b"Traceback (most recent call last)", str(ROOT).encode(), b"site-packages", b"fzmade")
_NAME = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_VALUE = re.compile(rb"[\t\x20-\x7e\x80-\xff]*")
_ADDRESSES = ("href", "src", "action", "formaction", "data", "srcset", "poster")
_SAFE = ("", "http", "https", "mailto")


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with opened() as site:
        yield site


@cases(0.4)
@given(REQUESTS)
def test_no_request_does_harm(site: Site, asked: Asked) -> None:
    answer = site.ask(asked)
    event(f"{asked.method} {answer.status}")
    expect_harmless(site, asked, answer)


@cases(0.3)
@given(VISITS)
def test_no_link_does_harm(site: Site, asked: Asked) -> None:
    answer = site.ask(asked)
    event(f"{asked.path} {answer.status}")
    expect_harmless(site, asked, answer)
    if asked.path not in ("/details", "/oembed"):
        assert answer.status == 200


@pytest.mark.parametrize("part", [b"bytes=0-9", b"bytes=0-3,5-9", b"bytes=9999999-", b"x"])
def test_a_document_is_sent_whole_whatever_part_of_it_is_asked_for(site: Site, part: bytes) -> None:
    answer = site.ask(Asked("GET", "/", b"", ((b"accept", b"text/html"), (b"range", part))))
    assert answer.status == 200
    assert not answer.header("content-range")
    assert b'id="event-card"' in answer.body


def test_what_is_kept_does_not_grow_with_the_ways_to_write_an_address(site: Site) -> None:
    document = site.ask(Asked("GET", "/", b"", ((b"accept", b"text/html"),))).body.decode()
    script = re.search(r'src="\./(static/js/index[^"]+)"', document)[1]
    encoded_once = next(it for it in layers(site.website) if hasattr(it, "kept"))
    site.ask(Asked("GET", f"/{script}", b"", ((b"accept-encoding", b"br"),)))
    before = len(encoded_once.kept)
    for nth in range(1, 9):
        for path in ("/." * nth, f"/{nth}//" + "." * nth, f"/{nth:016x}"):
            site.ask(Asked("GET", f"{path}/{script}", b"", ((b"accept-encoding", b"br"),)))
        bundle = f"/atlas/{nth:016x}/leaflet.js"
        answer = site.ask(Asked("GET", bundle, b"", ((b"accept-encoding", b"br"),)))
        assert answer.status == 404 or len(answer.body) > WORTH_ENCODING
    assert len(encoded_once.kept) == before


def layers(app: object) -> Iterator[object]:
    """A middleware and all that it stands before."""
    while app is not None:
        yield app
        app = getattr(app, "app", None)


def expect_harmless(site: Site, asked: Asked, answer: Answer) -> None:
    """Everything that must hold of every answer."""
    # The status that oEmbed has for formats which there are not.
    assert 200 <= answer.status < 500 or (asked.path, answer.status) == ("/oembed", 501)
    assert len(answer.body) < LARGEST_ANSWER
    for secret in (*PRIVATE, *FAULTS):
        assert secret not in answer.body
    expect_own_headers(asked, answer)
    if not answer.body or answer.status in (204, 206, 304) or asked.method == "HEAD":
        return
    kind = answer.header("content-type").partition(";")[0]
    if kind == "text/html":
        expect_own_markup(answer.body, site.known_scripts)
    elif kind.endswith("xml"):
        assert b"<fz" not in answer.body.lower()
        etree.fromstring(answer.body)
    elif kind.endswith("json"):
        json.loads(answer.body, parse_constant=pytest.fail)


def expect_own_headers(asked: Asked, answer: Answer) -> None:
    """The headers are well formed, none comes from the request, and no other site is named."""
    # A redirection repeats the address. Starlette reads its bytes as Latin-1 and writes each as up
    # to two `%ff`.
    most = LARGEST_HEADERS + 6 * len(asked.path) + 6 * len(asked.query)
    assert sum(len(name) + len(value) for name, value in answer.headers) < most
    for name, value in answer.headers:
        assert _NAME.fullmatch(name), name
        assert _VALUE.fullmatch(value), value
        assert b"fzmark" not in name.lower()
    assert answer.header("x-content-type-options") == "nosniff"
    # Streamlit says no more than this where it refuses a path.
    if answer.body and answer.body != b"Bad Request":
        assert answer.header("content-type")
    location = answer.header("location")
    asked_of = [value.decode("latin-1") for name, value in asked.headers if name == b"host"]
    assert unquote(urlsplit(location).netloc) in ("", "127.0.0.1:8501", *asked_of)
    assert not location.startswith(("//", "/\\", "\\"))


def expect_own_markup(body: bytes, known_scripts: set[str]) -> None:
    """No element, attribute, script or address in a document comes from the request."""
    assert b"<fz" not in body.lower()
    document = etree.HTML(body.decode())
    for element in document.iter(etree.Element):
        assert not element.tag.startswith("fz"), element.tag
        for name, value in element.attrib.items():
            assert not name.startswith(("fz", "on")), (element.tag, name)
            if name in _ADDRESSES and not is_own_data(element, value):
                assert scheme_of(value) in _SAFE, (element.tag, name, value)
    for script in document.iter("script"):
        text, kind = script.text or "", script.get("type", "")
        if kind == "application/json" or kind == "importmap":
            json.loads(text, parse_constant=pytest.fail)
        elif not script.get("src") and text.strip() != 'import "atlas/one-file.js";':
            assert text.strip() in known_scripts


def is_own_data(element: etree._Element, value: str) -> bool:
    """Whether it is the picture of a copy to take away, or one of the drawn islands."""
    return element.tag in ("link", "img") and value.startswith("data:image/svg+xml")


def scheme_of(address: str) -> str:
    """The scheme of an address as a browser reads it."""
    found = re.match(r"[\x00-\x20]*([a-z][a-z0-9+.\-\t\r\n]*):", address, re.IGNORECASE)
    return re.sub(r"\s", "", found[1]).lower() if found else ""
