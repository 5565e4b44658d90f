"""CSV, read back by pandas and by Python's csv module."""

import csv
import io

import pandas
import pytest

from geo.exports.selection import selection_from_query
from geo.exports.tabular import cell, events_csv


@pytest.fixture(scope="module")
def table(catalogue):
    return events_csv(selection_from_query({}, catalogue, "https://atlas.example/"))


def test_pandas_reads_a_row_an_event_in_the_order_of_dates(table, catalogue):
    frame = pandas.read_csv(io.BytesIO(table), dtype=str, keep_default_na=False)
    assert list(frame["id"]) == list(catalogue.events)
    assert list(frame.columns[:4]) == ["id", "date", "earliest", "latest"]
    assert frame["summary"][0] == catalogue.events[frame["id"][0]].summary.en
    vague = frame.set_index("date").loc["2019-11-06/.."]
    assert (vague["earliest"], vague["latest"]) == ("2019-11-06", "")


def test_lines_end_as_rfc_4180_wants_and_the_file_begins_with_a_byte_order_mark(table):
    assert table.startswith(b"\xef\xbb\xbfid,date,")
    assert table.endswith(b"\r\n")
    assert table.count(b"\n") == table.count(b"\r\n") == 133
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""), strict=True))
    assert {len(row) for row in rows} == {27}


def test_texts_in_other_languages_come_back_as_they_are(catalogue):
    chosen = selection_from_query({"lang": "ja", "kind": "treaty"}, catalogue, "/")
    frame = pandas.read_csv(io.BytesIO(events_csv(chosen)), dtype=str)
    assert frame["venue_names"][0] == "下田"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+7 495", "'+7 495"),
        ("-held", "'-held"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("2016-09-02", "2016-09-02"),
        (-34.6037, "-34.6037"),
        (True, "true"),
        (None, ""),
    ],
)
def test_no_text_is_taken_for_a_formula(value, shown):
    assert cell(value) == shown
