"""Stories: what is told in which order, and the steps through it."""

import pytest

from geo.stories import Sequence, sequence_of

STORY = """\
id = "articles"
title = "The articles"
summary = "What the articles tell."
events = ["2019-11-06-round", "1956-10-19-declaration"]
"""


def test_a_story_tells_its_events_in_the_order_in_which_it_lists_them(tiny_record):
    tiny_record.write("stories/articles.toml", STORY)
    told = sequence_of(tiny_record.read(), "articles")
    assert [event.id for event in told.events] == ["2019-11-06-round", "1956-10-19-declaration"]


def test_a_story_without_a_list_tells_the_whole_record_in_order_of_date(tiny):
    told = sequence_of(tiny, "record")
    assert [event.id for event in told.events] == ["1956-10-19-declaration", "2019-11-06-round"]


def test_an_unknown_story_is_refused(tiny):
    with pytest.raises(KeyError, match="tale"):
        sequence_of(tiny, "tale")


def test_a_sequence_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one event"):
        Sequence(())


def test_positions_count_from_one(tiny):
    told = sequence_of(tiny, "record")
    assert len(told) == 2
    assert told.position("1956-10-19-declaration") == 1
    assert told.position("2019-11-06-round") == 2


def test_a_step_leads_to_the_next_event_and_back(tiny):
    told = sequence_of(tiny, "record")
    assert told.after("1956-10-19-declaration").id == "2019-11-06-round"
    assert told.before("2019-11-06-round").id == "1956-10-19-declaration"


def test_there_is_no_step_over_either_end(tiny):
    told = sequence_of(tiny, "record")
    assert told.before("1956-10-19-declaration") is None
    assert told.after("2019-11-06-round") is None


def test_a_story_of_one_event_has_no_steps(tiny):
    told = sequence_of(tiny, "articles")
    assert len(told) == 1
    assert told.before("2019-11-06-round") is None
    assert told.after("2019-11-06-round") is None


def test_an_event_that_is_not_told_is_not_in_the_sequence(tiny):
    told = sequence_of(tiny, "articles")
    assert "2019-11-06-round" in told
    assert "1956-10-19-declaration" not in told
    for step in (told.position, told.before, told.after):
        with pytest.raises(KeyError):
            step("1956-10-19-declaration")
