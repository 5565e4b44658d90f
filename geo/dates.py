"""Dates as the record keeps them: EDTF text (ISO 8601-2), with derived days and labels.

The text is the truth. `earliest` and `latest` are the first and last calendar day (proleptic
Gregorian) that the text allows, without any margin for `~` and `?`; an end left open (`..`)
reaches to `date.max`. Events are in order of `earliest`, then `latest`, then identifier.
"""

import re
from calendar import monthrange
from datetime import date
from functools import cache
from time import struct_time
from typing import NamedTuple

from babel.dates import format_date, format_interval, format_skeleton

from geo.languages import LOCALES, SOURCE_LANGUAGE, Language, translations

_ONE = r"\d{3}X|\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?"
_READ = re.compile(rf"({_ONE})[~?%]?(/(({_ONE})[~?%]?|\.\.))?")
_PLAIN = re.compile(r"\d{4}(-\d\d){0,2}")


class Span(NamedTuple):
    """What an EDTF text allows: first and last day, and how sure the text is of them."""

    earliest: date
    latest: date
    approximate: bool
    uncertain: bool

    @property
    def is_open(self) -> bool:
        """Whether the end is left open."""
        return self.latest == date.max

    @property
    def is_sure(self) -> bool:
        """Whether the text doubts nothing and leaves nothing open."""
        return not (self.approximate or self.uncertain or self.is_open)

    def overlaps(self, since: int | None, until: int | None) -> bool:
        """Whether any day of it lies in the years given, both included; no year is no limit."""
        if since is not None and until is not None and since > until:
            return False
        return (since is None or self.latest.year >= since) and (
            until is None or self.earliest.year <= until
        )


@cache
def parse_date(text: str) -> Span:
    """The span of days that an EDTF text allows.

    Read are years, months, days and decades (`195X`), each with `~` (approximate), `?` (uncertain)
    or `%` (both), and intervals of them with a known start and a known or open (`..`) end.

    Raises `ValueError`, naming the text and examples, when it is something else, when a day does
    not exist, or when an interval ends before it begins.
    """
    try:
        if not _READ.fullmatch(text):
            raise ValueError(text)
        start, _, end = text.partition("/")
        earliest = _days(start)[0]
        latest = date.max if end == ".." else _days(end or start)[1]
    except ValueError as error:
        raise ValueError(
            f"{text!r} is not a date in EDTF with a known start; write for example 2016-09-02, "
            "2019-09~, 1956 or 2019-08/2019-11"
        ) from error
    if latest < earliest:
        raise ValueError(f"{text!r} ends before it begins; put the earlier date first")
    doubts = set(text) & set("~?%")
    return Span(earliest, latest, bool(doubts & set("~%")), bool(doubts & set("?%")))


@cache
def _days(text: str) -> tuple[date, date]:
    """The first and the last day of one date, without any margin for doubt."""
    # Nearly all dates are plain; the grammar of the rest takes 0.1 s to load.
    text = text.rstrip("~?%")
    if _PLAIN.fullmatch(text):
        year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
        last_month = month or 12
        last_day = day or monthrange(year, last_month)[1]
        return date(year, month or 1, day or 1), date(year, last_month, last_day)
    from edtf import parse_edtf

    parsed = parse_edtf(text)
    return _day(parsed.lower_strict()), _day(parsed.upper_strict())


def _day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


@cache
def date_label(text: str, language: Language = SOURCE_LANGUAGE) -> str:
    """An EDTF text as a reader would write it, for example `August–November 2019`."""
    say = translations(language).gettext
    span = parse_date(text)
    start, _, end = text.partition("/")
    if span.is_open:
        label = say("from %(date)s, end open") % {"date": _one(start, span.earliest, language)}
    elif end:
        label = _interval_label(start, end, span, language)
    else:
        label = _one(start, span.earliest, language)
    if span.approximate:
        label = say("about %(date)s") % {"date": label}
    if span.uncertain:
        label = say("%(date)s (uncertain)") % {"date": label}
    return label


def _precision(text: str) -> str:
    return {4: "y", 7: "yMMMM"}.get(len(text.rstrip("~?%")), "yMMMMd")


def _one(text: str, day: date, language: Language) -> str:
    if text.rstrip("~?%").endswith("X"):
        return translations(language).gettext("%(year)ss") % {"year": day.year}
    if _precision(text) == "yMMMMd":
        return format_date(day, "long", locale=LOCALES[language])
    return format_skeleton(_precision(text), day, locale=LOCALES[language])


def _interval_label(start: str, end: str, span: Span, language: Language) -> str:
    if _precision(start) == _precision(end) != "y":
        locale = LOCALES[language]
        return format_interval(span.earliest, span.latest, _precision(start), locale=locale)
    first, last = _one(start, span.earliest, language), _one(end, span.latest, language)
    return f"{first} – {last}"
