"""GeoJSON, checked by geojson-pydantic (RFC 7946), and the facts in its properties."""

import json

import pytest
from geojson_pydantic import FeatureCollection
from shapely.geometry import shape

from geo.exports.geojson import chain_geojson, events_geojson, islands_geojson
from geo.exports.selection import selection_from_query

ATLAS = "https://atlas.example/"


@pytest.fixture(scope="module")
def choose(catalogue):
    return lambda **query: selection_from_query(query, catalogue, ATLAS)


@pytest.mark.parametrize("write", [events_geojson, islands_geojson, chain_geojson])
def test_every_file_is_geojson_as_others_read_it(choose, write):
    text = write(choose())
    collection = FeatureCollection.model_validate_json(text)
    assert len(collection.features) in (132, 12, 20)
    assert "crs" not in json.loads(text)
    assert len({feature.id for feature in collection.features}) == len(collection.features)


@pytest.mark.parametrize("write", [islands_geojson, chain_geojson])
def test_outlines_follow_the_right_hand_rule_and_stay_on_the_globe(choose, write):
    for feature in json.loads(write(choose()))["features"]:
        geometry = shape(feature["geometry"])
        assert geometry.is_valid
        west, south, east, north = geometry.bounds
        assert 145 < west <= east < 157
        assert 43 < south <= north < 51
        polygons = getattr(geometry, "geoms", [geometry])
        for polygon in (it for it in polygons if it.geom_type == "Polygon"):
            assert polygon.exterior.is_ccw
            assert not any(hole.is_ccw for hole in polygon.interiors)


def test_an_event_with_one_venue_is_a_point_with_the_longitude_first(choose):
    (feature,) = [
        it
        for it in json.loads(events_geojson(choose()))["features"]
        if it["id"] == "2016-09-02-vladivostok-summit"
    ]
    assert feature["geometry"] == {"type": "Point", "coordinates": [131.8735, 43.1056]}
    facts = feature["properties"]
    assert (facts["date"], facts["earliest"], facts["latest"]) == ("2016-09-02",) * 3
    assert facts["kind"] == "summit"
    assert facts["islands"] == ["iturup", "kunashir", "shikotan", "habomai"]
    assert facts["venues"] == [{"id": "vladivostok", "name": "Vladivostok", "role": None}]
    assert facts["url"] == (
        "https://atlas.example/?event=2016-09-02-vladivostok-summit&story=record&lang=en"
    )


def test_several_venues_are_a_multipoint(choose, catalogue):
    several = {
        event.id
        for event in catalogue.events.values()
        if len({venue.place for venue in event.venues}) > 1
    }
    features = json.loads(events_geojson(choose()))["features"]
    assert len(several) == 26
    assert {it["id"] for it in features if it["geometry"]["type"] == "MultiPoint"} == several


def test_an_uncertain_date_stays_text_with_the_days_it_allows(choose):
    features = json.loads(events_geojson(choose()))["features"]
    dates = {it["properties"]["date"]: it["properties"] for it in features}
    vague = dates["2019-09~"]
    assert (vague["earliest"], vague["latest"]) == ("2019-09-01", "2019-09-30")
    assert (vague["approximate"], vague["uncertain"]) == (True, False)
    still_open = dates["2019-11-06/.."]
    assert (still_open["earliest"], still_open["latest"]) == ("2019-11-06", None)


def test_filters_and_the_language_of_the_address_apply(choose):
    collection = json.loads(events_geojson(choose(kind="treaty", until="1900", lang="ru")))
    assert [it["id"] for it in collection["features"]] == [
        "1855-02-07-treaty-of-shimoda",
        "1875-05-07-treaty-of-st-petersburg",
    ]
    assert collection["features"][0]["properties"]["venues"][0]["name"] == "Симода"
    assert collection["parameters"] == {"lang": "ru", "kind": "treaty", "until": "1900"}


def test_the_islands_of_an_event_are_those_of_the_file_of_islands(choose):
    outlines = json.loads(islands_geojson(choose()))["features"]
    known = {it["properties"]["group"] or it["id"] for it in outlines}
    events = json.loads(events_geojson(choose()))["features"]
    assert {island for it in events for island in it["properties"]["islands"]} == known


def test_one_island_can_be_asked_for_with_all_of_its_group(choose):
    features = json.loads(islands_geojson(choose(island="habomai")))["features"]
    assert len(features) == 9
    assert {it["properties"]["group"] for it in features} == {"habomai"}
    zelyony = next(it for it in features if it["id"] == "zelyony")
    assert "志発島" in [name["text"] for name in zelyony["properties"]["names"]]


def test_licence_credit_version_and_date_stand_with_each_file(choose):
    record = json.loads(events_geojson(choose()))
    assert record["license"] == "CC BY 4.0"
    assert record["attribution"].startswith("Four Islands, an atlas")
    assert record["version"] == choose().release.version
    assert record["date"] == choose().release.date.isoformat()
    shapes = json.loads(chain_geojson(choose()))
    assert shapes["license"] == "ODbL 1.0"
    assert shapes["attribution"] == (
        "© OpenStreetMap contributors (ODbL 1.0); Natural Earth (public domain)"
    )
