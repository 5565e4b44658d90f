"""The pages, run without a browser. The map's component stays an unknown element here."""

import html
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

import pages.filters
from geo.addresses import Screen
from geo.catalogue import Catalogue
from geo.edition import shipped_catalogue
from geo.languages import translations
from geo.model import Prose
from pages.labels import figure_value, measure
from pages.templating import name_label, quoted, render, to

PAGES = Path(__file__).parents[1] / "pages"
FIRST = "1945-08-28-soviet-landings"
SECOND = "1946-02-02-soviet-incorporation"
LAST = "2019-11-next-round"
SUMMIT = "2016-09-02-vladivostok-summit"


def visit(**query):
    """The app as it opens at `?…`, run once."""
    app = AppTest.from_file(str(PAGES / "frame.py"), default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def html_of(app):
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def text_of(app):
    return html.unescape(re.sub(r"<[^>]*>", " ", html_of(app)))


def shown_event(app):
    """The title on the event card, and the position beside the steps."""
    body = html_of(app)
    card = body[body.index('data-testid="event-card"') :]
    title = html.unescape(re.search(r"<h2>(.*?)</h2>", card)[1])
    return title, re.search(r'<p class="position">(.*?)</p>', body)[1]


def page_links(app):
    """The links to the pages: address, name of the page, title."""
    (pages,) = re.findall(r'<nav class="pages".*?</nav>', html_of(app))
    return re.findall(r'href="([^"]*)"[^>]* data-page="(\w*)"[^>]*>([^<]*)<', pages)


def notices(app):
    """What the app says about the address, as Markdown or as text."""
    found = re.findall(r"There is no [^;]*; [^.]*\.", text_of(app))
    return [*(notice.value for notice in app.info), *found]


# Opening an address


def test_the_app_opens_at_the_first_event_of_the_two_articles():
    app = visit()
    assert shown_event(app) == ("Soviet forces land on the four southern islands", "1 of 12")
    assert notices(app) == []


def test_an_address_opens_its_event():
    app = visit(event=SUMMIT)
    assert shown_event(app) == ("Putin and Abe agree in Vladivostok to go on talking", "6 of 12")


def test_an_address_opens_its_story():
    app = visit(story="record")
    assert shown_event(app)[0] == "Treaty of Shimoda sets the first Russo-Japanese border"
    assert app.button_group(key="story").value == "record"


def test_an_event_that_the_story_does_not_tell_opens_in_the_whole_record():
    app = visit(event="1855-02-07-treaty-of-shimoda", story="articles")
    assert shown_event(app)[0] == "Treaty of Shimoda sets the first Russo-Japanese border"
    assert app.button_group(key="story").value == "record"
    assert notices(app) == []


# Going on from there


def test_next_and_previous_step_through_the_story_and_the_address_follows():
    app = visit()
    app.button(key="next").click().run()
    assert shown_event(app)[1] == "2 of 12"
    assert app.query_params["event"] in (SECOND, [SECOND])
    app.button(key="previous").click().run()
    assert shown_event(app)[1] == "1 of 12"


def test_the_steps_stop_at_both_ends():
    app = visit()
    assert [app.button(key=key).disabled for key in ("previous", "next")] == [True, False]
    app = visit(event=LAST)
    assert [app.button(key=key).disabled for key in ("previous", "next")] == [False, True]
    app = visit(event=SECOND)
    assert [app.button(key=key).disabled for key in ("previous", "next")] == [False, False]


def test_next_goes_through_all_twelve_events_to_the_last():
    app = visit()
    titles = [shown_event(app)[0]]
    while not app.button(key="next").disabled and len(titles) < 20:
        app.button(key="next").click().run()
        titles.append(shown_event(app)[0])
    assert len(titles) == len(set(titles)) == 12
    assert titles[-1] == "The next round, left to diplomatic channels"


def test_a_step_keeps_the_island_that_is_selected():
    app = visit(selected="shikotan")
    app.button(key="next").click().run()
    assert shown_event(app)[1] == "2 of 12"
    assert app.query_params["selected"] in ("shikotan", ["shikotan"])


def test_another_story_keeps_the_event_where_it_tells_it():
    app = visit(event=SUMMIT)
    app.button_group(key="story").set_value("record").run()
    title, position = shown_event(app)
    assert title == "Putin and Abe agree in Vladivostok to go on talking"
    assert position.endswith(" of 132")
    assert app.query_params["story"] in ("record", ["record"])


def test_another_story_begins_at_its_first_event_where_it_does_not_tell_the_event():
    app = visit(event="1855-02-07-treaty-of-shimoda")
    app.button_group(key="story").set_value("articles").run()
    assert shown_event(app) == ("Soviet forces land on the four southern islands", "1 of 12")


# Addresses that are wrong


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        (
            {"event": "2016-09-02"},
            "There is no event “2016-09-02” in this atlas; showing the first event of the story.",
        ),
        (
            {"story": "tale"},
            "There is no story “tale” in this atlas; showing “The two articles”.",
        ),
        (
            {"selected": "atlantis"},
            "There is no island or place “atlantis” in this atlas; nothing is selected.",
        ),
    ],
)
def test_a_wrong_address_shows_the_first_event_and_says_why(query, notice):
    app = visit(**query)
    assert [shown.replace("\\", "") for shown in notices(app)] == [notice]
    assert shown_event(app)[1] == "1 of 12"


