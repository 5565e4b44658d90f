"""The website around Streamlit: the routes of its own files, and what is added to documents."""

from collections.abc import Callable
from functools import lru_cache, partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Scope

from geo.addresses import Screen, screen_from_query
from geo.bundle import IMMUTABLE
from geo.documents import START_APP
from geo.edition import shipped_catalogue, shipped_edition
from geo.encodings import best_encoding, encoded
from geo.exports.serving import data_routes
from geo.headers import POLICY, STREAMLIT_SCRIPTS, inline_scripts, policy_of, tile_hosts
from geo.languages import preferred_language
from geo.serving import EncodedOnce, FirstViews
from geo.share.home import Home
from geo.share.serving import Share
from geo.watching import EVENTS, Watched, log_as_json, metrics
from pages.first_view import first_view, still_script
from pages.labels import PAGES
from pages.one_file import one_file
from pages.taking import handout, take_away
from pages.templating import details

NOSNIFF = {"X-Content-Type-Options": "nosniff"}
HomeOf = Callable[[Scope], Home]


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
            Route(f"{before}/take-away", partial(open_take_away, share.home)),
            Route(f"{before}/handout", partial(open_handout, share.home)),
            Route(f"{before}/copy", partial(save_copy, share.home)),
            *data_routes(shipped_catalogue, base, share.home),
            *share.routes(),
            Route(f"{before}/metrics", metrics),
        ],
        default=streamlit,
        redirect_slashes=False,
    )
    documents = FirstViews(
        routes, shipped_edition().bundle, first_view, share.tags, PAGES, document_policy
    )
    log_as_json()
    EVENTS.set(len(shipped_catalogue().events))
    return Watched(EncodedOnce(documents))


@lru_cache(maxsize=8)
def document_policy(document: str) -> str:
    """The policy of Streamlit's document, in which first views and the map are shown."""
    tiles = tile_hosts(shipped_edition().bundle.files["draw.js"].decode())
    scripts = [*inline_scripts(document), still_script(), START_APP]
    return policy_of(scripts, STREAMLIT_SCRIPTS, tiles)


async def bundle_file(request: Request) -> Response:
    """One of the map's files; their address is named by their content, so they never change.

    A document that was sent before the record changed, or by another server that has not changed
    yet, may ask for files of another name: it gets those of now, which nobody may keep.
    """
    bundle = shipped_edition().bundle
    name = request.path_params["name"]
    if name not in bundle.files:
        return PlainTextResponse("There is no such file.", status_code=404)
    is_current = request.path_params["hash"] == bundle.hash
    return Response(
        bundle.files[name],
        media_type=bundle.media_type(name),
        headers={"Cache-Control": IMMUTABLE if is_current else "no-store", **NOSNIFF},
    )


async def open_details(request: Request) -> Response:
    """The details of the island or place that is selected at an address, as HTML for the map."""
    screen = _screen(request)
    if not screen.selected:
        return PlainTextResponse("Nothing is selected.", status_code=404, headers=NOSNIFF)
    return _html(request, details(shipped_catalogue(), screen))


async def open_take_away(home: HomeOf, request: Request) -> Response:
    """What can be taken away from the screen of an address; `page` is the page it was shown on."""
    page = request.query_params.get("page", "")
    page = page if page in PAGES else ""
    content = await to_thread.run_sync(
        take_away, shipped_edition(), _screen(request), page, home(request.scope)
    )
    return _html(request, content)


async def open_handout(home: HomeOf, request: Request) -> Response:
    """The event of an address for paper, or with `whole=story` all that the address tells."""
    whole = request.query_params.get("whole") == "story"
    write = partial(handout, whole_story=whole)
    content = await to_thread.run_sync(
        write, shipped_edition(), _screen(request), home(request.scope)
    )
    return _html(request, content)


async def save_copy(home: HomeOf, request: Request) -> Response:
    """The story of an address in one file, to be saved."""
    screen = _screen(request)
    content = await to_thread.run_sync(one_file, shipped_edition(), screen, home(request.scope))
    response = _html(request, content)
    name = f"four-islands-{screen.story}-{screen.language}.html"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _screen(request: Request) -> Screen:
    preferred = preferred_language(request.headers.get("accept-language", ""))
    return screen_from_query(dict(request.query_params), shipped_catalogue(), preferred)


def _html(request: Request, text: str) -> Response:
    headers = {
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding, Accept-Language",
        POLICY: policy_of([still_script()]),
        **NOSNIFF,
    }
    content = text.encode()
    if encoding := best_encoding(request.headers.get("accept-encoding", "")):
        content = encoded(content, encoding, quick=True)
        headers["Content-Encoding"] = encoding
    return Response(content, media_type="text/html", headers=headers)
