"""A server that is full: who is refused, how, and who goes on."""

import asyncio

import pytest

from geo.crowding import PAGE, Crowding


def pages():
    return ("", "timeline")


class Application:
    """Notes what it is asked for; websockets stay open until they are let go."""

    def __init__(self):
        self.asked = []
        self.leave = asyncio.Event()

    async def __call__(self, scope, _receive, _send):
        self.asked.append(scope["path"])
        if scope["type"] == "websocket":
            await self.leave.wait()


class Visit:
    """One request to an application, and what was sent in answer to it."""

    def __init__(self, app, path, *, type="http", accept=b"text/html", subprotocols=(), **scope):
        self.sent = []
        headers = [(b"accept", accept)]
        about = {"type": type, "path": path, "headers": headers, "subprotocols": subprotocols}
        self.task = asyncio.create_task(app(about | scope, self.receive, self.send))

    async def receive(self):
        return {"type": "websocket.connect"}

    async def send(self, message):
        self.sent.append(message)


def session(app, *subprotocols, extensions=("websocket.http.response",)):
    return Visit(
        app,
        "/_stcore/stream",
        type="websocket",
        subprotocols=["streamlit", *subprotocols],
        extensions={name: {} for name in extensions},
    )


async def settled():
    for _ in range(5):
        await asyncio.sleep(0)


def full(test):
    """Runs a test with an application that has room for two, and both are there."""

    async def run():
        application = Application()
        app = Crowding(application, 2, pages)
        inside = [session(app), session(app)]
        await settled()
        application.asked.clear()
        await test(app, application)
        application.leave.set()
        await asyncio.gather(*(it.task for it in inside))

    return lambda: asyncio.run(run())


@full
async def test_a_new_document_is_asked_to_come_again(app, application):
    visit = Visit(app, "/timeline")
    await visit.task
    start, body = visit.sent
    assert (start["type"], start["status"]) == ("http.response.start", 503)
    assert dict(start["headers"])[b"retry-after"] == b"30"
    assert dict(start["headers"])[b"cache-control"] == b"no-store"
    assert body == {"type": "http.response.body", "body": PAGE}
    assert application.asked == []


@full
async def test_a_new_session_is_asked_to_come_again(app, application):
    visit = session(app, "token")
    await visit.task
    start, body = visit.sent
    assert (start["type"], start["status"]) == ("websocket.http.response.start", 503)
    assert dict(start["headers"])[b"retry-after"] == b"30"
    assert body["type"] == "websocket.http.response.body"
    assert application.asked == []


@full
async def test_a_session_is_closed_where_no_answer_can_be_given(app, application):
    visit = session(app, extensions=())
    await visit.task
    reason = "Try again later"
    assert visit.sent == [{"type": "websocket.close", "code": 1013, "reason": reason}]
    assert application.asked == []


@full
async def test_a_session_whose_connection_broke_comes_back(app, application):
    visit = session(app, "token", "session-id")
    await settled()
    assert application.asked == ["/_stcore/stream"]
    assert visit.sent == []
    application.leave.set()
    await visit.task


@full
async def test_what_pages_inside_ask_for_is_answered(app, application):
    paths = ["/details", "/copy", "/static/js/index.js", "/_stcore/health", "/data/events.csv"]
    for path in paths:
        await Visit(app, path).task
    await Visit(app, "/", accept=b"*/*").task
    assert application.asked == [*paths, "/"]


def test_who_leaves_makes_room():
    async def visit():
        application = Application()
        app = Crowding(application, 1, pages)
        first = session(app)
        await settled()
        application.leave.set()
        await first.task
        second = Visit(app, "/")
        await second.task
        assert second.sent == []
        assert application.asked == ["/_stcore/stream", "/"]

    asyncio.run(visit())


def test_a_session_that_fails_makes_room():
    async def fail(*_):
        raise RuntimeError("broken")

    async def visit():
        app = Crowding(fail, 1, pages)
        for _ in range(2):
            with pytest.raises(RuntimeError, match="broken"):
                await session(app).task
        assert app.sessions == 0

    asyncio.run(visit())


def test_the_page_says_it_in_every_language_and_tries_again():
    text = PAGE.decode()
    for words in ("no room now", "мест нет", "表示できない", 'http-equiv="refresh" content="30"'):
        assert words in text
