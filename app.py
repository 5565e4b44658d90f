"""The server: Streamlit over `pages/frame.py`, and the routes of the map's own files.

Start with `streamlit run app.py`. A record with faults stops the start with a list of them.
"""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.articles import shipped_expectations
from geo.documents import with_atlas_head
from geo.faults import RecordError
from pages.atlas import shipped_bundle

IMMUTABLE = "public, max-age=31536000, immutable"

try:
    bundle = shipped_bundle()
    shipped_expectations()
except RecordError as error:
    sys.exit(str(error))


async def bundle_file(request: Request) -> Response:
    """One of the map's files; their address is named by their content, so they never change."""
    name = request.path_params["name"]
    if request.path_params["hash"] != bundle.hash or name not in bundle.files:
        return PlainTextResponse("There is no such file.", status_code=404)
    return Response(
        bundle.files[name],
        media_type=bundle.media_type(name),
        headers={"Cache-Control": IMMUTABLE, "X-Content-Type-Options": "nosniff"},
    )


class AtlasHead:
    """Adds the atlas's styles and preloads to every HTML document that Streamlit answers with."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

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
                whole = with_atlas_head(body.decode(), bundle, has_map=has_map).encode()
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


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Keep what was built at the start out of the garbage collector's later rounds.

    Streamlit collects after every run of a page; going through the record and the libraries each
    time took most of a step's processor time.
    """
    gc.collect()
    gc.freeze()
    yield


base = (st.get_option("server.baseUrlPath") or "").strip("/")
app = st.App(
    "pages/frame.py",
    routes=[Route(f"{'/' if base else ''}{base}/atlas/{{hash}}/{{name}}", bundle_file)],
    middleware=[Middleware(AtlasHead)],
    lifespan=lifespan,
)
