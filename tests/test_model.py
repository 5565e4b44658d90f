"""The model: what an event, a source or an article may hold, and what it refuses."""

import datetime

import pytest
from pydantic import ValidationError

from geo.model import Article, Citation, Claim, Event, Names, Person, Prose, Source, Story

SOURCE = {
    "id": "treaty-series",
    "outlet": "United Nations",
    "title": "Treaty Series",
    "url": "https://treaties.example/263",
}
EVENT = {
    "id": "2019-11-06-round",
    "date": "2019-11-06",
    "date_basis": "Stated by the source.",
    "title": "A round",
    "summary": "Deputy ministers meet.",
    "kind": "consultations",
    "venues": [{"place": "moscow"}],
    "citations": [{"source": "agency", "states": "Time and place."}],
    "confidence": "high",
}
CLAIM = {
    "id": "claim-one",
    "paragraph": 1,
    "text": "They met.",
    "locator": "met in Moscow",
    "verdict": "open",
    "finding": "Nobody else reports it.",
}
ARTICLE = {
    "id": "agency",
    "outlet": "The Agency",
    "title": "Diplomats meet",
    "url": "https://agency.example/1",
    "published": "2019-11-06",
    "published_basis": "Printed with the article.",
    "paragraphs": 7,
    "claims": [CLAIM],
}


def refused_fields(model, values):
    with pytest.raises(ValidationError) as refusal:
        model.model_validate(values)
    return [error["loc"] for error in refusal.value.errors()]


@pytest.mark.parametrize(
    ("model", "values"), [(Source, SOURCE), (Event, EVENT), (Claim, CLAIM), (Article, ARTICLE)]
)
def test_a_record_with_only_what_is_needed_is_accepted(model, values):
    assert model.model_validate(values).id == values["id"]


@pytest.mark.parametrize(
    ("model", "values"), [(Source, SOURCE), (Event, EVENT), (Claim, CLAIM), (Article, ARTICLE)]
)
def test_nothing_that_is_needed_may_be_left_out(model, values):
    for name in values:
        rest = {field: value for field, value in values.items() if field != name}
        assert refused_fields(model, rest) == [(name,)]


@pytest.mark.parametrize(
    ("model", "values"), [(Source, SOURCE), (Event, EVENT), (Claim, CLAIM), (Article, ARTICLE)]
)
def test_a_field_that_is_not_of_the_record_is_refused(model, values):
    assert refused_fields(model, {**values, "titel": "x"}) == [("titel",)]


def test_a_field_that_is_not_of_a_citation_is_refused_where_it_stands():
    citations = [*EVENT["citations"], {"source": "agency", "states": "It.", "paragraph": 1}]
    assert refused_fields(Event, {**EVENT, "citations": citations}) == [
        ("citations", 1, "paragraph")
    ]


def test_a_record_does_not_change_once_it_is_read():
    event = Event.model_validate(EVENT)
    with pytest.raises(ValidationError, match="frozen"):
        event.title = "Another title"
    assert event.title.en == "A round"


@pytest.mark.parametrize(
    "id",
    [
        "",
        "Moscow",
        "mos cow",
        "mos_cow",
        "-moscow",
        "moscow-",
        "a--b",
        "москва",
        "a/b",
        "a\n",
        "../a",
    ],
)
def test_an_id_that_is_not_lower_case_words_joined_by_hyphens_is_refused(id):
    person = {"id": id, "names": {"en": "Somebody"}, "side": "other"}
    assert refused_fields(Person, person) == [("id",)]


@pytest.mark.parametrize("id", ["moscow", "2016-09-02-vladivostok-summit", "3", "s300v4"])
def test_an_id_of_lower_case_words_and_digits_is_accepted(id):
    assert Person.model_validate({"id": id, "names": {"en": "S"}, "side": "other"}).id == id


@pytest.mark.parametrize("title", ["", " ", "\n\t"])
def test_an_empty_title_is_refused(title):
    assert refused_fields(Event, {**EVENT, "title": title}) == [("title", "en")]


