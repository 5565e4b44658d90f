"""iCalendar (RFC 5545, RFC 7986): events as all-day entries, where their days are known.

A date known to the month is entered with the whole span in which it may lie, as tentative and with
its EDTF text; an open end is entered on the first day. Left out are the dates that name no month.
"""

from datetime import timedelta

from icalendar import Calendar, vDuration, vGeo
from icalendar import Event as Entry

from geo.citations import cited
from geo.dates import date_label
from geo.exports.days import Days, days_of, left_out
from geo.exports.flat import is_day, positions
from geo.exports.release import CREDIT, RECORD_LICENCE, TITLE, permanent_id
from geo.exports.selection import Selection
from geo.languages import N_, translations
from geo.model import Event

SPAN = N_("It may have been on any of these days: %(date)s (EDTF %(edtf)s).")
OPEN = N_("Only the first day is entered; the end is open (EDTF %(edtf)s).")
SOURCES = N_("Sources: %(outlets)s")


def events_calendar(selection: Selection) -> bytes:
    """The events as a calendar to subscribe to; `X-ATLAS-LEFT-OUT` says which are not in it."""
    language = selection.language
    calendar = Calendar()
    calendar.add("prodid", f"-//Four Islands//Record {selection.release.version}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("uid", permanent_id("calendar").urn)
    calendar.add("name", translations(language).gettext(TITLE))
    calendar.add("x-wr-calname", translations(language).gettext(TITLE))
    calendar.add("description", f"{CREDIT} ({RECORD_LICENCE}), {selection.release.version}")
    calendar.add("source", selection.data_address("events.ics"), parameters={"VALUE": "URI"})
    calendar.add("url", selection.address)
    calendar.add("last-modified", selection.release.moment)
    calendar.add("refresh-interval", vDuration(timedelta(days=7)), parameters={"VALUE": "DURATION"})
    missing = ", ".join(f"{event.id} ({event.date})" for event in left_out(selection))
    if missing:
        calendar.add("x-atlas-left-out", missing)
    for event in selection.events:
        days = days_of(event.date)
        if days:
            calendar.add_component(_entry(event, days, selection))
    return bytes(calendar.to_ical())


def _entry(event: Event, days: Days, selection: Selection) -> Entry:
    language = selection.language
    catalogue = selection.catalogue
    is_known = all(is_day(it) for it in event.date.removesuffix("/..").split("/"))
    entry = Entry()
    entry.add("uid", permanent_id("events", event.id).urn)
    entry.add("dtstamp", selection.release.moment)
    entry.add("last-modified", selection.release.moment)
    entry.add("dtstart", days.start)
    entry.add("dtend", days.end)
    entry.add("summary", event.title.text_in(language))
    entry.add("description", _description(event, selection, is_known=is_known))
    names = [catalogue.places[it.place].names.text_in(language) for it in event.venues]
    entry.add("location", "; ".join(names))
    found = positions(event, selection)
    if len(found) == 1:
        longitude, latitude = found[0]
        entry.add("geo", vGeo((latitude, longitude)))
    entry.add("categories", [event.kind, *event.topics])
    entry.add("url", selection.event_address(event))
    entry.add("status", "CONFIRMED" if is_known else "TENTATIVE")
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PUBLIC")
    return entry


def _description(event: Event, selection: Selection, *, is_known: bool) -> str:
    language = selection.language
    say = translations(language).gettext
    lines = [event.summary.text_in(language)]
    if not is_known:
        lines.append(say(SPAN) % {"date": date_label(event.date, language), "edtf": event.date})
    if event.span.is_open:
        lines.append(say(OPEN) % {"edtf": event.date})
    outlets = dict.fromkeys(cited(selection.catalogue, it.source).outlet for it in event.citations)
    lines.append(say(SOURCES) % {"outlets": "; ".join(outlets)})
    lines.append(f"{CREDIT} ({RECORD_LICENCE})")
    return "\n\n".join(lines)
