"""ASGI middleware around Streamlit: what the atlas adds to documents, and compressed files."""

import re

from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.bundle import Bundle
from geo.documents import with_atlas_head
from geo.encodings import WORTH_ENCODING, best_encoding, encoded

NAMED_BY_CONTENT = re.compile(
    r"/static/(js|css)/[\w.\-]+\.(js|css)$|/atlas/[0-9a-f]{16}/[\w.\-]+\.(js|css|json)$"
)
# What would make the application answer one reader with less than, or other than, the file.
UNLIKE_OTHERS = (b"accept-encoding", b"if-none-match", b"if-modified-since")


class AtlasHead:
    """Adds the atlas's styles and preloads to every HTML document that Streamlit answers with."""

    def __init__(self, app: ASGIApp, bundle: Bundle) -> None:
        self.app = app
        self.bundle = bundle

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; hold back an HTML answer until it is whole, and send it with ours."""
        if not _asks_for_document(scope):
            return await self.app(scope, receive, send)
        start: Message = {}
        body = b""

        async def hold(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                headers = dict(message["headers"])
                if not headers.get(b"content-type", b"").startswith(b"text/html"):
                    start = {}
                    await send(message)
            elif not start:
                await send(message)
            else:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                # The map's page is the root of the app; the other pages have a name after it.
                has_map = scope["path"].endswith("/")
                whole = with_atlas_head(body.decode(), self.bundle, has_map=has_map).encode()
                kept = [
                    (k, v) for k, v in start["headers"] if k not in (b"content-length", b"etag")
                ]
                length = (b"content-length", str(len(whole)).encode())
                await send({**start, "headers": [*kept, length]})
                await send({"type": "http.response.body", "body": whole})

        # A compressed document cannot be added to.
        plain = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, hold)


def _asks_for_document(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return b"text/html" in dict(scope["headers"]).get(b"accept", b"")


class EncodedOnce:
    """Answers with scripts, styles and shapes compressed, each compressed once and then kept.

    Streamlit serves its own 3 MB of scripts as they are. What it says of them (type, caching, ETag)
    stays; only addresses that are named by their content are kept, so nothing kept grows old.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[tuple[str, str], tuple[list[tuple[bytes, bytes]], bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or keep what the application answers."""
        encoding = _encoding_for(scope)
        if encoding is None:
            return await self.app(scope, receive, send)
        key = (scope["path"], encoding)
        if key not in self.kept:
            start, body = await self._answer(scope, receive)
            if not _is_worth_keeping(start, body):
                await send(start)
                return await send({"type": "http.response.body", "body": body})
            smaller = await to_thread.run_sync(encoded, body, encoding)
            headers = [it for it in start["headers"] if it[0] not in (b"content-length", b"vary")]
            headers += [
                (b"content-encoding", encoding.encode()),
                (b"content-length", str(len(smaller)).encode()),
                (b"vary", b"accept-encoding"),
            ]
            self.kept[key] = headers, smaller
        headers, body = self.kept[key]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
        start: Message = {}
        body = b""

        async def collect(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
            else:
                body += message.get("body", b"")

        whole = [it for it in scope["headers"] if it[0] not in UNLIKE_OTHERS]
        await self.app({**scope, "headers": whole}, receive, collect)
        return start, body


def _is_worth_keeping(start: Message, body: bytes) -> bool:
    # An address that does not exist may be answered with the app's HTML: there is no end of those.
    headers = dict(start["headers"])
    is_page = headers.get(b"content-type", b"").startswith(b"text/html")
    is_plain = b"content-encoding" not in headers and not is_page
    return start["status"] == 200 and is_plain and len(body) >= WORTH_ENCODING


def _encoding_for(scope: Scope) -> str | None:
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    if not NAMED_BY_CONTENT.search(scope["path"]):
        return None
    headers = dict(scope["headers"])
    if b"range" in headers:
        return None
    return best_encoding(headers.get(b"accept-encoding", b"").decode("latin-1"))
