"""ASGI middleware around Streamlit: what the atlas adds to documents, and compressed files."""

import re
from collections.abc import Callable, Collection, Mapping
from urllib.parse import parse_qsl

from anyio import to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.bundle import Bundle
from geo.documents import FirstView, with_first_view
from geo.encodings import WORTH_ENCODING, best_encoding, encoded
from geo.headers import POLICY, inline_scripts, policy_of
from geo.languages import Language, preferred_language
from geo.share.tags import Shared

# As an address is written, and not as it could be: `/./static/…` is the same file once more.
NAMED_BY_CONTENT = re.compile(
    r"(/(?!\.+/)[^/]+)*"
    r"/(static/(js|css)/[\w.\-]+\.(js|css)|atlas/[0-9a-f]{16}/[\w.\-]+\.(js|css|json))"
)
# What would make the application answer one reader with less than, or other than, the file.
UNLIKE_OTHERS = (
    *(b"accept-encoding", b"if-none-match", b"if-modified-since"),
    *(b"range", b"if-range"),
)


class FirstViews:
    """Adds the atlas's styles and the first view to every HTML document of Streamlit's.

    `first_view` is called with the page's name, the address parameters, and the language that the
    browser prefers. `tags` are the lines that tell what a link shows. Programs that show links ask
    for anything (`*/*`): they are answered like browsers under the names of the `pages`. `policy`
    is called with the document as it is before anything of a request is in it, and returns its
    Content-Security-Policy; a document that comes with its own keeps it.
    """

    def __init__(
        self,
        app: ASGIApp,
        bundle: Bundle,
        first_view: Callable[[str, Mapping[str, str], Language], FirstView | None],
        tags: Callable[[Scope, Shared], list[str]] = lambda *_: [],
        pages: Collection[str] = (),
        policy: Callable[[str], str] = lambda document: policy_of(inline_scripts(document)),
    ) -> None:
        self.app = app
        self.bundle = bundle
        self.first_view = first_view
        self.tags = tags
        self.pages = pages
        self.policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, but documents with what is added to them."""
        if not _asks_for_document(scope, self.pages):
            return await self.app(scope, receive, send)
        # A compressed document cannot be added to; one that is added to has changed.
        whole = [it for it in scope["headers"] if it[0] not in UNLIKE_OTHERS]
        start, body = await _answer(self.app, {**scope, "headers": whole}, receive)
        headers = dict(start["headers"])
        if headers.get(b"content-type", b"").startswith(b"text/html"):
            page = scope["path"].rpartition("/")[2]
            query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
            preferred = preferred_language(_header(scope, b"accept-language"))
            first = self.first_view(page, query, preferred)
            tags = self.tags(scope, first.shared) if first and first.shared else []
            plain = with_first_view(body.decode(), None, self.bundle)
            headers = {POLICY.lower().encode(): self.policy(plain).encode(), **headers}
            body = with_first_view(body.decode(), first, self.bundle, tags).encode()
            headers = {k: v for k, v in headers.items() if k not in (b"etag", b"last-modified")}
            encoding = best_encoding(_header(scope, b"accept-encoding"))
            if encoding:
                body = encoded(body, encoding, quick=True)
                headers |= {b"content-encoding": encoding.encode()}
            headers |= {b"vary": b"accept-encoding, accept-language"}
            headers |= {b"content-length": str(len(body)).encode()}
            start = {**start, "headers": list(headers.items())}
        await send(start)
        await send({"type": "http.response.body", "body": body})


def _asks_for_document(scope: Scope, pages: Collection[str]) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or "/data/" in scope["path"]:
        return False
    accepted = _header(scope, b"accept")
    is_page = scope["path"].rpartition("/")[2] in pages
    return "text/html" in accepted or (is_page and accepted.strip() in ("", "*/*"))


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
            whole = [it for it in scope["headers"] if it[0] not in UNLIKE_OTHERS]
            start, body = await _answer(self.app, {**scope, "headers": whole}, receive)
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


async def _answer(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
    """An application's whole answer: its start, and the body in one piece."""
    start: Message = {}
    body = b""

    async def collect(message: Message) -> None:
        nonlocal start, body
        if message["type"] == "http.response.start":
            start = message
        else:
            body += message.get("body", b"")

    await app(scope, receive, collect)
    return start, body


def _is_worth_keeping(start: Message, body: bytes) -> bool:
    # An address that does not exist may be answered with the app's HTML: there is no end of those.
    headers = dict(start["headers"])
    is_page = headers.get(b"content-type", b"").startswith(b"text/html")
    is_plain = b"content-encoding" not in headers and not is_page
    is_plain = is_plain and b"no-store" not in headers.get(b"cache-control", b"")
    return start["status"] == 200 and is_plain and len(body) >= WORTH_ENCODING


def _encoding_for(scope: Scope) -> str | None:
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    if not NAMED_BY_CONTENT.fullmatch(scope["path"]):
        return None
    headers = dict(scope["headers"])
    if b"range" in headers:
        return None
    return best_encoding(_header(scope, b"accept-encoding"))


def _header(scope: Scope, name: bytes) -> str:
    found: bytes = dict(scope["headers"]).get(name, b"")
    return found.decode("latin-1")
