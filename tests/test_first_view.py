"""The first view: what a document says before the app has started."""

import html
import json
import re
from html.parser import HTMLParser

import pytest

from geo.addresses import Screen
from geo.edition import shipped_catalogue
from geo.model import Prose
from pages.first_view import first_view
from pages.labels import PAGES
from pages.templating import render

SUMMIT = "2016-09-02-vladivostok-summit"
DECLARATION = "1956-10-19-joint-declaration"
OTHER_PAGES = [page for page in PAGES if page]
HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "<!--<script>",
    "{{ xyzzyx * 7 }}",
]


class Parts(HTMLParser):
    """The elements of a first view, as a browser would find them."""

    def __init__(self, body):
        super().__init__()
        self.elements = []
        self.open = []
        self.text = {}
        self.feed(body)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        self.open.append((tag, attributes.get("id")))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        for _, id in self.open:
            if id:
                self.text[id] = self.text.get(id, "") + data

    def ids(self):
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def by_class(self, name):
        return [
            (tag, attributes)
            for tag, attributes in self.elements
            if name in (attributes.get("class") or "").split()
        ]

    def scripts(self):
        return [attributes for tag, attributes in self.elements if tag == "script"]


def view_of(page="", query=None, preferred="en"):
    return first_view(page, query or {}, preferred)


def seen(page="", preferred="en", **query):
    return Parts(view_of(page, query, preferred).body)


def screen_in(parts):
    return json.loads(parts.text["first-screen"])


# What it says of the event


def test_the_title_and_the_description_are_the_event_s():
    view = view_of("", {"event": SUMMIT})
    assert view.title == "Putin and Abe agree in Vladivostok to go on talking · Four Islands"
    assert view.description.startswith(
        "On the sidelines of the Eastern Economic Forum the leaders discussed the peace treaty"
    )


def test_without_parameters_it_is_the_first_event_of_the_two_articles():
    view = view_of("", {})
    assert view.title == "Soviet forces land on the four southern islands · Four Islands"
    assert "1 of 12" in Parts(view.body).text["first-side"]


def test_the_card_says_what_happened_when_where_and_who():
    card = seen(event=SUMMIT).text["event-card"]
    for words in (
        "Putin and Abe agree in Vladivostok to go on talking",
        "2 September 2016",
        "On the sidelines of the Eastern Economic Forum",
        "Shinzo Abe, Prime Minister of Japan",
        "Kunashir / Kunashiri",
        "How the date is known",
    ):
        assert words in card


def test_the_card_cites_each_source_and_the_passage_in_the_article():
    links = [
        attributes.get("href") for tag, attributes in seen(event=SUMMIT).elements if tag == "a"
    ]
    article = (
        "https://www.globalsecurity.org/military/library/news/2016/09/mil-160902-presstv02.htm"
    )
    assert f"{article}#:~:text=have%20agreed%20to%20continue%20talks" in links
    assert "https://japan.kantei.go.jp/97_abe/actions/201609/02article2.html" in links


def test_another_event_says_something_else():
    one, other = seen(event=SUMMIT), seen(event=DECLARATION)
    assert "Japan and USSR sign the 1956 Joint Declaration" in other.text["event-card"]
    assert "19 October 1956" in other.text["event-card"]
    assert "Vladivostok" not in other.text["event-card"]
    assert "1956" not in one.text["event-card"]


def test_the_steps_lead_to_the_events_before_and_after():
    links = [it for tag, it in seen(event=SUMMIT, selected="shikotan").elements if tag == "a"]
    addresses = [link.get("href") for link in links]
    assert "./?event=2016-09-01-putin-bloomberg-interview&selected=shikotan" in addresses
    assert "./?event=2016-12-15-nagato-tokyo-summit&selected=shikotan" in addresses


@pytest.mark.parametrize(
    ("event", "without"),
    [("1945-08-28-soviet-landings", "Previous event"), ("2019-11-next-round", "Next event")],
)
def test_the_steps_stop_at_both_ends(event, without):
    body = view_of("", {"event": event}).body
    assert f'<a role="link" aria-disabled="true">{without}</a>' in body
    assert body.count("aria-disabled") == 1


