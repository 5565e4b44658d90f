"""Starting at once: a server answers before all that it will answer with has been loaded."""

import asyncio
from collections.abc import Awaitable, Callable

from anyio import to_thread
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class Deferred:
    """ASGI middleware that is made in the background once the server has started.

    `around` is called in a thread with the application, and returns what answers in its place.
    Requests wait for it; those for `health`, the end of a path, do not, nor does the lifespan. What
    `around` raises, every request raises. After it `warm` is called in a thread, for what a first
    reader would otherwise wait for; requests for `ready` are answered with whether that is done.
    `then` runs beside the server from then on; it may `renew`.
    """

    def __init__(
        self,
        app: ASGIApp,
        around: Callable[[ASGIApp], ASGIApp],
        health: str,
        ready: str,
        warm: Callable[[], None] = lambda: None,
        then: Callable[["Deferred"], Awaitable[None]] | None = None,
    ) -> None:
        self.app = app
        self.around = around
        self.health = health
        self.ready = ready
        self.warm = warm
        self.then = then
        self.is_ready = False
        self.making: asyncio.Task[ASGIApp] | None = None
        self.following: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on to what was made, when it is there."""
        if self.making is None:
            self.making = asyncio.create_task(to_thread.run_sync(self.around, self.app))
            self.following = asyncio.create_task(self._follow())
        path = scope.get("path", "")
        if scope["type"] == "lifespan" or path.endswith(self.health):
            return await self.app(scope, receive, send)
        if path.endswith(self.ready):
            return await self._readiness()(scope, receive, send)
        whole = await asyncio.shield(self.making)
        await whole(scope, receive, send)

    async def renew(self) -> None:
        """Make it again; until that is done, what was made before answers."""
        making = asyncio.create_task(to_thread.run_sync(self.around, self.app))
        await making
        self.making = making

    def _readiness(self) -> PlainTextResponse:
        if self.is_ready:
            return PlainTextResponse("ready")
        return PlainTextResponse("not ready yet", status_code=503, headers={"Retry-After": "1"})

    async def _follow(self) -> None:
        if self.making is None:
            return
        await asyncio.wait([self.making])
        if self.making.exception():
            return
        await to_thread.run_sync(self.warm)
        self.is_ready = True
        if self.then:
            await self.then(self)
