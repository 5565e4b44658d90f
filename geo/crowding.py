"""Refusing politely: more readers than a server can serve are asked to come back a little later."""

from collections.abc import Callable, Collection

from starlette.types import ASGIApp, Message, Receive, Scope, Send

STREAM = "/_stcore/stream"
RETRY_S = 30
# In every language, and ready: a server that is full has nothing to spare for choosing words.
PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="{RETRY_S}">
<title>Four Islands</title>
<style>
:root {{ color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }}
main {{ max-width: 34rem; margin: 15vh auto; padding: 0 1rem }}
</style>
</head>
<body>
<main>
<p>So many are reading Four Islands that there is no room now. This page tries again by itself in
{RETRY_S} seconds.</p>
<p lang="ru">Сейчас атлас читает столько людей, что мест нет. Страница сама попробует ещё раз через
{RETRY_S} секунд.</p>
<p lang="ja">現在、閲覧者が多いため表示できない。このページは{RETRY_S}秒後に自動で再び試みる。</p>
</main>
</body>
</html>
""".encode()
_HEADERS = [
    (b"retry-after", str(RETRY_S).encode()),
    (b"cache-control", b"no-store"),
    (b"content-type", b"text/html; charset=utf-8"),
    (b"content-length", str(len(PAGE)).encode()),
]


class Crowding:
    """ASGI middleware that lets in up to `limit` sessions, each an open websocket.

    Beyond that new sessions, and the documents of the pages, are answered with 503 and when to come
    again. Who is in goes on: open websockets, what their pages ask for, and a session that comes
    back after its connection broke, which is known by the id that a browser sends with it. `pages`
    is asked for the pages' names only then, so that they need not be loaded at the start.
    """

    def __init__(self, app: ASGIApp, limit: int, pages: Callable[[], Collection[str]]) -> None:
        self.app = app
        self.limit = limit
        self.pages = pages
        self.sessions = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        is_session = scope["type"] == "websocket" and scope["path"].endswith(STREAM)
        is_full = self.sessions >= self.limit
        if is_full and _is_document(scope, self.pages()):
            return await _refuse(send, "http")
        if is_full and is_session and not _comes_back(scope):
            return await _refuse_session(scope, receive, send)
        self.sessions += is_session
        try:
            await self.app(scope, receive, send)
        finally:
            self.sessions -= is_session


def _is_document(scope: Scope, pages: Collection[str]) -> bool:
    if scope["type"] != "http" or scope["path"].rpartition("/")[2] not in pages:
        return False
    return b"text/html" in dict(scope["headers"]).get(b"accept", b"")


def _comes_back(scope: Scope) -> bool:
    """Whether a websocket names a session: the third of what it sends as its subprotocols."""
    return len(scope.get("subprotocols", ())) >= 3 and bool(scope["subprotocols"][2])


async def _refuse_session(scope: Scope, receive: Receive, send: Send) -> None:
    await receive()  # the request to connect
    if "websocket.http.response" in scope.get("extensions", {}):
        await _refuse(send, "websocket.http")
    else:
        await send({"type": "websocket.close", "code": 1013, "reason": "Try again later"})


async def _refuse(send: Send, kind: str) -> None:
    start: Message = {"type": f"{kind}.response.start", "status": 503, "headers": _HEADERS}
    await send(start)
    await send({"type": f"{kind}.response.body", "body": PAGE})
