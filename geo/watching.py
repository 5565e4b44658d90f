"""Watching a server: what it counts for Prometheus, and what it logs. Nothing of it is personal.

Requests are counted by kind and status only: no address, no parameter, no host of a reader is kept
or logged. Logs are JSON, a line each, on standard error.
"""

import logging
import re

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, generate_latest
from pythonjsonlogger.json import JsonFormatter
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUESTS = Counter("four_islands_requests", "Answers by kind and status", ["kind", "status"])
SESSIONS = Gauge("four_islands_open_sessions", "Readers' sessions that are open")
FAULTS = Counter("four_islands_faults", "Faults of our own, by where they happened", ["where"])
RENEWALS = Counter("four_islands_record_renewals", "Changes of the record's files", ["outcome"])
EVENTS = Gauge("four_islands_events", "Events of the record that is served")

_KINDS = (
    ("session", re.compile(r"/_stcore/stream$")),
    ("streamlit", re.compile(r"/(_stcore|static|component|media)/")),
    ("map", re.compile(r"/(atlas/[0-9a-f]{16}/[^/]+|details)$")),
    ("data", re.compile(r"/data/[^/]*$")),
    ("share", re.compile(r"/(share|cite)/|/(oembed|sitemap\.xml|robots\.txt)$")),
    ("taking", re.compile(r"/(take-away|handout|copy)$")),
    ("watch", re.compile(r"/(metrics|ready)$")),
)


def log_as_json() -> None:
    """Write what the atlas logs as JSON to standard error."""
    handler = logging.StreamHandler()
    names = {"asctime": "time", "levelname": "level", "name": "logger"}
    fields = "%(asctime)s %(levelname)s %(name)s %(message)s"
    handler.setFormatter(JsonFormatter(fields, rename_fields=names))
    logger = logging.getLogger("four_islands")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False


def note_fault(where: str, error: BaseException) -> None:
    """Count and log a fault of our own."""
    FAULTS.labels(where).inc()
    logging.getLogger(f"four_islands.{where}").error("a fault", exc_info=error)


async def metrics(_: Request) -> Response:
    """What is counted, in the text format of Prometheus."""
    return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


class Watched:
    """ASGI middleware that counts answers and open sessions, and notes what was raised."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and count it."""
        if scope["type"] == "websocket":
            with SESSIONS.track_inprogress():
                return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        kind = kind_of(scope["path"])

        async def count(message: Message) -> None:
            if message["type"] == "http.response.start":
                REQUESTS.labels(kind, message["status"]).inc()
            await send(message)

        try:
            await self.app(scope, receive, count)
        except Exception as error:
            note_fault("requests", error)
            raise


def kind_of(path: str) -> str:
    """What a path is for, as one of few words: pages are documents, like all that is unknown."""
    return next((kind for kind, pattern in _KINDS if pattern.search(path)), "document")
