"""What somebody may send who means harm: parameters, paths and headers, as strategies.

Everything in it that would be markup, code or a header of its own is named `fzmark`.
"""

import os
from typing import NamedTuple
from urllib.parse import quote, quote_from_bytes

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from geo.edition import shipped_catalogue, shipped_edition
from geo.exports.formats import FORMATS
from pages.labels import PAGES

# In all fuzz tests together; without it a few hundred, the same ones each time.
CASES = int(os.environ.get("FUZZ_CASES") or 0)
FEW = 1_000

CATALOGUE = shipped_catalogue()
PARAMETERS = (
    *("event", "story", "selected", "lang", "names", "q", "kind", "place", "island", "person"),
    *("topic", "since", "until", "embed", "embed_options", "page", "whole", "format", "url"),
    *("maxwidth", "maxheight", "v", "version", "asked", "fzmark", ""),
)
KNOWN = (
    *list(CATALOGUE.events)[::9],
    *CATALOGUE.islands,
    *CATALOGUE.stories,
    *("moscow", "tokyo", "vladimir-putin", "peace-treaty", "summit", "treaty", "field-visit"),
    *("en", "ru", "ja", "both", "true", "1956", "2016", "story", "json", "xml", "timeline"),
    *("http://localhost/", "http://localhost/timeline?event=2016-09-02-vladivostok-summit"),
)
JUNK = (
    *("<fzmark fzattr=1>", '"><fzmark>', "' fzattr='1", '" onfzmark="1', "`fzmark`", "'", '"'),
    *("</script><script>fzmark()</script>", "</title><fzmark>", "<svg/onload=fzmark()>", "<!--"),
    *("</textarea><fzmark>", "]]><fzmark/>", "<![CDATA[", "&lt;fzmark&gt;", "＜fzmark＞"),
    *("javascript:fzmark()", "data:text/html,<fzmark>", "{{ 'fzm' ~ 'ade' }}", "{% raw %}"),
    *("%(value)s %s %n %", "${fzmark}", "\r\nX-Fzmark: 1\r\n\r\n<fzmark>", "\0", "a\0b", "\u202e"),
    *(
        "\u2028",
        "\ufeff",
        "\uffff",
        "\U0010ffff",
        "e\u0301" * 50,
        "۱۹۵۶",
        "１９５６",
        "1e400",
        "-0",
    ),
    *("../../app.py", "..\\..\\app.py", "/etc/passwd", "file:///etc/passwd", "//fzmark.example"),
    *("http://localhost@fzmark.example/", "http://[", "http://localhost:99999999/", "nan", "inf"),
    *("since:", "по", "から", "1956-2016", ",,,", ", ,", ";", "&", "=", "+", "%", "%zz", "#"),
)
SEGMENTS = (
    *("..", ".", "", "%2e%2e", "%2E%2e%2f", "..%2f", "%5c..%5c", "..;", "%00", "%0d%0aX-Fzmark:1"),
    *("app.py", "geo", "pages", ".git", "config", "etc", "passwd", "proc", "self", "environ"),
    *(
        "static",
        "js",
        "css",
        "media",
        "index.html",
        "favicon.png",
        "component",
        "_stcore",
        "stream",
    ),
    *("atlas", shipped_edition().bundle.hash, "0" * 16, "stage.js", "atlas.css", "islands.json"),
    *("data", *FORMATS, "events", "details", "take-away", "handout", "copy", "share", "cite"),
    *("oembed", "sitemap.xml", "robots.txt", "metrics", "ready", *filter(None, PAGES)),
    *("2016-09-02-vladivostok-summit.en.png", "2016-09-02-vladivostok-summit.ja.300.png"),
    *("2016-09-02-vladivostok-summit.ru.bib", "four-islands.en.csl.json", "C:", "~", "%ff%fe"),
)
# Paths that are answered by something of ours, however hostile the rest.
ROUTES = (
    *(f"/{page}" for page in PAGES),
    *("/details", "/take-away", "/handout", "/copy", "/oembed", "/sitemap.xml", "/robots.txt"),
    *("/data/", *(f"/data/{name}" for name in FORMATS if not name.endswith("gpkg"))),
    "/share/2016-09-02-vladivostok-summit.en.png",
    "/cite/2016-09-02-vladivostok-summit.en.bib",
)


class Asked(NamedTuple):
    """A request as it comes over the wire: all but the path in bytes."""

    method: str
    path: str
    query: bytes
    headers: tuple[tuple[bytes, bytes], ...]


