"""The schema and the record in JSON, checked by jsonschema."""

import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from geo.exports.schema import record_json, record_schema, schema_of
from geo.exports.selection import selection_from_query


@pytest.fixture(scope="module")
def chosen(catalogue):
    return selection_from_query({}, catalogue, "https://atlas.example/")


@pytest.fixture(scope="module")
def validator(chosen):
    schema = json.loads(record_schema(chosen))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def test_the_record_is_valid_under_its_schema(chosen, validator):
    record = json.loads(record_json(chosen))
    assert [error.message for error in validator.iter_errors(record)] == []
    assert record["$schema"] == validator.schema["$id"] == "https://atlas.example/data/schema.json"
    assert (len(record["events"]), len(record["sources"]), len(record["articles"])) == (132, 525, 2)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("events", "2016-09-02-vladivostok-summit", "kind"), "dance"),
        (("events", "2016-09-02-vladivostok-summit", "title"), "Not in languages"),
        (("sources", "mofa-undated", "url"), 7),
        (("places", "moscow", "latitude"), "north"),
        (("version",), None),
        (("changes",), [{"kind": "rumoured"}]),
    ],
)
def test_a_record_with_a_fault_is_not_valid(chosen, validator, path, wrong):
    record = json.loads(record_json(chosen))
    part = record
    for step in path[:-1]:
        part = part.get(step) or next(iter(part.values()))
    part[path[-1]] = wrong
    assert not validator.is_valid(record)


def test_texts_come_in_every_language_and_dates_as_edtf(chosen):
    event = json.loads(record_json(chosen))["events"]["1855-02-07-treaty-of-shimoda"]
    assert event["date"] == "1855-02-07"
    assert set(event["title"]) == {"en", "ru", "ja"}


def test_the_record_tells_its_changes_the_newest_first(chosen):
    changes = json.loads(record_json(chosen))["changes"]
    assert [len(changes), changes[0]["date"], changes[-1]["date"]] == [
        14,
        "2026-11-22",
        "2026-11-21",
    ]
    assert set(changes[0]["what"]) == {"en", "ru", "ja"}


def test_filters_narrow_the_events_and_nothing_else(catalogue):
    chosen = selection_from_query({"kind": "treaty", "until": "1900"}, catalogue, "/")
    record = json.loads(record_json(chosen))
    assert len(record["events"]) == 2
    assert len(record["sources"]) == 525


def test_every_reference_within_the_schema_leads_somewhere():
    schema = schema_of("https://atlas.example/data/schema.json")
    text = json.dumps(schema)
    for name in set(schema["$defs"]):
        assert f"#/$defs/{name}" in text
