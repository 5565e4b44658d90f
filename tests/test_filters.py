"""Filters: what an address or a form narrows the record to, and what is left of it."""

import pytest

from geo.filters import (
    Filters,
    about,
    choices_of,
    concerning,
    during,
    filtered,
    filters_from_query,
    held_at,
    of_kind,
    query_of_filters,
    with_people,
)
from geo.search import index_of

EVERYTHING = Filters(
    kinds=("summit", "statement"),
    places=("vladivostok", "tokyo"),
    islands=("iturup",),
    people=("vladimir-putin",),
    topics=("peace-treaty", "economy"),
    since=2012,
    until=2016,
    text="Путин & Abe, 択捉島",
)


@pytest.fixture(scope="module")
def events(catalogue):
    return tuple(catalogue.events.values())


@pytest.fixture(scope="module")
def index(catalogue):
    return index_of(catalogue)


def ids(events):
    return [event.id for event in events]


def test_no_parameters_ask_for_everything(catalogue):
    assert filters_from_query({}, catalogue) == (Filters(), ())
    assert Filters().is_empty


@pytest.mark.parametrize("name", ["kind", "place", "island", "person", "topic", "since", "q"])
def test_an_empty_parameter_is_as_good_as_none(catalogue, name):
    for value in ["", " ", ",", " , "]:
        if value.strip() and name in {"since", "q"}:
            continue
        assert filters_from_query({name: value}, catalogue) == (Filters(), ())


@pytest.mark.parametrize(
    ("parameter", "value", "filters"),
    [
        ("kind", "summit,treaty", Filters(kinds=("summit", "treaty"))),
        ("kind", " summit , summit,", Filters(kinds=("summit",))),
        ("place", "moscow", Filters(places=("moscow",))),
        ("island", "habomai,iturup", Filters(islands=("habomai", "iturup"))),
        ("person", "shinzo-abe", Filters(people=("shinzo-abe",))),
        ("topic", "waste,tourism", Filters(topics=("waste", "tourism"))),
        ("since", "1945", Filters(since=1945)),
        ("until", "2019", Filters(until=2019)),
        ("q", "  Abe\n Putin ", Filters(text="Abe Putin")),
    ],
)
def test_each_parameter_is_followed(catalogue, parameter, value, filters):
    assert filters_from_query({parameter: value}, catalogue) == (filters, ())
    assert not filters.is_empty


def test_what_is_not_a_filter_is_no_concern_of_theirs(catalogue):
    query = {"event": "x", "selected": "y", "story": "z", "utm_source": "mail"}
    assert filters_from_query(query, catalogue) == (Filters(), ())


@pytest.mark.parametrize("parameter", ["kind", "place", "island", "person", "topic"])
def test_an_unknown_value_is_left_out_with_a_notice(catalogue, parameter):
    assert filters_from_query({parameter: "x"}, catalogue) == (
        Filters(),
        (f"There is no {parameter} “x” in this atlas; it is not filtered by.",),
    )


def test_an_unknown_value_leaves_the_known_ones_alone(catalogue):
    filters, notices = filters_from_query({"kind": "summit,picnic,law"}, catalogue)
    assert filters.kinds == ("summit", "law")
    assert notices == ("There is no kind “picnic” in this atlas; it is not filtered by.",)


@pytest.mark.parametrize("parameter", ["since", "until"])
@pytest.mark.parametrize(
    "value", ["soon", "19", "20199", "1799", "2100", "-1956", "1956.0", "²⁰¹⁸"]
)
def test_what_is_no_year_is_left_out_with_a_notice(catalogue, parameter, value):
    assert filters_from_query({parameter: value}, catalogue) == (
        Filters(),
        (f"There is no year “{value}” in this atlas; it is not filtered by.",),
    )


@pytest.mark.parametrize(
    ("query", "russian", "japanese"),
    [
        (
            {"kind": "x"},
            "Вида «x» в этом атласе нет; отбор по нему не ведётся.",
            "「x」という種類は本アトラスにないため、絞り込みに使っていません。",
        ),
        (
            {"topic": "x"},
            "Темы «x» в этом атласе нет; отбор по ней не ведётся.",
            "「x」というテーマは本アトラスにないため、絞り込みに使っていません。",
        ),
        (
            {"since": "19"},
            "Года «19» в этом атласе нет; отбор по нему не ведётся.",
            "「19」という年は本アトラスにないため、絞り込みに使っていません。",
        ),
        (
            {"since": "2019", "until": "1956"},
            "Нет года не раньше 2019 и не позже 1956; отбор по годам не ведётся.",
            "2019年以降で1956年以前という年はないため、この条件は絞り込みに使っていません。",
        ),
        (
            {"q": "x" * 101},
            "Поиск ведётся только по началу текста (знаков: 100).",
            "検索には、入力された文字列の最初の100文字だけを使っています。",
        ),
    ],
)
def test_a_notice_is_in_the_reader_s_language(catalogue, query, russian, japanese):
    assert filters_from_query(query, catalogue, "ru")[1] == (russian,)
    assert filters_from_query(query, catalogue, "ja")[1] == (japanese,)


