"""The whole website, without a browser and without Streamlit's runtime, and one request to it."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import unquote

import brotli
from anyio import sleep_forever
from anyio.from_thread import BlockingPortal, start_blocking_portal
from hostile import Asked
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.web.server.starlette.starlette_path_security_middleware import (
    PathSecurityMiddleware,
)
from streamlit.web.server.starlette.starlette_static_routes import (
    create_streamlit_static_assets_routes,
)

from geo.documents import START_APP
from geo.headers import SecurityHeaders, inline_scripts
from pages.first_view import still_script
from pages.website import website


class Answer(NamedTuple):
    """The answer to a request; `body` is decompressed."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    def header(self, name: str) -> str:
        """The value of a header; empty if there is none."""
        found = [value for key, value in self.headers if key.lower() == name.encode()]
        return found[-1].decode("latin-1") if found else ""


class Site:
    """The website over Streamlit's own files and its own guard of paths."""

    def __init__(self, portal: BlockingPortal) -> None:
        self.portal = portal
        streamlit = Starlette(
            routes=create_streamlit_static_assets_routes(""),
            middleware=[Middleware(PathSecurityMiddleware)],
        )
        self.website: Any = website(streamlit)
        self.app = SecurityHeaders(self.website)

    def ask(self, asked: Asked) -> Answer:
        """The answer; what the application raises is raised here."""
        return self.portal.call(self._ask, asked)

    @cached_property
    def known_scripts(self) -> set[str]:
        """The inline scripts of a document that nobody has asked for anything."""
        answer = self.ask(Asked("GET", "/", b"", ((b"accept", b"text/html"),)))
        scripts = {it.strip() for it in inline_scripts(answer.body.decode())}
        assert {still_script().strip(), START_APP.strip()} <= scripts
        assert len(scripts) == 4
        return scripts

    async def _ask(self, asked: Asked) -> Answer:
        started: dict[str, Any] = {}
        body = bytearray()
        sent: list[bool] = []

        async def receive() -> dict[str, Any]:
            if sent:
                await sleep_forever()  # nobody goes away before the answer is there
            sent.append(True)
            return {"type": "http.request", "body": b"<fzmark>", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                assert not started, "two answers to one request"
                started.update(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))

        # As uvicorn makes it of what comes over the wire.
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "http",
            "method": asked.method,
            "path": unquote(asked.path),
            "raw_path": asked.path.encode(),
            "query_string": asked.query,
            "root_path": "",
            "headers": list(asked.headers),
            "server": ("127.0.0.1", 8501),
            "client": ("127.0.0.1", 50000),
            "state": {},
        }
        await self.app(scope, receive, send)
        answer = Answer(started["status"], list(started["headers"]), bytes(body))
        read = {"br": brotli.decompress, "gzip": gzip.decompress}.get(
            answer.header("content-encoding"), bytes
        )
        return answer._replace(body=read(answer.body) if answer.body else b"")


@contextmanager
def opened() -> Iterator[Site]:
    """The website, ready to be asked."""
    with start_blocking_portal() as portal:
        yield Site(portal)