@pytest.mark.parametrize("name", ["event", "selected", "story"])
@pytest.mark.parametrize(
    "value",
    [
        pytest.param("<script>alert(1)</script>", id="script"),
        pytest.param("x" * 10_000, id="10 000 characters"),
        pytest.param("\x00", id="null"),
        pytest.param("../../app.py", id="path"),
    ],
)
def test_a_hostile_value_shows_a_notice_and_the_first_event(name, value):
    app = visit(**{name: value})
    assert shown_event(app)[1] == "1 of 12"
    (notice,) = notices(app)
    assert len(notice) < 250
    assert "<script" not in html_of(app)


@pytest.mark.parametrize(
    "value",
    [
        "![x](https://evil.example/x.gif)",
        "[log in](https://evil.example)",
        "https://evil.example",
        "**bold**",
        ":red[alarm] :material/warning:",
        "$e = mc^2$",
        "`code`",
    ],
)
def test_a_notice_does_not_turn_an_address_into_links_and_pictures(value):
    """`st.info` reads Markdown: what it is given from an address must be escaped."""
    app = visit(selected=value)
    assert notices(app)
    for notice in app.info:
        assert not re.search(r"(?<!\\)[\[\]*`$:]", notice.value)


def test_a_parameter_given_twice_opens_a_screen():
    app = AppTest.from_file(str(PAGES / "frame.py"), default_timeout=30)
    app.query_params["event"] = [FIRST, SUMMIT]
    assert shown_event(app.run())[1] in ("1 of 12", "6 of 12")


# The card of an event


def test_the_card_links_each_paragraph_to_its_passage():
    links = re.findall(r'href="([^"]+)"[^>]*>¶(\d+)</a>', html_of(visit(event=SUMMIT)))
    assert [paragraph for _, paragraph in links] == ["1", "2", "3", "8", "9", "10"]
    article = (
        "https://www.globalsecurity.org/military/library/news/2016/09/mil-160902-presstv02.htm"
    )
    assert all(address.startswith(f"{article}#:~:text=") for address, _ in links)
    assert links[0][0] == f"{article}#:~:text=have%20agreed%20to%20continue%20talks"


def test_the_card_gives_the_date_as_it_is_written_and_as_it_reads():
    body = html_of(visit(event="2019-09-tokyo-round"))
    assert '<time datetime="2019-09~">about September 2019</time>' in body


@pytest.mark.parametrize("event", [FIRST, "1956-10-19-joint-declaration", SUMMIT, LAST])
def test_the_card_links_places_and_islands_to_their_details(catalogue, event):
    body = html_of(visit(event=event))
    card = body[body.index('data-testid="event-card"') :]
    shown = re.findall(r'data-selected="([^"]+)"', card[: card.index("</article>")])
    of = catalogue.events[event]
    assert shown == [*(venue.place for venue in of.venues), *of.islands]


