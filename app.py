"""The server: Streamlit over `pages/frame.py`, and the routes of the map's own files.

Start with `streamlit run app.py`. A record with faults stops the start with a list of them.
"""

import gc
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from geo.bundle import IMMUTABLE
from geo.edition import shipped_catalogue, shipped_edition
from geo.exports.serving import data_routes
from geo.faults import RecordError
from geo.serving import EncodedOnce, FirstViews
from geo.share.serving import Share
from pages.first_view import first_view
from pages.labels import PAGES

try:
    bundle = shipped_edition().bundle
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


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Keep what was built at the start out of the garbage collector's later rounds.

    Streamlit collects after every run of a page; going through the record and the libraries each
    time took most of a step's processor time.
    """
    gc.freeze()
    yield


base = (st.get_option("server.baseUrlPath") or "").strip("/")
public = os.environ.get("FOUR_ISLANDS_ADDRESS")
share = Share(shipped_edition(), PAGES, prefix=base, public=public)
app = st.App(
    "pages/frame.py",
    routes=[
        Route(f"{'/' if base else ''}{base}/atlas/{{hash}}/{{name}}", bundle_file),
        *data_routes(shipped_catalogue, base, share.home),
        *share.routes(),
    ],
    middleware=[
        Middleware(EncodedOnce),
        Middleware(FirstViews, bundle=bundle, first_view=first_view, tags=share.tags, pages=PAGES),
    ],
    lifespan=lifespan,
)