def test_spaces_around_a_text_are_taken_off():
    assert Event.model_validate({**EVENT, "title": "  A round \n"}).title.en == "A round"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b>bold</b> claim",
        "<IMG SRC=x onerror=alert(1)>",
        "ends </p>",
        "<!-- hidden -->",
        "<?php",
        "Sakhalin &amp; the Kurils",
        "&lt;script&gt;",
        "&#60;script&#62;",
        "&#x3C;b",
        "a&nbsp;b",
    ],
)
@pytest.mark.parametrize("field", ["title", "summary", "notes"])
def test_html_in_a_text_is_refused(field, text):
    with pytest.raises(ValidationError, match="holds HTML") as refusal:
        Event.model_validate({**EVENT, field: text})
    assert [error["loc"] for error in refusal.value.errors()] == [(field, "en")]


@pytest.mark.parametrize(
    "text",
    [
        "1 < 2 & 3 > 2",
        "Abe & Putin; then lunch",
        "AT&T and R&D",
        "Japan's “special system” – 択捉島 / Итуруп",
        "<3",
    ],
)
def test_signs_that_are_not_html_are_kept_as_they_are(text):
    assert Event.model_validate({**EVENT, "summary": text}).summary.en == text


def test_html_in_a_part_of_a_record_is_refused_where_it_stands():
    citations = [*EVENT["citations"], {"source": "agency", "states": "Says <b>so</b>."}]
    assert refused_fields(Event, {**EVENT, "citations": citations}) == [
        ("citations", 1, "states", "en")
    ]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "ftp://files.example/a",
        "//treaties.example/263",
        "/263",
        "treaties.example/263",
        "https://",
        "",
    ],
)
@pytest.mark.parametrize("field", ["url", "mirror_of"])
def test_an_address_that_is_not_of_the_web_is_refused(field, url):
    assert refused_fields(Source, {**SOURCE, field: url}) == [(field,)]


@pytest.mark.parametrize("model", [Source, Article])
def test_an_address_is_kept_letter_for_letter(model):
    values = {Source: SOURCE, Article: ARTICLE}[model]
    url = "http://News.example:80/a/../b?q=%41&z=é"
    assert model.model_validate({**values, "url": url}).url == url


@pytest.mark.parametrize("date", ["2019-13", "2019-02-29", "yesterday", "", "2019-11/2019-08"])
def test_a_date_that_is_not_edtf_is_refused(date):
    assert refused_fields(Event, {**EVENT, "date": date}) == [("date",)]
    assert refused_fields(Source, {**SOURCE, "published": date}) == [("published",)]
    assert refused_fields(Article, {**ARTICLE, "published": date}) == [("published",)]


def test_a_date_is_kept_as_it_is_written():
    assert Event.model_validate({**EVENT, "date": "2019-08~/2019-11"}).date == "2019-08~/2019-11"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "meeting"),
        ("confidence", "certain"),
        ("venues", []),
        ("citations", []),
        ("venues", "moscow"),
        ("islands", ["Iturup"]),
    ],
)
def test_an_event_is_of_a_known_kind_and_has_a_venue_and_a_citation(field, value):
    assert refused_fields(Event, {**EVENT, field: value})[0][0] == field


@pytest.mark.parametrize("paragraph", [0, -1, 1.5, "first"])
def test_paragraphs_count_from_one(paragraph):
    citation = {"source": "agency", "states": "It.", "paragraphs": [paragraph]}
    assert refused_fields(Citation, citation) == [("paragraphs", 0)]
    assert refused_fields(Claim, {**CLAIM, "paragraph": paragraph}) == [("paragraph",)]


def test_a_citation_supports_unless_it_says_otherwise():
    assert Citation(source="agency", states="It.").stance == "supports"


