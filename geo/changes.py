"""The changes to the record: what was added, corrected or removed, when, and why."""

import datetime
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator

from geo.catalogue import Catalogue, RecordReader
from geo.faults import Location, RecordError
from geo.model import EventId, Prose, Record
from geo.references import reference_faults

ChangeKind = Literal["added", "corrected", "removed"]
PART = "changes"

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_VERSION = re.compile(r"\d+\.\d+\.\d+")


def _quoted(value: object) -> object:
    """TOML knows dates of its own; the record writes all dates as texts."""
    if isinstance(value, datetime.date):
        raise ValueError(f'{value!r} stands without quotation marks; write "{value}"')
    return value


def _day(text: str) -> str:
    try:
        if _DAY.fullmatch(text):
            datetime.date.fromisoformat(text)
            return text
    except ValueError:
        pass
    raise ValueError(f"{text!r} is not a day of the calendar; write for example 2026-11-22")


def _version(text: str) -> str:
    if not _VERSION.fullmatch(text):
        raise ValueError(f"{text!r} is not a version; write three numbers, for example 0.1.0")
    return text


Day = Annotated[str, BeforeValidator(_quoted), AfterValidator(_day)]
Version = Annotated[str, AfterValidator(_version)]


class Change(Record):
    """One change to the record, told to its readers.

    `version` is that of the record in which it first appeared. `events` are those concerned, under
    the identifiers they have now; an event that was removed is named in `what`.
    """

    date: Day
    version: Version
    kind: ChangeKind
    events: tuple[EventId, ...] = ()
    what: Prose
    why: Prose


def read_changes(folder: Path, catalogue: Catalogue) -> tuple[Change, ...]:
    """Read and check `changes.toml` in `folder` against the rest of the record, the newest first.

    Raises `RecordError` with every fault found, as `read_catalogue` does.
    """
    reader = RecordReader(folder)
    found: dict[int, Change] = reader.read_list(PART, Change)
    faults = reader.faults + [
        reader.fault(PART, PART, location, message)
        for location, message in (*_unknown_events(found, catalogue), *_out_of_order(found))
    ]
    if faults:
        raise RecordError(faults)
    return tuple(found.values())


def _unknown_events(
    found: Mapping[int, Change], catalogue: Catalogue
) -> Iterator[tuple[Location, str]]:
    parts = {**vars(catalogue), PART: {str(nth): change for nth, change in found.items()}}
    for _, nth, location, message in reference_faults(parts, set(), [PART]):
        yield (int(nth), *location), message


def _out_of_order(found: Mapping[int, Change]) -> Iterator[tuple[Location, str]]:
    for (_, above), (nth, below) in pairwise(found.items()):
        if below.date > above.date:
            message = f"{below.date} is later than {above.date} above it; put the newest first"
            yield (nth, "date"), message
