"""Every file of the data: its name, media type, licence, and who writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from geo.exports.release import (
    CREDIT,
    RECORD_LICENCE,
    RECORD_LICENCE_ADDRESS,
    SHAPES_CREDIT,
    SHAPES_LICENCE,
    SHAPES_LICENCE_ADDRESS,
)
from geo.exports.selection import Selection
from geo.languages import N_

Holds = Literal["record", "shapes", "both"]
LICENCES: dict[Holds, tuple[tuple[str, str], ...]] = {
    "record": ((RECORD_LICENCE, RECORD_LICENCE_ADDRESS),),
    "shapes": ((SHAPES_LICENCE, SHAPES_LICENCE_ADDRESS),),
    "both": (
        (RECORD_LICENCE, RECORD_LICENCE_ADDRESS),
        (SHAPES_LICENCE, SHAPES_LICENCE_ADDRESS),
    ),
}
CREDITS: dict[Holds, tuple[str, ...]] = {
    "record": (CREDIT,),
    "shapes": (SHAPES_CREDIT,),
    "both": (CREDIT, SHAPES_CREDIT),
}


@dataclass(frozen=True)
class Format:
    """A file under `/data/`. `title` and `says` are messages; `writer` is `module.function`.

    `is_narrowed` is whether filters change it; `is_shown` whether a browser shows it, or saves it.
    """

    file_name: str
    title: str
    says: str
    media_type: str
    writer: str
    holds: Holds = "record"
    is_narrowed: bool = True
    is_shown: bool = False

    @property
    def write(self) -> Callable[[Selection], bytes]:
        """What writes the file; its module is imported now, so that nobody else waits for it."""
        module, _, function = self.writer.partition(".")
        found: Callable[[Selection], bytes]
        found = getattr(import_module(f"geo.exports.{module}"), function)
        return found

    @property
    def licences(self) -> tuple[tuple[str, str], ...]:
        """The licences of what it holds, each with its address."""
        return LICENCES[self.holds]

    @property
    def credits(self) -> tuple[str, ...]:
        """Whom to name when passing it on."""
        return CREDITS[self.holds]


FORMATS: dict[str, Format] = {
    it.file_name: it
    for it in (
        Format(
            "events.geojson",
            N_("Events as GeoJSON"),
            N_("Each event at its venues, with its citations and the ids of its islands."),
            "application/geo+json",
            "geojson.events_geojson",
        ),
        Format(
            "events.lpf.json",
            N_("Events as Linked Places"),
            N_("JSON-LD for gazetteers such as the World Historical Gazetteer."),
            "application/ld+json",
            "linked_places.linked_places",
        ),
        Format(
            "events.csv",
            N_("Events as a table (CSV)"),
            N_("A row an event, for spreadsheets; in UTF-8 with a byte order mark."),
            "text/csv; charset=utf-8; header=present",
            "tabular.events_csv",
        ),
        Format(
            "four-islands.gpkg",
            N_("Everything as a GeoPackage"),
            N_("All layers in one file, which QGIS opens with names and styles."),
            "application/geopackage+sqlite3",
            "geopackage.geopackage",
            holds="both",
        ),
        Format(
            "islands.geojson",
            N_("The four islands as GeoJSON"),
            N_("Outlines in full detail, with the names that each side uses."),
            "application/geo+json",
            "geojson.islands_geojson",
            holds="both",
        ),
        Format(
            "chain.geojson",
            N_("The Kuril chain as GeoJSON"),
            N_("The islands from Urup to Shumshu, simplified."),
            "application/geo+json",
            "geojson.chain_geojson",
            holds="shapes",
            is_narrowed=False,
        ),
        Format(
            "events.ics",
            N_("Events as a calendar (iCalendar)"),
            N_("To subscribe to; without the events whose dates name no month."),
            "text/calendar; charset=utf-8",
            "calendar.events_calendar",
        ),
        Format(
            "events.atom",
            N_("Events as a feed (Atom)"),
            N_("For feed readers, the latest event first."),
            "application/atom+xml",
            "feed.events_feed",
            is_shown=True,
        ),
        Format(
            "sources.bib",
            N_("Sources as BibTeX"),
            N_("For LaTeX and JabRef; the sources of the events chosen."),
            "application/x-bibtex; charset=utf-8",
            "references.bibtex",
        ),
        Format(
            "sources.ris",
            N_("Sources as RIS"),
            N_("For EndNote, Mendeley and Zotero; the sources of the events chosen."),
            "application/x-research-info-systems; charset=utf-8",
            "references.ris",
        ),
        Format(
            "sources.csl.json",
            N_("Sources as CSL-JSON"),
            N_("For Zotero and Pandoc; the sources of the events chosen."),
            "application/vnd.citationstyles.csl+json",
            "references.csl_json",
        ),
        Format(
            "record.json",
            N_("The record as JSON"),
            N_("Everything that the record says, in every language, as the schema describes it."),
            "application/json",
            "schema.record_json",
        ),
        Format(
            "schema.json",
            N_("The schema of the record"),
            N_("A JSON Schema (2020-12) of the file above."),
            "application/schema+json",
            "schema.record_schema",
            is_narrowed=False,
            is_shown=True,
        ),
    )
}
