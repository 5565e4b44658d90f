"""The addresses of the data: `/data/` lists the files as JSON, `/data/<file>` is each of them.

Anybody may read them from a script (CORS), ask whether they have changed (ETag, RFC 9110), and get
them compressed. What an address gets wrong falls back as it does in the atlas: the notices stand in
`Atlas-Notice` headers (percent-encoded UTF-8), and in JSON formats in `notices`.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from urllib.parse import parse_qsl, quote, urlencode

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope

from geo.catalogue import Catalogue
from geo.encodings import WORTH_ENCODING, best_encoding, encoded
from geo.exports.days import left_out
from geo.exports.formats import FORMATS, Format
from geo.exports.json_text import dumped
from geo.exports.selection import Selection, selection_from_query
from geo.languages import LANGUAGES, translations
from geo.share.home import Home, home_of

MOST_NOTICES = 5
KEPT_FILES = 32
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Content-Disposition, Atlas-Notice",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class Answer:
    """A file as it is sent: its bytes, their encoding, and a strong entity tag of both."""

    content: bytes
    encoding: str | None
    tag: str


class DataFiles:
    """Writes the files that are asked for, one at a time, and keeps the last of them."""

    def __init__(self, catalogue: Callable[[], Catalogue], home: Callable[[Scope], Home]) -> None:
        self._catalogue = catalogue
        self._home = home
        self._one_at_a_time = CapacityLimiter(1)
        self._kept = lru_cache(KEPT_FILES)(self._written)

    async def file(self, request: Request) -> Response:
        """One of the files, for what the address's parameters choose."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_OPEN)
        format = FORMATS.get(request.path_params["name"])
        if format is None:
            names = ", ".join(FORMATS)
            text = f"There is no such file. There are: {names}"
            return Response(text, 404, _OPEN, "text/plain")
        query = tuple(request.query_params.items())
        selection, answer = await self._answer(format, query, request)
        headers = {"Content-Disposition": _disposition(format)}
        return _response(request, answer, format.media_type, selection, headers)

    async def index(self, request: Request) -> Response:
        """What there is, as JSON: every file with its address, media type, licence and credit."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_OPEN)
        query = tuple(request.query_params.items())
        selection, answer = await self._answer(None, query, request)
        return _response(request, answer, "application/json", selection, {})

    async def _answer(
        self, format: Format | None, query: tuple[tuple[str, str], ...], request: Request
    ) -> tuple[Selection, Answer]:
        address = self._home(request.scope).base
        encoding = best_encoding(request.headers.get("accept-encoding", ""))

        def chosen() -> tuple[Selection, Answer]:
            selection = selection_from_query(dict(query), self._catalogue(), address)
            name = format.file_name if format else ""
            # What was understood names the file, so that the same choice is written once.
            asked = urlencode(selection.query)
            return selection, self._kept(name, asked, selection.notices, address, encoding)

        return await to_thread.run_sync(chosen, limiter=self._one_at_a_time)

    def _written(
        self, name: str, asked: str, notices: tuple[str, ...], address: str, encoding: str | None
    ) -> Answer:
        read = selection_from_query(dict(parse_qsl(asked)), self._catalogue(), address)
        selection = replace(read, notices=notices)
        content = FORMATS[name].write(selection) if name else dumped(index_of(selection))
        digest = hashlib.sha256(content).hexdigest()[:32]
        if encoding is None or len(content) < WORTH_ENCODING:
            return Answer(content, None, f'"{digest}"')
        return Answer(encoded(content, encoding), encoding, f'"{digest}-{encoding}"')


def data_routes(
    catalogue: Callable[[], Catalogue], base: str = "", home: Callable[[Scope], Home] | None = None
) -> list[Route]:
    """The routes, below the path under which the server is reached (without slashes around it).

    `home` says where the atlas is for whoever sent a request, if not what the request says.
    """
    files = DataFiles(catalogue, home or partial(home_of, prefix=base))
    before = f"/{base}" if base else ""
    methods = ["GET", "HEAD", "OPTIONS"]
    return [
        Route(f"{before}/data/", files.index, methods=methods),
        Route(f"{before}/data/{{name}}", files.file, methods=methods),
    ]


def index_of(selection: Selection) -> dict[str, object]:
    """What there is, and how to choose from it."""
    say = translations(selection.language).gettext
    return {
        **selection.about(),
        "events": len(selection.events),
        "files": [
            {
                "name": it.file_name,
                "title": say(it.title),
                "description": say(it.says),
                "url": selection.data_address(it.file_name),
                "mediaType": it.media_type,
                "licenses": [{"name": name, "url": url} for name, url in it.licences],
                "attributions": list(it.credits),
                "narrowedByParameters": it.is_narrowed,
            }
            for it in FORMATS.values()
        ],
        "notInCalendar": [{"id": it.id, "date": it.date} for it in left_out(selection)],
        "choices": {
            "story": list(selection.catalogue.stories),
            "lang": list(LANGUAGES),
            "island": list(selection.catalogue.islands),
            "kind, place, person, topic": "as in the atlas's addresses, joined by commas",
            "since, until": "years, both included",
            "q": "a text to search for",
        },
    }


def _disposition(format: Format) -> str:
    name = format.file_name
    prefix = "" if name.startswith("four-islands") else "four-islands-"
    return f'{"inline" if format.is_shown else "attachment"}; filename="{prefix}{name}"'


def _response(
    request: Request,
    answer: Answer,
    media_type: str,
    selection: Selection,
    headers: dict[str, str],
) -> Response:
    headers = {
        **_OPEN,
        **headers,
        "ETag": answer.tag,
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding",
    }
    if _is_known(request.headers.get("if-none-match", ""), answer.tag):
        response = Response(status_code=304, headers=headers)
    else:
        if answer.encoding:
            headers["Content-Encoding"] = answer.encoding
        response = Response(answer.content, headers=headers)
        response.headers["Content-Type"] = media_type
    for notice in selection.notices[:MOST_NOTICES]:
        response.headers.append("Atlas-Notice", quote(notice, safe=" ,;:.!?()/'"))
    return response


def _is_known(given: str, tag: str) -> bool:
    """Whether an If-None-Match header names the tag (weak comparison, RFC 9110, 13.1.2)."""
    return given.strip() == "*" or tag in re.findall(r'"[^"]*"', given)