def test_every_story_of_the_record_is_one_link_away():
    body = view_of("", {"event": SUMMIT, "story": "record"}).body
    stories = re.search('<p class="first-stories">(.*?)</p>', body)[1]
    assert re.findall(r'href="([^"]*)"[^>]*>([^<]*)<', stories) == [
        (f"./?event={SUMMIT}", "The two articles"),
        (f"./?event={SUMMIT}&amp;story=record", "The whole record"),
    ]
    assert re.search(r'aria-current="true">([^<]*)<', stories)[1] == "The whole record"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_links_to_the_others_and_keeps_the_screen(page):
    body = view_of(page, {"event": SUMMIT, "selected": "iturup"}).body
    pages = re.search('<nav class="pages"[^>]*>(.*?)</nav>', body)[1]
    assert re.findall(r'href="\./([a-z]*)\?event=([^&"]*)&amp;selected=iturup"', pages) == [
        ("", SUMMIT),
        ("timeline", SUMMIT),
        ("islands", SUMMIT),
        ("articles", SUMMIT),
        ("people", SUMMIT),
        ("data", SUMMIT),
        ("about", SUMMIT),
    ]
    assert re.search(r'aria-current="page">([^<]*)<', pages)[1] == PAGES[page]


# What it shows


def test_the_still_is_that_of_the_event(plates):
    for event in (SUMMIT, DECLARATION):
        drawn = plates.still_of[event]
        parts = seen(event=event)
        assert parts.text.keys() >= {"first-main"}
        ((_, still),) = parts.by_class("still")
        middle = plates.stills[drawn["still"]]["middle"]
        assert still["data-middle"] == f"{middle[0]} {middle[1]}"
        (venue,) = drawn["venues"].values()
        ((_, circle),) = parts.by_class("event-venue")
        assert (circle["cx"], circle["cy"]) == (str(venue[0]), str(venue[1]))


def test_the_picture_is_named_for_those_who_cannot_see_it():
    (svg,) = [it for tag, it in seen(event=SUMMIT).elements if tag == "svg" and "role" in it]
    assert svg["role"] == "img"
    assert svg["aria-label"] == "Map: Putin and Abe agree in Vladivostok to go on talking"


def test_the_islands_that_the_event_concerns_are_marked_on_the_still_and_in_the_inset():
    islands = seen(event=DECLARATION).by_class("island")
    marked = [attributes["class"] for _, attributes in islands]
    # Iturup, Kunashir, Shikotan, Habomai: once on the map, once in the inset.
    assert marked == ["island", "island", "island concerned", "island concerned"] * 2


def test_a_selected_island_is_marked_and_its_details_are_open():
    parts = seen(event=SUMMIT, selected="kunashir")
    assert len(parts.by_class("selected")) == 2
    assert parts.text["details"].strip().startswith("×\nKunashir / Kunashiri")
    for words in ("国後島", "7,364", "Administered by Russia, claimed by Japan"):
        assert words in parts.text["details"]
    ((_, still),) = parts.by_class("still")
    assert "data-selected" in still


def test_a_selected_place_has_its_details_open():
    details = seen(event=SUMMIT, selected="vladivostok").text["details"]
    assert "Владивосток" in details
    assert "Putin and Abe agree in Vladivostok to go on talking" in details


def test_nothing_selected_has_no_details():
    parts = seen(event=SUMMIT)
    assert "details" not in parts.ids()
    ((_, still),) = parts.by_class("still")
    assert "data-selected" not in still


@pytest.mark.parametrize("page", OTHER_PAGES)
def test_a_page_without_a_map_has_no_still(page):
    view = view_of(page, {"event": SUMMIT, "selected": "iturup"})
    parts = Parts(view.body)
    assert not view.has_map
    assert parts.by_class("still") == parts.by_class("atlas-place") == []
    assert "svg" not in {tag for tag, _ in parts.elements}
    assert "details" not in parts.ids()
    assert "Putin and Abe agree" in parts.text["event-card"]


