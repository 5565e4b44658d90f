"""The website around Streamlit: the details that the map asks for, and what answers the rest."""

import gzip
import html
import re

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from geo.edition import shipped_edition
from pages.website import website

SUMMIT = "2016-09-02-vladivostok-summit"
OPENED = PlainTextResponse("Streamlit")


@pytest.fixture(scope="module")
def client():
    with TestClient(website(OPENED), base_url="http://localhost") as opened:
        yield opened


@pytest.fixture(scope="module")
def details(client):
    """Asks for the details at an address with these parameters; returns their HTML."""

    def ask(**query):
        answer = client.get("/details", params=query)
        assert answer.status_code == 200
        return answer.text

    return ask


def text_of(body):
    return html.unescape(re.sub(r"<[^>]*>", " ", body))


# The details


@pytest.mark.parametrize(
    ("island", "words"),
    [
        (
            "iturup",
            ["Iturup / Etorofu", "択捉島", "Итуруп", "3,168 km²", "3,200 km²", "3,608", "Kurilsk"],
        ),
        ("kunashir", ["Kunashir / Kunashiri", "国後島", "Кунашир", "7,364", "Yuzhno-Kurilsk"]),
        ("shikotan", ["Shikotan", "色丹島", "Шикотан", "182–252.8 km²", "Malokurilskoye"]),
        ("habomai", ["Habomai", "歯舞群島", "Хабомаи", "5,281", "Islands of the group"]),
    ],
)
def test_an_address_holds_the_details_of_an_island(details, island, words):
    body = details(selected=island)
    assert f'id="details" data-selected-id="{island}"' in body
    text = text_of(body)
    for word in [*words, "Administered by Russia, claimed by Japan", "Events that concern it"]:
        assert word in text


def test_the_details_of_an_island_list_the_events_of_the_story_that_concern_it(details):
    # All of the twelve but the Joint Declaration of 1956, which is about Shikotan and Habomai.
    told = re.findall(r'data-event="([^"]+)"', details(selected="iturup"))
    assert len(told) == 11
    assert "1956-10-19-joint-declaration" not in told


def test_an_address_holds_the_details_of_a_place(details):
    body = details(event=SUMMIT, selected="vladivostok")
    assert 'id="details" data-selected-id="vladivostok"' in body
    for words in ("Vladivostok", "Владивосток", "ウラジオストク", "What happened here"):
        assert words in text_of(body)
    assert f'data-event="{SUMMIT}" aria-current="true"' in body


def test_a_place_where_nothing_of_the_story_happened_says_so(details):
    assert "None in this story." in text_of(details(selected="lima"))


def test_the_details_are_in_the_language_of_the_address_or_else_of_the_browser(client):
    def heading(query, accepted):
        answer = client.get(f"/details?{query}", headers={"Accept-Language": accepted})
        assert "Accept-Language" in answer.headers["vary"]
        return re.search(r"<h2>(.*?)</h2>", answer.text)[1]

    assert heading("selected=shikotan", "ja") == "色丹島"
    assert heading("selected=shikotan&lang=ru", "ja") == "Шикотан"
    assert heading("selected=shikotan", "fr") == "Shikotan"


@pytest.mark.parametrize("query", ["", "selected=", "selected=atlantis", "selected=<script>"])
def test_where_nothing_is_selected_there_are_no_details(client, query):
    answer = client.get(f"/details?{query}")
    assert (answer.status_code, answer.text) == (404, "Nothing is selected.")
    assert answer.headers["content-type"].startswith("text/plain")


