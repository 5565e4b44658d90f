"""What browsers are told to refuse: the security headers of every answer.

A document's policy names the scripts that may run in it. Its inline ones are named by hashes of
what is known before a request is read, never of the document that is sent: markup that got into
that one somehow stays without effect.

Anybody may embed the atlas (`frame-ancestors *`, and pages opened from a disk, which `*` does not
mean): it knows no accounts, so a click that was lured onto it can do nothing but turn its pages.
`Cross-Origin-Opener-Policy` is left out: there is no secret here that it would keep, and Chromium
reports it as an error wherever the atlas is served without TLS.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "Content-Security-Policy"
_REFUSED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
    "xr-spatial-tracking",
)
_OWN = ("clipboard-write", "fullscreen")
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(
        [*(f"{name}=()" for name in _REFUSED), *(f"{name}=(self)" for name in _OWN)]
    ),
}
_EMBEDDED_BY = "frame-ancestors * file:"
# For what a browser may show as a document though it is not meant as one; XML it shows with styles
# and pictures of its own.
NOTHING = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    f"form-action 'none'; {_EMBEDDED_BY}"
)
# Streamlit's frontend makes a module of each component's script through a `blob:` address, which
# only a script that runs already can make, and compiles WebAssembly to count in 64 bits.
STREAMLIT_SCRIPTS = ("blob:", "'wasm-unsafe-eval'")

_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_TILES = re.compile(r'L\.tileLayer\(\s*"(?P<host>https://[^/"]+)/')
_SHOWN_AS_DOCUMENTS = ("html", "xml")


def policy_of(
    scripts: Iterable[str] = (), sources: Iterable[str] = (), images: Iterable[str] = ()
) -> str:
    """The Content-Security-Policy of a document.

    `scripts` are the texts of the inline scripts that may run in it, and `sources` where scripts
    may come from besides our own files. `images` are the other hosts that pictures may come from.
    """
    hashes = [f"'sha256-{_digest(script)}'" for script in dict.fromkeys(scripts)]
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *sources, *hashes]),
            # Streamlit's styles are written by its scripts, ours stand in attributes as well.
            "style-src 'self' 'unsafe-inline'",
            " ".join(["img-src 'self' data:", *images]),
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'none'",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            _EMBEDDED_BY,
        ]
    )


def inline_scripts(document: str) -> list[str]:
    """The texts of a document's inline scripts, without those that hold data."""
    found = _SCRIPT.finditer(document)
    return [it["text"] for it in found if not re.search(r"\bsrc=|/json\b", it["attributes"])]


def tile_hosts(script: str) -> list[str]:
    """The hosts of the tiles in a map's script (see `geo.map_module`), as a policy names them."""
    hosts = (found["host"].replace("{s}", "*") for found in _TILES.finditer(script))
    return sorted(set(hosts))


class SecurityHeaders:
    """ASGI middleware that adds the headers to every answer; what an answer says itself stays.

    A document without a policy of its own may load nothing and run nothing.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with the headers on what is answered."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in EVERYWHERE.items():
                    headers.setdefault(name, value)
                kind = headers.get("content-type", "").partition(";")[0]
                if kind.endswith(_SHOWN_AS_DOCUMENTS):
                    headers.setdefault(POLICY, NOTHING)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _digest(script: str) -> str:
    return b64encode(sha256(script.encode()).digest()).decode()
