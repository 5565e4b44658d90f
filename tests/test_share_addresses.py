"""Canonical addresses, tags, sitemap and oEmbed, as text."""

import json
import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit
from xml.etree import ElementTree

import pytest

from geo.addresses import screen_from_query
from geo.edition import shipped_catalogue
from geo.languages import LANGUAGES
from geo.share.canonical import canonical_address
from geo.share.home import Home, checked_public, home_of
from geo.share.oembed import Refused, oembed
from geo.share.sitemap import robots, sitemap
from geo.share.tags import Shared, share_tags, shared_of
from geo.stories import sequence_of

CATALOGUE = shipped_catalogue()
HOME = Home("https://example.org/islands/")
PAGES = ("", "timeline", "islands", "articles", "people", "about")
EVENT = "2016-09-02-vladivostok-summit"
TITLE = CATALOGUE.events[EVENT].title.en


def scope_of(host=b"example.org", scheme="http", **more):
    headers = [(b"host", host)] if host is not None else []
    return {"type": "http", "scheme": scheme, "headers": headers, **more}


# Where the atlas is


@pytest.mark.parametrize(
    ("scope", "prefix", "public", "base"),
    [
        (scope_of(), "", None, "http://example.org/"),
        (scope_of(scheme="https"), "", None, "https://example.org/"),
        (scope_of(b"127.0.0.1:8501"), "kurils", None, "http://127.0.0.1:8501/kurils/"),
        (scope_of(b"[::1]:8501"), "", None, "http://[::1]:8501/"),
        (scope_of(root_path="/a"), "b", None, "http://example.org/a/b/"),
        (scope_of(scheme="javascript"), "", None, "http://example.org/"),
        (scope_of(b'x"><script>'), "", None, "http://localhost/"),
        (scope_of(b"a b", server=("10.0.0.1", 80)), "", None, "http://10.0.0.1:80/"),
        (scope_of(b"user@evil.example"), "", None, "http://localhost/"),
        (scope_of(b"evil.example/x?"), "", None, "http://localhost/"),
        (scope_of(None, server=("::1", 8501)), "", None, "http://[::1]:8501/"),
        (scope_of(None), "", None, "http://localhost/"),
        (scope_of(root_path='/"><b>'), "b", None, "http://example.org/b/"),
        (scope_of(b"evil.example"), "b", "https://a.org/x", "https://a.org/x/"),
    ],
)
def test_the_base_is_that_of_the_request_or_the_one_that_is_set(scope, prefix, public, base):
    assert home_of(scope, prefix, public).base == base


def test_a_forwarded_host_is_not_believed():
    scope = scope_of()
    scope["headers"].append((b"x-forwarded-host", b"evil.example"))
    assert home_of(scope).base == "http://example.org/"


def test_an_address_that_is_set_must_be_one():
    assert checked_public("https://a.org/x") == "https://a.org/x"
    assert checked_public("") is None
    assert checked_public(None) is None
    for wrong in ("a.org", "ftp://a.org", "https://", "https://a.org/?x", 'https://a"b.org'):
        with pytest.raises(ValueError, match="is not the address of an atlas"):
            checked_public(wrong)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://example.org/islands/", ("", "")),
        ("https://example.org/islands", ("", "")),
        ("http://EXAMPLE.org:80/islands/timeline?event=a#x", ("timeline", "event=a")),
        ("https://example.org/", None),
        ("https://example.org/islandsx/", None),
        ("https://example.org.evil.example/islands/", None),
        ("https://example.org@evil.example/islands/", None),
        ("https://user@example.org/islands/", None),
        ("https://example.org:8443/islands/", None),
        ("//example.org/islands/", None),
        ("javascript:alert(1)", None),
        ("https://[/islands/", None),
    ],
)
def test_only_our_own_addresses_are_within(address, found):
    assert HOME.within(address) == found


# The canonical address