def test_the_page_with_the_map_has_a_place_for_the_map():
    view = view_of("", {"event": SUMMIT})
    assert view.has_map
    assert len(Parts(view.body).by_class("atlas-place")) == 1


@pytest.mark.parametrize("page", ["nonsense", "frame", "timeline.py", "Timeline", "..", " "])
def test_there_is_no_first_view_of_a_page_that_does_not_exist(page):
    assert view_of(page, {"event": SUMMIT}) is None


@pytest.mark.parametrize("page", PAGES)
def test_an_embed_has_no_side_and_no_links_to_pages(page):
    parts = seen(page, event=SUMMIT, embed="true")
    assert parts.ids()[:2] == ["first-view", "first-main"]
    assert "event-card" not in parts.ids()
    assert parts.by_class("pages") == []
    assert len(parts.by_class("embedded")) == 1


@pytest.mark.parametrize("page", PAGES)
def test_each_part_is_there_once(page):
    ids = seen(page, event=SUMMIT, selected="iturup", q="Putin").ids()
    assert len(ids) == len(set(ids))
    assert {"first-side", "first-main", "event-card", "first-screen"} <= set(ids)


@pytest.mark.parametrize("page", PAGES)
def test_the_first_view_of_every_event_and_page_is_made(catalogue, page):
    for event in catalogue.events.values():
        view = view_of(page, {"event": event.id, "story": "record"})
        assert view.title == f"{event.title.en} · Four Islands"
        assert view.description == event.summary.en
        assert html.escape(event.title.en, quote=False) in view.body.replace("&#39;", "'").replace(
            "&#34;", '"'
        )


def test_a_document_of_the_map_s_page_stays_small(catalogue):
    for event in catalogue.events:
        view = view_of("", {"event": event, "story": "record", "selected": "kunashir"})
        assert len(view.body.encode()) < 90_000


# Filters


def test_filters_say_what_they_leave_over():
    parts = seen(q="Морголов", story="record")
    assert "15 of 132 events" in " ".join(parts.text["filters"].split())
    assert "“Морголов”" in parts.text["filters"]
    assert "Person: Igor Morgulov" in parts.text["filters"]
    fields = {it["name"]: it["value"] for tag, it in parts.elements if tag == "input"}
    assert fields == {"q": "Морголов", "story": "record"}
    assert screen_in(parts)["filters"] == {"q": "Морголов"}
    assert len(screen_in(parts)["sequence"]) == 15


@pytest.mark.parametrize("page", PAGES)
def test_language_names_story_and_filters_are_chosen_without_leaving_the_page(page):
    parts = seen(page, event=SUMMIT, q="Abe", story="record")
    links = [it for tag, it in parts.elements if tag == "a"]
    chosen = [it["href"] for it in links if {"data-lang", "data-names"} & set(it)]
    cleared = [it["href"] for it in links if it.get("data-filters") == ""]
    assert chosen == [
        *(f"./{page}?event={SUMMIT}&story=record&lang={it}&q=Abe" for it in ("en", "ru", "ja")),
        f"./{page}?event={SUMMIT}&story=record&names=both&q=Abe",
    ]
    assert cleared == [f"./{page}?event={SUMMIT}&story=record"]
    assert f"./{page}?event={SUMMIT}&q=Abe" in [it["href"] for it in links]
    (form,) = [it for tag, it in parts.elements if tag == "form"]
    assert form["action"] == f"./{page}"


def test_without_filters_nothing_is_said_of_them():
    parts = seen(event=SUMMIT)
    assert "filters" not in parts.ids()
    assert screen_in(parts)["sequence"] is None