@pytest.mark.parametrize(
    ("language", "last"),
    [
        ("en", "Nor are 4 more values of “topic” in this atlas."),
        ("ru", "Нет в этом атласе и других значений параметра «topic» (ещё 4)."),
        ("ja", "「topic」のほかの4件の値も、本アトラスにありません。"),
    ],
)
def test_of_many_unknown_values_the_rest_is_counted(catalogue, language, last):
    notices = filters_from_query({"topic": "a,b,c,d,e,f,g,h,i"}, catalogue, language)[1]
    assert (len(notices), notices[-1]) == (6, last)


def test_years_the_wrong_way_round_are_left_out_with_a_notice(catalogue):
    query = {"since": "2019", "until": "1956", "kind": "law"}
    assert filters_from_query(query, catalogue) == (
        Filters(kinds=("law",)),
        ("No year is since 2019 and until 1956; they are not filtered by.",),
    )


def test_a_year_may_be_the_first_and_the_last(catalogue):
    filters, notices = filters_from_query({"since": "2018", "until": "2018"}, catalogue)
    assert ((filters.since, filters.until), notices) == ((2018, 2018), ())


def test_a_text_is_cut_at_a_hundred_characters_with_a_notice(catalogue):
    assert filters_from_query({"q": "x" * 101}, catalogue) == (
        Filters(text="x" * 100),
        ("Only the first 100 characters of the text are searched for.",),
    )


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("<script>alert(1)</script>", id="script"),
        pytest.param("x" * 100_000, id="100 000 characters"),
        pytest.param(",".join(str(number) for number in range(20_000)), id="20 000 values"),
        pytest.param("," * 100_000, id="100 000 commas"),
        pytest.param("\x00\n\r\u202e\ud800", id="control characters and a surrogate"),
        pytest.param("__class__", id="attribute"),
        pytest.param("Summit", id="capital letter"),
    ],
)
@pytest.mark.parametrize(
    "parameter", ["kind", "place", "island", "person", "topic", "since", "until", "q"]
)
def test_a_hostile_value_leads_to_short_notices_that_can_be_written(catalogue, parameter, value):
    filters, notices = filters_from_query({parameter: value}, catalogue)
    assert filters == Filters(text=filters.text)
    assert len(filters.text.encode()) <= 400
    assert len(notices) <= 6
    assert all(len(notice.encode()) < 400 for notice in notices)


def test_many_unknown_values_are_counted(catalogue):
    _, notices = filters_from_query({"topic": "a,b,c,d,e,f,g"}, catalogue)
    assert len(notices) == 6
    assert notices[5] == "Nor are 2 more values of “topic” in this atlas."


def test_filters_become_address_parameters_in_this_order():
    assert list(query_of_filters(EVERYTHING).items()) == [
        ("kind", "summit,statement"),
        ("place", "vladivostok,tokyo"),
        ("island", "iturup"),
        ("person", "vladimir-putin"),
        ("topic", "peace-treaty,economy"),
        ("since", "2012"),
        ("until", "2016"),
        ("q", "Путин & Abe, 択捉島"),
    ]


def test_what_is_not_asked_for_is_no_parameter():
    assert query_of_filters(Filters()) == {}
    assert query_of_filters(Filters(since=1945)) == {"since": "1945"}


@pytest.mark.parametrize("filters", [Filters(), EVERYTHING, Filters(until=1956, text="Ünïcode 島")])
def test_filters_come_back_from_their_address(catalogue, filters):
    assert filters_from_query(query_of_filters(filters), catalogue) == (filters, ())


def test_during_includes_both_years_and_what_reaches_into_them(events):
    assert ids(during(events, 1947, 1951)) == [
        "1947-transfer-of-japanese-residents",
        "1951-09-08-san-francisco-treaty",
        "1951-10-19-nishimura-answer",
    ]
    assert ids(during(events, 1948, 1948)) == ["1947-transfer-of-japanese-residents"]
    assert ids(during(events, None, 1900)) == [
        "1855-02-07-treaty-of-shimoda",
        "1875-05-07-treaty-of-st-petersburg",
    ]
    assert ids(during(events, 2023, None)) == [
        "2019-11-next-round",
        "2023-01-23-kremlin-no-dialogue",
    ]
    assert during(events, None, None) == events
    assert during(events, 1956, 1955) == ()


def test_of_kind(events):
    assert ids(of_kind(events, ["treaty"])) == [
        "1855-02-07-treaty-of-shimoda",
        "1875-05-07-treaty-of-st-petersburg",
        "1905-09-05-treaty-of-portsmouth",
        "1951-09-08-san-francisco-treaty",
        "1956-10-19-joint-declaration",
        "1956-12-12-joint-declaration-in-force",
        "1998-02-21-fishing-framework-agreement",
    ]


