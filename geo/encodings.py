"""Content encodings (RFC 9110): which one a browser accepts, and contents in it."""

import gzip

import brotli

BROTLI_QUALITY = 7
GZIP_LEVEL = 7
QUICK = 4
WORTH_ENCODING = 1024


def best_encoding(accepted: str) -> str | None:
    """The smaller of `br` and `gzip` that an Accept-Encoding header allows; none if neither.

    An encoding with a weight of 0 is refused; other weights are not compared.
    """
    allowed = set()
    for part in accepted.lower().split(","):
        name, _, weight = (it.strip() for it in part.partition(";"))
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            allowed.add(name)
    return next((name for name in ("br", "gzip") if name in allowed), None)


def encoded(content: bytes, encoding: str, *, quick: bool = False) -> bytes:
    """The content in the encoding `br` or `gzip`; the same content always gives the same bytes.

    `quick` is for what is sent once: a tenth larger, in a fifth of the time.
    """
    if encoding == "br":
        return bytes(brotli.compress(content, quality=QUICK if quick else BROTLI_QUALITY))
    return gzip.compress(content, QUICK if quick else GZIP_LEVEL, mtime=0)
