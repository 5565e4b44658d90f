"""The changes to the record: read with every fault, and those that ship."""

from collections import Counter
from itertools import pairwise

import pytest

from geo.changes import Change, read_changes
from geo.edition import shipped_edition
from geo.exports.release import shipped_release
from geo.faults import RecordError
from geo.model import Prose

CHANGES = shipped_edition().changes
TWO_CHANGES = """\
[[changes]]
date = "2026-11-22"
version = "0.2.0"
kind = "corrected"
events = ["2019-11-06-round"]
what.en = "The day of the round."
what.ru = "День раунда."
what.ja = "協議の日付。"
why = "A second report names it."

[[changes]]
date = "2026-11-21"
version = "0.1.0"
kind = "added"
what = "The record."
why = "To be read."
"""


def read(record, text):
    record.write("changes.toml", text)
    return read_changes(record.path, record.read())


def faults_of(record, text):
    """What is wrong, as (line, field, message); reading must fail."""
    with pytest.raises(RecordError) as caught:
        read(record, text)
    assert {fault.file.name for fault in caught.value.faults} == {"changes.toml"}
    return [fault[1:] for fault in caught.value.faults]


def test_changes_without_faults_are_read_in_the_order_of_the_file(tiny_record):
    assert read(tiny_record, TWO_CHANGES) == (
        Change(
            date="2026-11-22",
            version="0.2.0",
            kind="corrected",
            events=("2019-11-06-round",),
            what=Prose(en="The day of the round.", ru="День раунда.", ja="協議の日付。"),
            why=Prose(en="A second report names it."),
        ),
        Change(
            date="2026-11-21",
            version="0.1.0",
            kind="added",
            what=Prose(en="The record."),
            why=Prose(en="To be read."),
        ),
    )


def test_a_text_without_translation_is_shown_in_english_and_marked(tiny_record):
    changed, _ = read(tiny_record, TWO_CHANGES)
    assert changed.what.text_in("ja") == "協議の日付。"
    assert changed.why.text_in("ja") == "A second report names it. [EN]"


def test_changes_of_one_day_stand_in_any_order(tiny_record):
    assert len(read(tiny_record, TWO_CHANGES.replace("2026-11-21", "2026-11-22"))) == 2


def test_a_record_may_have_no_changes_yet(tiny_record):
    assert read(tiny_record, "# None so far.\n") == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "message"),
    [
        pytest.param(
            "2019-11-06-round",
            "2019-11-06-rond",
            5,
            "changes[1].events[1]",
            "names '2019-11-06-rond', which is not among the events;"
            " did you mean '2019-11-06-round'?",
            id="unknown event",
        ),
        pytest.param(
            '"2026-11-21"',
            '"21 November 2026"',
            12,
            "changes[2].date",
            "'21 November 2026' is not a day of the calendar; write for example 2026-11-22",
            id="date in words",
        ),
        pytest.param(
            '"2026-11-21"',
            '"2026-11"',
            12,
            "changes[2].date",
            "'2026-11' is not a day of the calendar; write for example 2026-11-22",
            id="month",
        ),
        pytest.param(
            '"2026-11-21"',
            '"2026-02-30"',
            12,
            "changes[2].date",
            "'2026-02-30' is not a day of the calendar; write for example 2026-11-22",
            id="day that does not exist",
        ),
        pytest.param(
            '"2026-11-21"',
            "2026-11-21",
            12,
            "changes[2].date",
            'datetime.date(2026, 11, 21) stands without quotation marks; write "2026-11-21"',
            id="date without quotation marks",
        ),
        pytest.param(
            "2026-11-21",
            "2026-11-23",
            12,
            "changes[2].date",
            "2026-11-23 is later than 2026-11-22 above it; put the newest first",
            id="older one first",
        ),
        pytest.param(
            '"0.1.0"',
            '"0.1"',
            13,
            "changes[2].version",
            "'0.1' is not a version; write three numbers, for example 0.1.0",
            id="version",
        ),
        pytest.param(
            '"added"',
            '"fixed"',
            14,
            "changes[2].kind",
            "Input should be 'added', 'corrected' or 'removed'; it is 'fixed'",
            id="kind",
        ),
        pytest.param(
            'why = "To be read."\n', "", 11, "changes[2].why", "is missing; add it", id="no reason"
        ),
        pytest.param(
            "День раунда.",
            "",
            7,
            "changes[1].what.ru",
            "is empty; write a text",
            id="empty translation",
        ),
        pytest.param(
            "[[changes]]\ndate",
            "[another]\ndate",
            1,
            "another",
            "is not a table of the list; write it under [[changes]]",
            id="other table",
        ),
    ],
)
def test_a_fault_is_listed_with_line_and_field(tiny_record, old, new, line, field, message):
    text = TWO_CHANGES.replace(old, new, 1)
    assert text != TWO_CHANGES
    assert faults_of(tiny_record, text) == [(line, field, message)]


