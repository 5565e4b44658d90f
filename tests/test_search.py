"""Search: a question as a reader writes it leads to the events, islands, places and people."""

import pytest

from geo.search import Hits, SearchIndex, index_of

ABE_AND_PUTIN_IN_2018 = (
    "2018-05-26-moscow-summit",
    "2018-09-10-vladivostok-summit",
    "2018-09-12-putin-no-preconditions",
    "2018-11-14-singapore-summit",
    "2018-12-01-buenos-aires-summit",
)
AT_VLADIVOSTOK = (
    "2012-09-08-vladivostok-noda-putin",
    "2016-09-01-putin-bloomberg-interview",
    "2016-09-02-vladivostok-summit",
    "2017-09-07-vladivostok-summit",
    "2018-09-10-vladivostok-summit",
    "2018-09-12-putin-no-preconditions",
    "2019-09-05-vladivostok-summit",
    "2021-09-03-putin-forum-tax-regime",
)
WITH_MORGULOV = (
    "2014-01-31-tokyo-deputy-ministers",
    "2015-10-08-moscow-deputy-ministers",
    "2017-03-18-jea-round-1-tokyo",
    "2017-08-17-jea-round-2-moscow",
    "2018-02-06-jea-round-3-tokyo",
    "2018-08-30-vice-ministerial-moscow",
    "2018-10-31-vice-ministerial-moscow-announced",
    "2018-12-01-buenos-aires-summit",
    "2019-03-21-special-representatives-moscow",
    "2019-04-22-jea-round-5-tokyo",
    "2019-09-09-vice-ministerial-tokyo",
    "2019-11-06-jea-round-6-moscow",
    "2020-06-04-vice-ministerial-phone",
    "2021-07-26-mishustin-iturup",
    "2021-08-02-vice-ministerial-phone",
)
NOT_OF_ITURUP = {
    "1945-09-01-landing-on-kunashir",
    "1945-09-01-landing-on-shikotan",
    "1945-09-03-landings-on-habomai",
    "1956-10-19-joint-declaration",
    "1960-01-27-soviet-memorandum",
    "1999-09-11-free-visits-begin",
    "2004-11-14-lavrov-on-1956",
    "2006-08-16-kisshin-maru-shooting",
    "2010-11-01-medvedev-on-kunashir",
    "2012-07-03-medvedev-kunashir",
    "2018-11-14-singapore-summit",
    "2019-08-19-russian-waste-visit-nemuro",
    "2019-09-13-japanese-waste-visit-kunashir",
}


@pytest.fixture(scope="module")
def index(catalogue) -> SearchIndex:
    return SearchIndex(catalogue)


@pytest.mark.parametrize(
    "question",
    [
        "Where did Abe and Putin meet in 2018?",
        "abe putin 2018",
        "Abe’s meetings with Putin, 2018",
        "Где встречались Путин и Абэ в 2018 году?",
        "встречи Путина с Абэ в 2018",
        "安倍 プーチン 2018",
        "安倍晋三とプーチンは2018年にどこで会いましたか",
        "安倍首相とプーチン大統領 ２０１８年",
    ],
)
def test_abe_and_putin_in_2018_are_the_five_events_of_2018_with_both(index, question):
    hits = index.search(question)
    assert hits.events == ABE_AND_PUTIN_IN_2018
    assert set(hits.people) == {"shinzo-abe", "vladimir-putin"}
    assert (hits.since, hits.until, hits.islands, hits.places) == (2018, 2018, (), ())


@pytest.mark.parametrize(
    "question", ["Путин Абэ Сингапур", "singapore", "シンガポール", "в Сингапуре"]
)
def test_singapore_is_the_one_summit_held_there(index, question):
    hits = index.search(question)
    assert (hits.events, hits.places) == (("2018-11-14-singapore-summit",), ("singapore",))


@pytest.mark.parametrize(
    "name",
    [
        "択捉島",
        "択捉",
        "Итуруп",
        "на Итурупе",
        "Iturup",
        "ITURUP ISLAND",
        "Etorofu",
        "Etorofu-tō",
        "etorofu to",
        "etu-oro-o-p",
        "Etuworop-sir",
        "Staten Island",
        "Yetorup",
    ],
)
def test_any_name_of_iturup_finds_it_and_the_events_that_concern_it(catalogue, index, name):
    hits = index.search(name)
    assert hits.islands == ("iturup",)
    assert set(catalogue.events) - set(hits.events) == NOT_OF_ITURUP


