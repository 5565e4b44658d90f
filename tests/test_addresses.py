"""Addresses: every screen has one, and whatever is typed there leads to a screen."""

from urllib.parse import parse_qs, urlsplit

import pytest

from geo.addresses import Screen, address_of, query_of, screen_from_query

FIRST = "1945-08-28-soviet-landings"
HOSTILE = [
    pytest.param("<script>alert(1)</script>", id="script"),
    pytest.param("x" * 10_000, id="10 000 characters"),
    pytest.param("../../etc/passwd", id="path"),
    pytest.param("' OR 1=1 --", id="quote"),
    pytest.param("\x00\n\r", id="control characters"),
    pytest.param("択捉島", id="non-ASCII"),
    pytest.param("__class__", id="attribute"),
    pytest.param("Iturup", id="capital letter"),
]


def test_no_parameters_lead_to_the_first_event_of_the_two_articles(catalogue):
    assert screen_from_query({}, catalogue) == Screen(FIRST, "articles", None, ())


@pytest.mark.parametrize("name", ["event", "selected", "story", "lang", "names"])
def test_an_empty_parameter_is_as_good_as_none(catalogue, name):
    assert screen_from_query({name: ""}, catalogue) == Screen(FIRST)


def test_each_parameter_is_followed(catalogue):
    query = {"event": "2016-09-02-vladivostok-summit", "selected": "iturup", "story": "record"}
    assert screen_from_query(query, catalogue) == Screen(
        "2016-09-02-vladivostok-summit", "record", "iturup"
    )


def test_a_place_can_be_selected_as_an_island_can(catalogue):
    assert screen_from_query({"selected": "vladivostok"}, catalogue).selected == "vladivostok"


def test_the_whole_record_begins_with_its_own_first_event(catalogue):
    screen = screen_from_query({"story": "record"}, catalogue)
    assert screen.event == "1855-02-07-treaty-of-shimoda"


def test_an_event_that_the_story_does_not_tell_leads_to_the_whole_record(catalogue):
    screen = screen_from_query({"event": "1855-02-07-treaty-of-shimoda"}, catalogue)
    assert screen == Screen("1855-02-07-treaty-of-shimoda", "record", None, ())


def test_a_parameter_that_the_atlas_does_not_know_is_ignored(catalogue):
    assert screen_from_query({"utm_source": "mail", "embed": "true"}, catalogue) == Screen(FIRST)


def test_an_unknown_event_falls_back_to_the_first_of_the_story_with_a_notice(catalogue):
    assert screen_from_query({"event": "2016-09-02", "story": "record"}, catalogue) == Screen(
        "1855-02-07-treaty-of-shimoda",
        "record",
        None,
        ("There is no event “2016-09-02” in this atlas; showing the first event of the story.",),
    )


def test_an_unknown_story_falls_back_to_the_two_articles_with_a_notice(catalogue):
    assert screen_from_query({"story": "tale"}, catalogue) == Screen(
        FIRST,
        "articles",
        None,
        ("There is no story “tale” in this atlas; showing “The two articles”.",),
    )


def test_an_unknown_island_or_place_falls_back_to_none_with_a_notice(catalogue):
    assert screen_from_query({"selected": "atlantis"}, catalogue) == Screen(
        FIRST,
        "articles",
        None,
        ("There is no island or place “atlantis” in this atlas; nothing is selected.",),
    )


def test_each_wrong_part_has_its_own_notice(catalogue):
    query = {"event": "a", "selected": "b", "story": "c"}
    assert len(screen_from_query(query, catalogue).notices) == 3


def test_a_wrong_part_leaves_the_right_ones_alone(catalogue):
    screen = screen_from_query({"event": "nothing", "selected": "shikotan"}, catalogue)
    assert (screen.event, screen.selected) == (FIRST, "shikotan")


def test_a_notice_does_not_promise_a_story_that_is_not_shown(catalogue):
    query = {"story": "tale", "event": "1855-02-07-treaty-of-shimoda"}
    screen = screen_from_query(query, catalogue)
    assert screen.story == "record"
    assert "showing the two articles" not in screen.notices[0]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["event", "selected", "story"])
def test_a_hostile_value_falls_back_with_a_short_notice(catalogue, name, value):
    screen = screen_from_query({name: value}, catalogue)
    assert (screen.event, screen.story, screen.selected) == (FIRST, "articles", None)
    (notice,) = screen.notices
    assert len(notice) < 200


def test_a_long_value_is_cut_at_sixty_characters(catalogue):
    (notice,) = screen_from_query({"selected": "x" * 10_000}, catalogue).notices
    assert notice == (
        f"There is no island or place “{'x' * 60}…” in this atlas; nothing is selected."
    )


def test_a_value_of_sixty_characters_is_shown_whole(catalogue):
    (notice,) = screen_from_query({"selected": "x" * 60}, catalogue).notices
    assert f"“{'x' * 60}”" in notice


@pytest.mark.parametrize("value", HOSTILE)
def test_what_a_fallback_shows_has_a_clean_address(catalogue, value):
    screen = screen_from_query({"event": value, "selected": value, "story": value}, catalogue)
    assert address_of(screen) == f"./?event={FIRST}"


