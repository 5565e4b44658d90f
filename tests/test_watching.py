"""What a server counts and logs."""

import asyncio
import json
import logging

import pytest
from prometheus_client import REGISTRY
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from geo.watching import Watched, kind_of, log_as_json, metrics, note_fault


def counted(name, **labels):
    return REGISTRY.get_sample_value(name, labels) or 0


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "document"),
        ("/timeline", "document"),
        ("/wp-admin/setup.php", "document"),
        ("/base/_stcore/stream", "session"),
        ("/_stcore/health", "streamlit"),
        ("/static/js/index.abc.js", "streamlit"),
        ("/atlas/0123456789abcdef/stage.js", "map"),
        ("/details", "map"),
        ("/data/events.csv", "data"),
        ("/share/1956.en.png", "share"),
        ("/cite/1956.en.bib", "share"),
        ("/handout", "taking"),
        ("/metrics", "watch"),
    ],
)
def test_a_path_is_one_of_few_kinds(path, kind):
    assert kind_of(path) == kind


def boom(_):
    raise RuntimeError("no such thing")


@pytest.fixture
def client():
    app = Starlette(
        routes=[
            Route("/timeline", lambda _: PlainTextResponse("here")),
            Route("/boom", boom),
            Route("/metrics", metrics),
        ]
    )
    return TestClient(Watched(app), raise_server_exceptions=False)


def test_answers_are_counted_by_kind_and_status(client):
    def documents(status):
        return counted("four_islands_requests_total", kind="document", status=status)

    before = documents("200"), documents("404")
    client.get("/timeline?q=secret")
    client.get("/timeline")
    client.get("/nowhere")
    assert (documents("200"), documents("404")) == (before[0] + 2, before[1] + 1)
    text = client.get("/metrics").text
    assert "four_islands_open_sessions" in text
    assert "secret" not in text


def test_a_fault_is_counted_and_logged_without_the_address(client, capsys):
    log_as_json()
    before = counted("four_islands_faults_total", where="requests")
    client.get("/boom?q=secret", headers={"X-Forwarded-For": "192.0.2.7"})
    assert counted("four_islands_faults_total", where="requests") == before + 1
    line = json.loads(capsys.readouterr().err.splitlines()[0])
    assert line["level"] == "ERROR"
    assert line["logger"] == "four_islands.requests"
    assert "RuntimeError: no such thing" in line["exc_info"]
    assert "secret" not in str(line)
    assert "192.0.2.7" not in str(line)


def test_open_sessions_go_up_and_down():
    seen = []

    async def streamlit(_scope, _receive, _send):
        seen.append(counted("four_islands_open_sessions"))

    before = counted("four_islands_open_sessions")
    asyncio.run(Watched(streamlit)({"type": "websocket", "path": "/_stcore/stream"}, None, None))
    assert seen == [before + 1]
    assert counted("four_islands_open_sessions") == before


def test_every_line_that_is_logged_is_json(capsys):
    log_as_json()
    logging.getLogger("four_islands.record").info("taken up", extra={"faults": ["a: b"]})
    note_fault("pages", ValueError("x"))
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["message"] for line in lines] == ["taken up", "a fault"]
    assert lines[0]["faults"] == ["a: b"]