def test_every_name_of_an_island_finds_it_and_the_events_that_concern_it(catalogue, index):
    for island in catalogue.islands.values():
        concerning = [id for id, event in catalogue.events.items() if island.id in event.islands]
        for name in island.names:
            for text in filter(None, [name.text, name.latin]):
                hits = index.search(text)
                assert (text, hits.islands) == (text, (island.id,))
                assert (text, list(hits.events)) == (text, concerning)


@pytest.mark.parametrize(
    ("name", "island"),
    [
        ("Otrada", "kunashir"),
        ("Горячие Ключи", "iturup"),
        ("瀬石温泉", "iturup"),
        ("Krabozavodskoye", "shikotan"),
        ("Kurilsk", "iturup"),
        ("Южно-Курильск", "kunashir"),
        ("Yuzhno Kurilsk", "kunashir"),
        ("Зеленый", "habomai"),
        ("志発島", "habomai"),
        ("Shibotsu-tō", "habomai"),
        ("острова Дёмина", "habomai"),
        ("moi-mosiri", "habomai"),
    ],
)
def test_a_settlement_or_islet_finds_its_island(index, name, island):
    assert index.search(name).islands == (island,)


def test_a_settlement_does_not_stand_for_all_the_events_of_its_island(index):
    assert index.search("Otrada").events == ()


def test_every_name_of_a_person_finds_that_person_and_their_events(catalogue, index):
    for person in catalogue.people.values():
        events = [
            id
            for id, event in catalogue.events.items()
            if person.id in {it.person for it in event.people}
        ]
        for text in filter(None, [person.names.en, person.names.ru, person.names.ja]):
            hits = index.search(text)
            assert (text, hits.people, list(hits.events)) == (text, (person.id,), events)


def test_every_name_of_a_place_finds_that_place_and_the_events_held_there(catalogue, index):
    for place in catalogue.places.values():
        held = {
            id
            for id, event in catalogue.events.items()
            if place.id in {it.place for it in event.venues}
        }
        for text in filter(None, [place.names.en, place.names.ru, place.names.ja]):
            hits = index.search(text)
            assert (text, hits.places) == (text, (place.id,))
            assert (text, held - set(hits.events)) == (text, set())


def test_a_place_also_finds_a_title_that_names_it(index):
    assert index.search("San Francisco Treaty").events == (
        "1951-09-08-san-francisco-treaty",
        "1952-04-28-san-francisco-in-force",
    )


def test_a_full_name_leaves_out_who_shares_a_part_of_it(index):
    assert index.search("Kono").people == ("masaharu-kono", "taro-kono")
    assert index.search("Taro").people == ("taro-aso", "taro-kono")
    assert index.search("Taro Kono").people == ("taro-kono",)


def test_a_whole_name_leaves_out_who_has_it_as_a_part(index):
    assert index.search("Kurilsk").places == ("kurilsk",)
    assert index.search("Mori").people == ("takeo-mori", "yoshiro-mori")  # not Morihiro, Morishita


def test_the_beginning_of_a_name_finds_all_that_begin_so(index):
    assert set(index.search("морг").people) == {"igor-morgulov"}
    assert set(index.search("gorb gork").people) == {"mikhail-gorbachev", "alexander-gorkin"}
    assert set(index.search("shi").islands) == {"shikotan", "habomai"}  # Shibotsu is of Habomai


def test_two_letters_are_no_beginning(index):
    assert index.search("pu") == Hits(words=("pu",))


@pytest.mark.parametrize(
    "name",
    ["Morgulov", "Моргулов", "Моргулова", "モルグロフ", "Морголов", "Morgulow", "igor morgulof"],
)
def test_morgulov_is_found_however_he_is_written(index, name):
    hits = index.search(name)
    assert (hits.people, hits.events) == (("igor-morgulov",), WITH_MORGULOV)


@pytest.mark.parametrize("name", ["Vladivostok", "Vladivostock", "Vladivastock", "Владивостоке"])
def test_vladivostok_is_found_however_it_is_written(index, name):
    hits = index.search(name)
    assert (hits.places, hits.events) == (("vladivostok",), AT_VLADIVOSTOK)