def test_the_card_shows_sources_that_contradict_before_those_that_support():
    headings = re.findall(r"<h3>(.*?)</h3>", html_of(visit(event="2019-09-tokyo-round")))
    about_sources = [heading for heading in headings if "ources" in heading]
    assert about_sources == ["Sources that contradict it", "Sources"]


def test_the_card_of_every_event_is_drawn(catalogue):
    for event in catalogue.events.values():
        screen = Screen(event.id, "record")
        card = render("event_card.html", event=event, catalogue=catalogue, screen=screen)
        assert event.title.en in html.unescape(card)
        assert card.count('href="') >= len(event.citations)


# The other pages


def test_the_articles_page_shows_both_articles_claim_by_claim(catalogue):
    app = visit(event=SUMMIT)
    app.switch_page("articles.py").run()
    body = html_of(app)
    assert "What the two articles say, claim by claim" in body
    assert body.count('<section class="article"') == 2
    for article in catalogue.articles.values():
        for claim in article.claims:
            assert f'<li id="{claim.id}">' in body
    assert "https://tass.com/politics/1087269#:~:text=The%20sixth%20round%20of" in body
    assert shown_event(app)[1] == "6 of 12"


def test_the_about_page_names_the_islands_as_both_sides_do():
    app = visit()
    app.switch_page("about.py").run()
    text = text_of(app)
    assert "Iturup / Etorofu" in text
    assert "southern Kuril Islands" in text
    assert "Northern Territories" in text
    assert shown_event(app)[1] == "1 of 12"


def test_a_form_of_filters_of_which_only_a_part_was_drawn_changes_nothing(monkeypatch):
    opened = []
    monkeypatch.setattr(pages.filters, "st", SimpleNamespace(session_state={"kinds": ["treaty"]}))
    monkeypatch.setattr(pages.filters, "open_screen", opened.append)
    pages.filters._narrow(1855, 2023)
    assert opened == []


def test_every_page_links_to_the_others_and_keeps_the_screen():
    screen = f"?event={SUMMIT}&amp;selected=iturup"
    assert page_links(visit(event=SUMMIT, selected="iturup")) == [
        (f"./{screen}", "", "Map"),
        (f"./timeline{screen}", "timeline", "Timeline"),
        (f"./islands{screen}", "islands", "Islands"),
        (f"./articles{screen}", "articles", "Articles"),
        (f"./people{screen}", "people", "People"),
        (f"./data{screen}", "data", "Data"),
        (f"./about{screen}", "about", "About"),
    ]


def test_every_link_of_a_page_opens_a_web_page_or_a_screen(catalogue):
    screen = Screen(SUMMIT)
    pages = [
        render("articles.html", catalogue=catalogue, screen=screen),
        html_of(visit(event=SUMMIT, selected="iturup")),
    ]
    own = ("", "timeline", "islands", "articles", "people", "data", "about", "take-away")
    known = ("https://", "http://", *(f"./{name}?event=" for name in own))
    for page in pages:
        for address in re.findall(r'href="([^"]*)"', page):
            assert address.startswith(known), address


# Templates


HOSTILE = 'A & B <script>alert("x")</script>'
ESCAPED = "A &amp; B &lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;"


def hostile(record, **fields):
    """A record with a text that the model would refuse, as if a check had been forgotten."""
    return type(record).model_construct(**{**dict(record), **fields})


@pytest.mark.parametrize("field", ["title", "summary", "notes", "date_basis", "border_line"])
def test_the_card_escapes_every_text_of_an_event(catalogue, field):
    event = hostile(catalogue.events[SUMMIT], **{field: HOSTILE})
    card = render("event_card.html", event=event, catalogue=catalogue, screen=Screen(SUMMIT))
    assert ESCAPED in card
    assert "<script" not in card


@pytest.mark.parametrize("field", ["states", "date_as_stated"])
def test_the_card_escapes_what_a_source_states(catalogue, field):
    event = catalogue.events[SUMMIT]
    text = Prose.model_construct(en=HOSTILE)
    citation = hostile(event.citations[0], **{field: text})
    event = hostile(event, citations=(citation,))
    card = render("event_card.html", event=event, catalogue=catalogue, screen=Screen(SUMMIT))
    assert ESCAPED in card
    assert "<script" not in card


