"""What follows from a catalogue."""

import gc
from dataclasses import replace

import pytest

from geo import derived as module
from geo.derived import derived


@pytest.fixture
def counted():
    """A function of a catalogue, and what it was worked out for."""
    worked_out = []

    @derived
    def events(catalogue, story="all"):
        worked_out.append(story)
        return len(catalogue.events), story

    return events, worked_out


def test_it_is_worked_out_once_for_the_same_arguments(catalogue, counted):
    events, worked_out = counted
    assert events(catalogue) == events(catalogue) == (len(catalogue.events), "all")
    assert events(catalogue, "articles") == (len(catalogue.events), "articles")
    assert events(catalogue, "articles")
    assert worked_out == ["all", "articles"]


def test_another_catalogue_has_its_own(catalogue, counted):
    events, worked_out = counted
    events(catalogue)
    assert events(replace(catalogue, events={})) == (0, "all")
    assert len(worked_out) == 2


def test_only_the_newest_results_are_kept(catalogue, counted, monkeypatch):
    monkeypatch.setattr(module, "KEPT", 2)
    events, worked_out = counted
    for story in ("a", "b", "c", "c", "b", "a"):
        assert events(catalogue, story) == (len(catalogue.events), story)
    assert worked_out == ["a", "b", "c", "a"]


def test_it_is_forgotten_with_the_catalogue(catalogue, counted):
    events, _ = counted
    other = replace(catalogue, events={})
    events(other)
    known = id(other)
    assert known in module._KNOWN
    del other
    gc.collect()
    assert known not in module._KNOWN
