"""The website around Streamlit: the routes of its own files, and what is added to documents."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from geo.addresses import screen_from_query
from geo.bundle import IMMUTABLE
from geo.edition import shipped_catalogue, shipped_edition
from geo.encodings import best_encoding, encoded
from geo.exports.serving import data_routes
from geo.languages import preferred_language
from geo.serving import EncodedOnce, FirstViews
from geo.share.serving import Share
from pages.first_view import first_view
from pages.labels import PAGES
from pages.templating import details

NOSNIFF = {"X-Content-Type-Options": "nosniff"}


def website(streamlit: ASGIApp, base: str = "", public: str | None = None) -> ASGIApp:
    """Everything that answers below a base path, with Streamlit for all that is not its own.

    `public` is the absolute address of the atlas where its operator has set one. Raises
    `ValueError` when that is none.
    """
    before = f"/{base}" if base else ""
    share = Share(shipped_edition(), PAGES, prefix=base, public=public)
    routes = Router(
        [
            Route(f"{before}/atlas/{{hash}}/{{name}}", bundle_file),
            Route(f"{before}/details", open_details),
            *data_routes(shipped_catalogue, base, share.home),
            *share.routes(),
        ],
        default=streamlit,
        redirect_slashes=False,
    )
    documents = FirstViews(routes, shipped_edition().bundle, first_view, share.tags, PAGES)
    return EncodedOnce(documents)


async def bundle_file(request: Request) -> Response:
    """One of the map's files; their address is named by their content, so they never change."""
    bundle = shipped_edition().bundle
    name = request.path_params["name"]
    if request.path_params["hash"] != bundle.hash or name not in bundle.files:
        return PlainTextResponse("There is no such file.", status_code=404)
    return Response(
        bundle.files[name],
        media_type=bundle.media_type(name),
        headers={"Cache-Control": IMMUTABLE, **NOSNIFF},
    )


async def open_details(request: Request) -> Response:
    """The details of the island or place that is selected at an address, as HTML for the map."""
    preferred = preferred_language(request.headers.get("accept-language", ""))
    screen = screen_from_query(dict(request.query_params), shipped_catalogue(), preferred)
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding, Accept-Language", **NOSNIFF}
    if not screen.selected:
        return PlainTextResponse("Nothing is selected.", status_code=404, headers=headers)
    content = details(shipped_catalogue(), screen).encode()
    if encoding := best_encoding(request.headers.get("accept-encoding", "")):
        content = encoded(content, encoding, quick=True)
        headers["Content-Encoding"] = encoding
    return Response(content, media_type="text/html", headers=headers)
