"""The Data page, run without a browser."""

import html
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from geo.exports.formats import FORMATS

PAGE = Path(__file__).parents[1] / "pages" / "data.py"
LINK = re.compile(r'<a href="(\./data/[^"]*)"[^>]*>(?:<code>)?([^<]*)(?:</code>)?</a>')


def visit(**query):
    app = AppTest.from_file(str(PAGE), default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def links(body):
    return [(html.unescape(address), name) for address, name in LINK.findall(body)]


def test_every_file_is_linked_with_its_licence():
    body = visit(story="record")
    assert [(a, n) for a, n in links(body) if n in FORMATS] == [
        (f"./data/{name}", name) for name in FORMATS
    ]
    assert "132 events" in body
    assert body.count(">ODbL 1.0</a>") == 3
    assert body.count(">CC BY 4.0</a>") == len(FORMATS) - 1


def test_the_files_hold_what_the_screen_tells_with_the_whole_record_beside():
    body = visit(kind="summit", lang="ru", story="record")
    events = [address for address, _ in links(body) if "events.csv" in address]
    assert events == [
        "./data/events.csv?lang=ru&kind=summit",
        "./data/events.csv?lang=ru",
    ]


def test_the_default_story_is_named_in_the_addresses():
    assert ("./data/events.ics?story=articles", "events.ics") in links(visit())


def test_what_the_calendar_leaves_out_is_told():
    body = visit(story="record")
    assert "Not in the calendar, because their dates name no month:" in body
    assert "(1964)" in body
