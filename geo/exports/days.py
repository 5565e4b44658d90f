"""Which days a date enters in a calendar, and which events have none."""

from datetime import date, timedelta
from typing import NamedTuple

from geo.dates import parse_date
from geo.exports.selection import Selection
from geo.model import Event


class Days(NamedTuple):
    """An all-day entry: the first day, and the day after the last (RFC 5545, 3.8.2.2)."""

    start: date
    end: date


def days_of(text: str) -> Days | None:
    """The days that an EDTF date enters in a calendar; none where an end of it names no month."""
    start, _, end = text.partition("/")
    named = [start] if end in ("", "..") else [start, end]
    if any(len(it.rstrip("~?%")) < len("2019-09") for it in named):
        return None
    span = parse_date(start if end == ".." else text)
    return Days(span.earliest, span.latest + timedelta(days=1))


def left_out(selection: Selection) -> tuple[Event, ...]:
    """The events that the calendar cannot hold, because their dates name no month."""
    return tuple(event for event in selection.events if days_of(event.date) is None)
