"""The gazetteer: places, islands and figures, and what they refuse."""

import pytest
from pydantic import ValidationError

from geo.gazetteer import Figure, Island, Name, Place, Settlement, Strait

PLACE = {
    "id": "moscow",
    "names": {"en": "Moscow", "ru": "Москва"},
    "latitude": 55.752,
    "longitude": 37.6178,
    "setting": "Russia",
}
NAME = {"text": "択捉島", "language": "ja", "used_by": "Japanese usage"}
FIGURE = {
    "quantity": "area",
    "value": 3166.64,
    "unit": "km2",
    "side": "japan",
    "confidence": "high",
    "source": "mlit-japan",
}
ISLAND = {
    "id": "iturup",
    "label": {"en": "Iturup / Etorofu"},
    "names": [NAME, {"text": "Итуруп", "language": "ru", "used_by": "Russian usage"}],
    "latitude": 45.03,
    "longitude": 147.6,
    "figures": [FIGURE],
    "administration": {
        "administered_by": "Russia",
        "administrative_unit": "Kurilsky District",
        "claimed_by": "Japan",
        "claimed_unit": "Nemuro Subprefecture",
        "sources": ["mlit-japan"],
    },
}
SETTLEMENT = {
    "id": "kurilsk",
    "names": {"en": "Kurilsk"},
    "island": "iturup",
    "kind": "town",
    "latitude": 45.23,
    "longitude": 147.89,
    "source": "mlit-japan",
}
STRAIT = {
    "id": "vries-strait",
    "names": {"en": "Vries Strait"},
    "between": ["Iturup / Etorofu", "Urup"],
    "latitude": 45.5,
    "longitude": 149.2,
    "sources": ["mlit-japan"],
}
ALL = [
    pytest.param(Place, PLACE, id="place"),
    pytest.param(Name, NAME, id="name"),
    pytest.param(Figure, FIGURE, id="figure"),
    pytest.param(Island, ISLAND, id="island"),
    pytest.param(Settlement, SETTLEMENT, id="settlement"),
    pytest.param(Strait, STRAIT, id="strait"),
]


def refused_fields(model, values):
    with pytest.raises(ValidationError) as refusal:
        model.model_validate(values)
    return [error["loc"] for error in refusal.value.errors()]


@pytest.mark.parametrize(("model", "values"), ALL)
def test_nothing_that_is_needed_may_be_left_out(model, values):
    model.model_validate(values)
    for name in values:
        rest = {field: value for field, value in values.items() if field != name}
        assert refused_fields(model, rest) == [(name,)]


@pytest.mark.parametrize(("model", "values"), ALL)
def test_a_field_that_is_not_of_the_record_is_refused(model, values):
    assert refused_fields(model, {**values, "owner": "x"}) == [("owner",)]


@pytest.mark.parametrize(("model", "values"), ALL)
def test_a_record_does_not_change_once_it_is_read(model, values):
    record = model.model_validate(values)
    field = next(iter(values))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(record, field, getattr(record, field))


@pytest.mark.parametrize(
    ("field", "degrees"),
    [("latitude", 90.1), ("latitude", -91), ("longitude", 180.5), ("longitude", -181)],
)
def test_a_position_off_the_globe_is_refused(field, degrees):
    assert refused_fields(Place, {**PLACE, field: degrees}) == [(field,)]


def test_swapped_axes_are_noticed_where_the_longitude_is_no_latitude():
    swapped = {**PLACE, "latitude": 139.69, "longitude": 35.69}
    assert refused_fields(Place, swapped) == [("latitude",)]


@pytest.mark.parametrize("degrees", [float("nan"), float("inf")])
def test_a_position_is_a_number(degrees):
    assert refused_fields(Place, {**PLACE, "longitude": degrees}) == [("longitude",)]


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_name_is_refused(text):
    assert refused_fields(Name, {**NAME, "text": text}) == [("text",)]
    assert refused_fields(Place, {**PLACE, "names": {"en": text}}) == [("names", "en")]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "A &amp; B", "<b>Iturup"])
def test_html_in_a_name_or_a_note_is_refused(text):
    assert refused_fields(Name, {**NAME, "used_by": text}) == [("used_by", "en")]
    assert refused_fields(Figure, {**FIGURE, "note": text}) == [("note", "en")]
    assert refused_fields(Island, {**ISLAND, "notes": ["Fine.", text]}) == [("notes", 1, "en")]


def test_signs_that_are_not_html_are_kept_as_they_are():
    assert Figure.model_validate({**FIGURE, "note": "1 < 2 & 3 > 2"}).note.en == "1 < 2 & 3 > 2"


@pytest.mark.parametrize("id", ["Moscow", "mos cow", "москва", ""])
def test_a_bad_id_is_refused(id):
    assert refused_fields(Place, {**PLACE, "id": id}) == [("id",)]


@pytest.mark.parametrize("value", [3166.64, 250, "182-252.8", "6-30"])
def test_a_figure_is_a_number_or_a_range_as_its_source_writes_it(value):
    assert Figure.model_validate({**FIGURE, "value": value}).value == value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quantity", "size"),
        ("unit", "square kilometres"),
        ("side", "both"),
        ("confidence", "sure"),
        ("source", "MLIT Japan"),
    ],
)
def test_a_figure_has_a_known_quantity_unit_side_confidence_and_source(field, value):
    assert refused_fields(Figure, {**FIGURE, field: value}) == [(field,)]


def test_an_island_has_a_name_for_each_side():
    assert refused_fields(Island, {**ISLAND, "names": [NAME]}) == [("names",)]


@pytest.mark.parametrize("field", ["figures", "names"])
def test_an_island_has_names_and_figures(field):
    assert refused_fields(Island, {**ISLAND, field: []}) == [(field,)]


def test_who_administers_and_who_claims_stand_beside_each_other_with_a_source():
    for field in ("administered_by", "claimed_by", "sources"):
        half = {name: it for name, it in ISLAND["administration"].items() if name != field}
        assert refused_fields(Island, {**ISLAND, "administration": half}) == [
            ("administration", field)
        ]