def cases(share: float) -> settings:
    """The settings of a test that makes a share of all cases."""
    return settings(
        max_examples=max(1, round((CASES or FEW) * share)),
        derandomize=not CASES,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


def _values() -> st.SearchStrategy[str]:
    texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    numbers = st.integers(-(10**30), 10**30).map(str)
    piece = st.one_of(st.sampled_from(KNOWN), st.sampled_from(JUNK), texts, numbers)
    joined = st.tuples(st.sampled_from(["", ",", " ", "/"]), st.lists(piece, max_size=6))
    long = st.tuples(piece, st.integers(2, 3000)).map(lambda it: (it[0] * it[1])[:20_000])
    return st.one_of(st.sampled_from(KNOWN), piece, joined.map(lambda it: it[0].join(it[1])), long)


VALUES = _values()


def _encoded(value: str | bytes, how: str) -> bytes:
    """A value in an address: as browsers write it, or with its bytes as they are."""
    if isinstance(value, bytes):
        return quote_from_bytes(value).encode()
    if how == "quoted":
        return quote(value, safe="").encode()
    # What ends a line or an address never reaches the application.
    return value.encode().translate(None, b" \r\n\t#\0")


_PAIRS = st.tuples(
    st.one_of(st.sampled_from(PARAMETERS), st.sampled_from(JUNK)),
    st.one_of(VALUES, VALUES, VALUES, st.binary(max_size=30)),
    st.sampled_from(["quoted", "quoted", "raw"]),
)
QUERIES = st.lists(_PAIRS, max_size=7).map(
    lambda pairs: b"&".join(
        _encoded(name, how) + b"=" + _encoded(value, how) for name, value, how in pairs
    )
)
PATHS = st.one_of(
    st.sampled_from(ROUTES),
    st.lists(
        st.one_of(
            st.sampled_from(SEGMENTS),
            st.sampled_from(SEGMENTS),
            VALUES.map(lambda it: quote(it[:500])),
            st.binary(max_size=10).map(quote_from_bytes),
        ),
        min_size=1,
        max_size=6,
    ).map(lambda segments: "/" + "/".join(segments)),
)

_PRINTABLE = st.binary(max_size=60).map(lambda it: bytes(b for b in it if b >= 32 and b != 127))
_HEADERS = {
    b"accept": [b"text/html", b"*/*", b"", b"text/html;q=0", b"image/png", b"application/json"],
    b"accept-encoding": [b"br", b"gzip", b"br;q=0, gzip", b"*", b"identity", b"zstd", b"gzip;q=x"],
    b"accept-language": [
        b"ja",
        b"ru-RU,en;q=0.1",
        b"ja;q=nan,ru;q=1e999",
        b"*",
        b"q=,;;,-",
        b"\xff",
    ],
    b"host": [b"localhost", b"fzmark.example", b'"><fzmark>', b"localhost:99999", b"[::1]:80", b""],
    b"range": [
        b"bytes=0-0",
        b"bytes=0-10,20-30",
        b"bytes=-5",
        b"bytes=5-1",
        b"bytes=9999999-",
        b"x",
    ],
    b"if-range": [b'"1"', b"Wed, 02 Sep 2016 00:00:00 GMT", b"\xff"],
    b"if-none-match": [b"*", b'W/"1"', b'"', b'","' * 500, b"\xff"],
    b"if-modified-since": [b"Wed, 02 Sep 2016 00:00:00 GMT", b"yesterday", b"\xff"],
    b"x-forwarded-host": [b"fzmark.example"],
    b"x-forwarded-proto": [b"https", b"javascript"],
    b"x-forwarded-prefix": [b"/<fzmark>"],
    b"forwarded": [b"host=fzmark.example;proto=https"],
    b"origin": [b"https://fzmark.example", b"null"],
    b"cookie": [b"_streamlit_xsrf=<fzmark>", b"=;=;"],
    b"content-type": [b"multipart/form-data", b"\xff"],
    b"user-agent": [b"<fzmark>", b""],
}
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        name: st.one_of(st.sampled_from(values), st.sampled_from(values), _PRINTABLE)
        for name, values in _HEADERS.items()
    },
).map(lambda it: tuple(it.items()))
METHODS = st.sampled_from(
    [*["GET"] * 12, "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "FZMARK"]
)

REQUESTS = st.builds(Asked, METHODS, PATHS, QUERIES, HEADERS)
# A reader's browser that follows a hostile link.
VISITS = st.builds(
    Asked,
    st.just("GET"),
    st.sampled_from(ROUTES),
    QUERIES,
    st.sampled_from([b"en", b"ru", b"ja"]).map(
        lambda it: ((b"accept", b"text/html"), (b"accept-language", it), (b"host", b"localhost"))
    ),
)