@pytest.mark.parametrize(
    ("screen", "query"),
    [
        (Screen("a"), {"event": "a"}),
        (Screen("a", "articles", None), {"event": "a"}),
        (Screen("a", selected="iturup"), {"event": "a", "selected": "iturup"}),
        (Screen("a", "record"), {"event": "a", "story": "record"}),
        (
            Screen("a", "record", "iturup"),
            {"event": "a", "selected": "iturup", "story": "record"},
        ),
        (Screen("a", notices=("A notice.",)), {"event": "a"}),
    ],
)
def test_the_default_story_and_no_selection_are_left_out_of_the_address(screen, query):
    assert query_of(screen) == query


def test_an_address_holds_its_parameters_whatever_they_are():
    address = address_of(Screen("a&b=c", "x y", "択捉#島"))
    assert parse_qs(urlsplit(address).query) == {
        "event": ["a&b=c"],
        "selected": ["択捉#島"],
        "story": ["x y"],
    }
    assert '"' not in address
    assert "<" not in address


def test_every_event_of_either_story_comes_back_from_its_address(catalogue):
    events = {
        "articles": catalogue.stories["articles"].events,
        "record": tuple(catalogue.events),
    }
    assert len(events["record"]) > 100
    for story, told in events.items():
        for event in told:
            for selected in (None, "kunashir", "tokyo"):
                screen = Screen(event, story, selected)
                assert screen_from_query(query_of(screen), catalogue) == screen


# Languages


@pytest.mark.parametrize("preferred", ["en", "ru", "ja"])
def test_without_a_language_in_the_address_it_is_the_preferred_one(catalogue, preferred):
    screen = screen_from_query({}, catalogue, preferred)
    assert screen == Screen(FIRST, language=preferred, lang=None)
    assert query_of(screen) == {"event": FIRST}


@pytest.mark.parametrize("preferred", ["en", "ru", "ja"])
@pytest.mark.parametrize(
    ("given", "lang"), [("en", "en"), ("ru", "ru"), ("ja", "ja"), (" JA", "ja")]
)
def test_the_address_s_language_counts_for_more_and_stays_in_it(catalogue, preferred, given, lang):
    screen = screen_from_query({"lang": given}, catalogue, preferred)
    assert screen == Screen(FIRST, language=lang, lang=lang)
    assert query_of(screen) == {"event": FIRST, "lang": lang}


@pytest.mark.parametrize(
    ("preferred", "notice"),
    [
        ("en", "There is no language “xx” in this atlas; showing English."),
        ("ru", "Языка «xx» в этом атласе нет; язык показа: Русский."),
        ("ja", "「xx」という言語は本アトラスにありません。日本語で表示しています。"),
    ],
)
def test_an_unknown_language_falls_back_to_the_preferred_one_with_a_notice(
    catalogue, preferred, notice
):
    screen = screen_from_query({"lang": "xx"}, catalogue, preferred)
    assert screen == Screen(FIRST, notices=(notice,), language=preferred)
    assert "lang" not in query_of(screen)


@pytest.mark.parametrize(
    ("given", "both"), [("both", True), ("", False), ("Both", False), ("one", False)]
)
def test_both_names_are_asked_for_by_one_word(catalogue, given, both):
    screen = screen_from_query({"names": given}, catalogue)
    assert screen == Screen(FIRST, both_names=both)
    assert query_of(screen).get("names") == ("both" if both else None)


@pytest.mark.parametrize(
    ("language", "query", "notice"),
    [
        (
            "ru",
            {"event": "x"},
            "События «x» в этом атласе нет; показано первое событие сюжета.",
        ),
        ("ru", {"story": "x"}, "Сюжета «x» в этом атласе нет; показан «Две статьи»."),
        ("ru", {"selected": "x"}, "Острова или места «x» в этом атласе нет; ничего не выбрано."),
        (
            "ru",
            {"q": "xyzzyx"},
            "Ни одно событие этого сюжета не проходит отбор; показаны все.",
        ),
        ("ru", {"kind": "x"}, "Вида «x» в этом атласе нет; отбор по нему не ведётся."),
        (
            "ja",
            {"event": "x"},
            "「x」という出来事は本アトラスにありません。ストーリーの最初の出来事を表示しています。",
        ),
        (
            "ja",
            {"story": "x"},
            "「x」というストーリーは本アトラスにありません。「二つの記事」を表示しています。",
        ),
        (
            "ja",
            {"selected": "x"},
            "「x」という島や場所は本アトラスにありません。何も選択していません。",
        ),
        (
            "ja",
            {"kind": "x"},
            "「x」という種類は本アトラスにないため、絞り込みに使っていません。",
        ),
    ],
)
def test_a_notice_is_in_the_reader_s_language(catalogue, language, query, notice):
    for screen in (
        screen_from_query(query, catalogue, language),
        screen_from_query({**query, "lang": language}, catalogue, "en"),
    ):
        assert screen.notices == (notice,)


@pytest.mark.parametrize("lang", [None, "en", "ru", "ja"])
@pytest.mark.parametrize("both_names", [False, True])
def test_language_and_names_come_back_from_the_address(catalogue, lang, both_names):
    screen = Screen(
        FIRST, selected="iturup", language=lang or "ru", lang=lang, both_names=both_names
    )
    assert screen_from_query(query_of(screen), catalogue, "ru") == screen


def test_every_island_and_place_comes_back_from_its_address(catalogue):
    for selected in (*catalogue.islands, *catalogue.places):
        screen = Screen(FIRST, selected=selected)
        assert screen_from_query(query_of(screen), catalogue) == screen
