"""A server that answers before everything has been loaded."""

import asyncio
import threading

import pytest

from geo.deferred import Deferred


class Application:
    """Notes the paths that it is asked for."""

    def __init__(self):
        self.asked = []

    async def __call__(self, scope, _receive, _send):
        self.asked.append(scope.get("path", scope["type"]))


async def ask(app, path, type="http"):
    await app({"type": type, "path": path}, None, None)


def test_requests_wait_for_what_is_loaded_but_the_health_does_not():
    async def visit():
        there, within, loaded = Application(), Application(), threading.Event()
        app = Deferred(there, lambda _: loaded.wait(5) and within, "/health", "/ready")
        await app({"type": "lifespan"}, None, None)
        page = asyncio.create_task(ask(app, "/timeline"))
        socket = asyncio.create_task(ask(app, "/_stcore/stream", "websocket"))
        await ask(app, "/base/health")
        assert (there.asked, within.asked) == (["lifespan", "/base/health"], [])
        loaded.set()
        await asyncio.gather(page, socket)
        assert there.asked == ["lifespan", "/base/health"]
        assert sorted(within.asked) == ["/_stcore/stream", "/timeline"]

    asyncio.run(visit())


def test_it_is_loaded_once_around_the_application():
    async def visit():
        there, within, made_around = Application(), Application(), []

        def around(app):
            made_around.append(app)
            return within

        app = Deferred(there, around, health="/health", ready="/ready")
        await asyncio.gather(*(ask(app, "/") for _ in range(5)))
        assert made_around == [there]
        assert within.asked == ["/"] * 5

    asyncio.run(visit())


def test_a_reader_who_leaves_early_does_not_stop_the_loading():
    async def visit():
        within, loaded = Application(), threading.Event()
        app = Deferred(
            Application(), lambda _: loaded.wait(5) and within, health="/health", ready="/ready"
        )
        early = asyncio.create_task(ask(app, "/early"))
        await asyncio.sleep(0)
        early.cancel()
        loaded.set()
        await ask(app, "/late")
        assert within.asked == ["/late"]

    asyncio.run(visit())


def test_what_could_not_be_loaded_is_told_to_everybody_who_asks():
    async def visit():
        def around(_):
            raise ValueError("no such address")

        app = Deferred(Application(), around, health="/health", ready="/ready")
        for _ in range(2):
            with pytest.raises(ValueError, match="no such address"):
                await ask(app, "/")
        await ask(app, "/health")
        assert await readiness(app) == 503

    asyncio.run(visit())


async def readiness(app):
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": "/base/ready", "method": "GET", "headers": []}
    await app(scope, None, send)
    return sent[0]["status"]


def test_it_is_ready_when_all_is_loaded():
    async def visit():
        loaded = threading.Event()
        app = Deferred(
            Application(),
            lambda _: loaded.wait(5) and Application(),
            health="/health",
            ready="/ready",
        )
        assert await readiness(app) == 503
        loaded.set()
        while await readiness(app) != 200:
            await asyncio.sleep(0.01)

    asyncio.run(visit())


def test_it_is_ready_only_when_it_is_warm_but_answers_before():
    async def visit():
        warmed, within = threading.Event(), Application()
        app = Deferred(
            Application(), lambda _: within, "/health", "/ready", warm=lambda: warmed.wait(5)
        )
        await ask(app, "/early")
        assert within.asked == ["/early"]
        assert await readiness(app) == 503
        warmed.set()
        while await readiness(app) != 200:
            await asyncio.sleep(0.01)

    asyncio.run(visit())


def test_when_it_is_renewed_requests_go_on_to_the_new_one():
    async def visit():
        made = [Application(), Application()]
        kept = list(made)
        app = Deferred(Application(), lambda _: made.pop(0), health="/health", ready="/ready")
        await ask(app, "/before")
        await app.renew()
        await ask(app, "/after")
        assert [it.asked for it in kept] == [["/before"], ["/after"]]

    asyncio.run(visit())


def test_a_renewal_that_fails_leaves_what_was_there():
    async def visit():
        within, calls = Application(), []

        def around(_):
            calls.append(True)
            if len(calls) > 1:
                raise ValueError("broken")
            return within

        app = Deferred(Application(), around, health="/health", ready="/ready")
        await ask(app, "/before")
        with pytest.raises(ValueError, match="broken"):
            await app.renew()
        await ask(app, "/after")
        assert within.asked == ["/before", "/after"]

    asyncio.run(visit())


def test_what_follows_begins_when_all_is_loaded():
    async def visit():
        begun = asyncio.Event()

        async def then(deferred):
            assert deferred.making.done()
            begun.set()

        app = Deferred(
            Application(), lambda _: Application(), health="/health", ready="/ready", then=then
        )
        await ask(app, "/health")
        await asyncio.wait_for(begun.wait(), 5)

    asyncio.run(visit())
