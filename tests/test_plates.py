"""The plates: what is drawn without a word, and when it is drawn."""

import pytest

from geo.plates import drawn_plates

ISLANDS = {"iturup", "kunashir", "shikotan", "habomai"}


def test_the_browser_draws_from_a_script_and_four_layers(plates):
    assert set(plates.files) == {
        "draw.js",
        *("land.json", "chain.json", "islands.json", "reach.json"),
    }
    assert all(plates.files.values())


def test_every_event_has_bounds_and_a_still(plates, catalogue):
    assert list(plates.bounds) == list(plates.still_of) == list(catalogue.events)
    assert {it["still"] for it in plates.still_of.values()} == set(plates.stills)


def test_an_event_s_bounds_are_west_south_east_north(plates):
    bounds = plates.bounds["2016-09-02-vladivostok-summit"]
    # Vladivostok, and the north-east end of Iturup.
    assert bounds == pytest.approx([131.87, 43.11, 148.9, 45.56], abs=0.02)


def test_the_islands_to_scale_are_the_largest_first(plates):
    assert list(plates.to_scale) == ["iturup", "kunashir", "shikotan", "habomai"]
    assert set(plates.inset["islands"]) == ISLANDS


def test_only_the_group_is_drawn_with_the_shores_beside(plates):
    assert list(plates.groups) == ["habomai"]
    assert plates.groups["habomai"]["land"].startswith("M")
    assert plates.to_scale["habomai"]["land"] == ""


def test_nothing_on_the_plates_is_text_of_the_record(plates, catalogue):
    files = b"".join(plates.files.values()).decode()
    for event in catalogue.events.values():
        assert event.title.en not in files
    for island in catalogue.islands.values():
        assert island.label.en not in files


def test_a_word_of_the_record_does_not_change_the_plates(tiny_record):
    before = drawn_plates(tiny_record.read())
    tiny_record.change("events/2019-11-06-round.toml", "A round of", "The round of")
    assert drawn_plates(tiny_record.read()) == before