@pytest.mark.parametrize(
    ("page", "asked", "canonical"),
    [
        ("", {}, ""),
        ("timeline", {"embed": "true"}, "timeline"),
        ("", {"event": EVENT}, f"?event={EVENT}"),
        ("", {"event": EVENT, "embed": "true", "names": "both"}, f"?event={EVENT}"),
        ("", {"event": EVENT, "kind": "summit"}, f"?event={EVENT}"),
        ("", {"event": EVENT, "lang": "JA"}, f"?event={EVENT}&lang=ja"),
        ("", {"event": EVENT, "lang": "xx"}, f"?event={EVENT}"),
        ("", {"lang": "ru"}, "?lang=ru"),
        ("", {"story": "record"}, "?story=record"),
        ("", {"event": EVENT, "story": "articles"}, f"?event={EVENT}"),
        (
            "people",
            {"event": EVENT, "story": "record", "selected": "kunashir"},
            f"people?event={EVENT}&selected=kunashir&story=record",
        ),
        ("", {"event": EVENT, "selected": '"><script>'}, f"?event={EVENT}"),
        (
            "",
            {"event": "1855-02-07-treaty-of-shimoda"},
            "?event=1855-02-07-treaty-of-shimoda&story=record",
        ),
    ],
)
def test_the_canonical_address_keeps_what_decides_what_is_told(page, asked, canonical):
    screen = screen_from_query(asked, CATALOGUE, "ja")
    assert canonical_address(screen, page, asked) == canonical


def test_a_filtered_front_page_is_known_as_the_event_that_it_shows():
    asked = {"story": "record", "since": "2019"}
    address = canonical_address(screen_from_query(asked, CATALOGUE), "", asked)
    assert re.fullmatch(r"\?event=2019-[\w-]+&story=record", address)


def test_a_canonical_address_is_its_own():
    for event in CATALOGUE.events:
        asked = {"event": event, "lang": "ru"}
        once = canonical_address(screen_from_query(asked, CATALOGUE), "", asked)
        again = dict(parse_qsl(once.removeprefix("?")))
        assert canonical_address(screen_from_query(again, CATALOGUE), "", again) == once


# Tags


def tags_of(shared=None, home=HOME, **asked):
    screen = screen_from_query(asked, CATALOGUE)
    return share_tags(shared or shared_of(CATALOGUE, screen, "", asked), home, "0123abcd")


def contents(tags, attribute):
    found = re.findall(rf'<meta {attribute}="([^"]+)" content="([^"]*)">', "\n".join(tags))
    return {key: unescape(text) for key, text in found}


def test_open_graph_and_twitter_tags_describe_the_event():
    tags = tags_of(event=EVENT)
    address = f"https://example.org/islands/?event={EVENT}"
    card = f"https://example.org/islands/share/{EVENT}.en.png?v=0123abcd"
    assert f'<link rel="canonical" href="{address}">' in tags
    properties = contents(tags, "property")
    assert properties | {"og:locale:alternate": ""} == {
        "og:type": "article",
        "og:site_name": "Four Islands",
        "og:title": TITLE,
        "og:description": CATALOGUE.events[EVENT].summary.en,
        "og:url": address,
        "og:locale": "en_GB",
        "og:locale:alternate": "",
        "og:image": card,
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"Map: {TITLE}",
    }
    assert contents(tags, "name") == {
        "twitter:card": "summary_large_image",
        "twitter:title": TITLE,
        "twitter:description": CATALOGUE.events[EVENT].summary.en,
        "twitter:image": card,
        "twitter:image:alt": f"Map: {TITLE}",
    }


@pytest.mark.parametrize(
    ("language", "name", "locale", "others"),
    [
        ("en", "Four Islands", "en_GB", ["ru_RU", "ja_JP"]),
        ("ru", "Четыре острова", "ru_RU", ["en_GB", "ja_JP"]),
        ("ja", "四つの島", "ja_JP", ["en_GB", "ru_RU"]),
    ],
)
def test_the_tags_are_in_the_language_of_the_address(language, name, locale, others):
    tags = tags_of(event=EVENT, lang=language)
    properties = contents(tags, "property")
    assert properties["og:title"] == CATALOGUE.events[EVENT].title.text_in(language)
    assert properties["og:site_name"] == name
    assert properties["og:locale"] == locale
    assert properties["og:url"].endswith(f"&lang={language}")
    assert f"/share/{EVENT}.{language}.png" in properties["og:image"]
    assert re.findall('locale:alternate" content="(.*?)"', "\n".join(tags)) == others