def test_concerning_takes_the_events_of_any_of_the_islands(events):
    rest = concerning(events, ["iturup", "kunashir"])
    assert [event.id for event in events if event not in rest] == [
        "1945-09-01-landing-on-shikotan",
        "1945-09-03-landings-on-habomai",
        "1956-10-19-joint-declaration",
        "1960-01-27-soviet-memorandum",
        "1999-09-11-free-visits-begin",
        "2004-11-14-lavrov-on-1956",
        "2006-08-16-kisshin-maru-shooting",
        "2018-11-14-singapore-summit",
    ]


def test_held_at_takes_the_events_of_any_of_the_places(events):
    assert ids(held_at(events, ["nagato", "osaka"])) == [
        "2016-12-15-nagato-tokyo-summit",
        "2019-06-29-osaka-summit",
    ]


def test_with_people_takes_the_events_of_any_of_them(events):
    assert ids(with_people(events, ["mikhail-gorbachev", "ichiro-hatoyama"])) == [
        "1955-06-london-talks",
        "1991-04-18-gorbachev-in-tokyo",
    ]


def test_about_takes_the_events_of_any_of_the_topics(events):
    assert ids(about(events, ["wind-energy", "residents"])) == [
        "1947-transfer-of-japanese-residents",
        "1999-09-11-free-visits-begin",
        "2017-09-07-vladivostok-summit",
        "2018-10-02-third-survey-mission",
    ]


def test_no_value_of_a_facet_is_no_event(events):
    for choose in (of_kind, concerning, held_at, with_people, about):
        assert choose(events, []) == ()


def test_no_filters_leave_every_event(events, index):
    assert filtered(events, Filters(), index) == events


def test_filters_of_different_facets_must_all_be_met(events, index):
    filters = Filters(
        kinds=("summit",), people=("shinzo-abe",), islands=("iturup",), since=2018, until=2018
    )
    assert ids(filtered(events, filters, index)) == [
        "2018-05-26-moscow-summit",
        "2018-09-10-vladivostok-summit",
        "2018-12-01-buenos-aires-summit",
    ]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(kinds=("law",), since=2022), 3),
        (Filters(places=("vladivostok", "sochi")), 11),
        (Filters(islands=("habomai",), until=1945), 9),
        (Filters(people=("igor-morgulov",)), 15),
        (Filters(topics=("waste",)), 10),
        (Filters(text="waste"), 11),
        (Filters(topics=("waste",), text="Nemuro"), 5),
    ],
)
def test_each_facet_narrows(events, index, filters, found):
    assert len(filtered(events, filters, index)) == found


def test_a_text_is_understood_as_a_search_is(events, index):
    assert ids(filtered(events, Filters(text="Путин Абэ Сингапур"), index)) == [
        "2018-11-14-singapore-summit"
    ]
    assert filtered(events, Filters(text="zzzz"), index) == ()


def test_a_text_that_asks_nothing_leaves_every_event(events, index):
    assert filtered(events, Filters(text="where did the"), index) == events


def test_events_keep_the_order_they_are_given_in(events, index):
    found = filtered(tuple(reversed(events)), Filters(topics=("waste",)), index)
    assert ids(found)[:2] == ["2020-06-05-working-group-video", "2019-11-06-jea-round-6-moscow"]


def test_the_choices_of_the_whole_record(catalogue, events):
    choices = choices_of(events, catalogue)
    assert list(choices["kinds"].items()) == [
        ("summit", 32),
        ("consultations", 18),
        ("foreign-ministers", 17),
        ("statement", 19),
        ("field-visit", 13),
        ("treaty", 7),
        ("law", 10),
        ("military", 9),
        ("other", 7),
    ]
    assert list(choices["places"].items())[:3] == [
        ("moscow", 48),
        ("tokyo", 31),
        ("yuzhno-kurilsk", 14),
    ]
    assert choices["islands"] == {"habomai": 107, "iturup": 119, "kunashir": 119, "shikotan": 110}
    assert list(choices["islands"]) == list(catalogue.islands)
    assert list(choices["people"].items())[:2] == [("vladimir-putin", 33), ("sergey-lavrov", 21)]
    assert list(choices["topics"].items())[:3] == [
        ("peace-treaty", 69),
        ("joint-economic-activities", 43),
        ("sovereignty", 30),
    ]


def test_choices_of_the_same_number_are_in_order_of_name(catalogue, events):
    last = [id for id, count in choices_of(events, catalogue)["places"].items() if count == 1]
    assert last[:4] == ["beijing", "buenos-aires", "da-nang", "habomai-islands"]


def test_the_choices_of_no_events_are_none(catalogue):
    assert choices_of((), catalogue) == {
        "kinds": {},
        "places": {},
        "islands": {},
        "people": {},
        "topics": {},
    }


def test_the_choices_of_a_tiny_record(tiny):
    assert choices_of(tiny.events.values(), tiny) == {
        "kinds": {"consultations": 1, "treaty": 1},
        "places": {"moscow": 2},
        "islands": {"kunashir": 2},
        "people": {"igor-morgulov": 1},
        "topics": {},
    }
