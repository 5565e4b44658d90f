"""The lines of an event: which places they join."""

import pytest

from geo.edition import shipped_catalogue
from geo.legs import legs_of


@pytest.mark.parametrize(
    ("event", "legs"),
    [
        ("2016-09-02-vladivostok-summit", [("moscow", "vladivostok"), ("tokyo", "vladivostok")]),
        ("2019-11-06-jea-round-6-moscow", [("tokyo", "moscow")]),
        ("2010-11-01-medvedev-on-kunashir", []),
        ("1956-10-19-joint-declaration", []),
    ],
)
def test_lines_lead_from_the_capitals_to_talks_and_along_journeys(event, legs):
    assert list(legs_of(shipped_catalogue().events[event])) == legs