@pytest.mark.parametrize(
    ("typed", "island"),
    [("Kunasir", "kunashir"), ("Etorofo", "iturup"), ("Itorup", "iturup"), ("Хабамаи", "habomai")],
)
def test_a_typo_in_an_island_s_name_is_forgiven(index, typed, island):
    assert index.search(typed).islands == (island,)


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("Gorbachov", "mikhail-gorbachev"),
        ("Khruschev", "nikita-khrushchev"),
        ("Jeltsin", "boris-yeltsin"),
        ("Putni", "vladimir-putin"),
        ("Shoygu", "sergei-shoigu"),
        ("ラヴロフ", "sergey-lavrov"),
        ("Горбачев", "mikhail-gorbachev"),
    ],
)
def test_another_spelling_of_a_person_is_forgiven(index, typed, person):
    assert index.search(typed).people == (person,)


@pytest.mark.parametrize(
    "word",
    [
        "taste",
        "tastes",
        "paste",
        "wasted",
        "peach",
        "Kyoto",
        "Kobe",
        "Rome",
        "Rima",
        "Bono",
        "emperor",
    ],
)
def test_a_different_word_is_not_taken_for_a_typo(index, word):
    assert index.search(word) == Hits(words=(word.lower(),))


def test_a_typo_is_not_looked_for_where_a_word_is_found(index):
    assert index.search("Tokyo").places == ("tokyo",)
    assert index.search("Kan").people == ("naoto-kan",)


def test_waste_is_a_topic_and_a_word_of_summaries(index):
    assert index.search("waste").events == (
        "2017-09-07-vladivostok-summit",
        "2017-10-26-second-survey-mission",
        "2018-10-02-third-survey-mission",
        "2019-06-29-osaka-summit",
        "2019-08-jea-pilot-projects",
        "2019-08-19-russian-waste-visit-nemuro",
        "2019-09-05-vladivostok-summit",
        "2019-09-13-japanese-waste-visit-kunashir",
        "2019-11-06-jea-round-6-moscow",
        "2019-12-19-motegi-lavrov-moscow",
        "2020-06-05-working-group-video",
    )


def test_a_word_of_a_topic_finds_it(catalogue, index):
    about = {id for id, it in catalogue.events.items() if "joint-economic-activities" in it.topics}
    assert about <= set(index.search("joint").events)
    assert set(index.search("joint-economic-activities").events) == about


def test_a_kind_a_role_and_a_month_are_words_of_an_event(index):
    assert "2013-11-01-tokyo-2plus2" in index.search("foreign-ministers").events
    assert index.search("headman").events == (
        "1945-09-01-landing-on-kunashir",
        "1945-09-01-landing-on-shikotan",
    )
    assert index.search("November 2018").events == ("2018-11-14-singapore-summit",)


def test_every_word_must_match(index):
    assert index.search("waste Osaka").events == ("2019-06-29-osaka-summit",)
    assert index.search("waste Singapore").events == ()
    assert index.search("waste zzzz").events == ()


def test_an_identifier_finds_its_event(catalogue, index):
    for id in catalogue.events:
        assert id in index.search(id).events


@pytest.mark.parametrize(
    "name", ["北方領土", "Южные Курилы", "Южно-Курильские острова", "島", "islands"]
)
def test_a_collective_name_finds_all_that_concerns_the_islands(catalogue, index, name):
    assert index.search(name).events == tuple(catalogue.events)
    assert len(index.search(f"{name} 2016").events) == 7


def test_between_1945_and_1956_are_the_events_whose_days_overlap_those_years(index):
    assert index.search("between 1945 and 1956").events == (
        "1945-02-11-yalta-agreement",
        "1945-07-26-potsdam-proclamation",
        "1945-08-08-soviet-declaration-of-war",
        "1945-08-18-general-order-covers-kurils",
        "1945-08-28-landing-on-iturup",
        "1945-08-28-soviet-landings",
        "1945-09-01-landing-on-kunashir",
        "1945-09-01-landing-on-shikotan",
        "1945-09-03-landings-on-habomai",
        "1946-01-29-scapin-677",
        "1946-02-02-soviet-incorporation",
        "1947-transfer-of-japanese-residents",
        "1951-09-08-san-francisco-treaty",
        "1951-10-19-nishimura-answer",
        "1952-04-28-san-francisco-in-force",
        "1955-06-london-talks",
        "1956-02-11-japan-four-island-position",
        "1956-07-moscow-foreign-ministers-talks",
        "1956-08-us-warning-and-aide-memoire",
        "1956-09-29-matsumoto-gromyko-letters",
        "1956-10-19-joint-declaration",
        "1956-12-12-joint-declaration-in-force",
    )