def test_the_oembed_addresses_can_be_discovered():
    links = re.findall(
        r'<link rel="alternate" type="([^"]+)" href="([^"]+)" title="([^"]+)">',
        "\n".join(tags_of(event=EVENT, lang="ja")),
    )
    assert [media_type for media_type, _, _ in links] == [
        "application/json+oembed",
        "text/xml+oembed",
    ]
    for (_, href, _), format in zip(links, ("json", "xml"), strict=True):
        parts = urlsplit(unescape(href))
        assert parts.path == "/islands/oembed"
        assert parse_qs(parts.query) == {
            "url": [f"https://example.org/islands/?event={EVENT}&lang=ja"],
            "format": [format],
        }


def test_everything_in_the_tags_is_escaped():
    bad = "\"'></title><script>alert(1)</script>&"
    shared = Shared(EVENT, f"?q={bad}", bad, bad, "en")
    for tag in share_tags(shared, HOME, "0"):
        assert tag.count("<") == 1
        assert tag.count(">") == 1
        assert re.fullmatch(r'<(meta|link)( [\w]+="[^"<>]*")+>', tag)


# Sitemap and robots


NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture(scope="module")
def entries():
    root = ElementTree.fromstring(sitemap(CATALOGUE, PAGES, HOME).encode())
    assert root.tag == f"{{{NAMES['s']}}}urlset"
    found = {}
    for url in root:
        assert [it.tag for it in url] == [
            f"{{{NAMES['s']}}}loc",
            *[f"{{{NAMES['x']}}}link"] * 4,
        ]
        links = {it.get("hreflang"): it.get("href") for it in url.findall("x:link", NAMES)}
        found[url.findtext("s:loc", namespaces=NAMES)] = links
    return found


def test_the_sitemap_lists_every_page_and_event_of_every_story_in_every_language(entries):
    told = sum(len(sequence_of(CATALOGUE, story)) for story in CATALOGUE.stories)
    assert len(entries) == (len(PAGES) + told) * (len(LANGUAGES) + 1)
    for address in (
        "",
        "?lang=ja",
        "timeline",
        f"?event={EVENT}",
        f"?event={EVENT}&lang=ru",
        f"?event={EVENT}&story=record&lang=en",
    ):
        assert f"https://example.org/islands/{address}" in entries


def test_every_entry_names_itself_and_its_alternates_name_it(entries):
    for address, links in entries.items():
        assert set(links) == {"x-default", "en", "ru", "ja"}
        assert address in links.values()
        assert all(entries[other] == links for other in links.values())


def test_every_entry_is_canonical(entries):
    for address in entries:
        page, query = HOME.within(address)
        asked = dict(parse_qsl(query))
        canonical = canonical_address(screen_from_query(asked, CATALOGUE), page, asked)
        assert dict(parse_qsl(urlsplit(canonical).query)) == asked


def test_the_sitemap_is_within_the_limits_and_escaped():
    text = sitemap(CATALOGUE, PAGES, HOME)
    assert len(text.encode()) < 50_000_000
    assert "&lang" not in text
    assert "&amp;lang=ja" in text


def test_robots_may_read_everything_and_learn_of_the_sitemap():
    assert robots(HOME) == (
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/islands/sitemap.xml\n"
    )


# oEmbed


def ask(url=f"https://example.org/islands/?event={EVENT}", preferred="en", **asked):
    text, media_type = oembed({"url": url, **asked}, CATALOGUE, PAGES, HOME, "0123abcd", preferred)
    assert media_type == ("text/xml" if asked.get("format") == "xml" else "application/json")
    if media_type == "text/xml":
        root = ElementTree.fromstring(text.encode())
        assert root.tag == "oembed"
        return {it.tag: it.text for it in root}
    return json.loads(text)


def test_the_answer_has_the_fields_of_a_rich_response():
    assert ask() == {
        "type": "rich",
        "version": "1.0",
        "title": TITLE,
        "provider_name": "Four Islands",
        "provider_url": "https://example.org/islands/",
        "cache_age": 86400,
        "width": 800,
        "height": 600,
        "html": (
            f'<iframe src="https://example.org/islands/?event={EVENT}&amp;embed=true" '
            f'width="800" height="600" title="{TITLE} · Four Islands" '
            'style="border:0;max-width:100%" loading="lazy" '
            'allow="clipboard-write; fullscreen"></iframe>'
        ),
        "thumbnail_url": f"https://example.org/islands/share/{EVENT}.en.png?v=0123abcd",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }


def test_xml_says_the_same_as_json():
    assert ask(format="xml") == {key: str(value) for key, value in ask(format="json").items()}