def test_the_card_escapes_the_address_of_a_source(tiny):
    source = hostile(
        tiny.sources["treaty-series"], url='https://x.example/"><script>alert(1)</script>'
    )
    changed = Catalogue(**{**vars(tiny), "sources": {"treaty-series": source}})
    event = tiny.events["1956-10-19-declaration"]
    card = render("event_card.html", event=event, catalogue=changed, screen=Screen(event.id))
    assert 'href="https://x.example/&#34;&gt;&lt;script&gt;' in card
    assert "<script" not in card


def test_the_details_escape_every_text_of_an_island(catalogue):
    island = catalogue.islands["iturup"]
    for field, value in {
        "label": hostile(island.label, en=HOSTILE),
        "names": (hostile(island.names[0], text=HOSTILE, used_by=HOSTILE),),
        "figures": (hostile(island.figures[0], value=HOSTILE, note=HOSTILE),),
        "notes": (HOSTILE,),
        "administration": hostile(island.administration, claimed_unit=HOSTILE),
    }.items():
        details = render(
            "island_details.html",
            island=hostile(island, **{field: value}),
            events=[],
            events_heading="Events",
            catalogue=catalogue,
            screen=Screen(SUMMIT),
        )
        assert ESCAPED in details
        assert "<script" not in details


def test_the_details_escape_the_titles_of_events_and_the_names_of_a_place(catalogue):
    place = catalogue.places["moscow"]
    details = render(
        "place_details.html",
        place=hostile(place, names=hostile(place.names, en=HOSTILE), setting=HOSTILE),
        events=[hostile(catalogue.events[SUMMIT], title=HOSTILE)],
        earlier=0,
        later=0,
        all_of_them="place=moscow",
        catalogue=catalogue,
        screen=Screen(SUMMIT),
    )
    assert details.count(ESCAPED) >= 3
    assert "<script" not in details


@pytest.mark.parametrize("field", ["text", "finding", "speaker"])
def test_the_articles_page_escapes_what_a_claim_says(tiny, field):
    article = tiny.articles["agency"]
    claim = hostile(article.claims[0], **{field: HOSTILE})
    changed = Catalogue(
        **{**vars(tiny), "articles": {"agency": hostile(article, claims=(claim,), title=HOSTILE)}}
    )
    page = render("articles.html", catalogue=changed, screen=Screen("2019-11-06-round"))
    assert page.count(ESCAPED) == 2
    assert "<script" not in page


def test_a_link_changes_only_what_it_says():
    screen = Screen("a", "record", "iturup")
    assert to(screen) == "./?event=a&selected=iturup&story=record"
    assert to(screen, event="b") == "./?event=b&selected=iturup&story=record"
    assert to(screen, selected=None) == "./?event=a&story=record"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3168.0, "3,168"), (247.65, "247.65"), (0.0, "0"), ("182-252.8", "182–252.8")],
)
def test_a_figure_is_written_as_english_writes_it(value, shown):
    assert figure_value(value, "en") == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(3168.0, "3\xa0168"), (247.65, "247,65"), ("182-252.8", "182–252.8")]
)
def test_a_figure_is_written_as_russian_writes_it(value, shown):
    assert figure_value(value, "ru") == shown


@pytest.mark.parametrize(
    ("value", "unit", "english", "russian", "japanese"),
    [
        (3168.0, "km2", "3,168 km²", "3\xa0168 км²", "3,168 km²"),
        ("182-252.8", "km2", "182–252.8 km²", "182–252.8 км²", "182–252.8 km²"),
        (0.0007, "km2", "0.0007 km²", "0,0007 км²", "0.0007 km²"),
        (247.65, "km", "247.65 km", "247,65 км", "247.65 km"),
        (1634, "m", "1,634 m", "1\xa0634 м", "1,634 m"),
        (1, "people", "1 person", "1\xa0чел.", "1人"),
        (3608, "people", "3,608 people", "3\xa0608\xa0чел.", "3,608人"),
        ("6-30", "people", "6–30 people", "6–30\xa0чел.", "6–30人"),
    ],
)
def test_a_measure_has_the_unit_of_the_language(value, unit, english, russian, japanese):
    shown = [measure(value, unit, language) for language in ("en", "ru", "ja")]
    assert shown == [english, russian, japanese]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "“taraku”"), ("ru", "«taraku»"), ("ja", "「taraku」")]
)
def test_words_are_quoted_as_the_language_quotes(language, words):
    assert quoted("taraku", language) == words


