"""What an address chooses of the data, and which edition it is."""

import datetime

import pytest

from geo.exports.release import Release, permanent_id, read_release, shipped_release
from geo.exports.selection import selection_from_query
from geo.faults import RecordError

RELEASE = Release("1.2.3", datetime.date(2026, 11, 22))


@pytest.fixture
def choose(tiny):
    return lambda **query: selection_from_query(query, tiny, "http://x/", RELEASE)


def test_without_parameters_it_is_the_whole_record_in_english(choose):
    everything = choose()
    assert [it.id for it in everything.events] == [
        "1956-10-19-declaration",
        "2019-11-06-round",
    ]
    assert everything.is_whole
    assert everything.query == {}
    assert everything.data_address("events.csv") == "http://x/data/events.csv"


def test_a_story_can_be_asked_for(choose):
    story = choose(story="articles", lang="ja")
    assert [it.id for it in story.events] == ["2019-11-06-round"]
    assert story.data_address("events.csv") == "http://x/data/events.csv?story=articles&lang=ja"


def test_only_sources_that_the_events_cite_are_chosen(choose):
    assert list(choose(kind="treaty").sources) == ["treaty-series"]
    assert list(choose().sources) == ["agency", "treaty-series"]


def test_what_cannot_be_followed_falls_back_with_a_notice(choose):
    wrong = choose(kind="dance", since="soon", story="none")
    assert [it.id for it in wrong.events] == ["2019-11-06-round"]
    assert wrong.notices == (
        "There is no kind “dance” in this atlas; it is not filtered by.",
        "There is no year “soon” in this atlas; it is not filtered by.",
        "There is no story “none” in this atlas; showing “The articles”.",
    )


def test_filters_that_leave_nothing_leave_everything_and_say_so(choose):
    nothing = choose(until="1855")
    assert len(nothing.events) == 2
    assert nothing.notices == ("No event of this story passes the filters; showing all of them.",)


def test_an_event_in_the_address_narrows_nothing(choose):
    assert choose(event="no-such", selected="nowhere") == choose()


def test_the_edition_has_a_version_and_a_date():
    release = shipped_release()
    assert release.version.count(".") == 2
    assert release.date >= datetime.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('version = "1.0.0"', r"needs version = .* and date = "),
        ("version = 1.0.0", "cannot be read: "),
        ("version = " + "[" * 500, "cannot be read: .* nested more than"),
    ],
)
def test_an_edition_without_a_version_or_a_date_is_refused(tmp_path, text, message):
    (tmp_path / "edition.toml").write_text(text)
    with pytest.raises(RecordError, match=message):
        read_release(tmp_path)


def test_a_permanent_id_is_the_same_everywhere_and_for_ever():
    assert (
        str(permanent_id("events", "2016-09-02-vladivostok-summit"))
        == "068f2b97-454b-5d3e-8793-d3c1c34ddfa4"
    )
