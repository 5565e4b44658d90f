"""Where the atlas itself is, absolutely: what an operator has set, or what a request says."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.types import Scope

_HOST = re.compile(r"([A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?")
_PATH = re.compile(r"[A-Za-z0-9._~/\-]*")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


@dataclass(frozen=True)
class Home:
    """Where the atlas is: `base` is its absolute address and ends in a slash."""

    base: str

    def to(self, address: str) -> str:
        """The absolute address of one that is relative to the root of the atlas."""
        return self.base + address.removeprefix("./")

    def within(self, address: str) -> tuple[str, str] | None:
        """Page and query of an absolute address of the atlas; none if it is anything else's.

        `http` and `https` are not told apart: a link may have been copied before a redirection.
        """
        try:
            asked, ours = urlsplit(address), urlsplit(self.base)
        except ValueError:
            return None
        if asked.scheme not in _DEFAULT_PORTS or _place(asked.netloc) != _place(ours.netloc):
            return None
        path = asked.path or "/"
        if not path.startswith(ours.path):
            # The root without its slash is the root.
            return ("", asked.query) if f"{path}/" == ours.path else None
        return path[len(ours.path) :], asked.query


def _place(netloc: str) -> str:
    netloc = netloc.lower()
    for port in _DEFAULT_PORTS.values():
        netloc = netloc.removesuffix(port)
    return netloc


def home_of(scope: Scope, prefix: str = "", public: str | None = None) -> Home:
    """Where the atlas is for whoever sent a request.

    `public` is the address the operator has set, and then it counts. Without it the scheme is the
    request's, which uvicorn takes from `X-Forwarded-Proto` of proxies that it trusts, and the host
    that of the `Host` header; `X-Forwarded-Host`, which anybody can send, is not believed. `prefix`
    is the path under which the atlas is served. A host that is none is replaced by the server's own
    address.
    """
    if public:
        return Home(public.rstrip("/") + "/")
    scheme = "https" if scope.get("scheme") == "https" else "http"
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    if not _HOST.fullmatch(host):
        name, port = scope.get("server") or ("localhost", None)
        host = f"[{name}]" if ":" in name else name
        host = f"{host}:{port}" if port else host
        if not _HOST.fullmatch(host):
            host = "localhost"
    path = f"{scope.get('root_path', '')}/{prefix}".strip("/")
    if not _PATH.fullmatch(path):
        path = prefix.strip("/")
    return Home(f"{scheme}://{host}/{path}/" if path else f"{scheme}://{host}/")


def checked_public(address: str | None) -> str | None:
    """The address an operator has set, if one is set. Raises `ValueError` if it cannot be one."""
    if not address:
        return None
    parts = urlsplit(address)
    is_whole = parts.scheme in _DEFAULT_PORTS and _HOST.fullmatch(parts.netloc)
    if not is_whole or parts.query or parts.fragment or not _PATH.fullmatch(parts.path):
        raise ValueError(
            f"{address!r} is not the address of an atlas; write for example "
            "https://example.org/islands"
        )
    return address
