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


@pytest.mark.parametrize("path", ["0123456789abcdef/stage.js", "{hash}/app.py", "{hash}/../app.py"])
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
