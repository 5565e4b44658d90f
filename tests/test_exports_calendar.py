"""iCalendar, read back by the icalendar library."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from geo.exports.calendar import events_calendar
from geo.exports.days import days_of, left_out
from geo.exports.selection import selection_from_query


@pytest.fixture(scope="module")
def choose(catalogue):
    return lambda **query: selection_from_query(query, catalogue, "https://atlas.example/")


@pytest.fixture(scope="module")
def text(choose):
    return events_calendar(choose())


@pytest.fixture(scope="module")
def entries(text):
    calendar = Calendar.from_ical(text)
    return {str(it["summary"]): it for it in calendar.walk("VEVENT")}


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2016-09-02", (date(2016, 9, 2), date(2016, 9, 3))),
        ("2016-12-15/2016-12-16", (date(2016, 12, 15), date(2016, 12, 17))),
        ("2019-11", (date(2019, 11, 1), date(2019, 12, 1))),
        ("2019-09~", (date(2019, 9, 1), date(2019, 10, 1))),
        ("1947-07/1948-10", (date(1947, 7, 1), date(1948, 11, 1))),
        ("2019-11-06/..", (date(2019, 11, 6), date(2019, 11, 7))),
        ("1964", None),
        ("195X", None),
        ("1956/1957-03", None),
        ("1956~/..", None),
    ],
)
def test_which_days_a_date_enters(edtf, days):
    assert days_of(edtf) == days


def test_every_event_whose_days_are_known_is_an_entry_of_whole_days(entries, choose):
    assert [event.id for event in left_out(choose())] == ["1964-grave-visits"]
    assert len(entries) == 131
    for entry in entries.values():
        assert entry.errors == []
        assert type(entry["dtstart"].dt) is type(entry["dtend"].dt) is date
        assert entry["dtend"].dt > entry["dtstart"].dt


def test_what_is_left_out_is_said(text):
    calendar = Calendar.from_ical(text)
    assert calendar["x-atlas-left-out"] == "1964-grave-visits (1964)"
    assert calendar.errors == []


def test_a_known_day_is_confirmed_and_a_vague_one_tentative_with_its_edtf(entries):
    summit = next(it for it in entries.values() if it["dtstart"].dt == date(2016, 9, 2))
    assert summit["dtend"].dt - summit["dtstart"].dt == timedelta(days=1)
    assert summit["status"] == "CONFIRMED"
    assert "EDTF" not in summit["description"]
    assert summit["url"] == (
        "https://atlas.example/?event=2016-09-02-vladivostok-summit&story=record&lang=en"
    )
    (vague,) = [it for it in entries.values() if "EDTF 2019-09~" in it["description"]]
    assert vague["status"] == "TENTATIVE"
    assert "any of these days: about September 2019 (EDTF 2019-09~)" in vague["description"]


def test_an_open_end_enters_the_first_day_and_says_so(entries):
    (still_open,) = [it for it in entries.values() if "2019-11-06/.." in it["description"]]
    assert still_open["dtstart"].dt == date(2019, 11, 6)
    assert still_open["dtend"].dt == date(2019, 11, 7)
    assert "the end is open" in still_open["description"]


def test_lines_are_as_short_as_rfc_5545_wants_in_every_language(choose):
    for language in ("en", "ru", "ja"):
        written = events_calendar(choose(lang=language))
        lines = written.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert b"\n" not in b"".join(lines)
        written.decode()


def test_entries_keep_their_identifiers_wherever_the_atlas_is(catalogue, entries):
    elsewhere = selection_from_query({"lang": "ru"}, catalogue, "http://localhost:8501/")
    moved = Calendar.from_ical(events_calendar(elsewhere))
    uids = {str(it["uid"]) for it in entries.values()}
    assert {str(it["uid"]) for it in moved.walk("VEVENT")} == uids
    assert len(uids) == 131