@pytest.mark.parametrize("kind", [Names, Prose])
def test_an_english_text_is_needed_and_the_others_are_not(kind):
    assert kind(en="Moscow").ja is None
    assert refused_fields(kind, {"ru": "Москва"}) == [("en",)]
    assert refused_fields(kind, {"en": "Moscow", "de": "Moskau"}) == [("de",)]


@pytest.mark.parametrize(("language", "text"), [("en", "A round"), ("ru", "Раунд"), ("ja", "協議")])
def test_a_text_is_said_in_each_language(language, text):
    assert Prose(en="A round", ru="Раунд", ja="協議").text_in(language) == text


@pytest.mark.parametrize(
    ("language", "text"), [("en", "A round"), ("ru", "A round [EN]"), ("ja", "A round [EN]")]
)
def test_a_plain_text_is_english_and_shown_as_such_elsewhere(language, text):
    event = Event.model_validate({**EVENT, "title": "A round"})
    assert event.title == Prose(en="A round")
    assert event.title.text_in(language) == text


def test_one_language_may_be_translated_before_the_other():
    text = Prose(en="A round", ja="協議")
    assert (text.text_in("ru"), text.text_in("ja")) == ("A round [EN]", "協議")


@pytest.mark.parametrize("language", ["ru", "ja"])
@pytest.mark.parametrize("text", ["", " ", "a <b>bold</b> claim"])
def test_a_translation_is_refused_for_what_an_english_text_is(language, text):
    title = {"en": "A round", language: text}
    assert refused_fields(Event, {**EVENT, "title": title}) == [("title", language)]


@pytest.mark.parametrize(
    ("names", "own"),
    [
        (
            Names(en="Iturup / Etorofu", ru="Итуруп / Эторофу", ja="択捉島／イトゥルップ"),
            ("Iturup", "Итуруп", "択捉島"),
        ),
        (Names(en="Moscow", ru="Москва", ja="モスクワ"), ("Moscow", "Москва", "モスクワ")),
        (Names(en="Moscow"), ("Moscow", None, None)),
    ],
)
def test_a_language_s_own_name_stands_before_the_slash(names, own):
    assert tuple(names.own(language) for language in ("en", "ru", "ja")) == own


@pytest.mark.parametrize(
    ("language", "both"),
    [("en", "Итуруп / 択捉島"), ("ru", "Итуруп / 択捉島"), ("ja", "択捉島 / Итуруп")],
)
def test_both_names_are_in_both_scripts_that_of_the_reader_first(language, both):
    names = Names(en="Iturup / Etorofu", ru="Итуруп / Эторофу", ja="択捉島／イトゥルップ")
    assert names.both_in(language) == both


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "Kurilsk"), ("ru", "Курильск"), ("ja", "Kurilsk [EN]")]
)
def test_where_one_of_the_two_names_is_missing_it_is_called_as_ever(language, shown):
    assert Names(en="Kurilsk", ru="Курильск").both_in(language) == shown


def test_an_article_makes_at_least_one_claim():
    assert refused_fields(Article, {**ARTICLE, "claims": []}) == [("claims",)]


def test_a_story_without_a_list_holds_no_ids():
    assert Story(id="record", title="All", summary="Everything.").events == ()


def test_an_event_spans_the_days_of_its_date():
    event = Event.model_validate({**EVENT, "date": "2019-09~"})
    assert event.span.earliest == datetime.date(2019, 9, 1)
    assert event.span.latest == datetime.date(2019, 9, 30)
    assert event.span.approximate


def test_events_are_in_order_of_first_day_then_last_day_then_id():
    dated = [
        ("open", "2019-11-06/.."),
        ("b-day", "2019-11-06"),
        ("a-day", "2019-11-06"),
        ("autumn", "2019-11"),
        ("year", "2019"),
        ("before", "1956-10-19"),
    ]
    events = [Event.model_validate({**EVENT, "id": id, "date": date}) for id, date in dated]
    assert [event.id for event in sorted(events, key=lambda event: event.sort_key)] == [
        "before",
        "year",
        "autumn",
        "a-day",
        "b-day",
        "open",
    ]