@pytest.mark.parametrize(
    ("asked", "size", "thumbnail"),
    [
        ({"maxwidth": "640"}, (640, 600), (600, 315)),
        ({"maxheight": "200"}, (800, 200), (300, 158)),
        ({"maxwidth": "5000", "maxheight": "5000"}, (800, 600), (1200, 630)),
        ({"maxwidth": "320", "maxheight": "240"}, (320, 240), (300, 158)),
        ({"maxwidth": "100"}, (100, 600), None),
        ({"maxwidth": ""}, (800, 600), (1200, 630)),
    ],
)
def test_the_room_that_is_given_is_kept_to(asked, size, thumbnail):
    answer = ask(**asked)
    assert (answer["width"], answer["height"]) == size
    assert f'width="{size[0]}" height="{size[1]}"' in answer["html"]
    if thumbnail:
        assert (answer["thumbnail_width"], answer["thumbnail_height"]) == thumbnail
        width = "" if thumbnail[0] == 1200 else f".{thumbnail[0]}"
        assert f"/share/{EVENT}.en{width}.png?" in answer["thumbnail_url"]
    else:
        assert "thumbnail_url" not in answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_is_in_the_language_of_the_link_or_else_of_who_asks(language):
    title = CATALOGUE.events[EVENT].title.text_in(language)
    linked = ask(f"https://example.org/islands/?event={EVENT}&lang={language}")
    assert linked["title"] == title
    assert f"&amp;lang={language}&amp;embed=true" in linked["html"]
    asked = ask(preferred=language)
    assert asked["title"] == title
    assert "lang=" not in asked["html"]


def test_what_is_embedded_is_the_screen_of_the_link():
    query = {"event": EVENT, "selected": "kunashir", "story": "record", "kind": "summit"}
    answer = ask(f"https://example.org/islands/timeline?{urlencode(query)}")
    source = urlsplit(unescape(re.search('src="(.*?)"', answer["html"])[1]))
    assert source.path == "/islands/timeline"
    assert dict(parse_qsl(source.query)) == {**query, "embed": "true"}


def test_a_hostile_link_cannot_leave_the_iframe_s_address():
    query = urlencode({"event": EVENT, "q": "\"'><script>alert(1)</script>\0", "x": "<b>"})
    for format in ("json", "xml"):
        answer = ask(f"https://example.org/islands/?{query}", format=format)
        assert re.fullmatch(r"<iframe [^<>]*></iframe>", answer["html"])
        assert "script>" not in answer["html"]


def test_a_title_with_markup_is_escaped_in_both_formats():
    event = CATALOGUE.events[EVENT]
    bad = event.model_copy(update={"title": event.title.model_copy(update={"en": '"<b>&]]>\x0b'})})
    catalogue = replace(CATALOGUE, events={**CATALOGUE.events, EVENT: bad})
    url = f"https://example.org/islands/?event={EVENT}"
    for format in ("json", "xml"):
        asked = {"url": url, "format": format}
        text, _ = oembed(asked, catalogue, PAGES, HOME, "0", "en")
        answer = (
            json.loads(text)
            if format == "json"
            else {it.tag: it.text for it in ElementTree.fromstring(text.encode())}
        )
        assert answer["title"].startswith('"<b>&]]>')
        assert 'title="&quot;&lt;b&gt;&amp;]]&gt;' in answer["html"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 400),
        ({"url": ""}, 400),
        ({"url": "https://evil.example/?event=a"}, 404),
        ({"url": "https://example.org/islands/?event=no-such-event"}, 404),
        ({"url": "https://example.org/islands/no-such-page"}, 404),
        ({"url": "https://example.org/islands/../../etc"}, 404),
        ({"url": f"https://example.org/islands/share/{EVENT}.en.png"}, 404),
        ({"url": "https://example.org/islands/", "format": "yaml"}, 501),
        ({"url": "https://example.org/islands/", "maxwidth": "-1"}, 400),
        ({"url": "https://example.org/islands/", "maxwidth": "0"}, 400),
        ({"url": "https://example.org/islands/", "maxheight": "wide"}, 400),
        ({"url": "https://example.org/islands/", "maxheight": "９９"}, 400),
        ({"url": "https://example.org/islands/", "maxheight": "9" * 5000}, 400),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_status_of_the_specification(asked, status):
    with pytest.raises(Refused) as refused:
        oembed(asked, CATALOGUE, PAGES, HOME, "0", "en")
    assert refused.value.status == status