def test_years_that_exclude_each_other_find_nothing(index):
    assert index.search("after 1956 before 1956").events == ()


def test_a_year_finds_an_event_that_lasts_through_it_or_is_left_open(index):
    assert "1947-transfer-of-japanese-residents" in index.search("1948").events
    assert index.search("2099").events == ("2019-11-next-round",)


@pytest.mark.parametrize(
    "query", ["", "  ", "where did the", "когда и где", "どこで", "?!…", "\x00\x1b"]
)
def test_a_query_that_asks_nothing_finds_nothing(index, query):
    hits = index.search(query)
    assert hits == Hits()
    assert hits.asks_nothing


def test_a_word_that_is_not_found_is_still_asked_for(index):
    assert not index.search("zzzz").asks_nothing
    assert not index.search("2018").asks_nothing


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("x" * 100_000, id="one long word"),
        pytest.param("putin " * 20_000, id="many words"),
        pytest.param("択" * 100_000, id="one long word in kanji"),
        pytest.param("1956" * 25_000, id="digits"),
        pytest.param("e\u0301" * 50_000, id="combining marks"),
        pytest.param("\ufdfa" * 100_000, id="a letter that NFKC makes many"),
        pytest.param(".*(a+)+$[^\\", id="regular expression"),
        pytest.param("\x00\x07\u202e\ud800", id="control characters and a surrogate"),
        pytest.param("<script>alert(1)</script>", id="script"),
        pytest.param("' OR 1=1 --", id="quote"),
        pytest.param("+-+- --- 'ー々", id="punctuation"),
        pytest.param("٢٠١٨ ²⁰¹⁸", id="other digits"),
    ],
)
def test_a_hostile_query_leads_to_hits_like_any_other(catalogue, index, query):
    hits = index.search(query)
    assert set(hits.events) <= set(catalogue.events)
    assert sum(map(len, hits.words)) <= 4_000


def test_only_the_first_200_characters_count(index):
    assert index.search("Abe " + " " * 196 + "zzzz").words == ("abe",)


def test_a_search_leaves_the_index_as_it_was(catalogue):
    index = SearchIndex(catalogue)
    before = index.search("Abe 2018")
    for query in ["zzzz", "択捉沖", "Morgulow", "x-y+z"]:
        index.search(query)
    assert index.search("Abe 2018") == before


@pytest.mark.parametrize(
    ("event", "titles"),
    [
        (
            "2017-09-07-vladivostok-summit",
            (
                "Leaders pick five fields for joint projects",
                "Лидеры выбирают пять направлений совместных проектов",
                "両首脳、共同事業の5分野を選定",
            ),
        ),
        (
            "2016-09-02-vladivostok-summit",
            (
                "Putin and Abe agree in Vladivostok to go on talking",
                "Путин и Абэ договариваются во Владивостоке продолжать переговоры",
                "プーチン大統領と安倍首相、ウラジオストクで協議継続に合意",
            ),
        ),
        (
            "2019-09-tokyo-round",
            (
                "A previous round in Tokyo, as TASS dates it",
                "Предыдущий раунд в Токио в датировке ТАСС",
                "タス通信の日付による東京での前回協議",
            ),
        ),
    ],
)
def test_an_event_is_found_by_the_words_of_its_title_in_each_language(index, event, titles):
    assert [index.search(title).events for title in titles] == [(event,)] * 3


@pytest.mark.parametrize(
    "question", ["пять направлений", "направления совместных проектов", "共同事業 分野"]
)
def test_some_words_of_a_translated_title_are_enough(index, question):
    assert "2017-09-07-vladivostok-summit" in index.search(question).events


def test_the_index_of_a_catalogue_is_built_once(catalogue, tiny):
    assert index_of(catalogue) is index_of(catalogue)
    assert index_of(tiny) is not index_of(catalogue)


def test_a_tiny_record_is_searched_too(tiny):
    assert index_of(tiny).search("morgulov moscow") == Hits(
        events=("2019-11-06-round",),
        places=("moscow",),
        people=("igor-morgulov",),
        words=("morgulov", "moscow"),
    )