def test_the_scripts_are_told_the_screen():
    screen = screen_in(seen(event=DECLARATION, story="record", selected="habomai"))
    assert re.fullmatch(r"atlas/[0-9a-f]{16}/", screen.pop("bundle"))
    assert screen == {
        "event": DECLARATION,
        "selected": "habomai",
        "story": "record",
        "filters": {},
        "sequence": None,
        "language": "en",
        "lang": None,
        "names": None,
        "page": "",
    }


# Languages

TITLES = {
    "en": "Putin and Abe agree in Vladivostok to go on talking",
    "ru": "Путин и Абэ договариваются во Владивостоке продолжать переговоры",
    "ja": "プーチン大統領と安倍首相、ウラジオストクで協議継続に合意",
}
SAID = {
    "en": ["Next event", "Where", "Islands concerned", "Sources", "Search", "2 September 2016"],
    "ru": ["Следующее", "Где", "Острова", "Источники", "2 сентября 2016\u202fг."],
    "ja": ["次の出来事", "場所", "2016年9月2日"],
}


@pytest.mark.parametrize(("language", "title"), TITLES.items())
def test_it_speaks_the_language_that_the_browser_prefers(language, title):
    view = view_of("", {"event": SUMMIT}, language)
    assert view.language == language
    assert view.title.startswith(f"{title} · ")
    card = Parts(view.body).text["event-card"]
    assert title in card


@pytest.mark.parametrize("preferred", ["en", "ru", "ja"])
@pytest.mark.parametrize(("language", "title"), TITLES.items())
def test_the_address_s_language_counts_for_more_than_the_browser_s(preferred, language, title):
    view = view_of("", {"event": SUMMIT, "lang": language}, preferred)
    assert (view.language, view.title.partition(" · ")[0]) == (language, title)
    assert screen_in(Parts(view.body))["lang"] == language


@pytest.mark.parametrize("page", PAGES)
def test_the_same_screen_in_each_language_has_an_address(page):
    view = view_of(page, {"event": SUMMIT, "selected": "iturup", "lang": "ja"}, "ru")
    assert view.alternates == {
        "x-default": f"./{page}?event={SUMMIT}&selected=iturup",
        "en": f"./{page}?event={SUMMIT}&selected=iturup&lang=en",
        "ru": f"./{page}?event={SUMMIT}&selected=iturup&lang=ru",
        "ja": f"./{page}?event={SUMMIT}&selected=iturup&lang=ja",
    }


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_each_language_is_a_link_in_its_own_name_and_the_reader_s_is_marked(language):
    body = view_of("", {"event": SUMMIT}, language).body
    links = re.findall(r'<a href="([^"]*)"[^>]*data-lang="(\w\w)"([^>]*)>([^<]*)</a>', body)
    assert [(address, code, name) for address, code, _, name in links] == [
        (f"./?event={SUMMIT}&amp;lang=en", "en", "English"),
        (f"./?event={SUMMIT}&amp;lang=ru", "ru", "Русский"),
        (f"./?event={SUMMIT}&amp;lang=ja", "ja", "日本語"),
    ]
    assert [code for _, code, rest, _ in links if "aria-current" in rest] == [language]


def test_steps_and_pages_keep_a_language_that_was_asked_for_and_no_other():
    asked, preferred = (
        [it["href"] for tag, it in parts.elements if tag == "a" and "./" in it.get("href", "")]
        for parts in (seen(event=SUMMIT, lang="ja"), seen(event=SUMMIT, preferred="ja"))
    )
    assert "./?event=2016-12-15-nagato-tokyo-summit&lang=ja" in asked
    assert f"./articles?event={SUMMIT}&lang=ja" in asked
    assert "./?event=2016-12-15-nagato-tokyo-summit" in preferred
    assert f"./articles?event={SUMMIT}" in preferred


