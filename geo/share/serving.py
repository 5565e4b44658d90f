"""The routes of what is shared: cards, citations, the sitemap, `robots.txt` and oEmbed."""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Collection
from functools import cached_property, lru_cache
from pathlib import Path

from anyio import Semaphore, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Scope

from geo.bundle import IMMUTABLE
from geo.edition import Edition
from geo.languages import Language, language_named, preferred_language
from geo.share.citing_serving import cite_routes
from geo.share.home import Home, checked_public, home_of
from geo.share.oembed import Refused, oembed
from geo.share.sitemap import robots, sitemap
from geo.share.sizes import CARD_SIZE, WIDTHS
from geo.share.tags import Shared, share_tags

MOST_KEPT = 64
FOR_A_DAY = "public, max-age=86400"
FOR_AN_HOUR = "public, max-age=3600"
_CARD = re.compile(r"([a-z0-9-]{1,120})\.([a-z]{2})(?:\.([0-9]{1,4}))?\.png")
_MADE_WITH = Path(__file__).parents[2] / "assets" / "web"

Card = tuple[str, Language, int]


class Share:
    """What is shared of an edition.

    `pages` are the names of the pages, `prefix` is the path under which the atlas is served, and
    `public` the absolute address of the atlas where its operator has set one. Raises `ValueError`
    when that is none.
    """

    def __init__(
        self,
        edition: Edition,
        pages: Collection[str],
        *,
        prefix: str = "",
        public: str | None = None,
    ) -> None:
        self.edition = edition
        self.pages = pages
        self.prefix = prefix.strip("/")
        self.public = checked_public(public)
        self.cards: OrderedDict[Card, bytes] = OrderedDict()
        # One card at a time: drawing takes a processor, and the pages come first.
        self._one_at_a_time = Semaphore(1)
        self._sitemap = lru_cache(maxsize=4)(self._sitemap_at)

    @cached_property
    def version(self) -> str:
        """A name for all that is on the cards: the edition's, and what they are drawn with."""
        digest = hashlib.sha256(self.edition.bundle.hash.encode())
        for file in sorted(
            [
                *Path(__file__).parent.glob("*.py"),
                *(_MADE_WITH / "fonts").glob("*.?tf"),
                _MADE_WITH / "icon.svg",
            ]
        ):
            digest.update(file.read_bytes())
        return digest.hexdigest()[:12]

    def routes(self) -> list[Route]:
        """The routes, under the prefix; `robots.txt` also where programs look for it."""
        base = f"/{self.prefix}" if self.prefix else ""
        found = [
            Route(f"{base}/share/{{name:path}}", self.card),
            Route(f"{base}/oembed", self.oembed),
            Route(f"{base}/sitemap.xml", self.sitemap),
            Route(f"{base}/robots.txt", self.robots),
            *cite_routes(lambda: self.edition.catalogue, self.home, base),
        ]
        return [*found, Route("/robots.txt", self.robots)] if base else found

    def home(self, scope: Scope) -> Home:
        """Where the atlas is for whoever sent a request."""
        return home_of(scope, self.prefix, self.public)

    def tags(self, scope: Scope, shared: Shared) -> list[str]:
        """The tags of a document that a request is answered with."""
        return share_tags(shared, self.home(scope), self.version)

    async def card(self, request: Request) -> Response:
        """A card: `<event>.<language>.png`, or smaller `<event>.<language>.<width>.png`."""
        card = self._asked_for(request.path_params["name"])
        if card is None:
            return PlainTextResponse("There is no such card.", status_code=404)
        etag = f'"{self.version}"'
        is_lasting = request.query_params.get("v") == self.version
        headers = {
            "Cache-Control": IMMUTABLE if is_lasting else FOR_A_DAY,
            "ETag": etag,
            "X-Content-Type-Options": "nosniff",
        }
        known = request.headers.get("if-none-match", "")
        if etag in (it.strip().removeprefix("W/") for it in known.split(",")):
            return Response(status_code=304, headers=headers)
        picture = await self._picture(card)
        return Response(picture, media_type="image/png", headers=headers)

    async def oembed(self, request: Request) -> Response:
        """The oEmbed endpoint. Any page may read it: it says nothing that is not public."""
        headers = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
        try:
            text, media_type = oembed(
                request.query_params,
                self.edition.catalogue,
                self.pages,
                self.home(request.scope),
                self.version,
                preferred_language(request.headers.get("accept-language", "")),
            )
        except Refused as refused:
            return PlainTextResponse(refused.reason, refused.status, headers)
        headers |= {"Cache-Control": FOR_AN_HOUR, "Vary": "Accept-Language"}
        return Response(text, media_type=f"{media_type}; charset=utf-8", headers=headers)

    async def sitemap(self, request: Request) -> Response:
        """The sitemap."""
        text = await to_thread.run_sync(self._sitemap, self.home(request.scope))
        return Response(
            text,
            media_type="application/xml; charset=utf-8",
            headers={"Cache-Control": FOR_AN_HOUR},
        )

    async def robots(self, request: Request) -> Response:
        """`robots.txt`."""
        return PlainTextResponse(robots(self.home(request.scope)))

    def _sitemap_at(self, home: Home) -> bytes:
        return sitemap(self.edition.catalogue, self.pages, home).encode()

    def _asked_for(self, name: str) -> Card | None:
        """Which card a file name means; none if there is no such event, language or width."""
        if not (parts := _CARD.fullmatch(name)):
            return None
        event, language, width = parts[1], language_named(parts[2]), int(parts[3] or CARD_SIZE[0])
        if event not in self.edition.catalogue.events or not language or width not in WIDTHS:
            return None
        return event, language, width

    async def _picture(self, card: Card) -> bytes:
        """The card from those that are kept, or drawn now; the one least asked for is let go."""
        if card not in self.cards:
            async with self._one_at_a_time:
                if card not in self.cards:
                    self.cards[card] = await to_thread.run_sync(self._drawn, card)
                    if len(self.cards) > MOST_KEPT:
                        self.cards.popitem(last=False)
                return self.cards[card]
        self.cards.move_to_end(card)
        return self.cards[card]

    def _drawn(self, card: Card) -> bytes:
        # Pillow takes 50 ms to import, which the start of the server does not wait for.
        from geo.share.card import card_png

        event, language, width = card
        return card_png(self.edition, self.edition.catalogue.events[event], language, width)
