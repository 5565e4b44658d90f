"""Places and islands: names with who uses them, and figures with who gives them."""

import re
from typing import Annotated, Literal

from pydantic import Field, PlainValidator

from geo.model import Confidence, Identified, IslandId, Names, Prose, Record, SourceId, Text

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
GivenBy = Literal["japan", "russia", "independent"]
Quantity = Literal[
    "area",
    "length",
    "width",
    "coastline",
    "highest-point",
    "residents-1945",
    "residents",
    "distance-from-hokkaido",
    "distance-between-islands",
]


FAR_TOO_MUCH = 1e12  # neither "not a number" nor infinity is below it
_RANGE = re.compile(r"\d+(\.\d+)?-\d+(\.\d+)?")


def _figure(value: object) -> float | str:
    is_flag = isinstance(value, bool)
    if isinstance(value, int | float) and not is_flag and abs(value) < FAR_TOO_MUCH:
        return float(value)
    if isinstance(value, str) and _RANGE.fullmatch(value):
        return value
    raise ValueError("is neither a number (1489.27) nor a range in quotation marks ('6-30')")


class Name(Record):
    """A name, its language (BCP 47), how it is written in Latin letters, and who uses it."""

    text: Text
    language: Literal["en", "ru", "ja", "ain"]
    latin: Text | None = None
    used_by: Prose
    meaning: Prose | None = None
    sources: tuple[SourceId, ...] = ()


class Figure(Record):
    """One published figure: never an average, always with its side, year and source.

    `value` is a number, or text for a range such as `6-30`; `unit` is km2, km, m or people;
    `of` names what is measured where that is not the whole island (a peak, an origin).
    """

    quantity: Quantity
    value: Annotated[float | str, PlainValidator(_figure)]
    unit: Literal["km2", "km", "m", "people"]
    year: Text | None = None
    side: GivenBy
    confidence: Confidence
    source: SourceId
    of: Prose | None = None
    note: Prose | None = None


class Place(Identified):
    """A named location (WGS 84, degrees). `setting` is its state, or how it is disputed."""

    names: Names
    latitude: Latitude
    longitude: Longitude
    setting: Prose
    precision: Literal["point", "city", "island", "region"] = "city"
    island: IslandId | None = None


class Settlement(Identified):
    """A settlement on one of the islands (WGS 84, degrees)."""

    names: Names
    island: IslandId
    kind: Prose
    latitude: Latitude
    longitude: Longitude
    residents: tuple[Figure, ...] = ()
    notes: tuple[Prose, ...] = ()
    source: SourceId


class Strait(Identified):
    """A strait beside the islands (WGS 84, degrees), with the two shores it divides."""

    names: Names
    between: tuple[Prose, ...]
    latitude: Latitude
    longitude: Longitude
    figures: tuple[Prose, ...] = ()
    notes: tuple[Prose, ...] = ()
    sources: tuple[SourceId, ...]


class Islet(Identified):
    """One island of the Habomai group."""

    names: tuple[Name, ...] = Field(min_length=1)
    latitude: Latitude
    longitude: Longitude
    figures: tuple[Figure, ...] = ()
    notes: tuple[Prose, ...] = ()


class Administration(Record):
    """Who administers an island and who claims it, each as that side's own units."""

    administered_by: Prose
    administrative_unit: Prose
    claimed_by: Prose
    claimed_unit: Prose
    sources: tuple[SourceId, ...] = Field(min_length=1)


class Island(Identified):
    """One of the four disputed islands (Habomai is a group of `islets`)."""

    label: Names
    names: tuple[Name, ...] = Field(min_length=2)
    latitude: Latitude
    longitude: Longitude
    figures: tuple[Figure, ...] = Field(min_length=1)
    administration: Administration
    islets: tuple[Islet, ...] = ()
    history: tuple[Prose, ...] = ()
    notes: tuple[Prose, ...] = ()