def test_the_details_are_compressed_for_those_who_read_that(client):
    with client.stream(
        "GET", "/details?selected=iturup", headers={"Accept-Encoding": "gzip"}
    ) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert 'data-selected-id="iturup"' in gzip.decompress(raw).decode()
    assert len(raw) < 8_000
    plain = client.get("/details?selected=iturup", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers


# Everything else


def test_the_files_of_the_map_are_at_the_address_of_their_content(client):
    bundle = shipped_edition().bundle
    answer = client.get(f"/{bundle.address}stage.js")
    assert answer.status_code == 200
    assert answer.content == bundle.files["stage.js"]
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")


def test_a_document_of_another_edition_gets_the_files_of_now_which_nobody_keeps(client):
    answer = client.get("/atlas/0123456789abcdef/stage.js")
    assert answer.content == shipped_edition().bundle.files["stage.js"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["0123456789abcdef/x.js", "{hash}/app.py", "{hash}/../app.py"])
def test_there_are_no_other_files(client, path):
    answer = client.get(f"/atlas/{path.format(hash=shipped_edition().bundle.hash)}")
    assert answer.text in ("There is no such file.", "Streamlit")


def test_what_is_not_the_atlas_s_own_streamlit_answers(client):
    for path in ("/", "/timeline", "/_stcore/host-config", "/details/more", "/data"):
        assert client.get(path).text == "Streamlit"


def test_behind_a_base_path_everything_is_below_it():
    client = TestClient(website(OPENED, base="kurils"), base_url="http://localhost")
    assert client.get("/kurils/details?selected=habomai").status_code == 200
    assert client.get("/details?selected=habomai").text == "Streamlit"
    assert client.get("/kurils/data/").json()["files"]


def test_an_address_of_the_atlas_that_is_none_is_refused():
    with pytest.raises(ValueError, match="'atlas' is not the address of an atlas"):
        website(OPENED, public="atlas")


# What can be taken away


def test_the_page_of_what_can_be_taken_away_names_the_screen_everywhere(client):
    answer = client.get(f"/take-away?event={SUMMIT}&selected=iturup&lang=ru&page=timeline")
    body = html.unescape(answer.text)
    asked = f"event={SUMMIT}&selected=iturup&lang=ru"
    assert answer.status_code == 200
    assert f'value="http://localhost/timeline?{asked}"' in body
    code = html.unescape(re.search(r"<textarea.*?>(.*?)</textarea>", body, re.DOTALL)[1])
    assert code.startswith(f'<iframe src="http://localhost/?{asked}&embed=true" width="100%"')
    assert 'allow="clipboard-write; fullscreen"' in body
    assert f'href="./copy?story=articles&lang=ru&event={SUMMIT}"' in body
    assert 'href="./copy?story=record&lang=ru"' in body
    assert f'href="./handout?{asked}"' in body
    assert f'href="cite/{SUMMIT}.ru.bib"' in body
    assert "Поделиться" in body


def test_what_is_taken_away_is_in_the_language_it_was_read_in(client):
    answer = client.get(f"/take-away?event={SUMMIT}", headers={"Accept-Language": "ja"})
    body = html.unescape(answer.text)
    assert f"?event={SUMMIT}&lang=ja&embed=true" in html.unescape(body)
    assert f'href="cite/{SUMMIT}.ja.bib"' in body


@pytest.mark.parametrize("page", ["../x", "nowhere", "<script>alert(1)</script>"])
def test_a_page_that_there_is_not_is_the_map(client, page):
    body = client.get("/take-away", params={"event": SUMMIT, "page": page}).text
    assert f'value="http://localhost/?event={SUMMIT}"' in html.unescape(body)
    assert "alert(1)" not in body


def test_a_handout_has_the_event_with_its_map_and_its_sources(client):
    body = client.get(f"/handout?event={SUMMIT}&lang=en").text
    assert body.count('class="handout-event"') == 1
    assert body.count('class="still-map"') == 1
    assert "Putin and Abe agree in Vladivostok to go on talking" in body
    assert f"http://localhost/?event={SUMMIT}&amp;lang=en" in body
    assert ' id="event-card"' not in body


def test_a_handout_of_the_story_has_all_that_the_address_tells(client):
    def events(query):
        body = client.get(f"/handout?{query}").text
        return re.findall(r' id="event-([^"]+)"', body)

    assert len(events("whole=story")) == 12
    narrowed = events("whole=story&story=record&person=igor-morgulov")
    assert 1 < len(narrowed) < 132


def test_the_copy_is_saved_under_the_name_of_its_story_and_language(client):
    answer = client.get(f"/copy?event={SUMMIT}&lang=ja")
    assert answer.headers["content-disposition"] == (
        'attachment; filename="four-islands-articles-ja.html"'
    )
    assert '<base href="http://localhost/"' in answer.text
    assert '<html lang="ja">' in answer.text