@pytest.mark.parametrize(
    ("both", "language", "name"),
    [
        (False, "en", "Iturup / Etorofu"),
        (False, "ru", "Итуруп / Эторофу"),
        (False, "ja", "択捉島／イトゥルップ島"),
        (True, "en", "Итуруп / 択捉島"),
        (True, "ru", "Итуруп / 択捉島"),
        (True, "ja", "択捉島 / Итуруп"),
    ],
)
def test_a_name_is_the_language_s_or_both_sides_own(catalogue, both, language, name):
    screen = Screen(FIRST, language=language, both_names=both)
    assert name_label(catalogue.islands["iturup"].label, screen) == name


# Languages


@pytest.mark.parametrize(
    ("language", "title", "position", "pages"),
    [
        (
            "ru",
            "Путин и Абэ договариваются во Владивостоке продолжать переговоры",
            "6 из 12",
            ["Карта", "Лента времени", "Острова", "Статьи", "Люди", "Данные", "Об атласе"],
        ),
        (
            "ja",
            "プーチン大統領と安倍首相、ウラジオストクで協議継続に合意",
            "6／12",
            ["地図", "年表", "島々", "記事", "人々", "データ", "概要"],
        ),
    ],
)
def test_the_app_speaks_the_language_of_the_address(language, title, position, pages):
    app = visit(event=SUMMIT, lang=language)
    assert shown_event(app) == (title, position)
    assert [title for _, _, title in page_links(app)] == pages
    say = translations(language).gettext
    assert [app.button(key=key).label for key in ("previous", "next")] == [
        say("Previous event"),
        say("Next event"),
    ]
    assert app.text_input(key="search").placeholder == say("Search: event, person, place, island")
    assert app.button_group(key="story").options == [
        story.title.text_in(language) for story in shipped_catalogue().stories.values()
    ]


@pytest.mark.parametrize("language", ["ru", "ja"])
def test_a_step_keeps_the_language_of_the_address(language):
    app = visit(event=SUMMIT, lang=language, names="both")
    app.button(key="next").click().run()
    query = {
        name: value if isinstance(value, str) else value[0]
        for name, value in app.query_params.items()
    }
    assert query == {
        "event": "2016-12-15-nagato-tokyo-summit",
        "lang": language,
        "names": "both",
    }


@pytest.mark.parametrize(
    ("language", "events"),
    [("ru", "15 из 132"), ("ja", "132件中15件")],
)
def test_the_search_says_in_the_language_what_it_found(language, events):
    text = " ".join(text_of(visit(lang=language, q="Моргулов", story="record")).split())
    assert events in text


@pytest.mark.parametrize("page", ["about", "articles", "islands", "people", "timeline"])
@pytest.mark.parametrize("language", ["ru", "ja"])
def test_every_page_is_drawn_in_the_language_and_nothing_of_it_is_marked_as_english(language, page):
    app = visit(event=SUMMIT, lang=language, story="record")
    app.switch_page(f"{page}.py").run()
    text = text_of(app)
    assert "[EN]" not in text
    script = {"ru": "[а-яё]", "ja": "[ぁ-んァ-ン一-龯]"}[language]
    assert len(re.findall(script, text)) > len(re.findall("[a-z]", text))


def test_no_page_is_named_like_a_module_of_the_standard_library():
    """Streamlit puts the folder of the script on the path of imports, before everything else."""
    assert {page.stem for page in PAGES.glob("*.py")} & sys.stdlib_module_names == set()
