"""Faults: where they stand, and how they read."""

from pathlib import Path

import pytest

from geo.faults import Fault, RecordError, field_label, line_of

EVENT = """\
id = "a"
title = "A title"
names = { en = "Moscow" }

[[citations]]
source = "one"
states = "Something."

[[citations]]
source = "two"
paragraphs = [
  1,
  2,
]

[readings]
russia = "R"
"""
REGISTRY = """\
# Sources
[first]
outlet = "A"

["second"]
outlet = "B"
names.en = "B"

[[second.residents]]
value = 1

[[second.residents]]
value = 2
"""
ARTICLE = """\
[[claims]]
id = "a"

[[claims.evidence]]
source = "one"

[[claims]]
id = "b"

[[claims.evidence]]
source = "two"

[[claims.evidence]]
source = "three"
"""


@pytest.mark.parametrize(
    ("toml", "location", "line"),
    [
        (EVENT, ("title",), 2),
        (EVENT, ("citations", 0), 5),
        (EVENT, ("citations", 0, "source"), 6),
        (EVENT, ("citations", 1, "source"), 10),
        (EVENT, ("readings", "russia"), 17),
        (REGISTRY, ("first",), 2),
        (REGISTRY, ("second", "outlet"), 6),
        (REGISTRY, ("second", "names", "en"), 7),
        (REGISTRY, ("second", "residents", 1, "value"), 13),
        (ARTICLE, ("claims", 0, "evidence", 0, "source"), 5),
        (ARTICLE, ("claims", 1, "evidence", 1, "source"), 14),
    ],
)
def test_a_value_is_found_on_its_line(toml, location, line):
    assert line_of(toml, location) == line


@pytest.mark.parametrize(
    ("location", "line"),
    [
        pytest.param(("names", "en"), 3, id="inside one line"),
        pytest.param(("citations", 1, "paragraphs", 1), 11, id="inside a list"),
        pytest.param(("citations", 1, "states"), 9, id="missing from a table"),
        pytest.param(("readings", "japan"), 16, id="missing from a table by name"),
        pytest.param(("citations", 2), 5, id="one table more than there are"),
    ],
)
def test_what_has_no_line_of_its_own_is_found_by_what_holds_it(location, line):
    assert line_of(EVENT, location) == line


@pytest.mark.parametrize("location", [("kind",), (), ("people", 0, "role")])
def test_what_is_not_there_at_all_has_no_line(location):
    assert line_of(EVENT, location) is None


@pytest.mark.parametrize(
    ("location", "label"),
    [
        ((), ""),
        (("title",), "title"),
        (("citations", 1, "paragraphs"), "citations[2].paragraphs"),
        (("claims", 0, "evidence", 9, "source"), "claims[1].evidence[10].source"),
        (("treaty-series", "url"), "treaty-series.url"),
    ],
)
def test_a_field_is_labelled_counting_from_one(location, label):
    assert field_label(location) == label


def test_a_fault_reads_as_file_line_field_and_message():
    fault = Fault(Path("events/a.toml"), 7, "citations[1].source", "names 'x'")
    assert str(fault) == "events/a.toml:7: citations[1].source: names 'x'"


def test_a_fault_of_a_whole_file_has_neither_line_nor_field():
    assert str(Fault(Path("places.toml"), None, "", "is missing")) == "places.toml: is missing"


def test_the_error_counts_and_lists_the_faults_by_file_and_line():
    error = RecordError(
        [
            Fault(Path("b.toml"), 1, "id", "is wrong"),
            Fault(Path("a.toml"), 10, "url", "is wrong"),
            Fault(Path("a.toml"), 9, "title", "is wrong"),
        ]
    )
    assert str(error) == (
        "The record has 3 faults; correct them and start again:\n"
        "  a.toml:9: title: is wrong\n"
        "  a.toml:10: url: is wrong\n"
        "  b.toml:1: id: is wrong"
    )


def test_one_fault_is_not_called_faults():
    error = RecordError([Fault(Path("a.toml"), None, "", "is missing")])
    assert str(error).startswith("The record has 1 fault; correct")


def test_the_same_fault_is_listed_once():
    fault = Fault(Path("a.toml"), 1, "id", "is wrong")
    assert RecordError([fault, fault]).faults == (fault,)
