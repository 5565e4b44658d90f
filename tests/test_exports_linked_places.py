"""Linked Places: as GeoJSON by geojson-pydantic, as JSON-LD by PyLD, as RDF by rdflib."""

import json

import pytest
from geojson_pydantic import FeatureCollection
from pyld import jsonld
from rdflib import Graph, Literal, URIRef

from geo.exports.linked_places import CONTEXT, linked_places, timespan
from geo.exports.selection import selection_from_query

LPO = "http://linkedpasts.org/ontology/lpo_latest.ttl#"
# The terms that are tested, as the format's own context (v1.1) maps them: tests work offline.
TERMS = {
    "type": "@type",
    "Feature": "https://purl.org/geojson/vocab#Feature",
    "features": f"{LPO}hasFeature",
    "title": "http://purl.org/dc/terms/title",
    "properties": "https://purl.org/geojson/vocab#properties",
    "when": f"{LPO}when",
    "timespans": {"@id": f"{LPO}timespan", "@container": "@set"},
    "start": f"{LPO}has_start",
    "end": f"{LPO}has_end",
    "in": f"{LPO}in",
    "earliest": f"{LPO}earliest",
    "latest": f"{LPO}latest",
    "names": {"@id": f"{LPO}name_attestation", "@container": "@set"},
    "toponym": f"{LPO}toponym",
}
SUMMIT = "https://atlas.example/?event=2016-09-02-vladivostok-summit&story=record&lang=en"


@pytest.fixture(scope="module")
def text(catalogue):
    return linked_places(selection_from_query({}, catalogue, "https://atlas.example/"))


@pytest.fixture(scope="module")
def features(text):
    return {it["properties"]["id"]: it for it in json.loads(text)["features"]}


# The format wants a collection even of one point.
@pytest.mark.filterwarnings("ignore:GeometryCollection should not")
def test_it_is_geojson_too(text):
    assert len(FeatureCollection.model_validate_json(text).features) == 132


def test_every_feature_has_what_the_format_requires(features):
    for feature in features.values():
        assert feature["@id"].startswith("https://atlas.example/?event=")
        assert feature["properties"]["title"]
        assert feature["names"][0]["citations"][0]["@id"].startswith("http")
        assert {name["lang"] for name in feature["names"]} == {"en", "ru", "ja"}
        assert feature["when"]["timespans"][0]["start"]
        assert feature["geometry"]["type"] == "GeometryCollection"
        assert {it["type"] for it in feature["geometry"]["geometries"]} == {"Point"}


@pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated", "ignore::DeprecationWarning:rdflib"
)
def test_pyld_and_rdflib_read_the_times_and_names_as_linked_data(text):
    document = json.loads(text)
    assert document["@context"] == CONTEXT
    document["features"] = [it for it in document["features"] if it["@id"] == SUMMIT]
    expanded = jsonld.expand({**document, "@context": TERMS})
    (feature,) = expanded[0][f"{LPO}hasFeature"]
    (span,) = feature[f"{LPO}when"][0][f"{LPO}timespan"]
    assert span[f"{LPO}has_start"][0][f"{LPO}in"] == [{"@value": "2016-09-02"}]
    graph = Graph().parse(data=json.dumps(expanded), format="json-ld")
    toponyms = {str(it) for it in graph.objects(None, URIRef(f"{LPO}toponym"))}
    assert toponyms == {"Vladivostok", "Владивосток", "ウラジオストク"}
    when = next(graph.objects(URIRef(SUMMIT), URIRef(f"{LPO}when")))
    assert (None, URIRef(f"{LPO}in"), Literal("2016-09-02")) in graph
    assert when is not None


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2016-09-02", {"start": {"in": "2016-09-02"}, "end": {"in": "2016-09-02"}}),
        (
            "2016-12-15/2016-12-16",
            {"start": {"in": "2016-12-15"}, "end": {"in": "2016-12-16"}},
        ),
        (
            "2019-09~",
            {
                "start": {"earliest": "2019-09-01", "latest": "2019-09-30"},
                "end": {"earliest": "2019-09-01", "latest": "2019-09-30"},
            },
        ),
        (
            "1947-07/1948-10",
            {
                "start": {"earliest": "1947-07-01", "latest": "1947-07-31"},
                "end": {"earliest": "1948-10-01", "latest": "1948-10-31"},
            },
        ),
        ("2019-11-06/..", {"start": {"in": "2019-11-06"}, "end": {"earliest": "2019-11-06"}}),
        ("2016-09-02?", {"start": {"in": "2016-09-02?"}, "end": {"in": "2016-09-02?"}}),
    ],
)
def test_a_date_is_a_timespan(edtf, expected):
    assert timespan(edtf) == expected
