"""The addresses of citations: `/cite/<event>.<language>.<format>`, and `/cite/four-islands.…`."""

import re
from collections.abc import Callable

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Scope

from geo.catalogue import Catalogue
from geo.exports.references import Reference
from geo.exports.release import shipped_release
from geo.languages import language_named
from geo.share.citing import ATLAS, bibtex_of, citations_text, cited, csl_json_of, ris_of
from geo.share.home import Home

# How each format is written, and its media type.
FORMATS: dict[str, tuple[Callable[[Reference], bytes], str]] = {
    "bib": (bibtex_of, "application/x-bibtex"),
    "ris": (ris_of, "application/x-research-info-systems"),
    "csl.json": (csl_json_of, "application/vnd.citationstyles.csl+json"),
    "txt": (citations_text, "text/plain; charset=utf-8"),
}
_SAVED = ("bib", "ris")
_NAME = re.compile(r"([a-z0-9-]{1,120})\.(en|ru|ja)\.(bib|ris|csl\.json|txt)")
_OPEN = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
_FOR_AN_HOUR = {"Cache-Control": "public, max-age=3600"}


def cite_address(identifier: str, language: str, format: str) -> str:
    """The address of a citation, relative to the root: of an event's id, or of `ATLAS`."""
    return f"cite/{identifier}.{language}.{format}"


def cite_routes(
    catalogue: Callable[[], Catalogue], home: Callable[[Scope], Home], base: str = ""
) -> list[Route]:
    """The routes, below a base path that is empty or begins with a slash.

    `home` says where the atlas is for whoever sent a request.
    """

    async def cite(request: Request) -> Response:
        name, known = request.path_params["name"], catalogue()
        parts = _NAME.fullmatch(name)
        language = language_named(parts[2]) if parts else None
        if not parts or not language or parts[1] not in {ATLAS, *known.events}:
            return PlainTextResponse("There is no such citation.", 404, _OPEN)
        write, media_type = FORMATS[parts[3]]
        event = None if parts[1] == ATLAS else known.events[parts[1]]
        what = cited(known, shipped_release(), home(request.scope), event, language)
        headers = _OPEN | _FOR_AN_HOUR
        if parts[3] in _SAVED:
            headers["Content-Disposition"] = f'attachment; filename="{name}"'
        content = await to_thread.run_sync(write, what)
        response = Response(content, headers=headers)
        response.headers["Content-Type"] = media_type
        return response

    return [Route(f"{base}/cite/{{name:path}}", cite)]
