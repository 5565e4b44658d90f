"""Starting at once: a server answers before all that it will answer with has been loaded."""

import asyncio
from collections.abc import Callable

from anyio import to_thread
from starlette.types import ASGIApp, Receive, Scope, Send


class Deferred:
    """ASGI middleware that is made in the background once the server has started.

    `around` is called in a thread, once, with the application, and returns what answers in its
    place. Requests wait for it; those for `health`, the end of a path, do not, nor does the
    lifespan. What `around` raises, every request raises.
    """

    def __init__(self, app: ASGIApp, around: Callable[[ASGIApp], ASGIApp], health: str) -> None:
        self.app = app
        self.around = around
        self.health = health
        self.making: asyncio.Task[ASGIApp] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on to what was made, when it is there."""
        if self.making is None:
            self.making = asyncio.create_task(to_thread.run_sync(self.around, self.app))
        if scope["type"] == "lifespan" or scope["path"].endswith(self.health):
            return await self.app(scope, receive, send)
        whole = await asyncio.shield(self.making)
        await whole(scope, receive, send)