@pytest.mark.parametrize("text", ["[changes]\nkind = 1\n", "changes = 1\n"])
def test_changes_that_are_no_list_are_a_fault(tiny_record, text):
    assert faults_of(tiny_record, text) == [
        (1, "changes", "is not a table of the list; write it under [[changes]]")
    ]


def test_an_entry_that_is_no_table_is_a_fault(tiny_record):
    ((_, field, message),) = faults_of(tiny_record, "changes = [1]\n")
    assert (field, message) == ("changes[1]", "is not a table; write it under [[changes]]")


def test_all_faults_are_listed_at_once_and_each_once(tiny_record):
    text = TWO_CHANGES.replace("2026-11-22", "tomorrow").replace("-round", "-rund")
    text = text.replace('"To be read."', '"<b>"')
    assert [fault[:2] for fault in faults_of(tiny_record, text)] == [
        (2, "changes[1].date"),
        (16, "changes[2].why.en"),
    ]


def test_a_missing_file_is_listed(tiny_record):
    with pytest.raises(RecordError, match=r"changes\.toml: is missing"):
        read_changes(tiny_record.path, tiny_record.read())


# The changes that ship


def test_the_shipped_changes_are_the_newest_first():
    assert [above.date >= below.date for above, below in pairwise(CHANGES)] == [True] * 13
    assert CHANGES[0].date == "2026-11-22"
    assert CHANGES[-1].what.en.startswith("The 12 events that the two articles tell")
    assert Counter(it.kind for it in CHANGES) == {"added": 6, "corrected": 8}


def test_no_change_is_newer_than_the_record():
    release = shipped_release()
    assert max(it.date for it in CHANGES) <= release.date.isoformat()
    assert CHANGES[0].version == release.version


@pytest.mark.parametrize("change", CHANGES, ids=lambda it: it.what.en[:40])
def test_a_shipped_change_has_its_events_and_every_text_in_each_language(change, catalogue):
    assert set(change.events) <= set(catalogue.events)
    assert len(change.events) == len(set(change.events))
    for text in (change.what, change.why):
        assert text.en
        assert text.ru
        assert text.ja


def test_the_changes_say_what_is_so_now(catalogue):
    """The corrections that a reader can look up still hold."""
    roles = {it.person: it.role.en for it in catalogue.events["2021-07-26-mishustin-iturup"].people}
    assert roles["takeo-mori"] == "Vice-Minister for Foreign Affairs of Japan"
    assert catalogue.people["gonnosuke-ogawa"].names.ja == "小川権之助"
    encyclopaedia = catalogue.sources["great-soviet-encyclopedia-1970s-kuril-landing-operation"]
    assert encyclopaedia.published == "1970/1979"


def test_events_whose_early_citations_are_context_have_one(catalogue):
    (change,) = [it for it in CHANGES if it.what.en.startswith("15 citations")]
    early = [
        citation.source
        for id in change.events
        for citation in catalogue.events[id].citations
        if citation.stance == "context"
        and (source := catalogue.sources.get(citation.source))
        and source.published
        and source.published < catalogue.events[id].date
    ]
    assert len(early) == 15