@pytest.mark.parametrize(
    ("language", "islands"),
    [
        ("en", ["Итуруп / 択捉島", "Кунашир / 国後島", "Шикотан / 色丹島", "Хабомаи / 歯舞群島"]),
        ("ru", ["Итуруп / 択捉島", "Кунашир / 国後島", "Шикотан / 色丹島", "Хабомаи / 歯舞群島"]),
        ("ja", ["択捉島 / Итуруп", "国後島 / Кунашир", "色丹島 / Шикотан", "歯舞群島 / Хабомаи"]),
    ],
)
def test_both_names_are_shown_on_the_still_and_in_the_card(language, islands):
    view = view_of("", {"event": SUMMIT, "names": "both"}, language)
    chips = re.findall(r'<a class="chip"[^>]*data-selected="(\w+)">([^<]*)</a>', view.body)
    assert [name for id, name in chips if id != "vladivostok"] == islands
    drawn = re.findall(r'<text class="island-label \w+"[^>]*>([^<]*)</text>', view.body)
    assert sorted(drawn) == sorted(islands)
    assert screen_in(Parts(view.body))["names"] == "both"


def test_a_language_that_the_atlas_does_not_have_gives_a_notice_in_the_preferred_one():
    view = view_of("", {"event": SUMMIT, "lang": "xx"}, "ru")
    assert re.findall('<p class="notice">(.*?)</p>', view.body) == [
        "Языка «xx» в этом атласе нет; язык показа: Русский."
    ]
    assert view.language == "ru"


@pytest.mark.parametrize(("language", "mark"), [("en", ""), ("ru", " [EN]"), ("ja", " [EN]")])
def test_a_text_without_a_translation_is_marked(catalogue, language, mark):
    texts = {"title": Prose(en="A round"), "summary": Prose(en="Ministers meet.")}
    event = catalogue.events[SUMMIT].model_copy(update=texts)
    screen = Screen(SUMMIT, language=language)
    card = render("event_card.html", screen, event=event, catalogue=catalogue)
    assert f"<h2>A round{mark}</h2>" in card
    assert f'<p class="summary">Ministers meet.{mark}</p>' in card
    assert card.count("[EN]") == (2 if mark else 0)


# Addresses that are wrong


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        (
            {"event": "2016-09-02"},
            "There is no event “2016-09-02” in this atlas; showing the first event of the story.",
        ),
        (
            {"selected": "atlantis"},
            "There is no island or place “atlantis” in this atlas; nothing is selected.",
        ),
        ({"story": "tale"}, "There is no story “tale” in this atlas; showing “The two articles”."),
    ],
)
def test_a_wrong_address_shows_the_first_event_and_says_why(query, notice):
    view = view_of("", query)
    assert view.title == "Soviet forces land on the four southern islands · Four Islands"
    assert re.findall('<p class="notice">(.*?)</p>', view.body) == [notice]


def test_a_right_address_has_no_notice():
    assert seen(event=SUMMIT).by_class("notice") == []


@pytest.mark.parametrize("page", ["", "timeline"])
@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "name", ["event", "selected", "story", "q", "kind", "since", "embed", "lang"]
)
def test_no_parameter_can_add_an_element(page, name, value):
    harmless = seen(page, **{name: "xyzzyx"})
    parts = seen(page, **{name: value})
    assert parts.scripts() == harmless.scripts()
    assert [tag for tag, _ in parts.elements] == [tag for tag, _ in harmless.elements]
    assert set(screen_in(parts)) == set(screen_in(harmless))
    for _, attributes in parts.elements:
        assert not any(attribute.startswith("on") for attribute in attributes)


@pytest.mark.parametrize("page", ["", "timeline"])
def test_a_search_that_finds_something_may_hold_a_script_as_text(page, monkeypatch):
    """Such words are shown, linked to and sent on: they are what the reader searched for."""
    text = "</script><script>alert(1)</script>"
    monkeypatch.setattr("geo.addresses.filtered_events", lambda *_: told)
    told = tuple(shipped_catalogue().events.values())[:3]
    view = view_of(page, {"q": text})
    parts = Parts(view.body)
    assert "alert(1)</script>" not in view.body
    assert text in parts.text["filters"]
    assert screen_in(parts)["filters"] == {"q": text}
    assert len(parts.scripts()) == (2 if view.has_map else 1)
