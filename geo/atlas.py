"""What the map's scripts know of the record, as ES modules: facts, and words by language."""

import json
from typing import Any

from geo.catalogue import Catalogue
from geo.dates import date_label
from geo.languages import N_, Language, translations
from geo.legs import legs_of
from geo.model import Kind, Names
from geo.plates import Plates
from geo.stories import sequence_of

KINDS: dict[Kind, str] = {
    "summit": N_("Summit"),
    "consultations": N_("Consultations"),
    "foreign-ministers": N_("Foreign ministers"),
    "statement": N_("Statement"),
    "field-visit": N_("Visit to the islands"),
    "treaty": N_("Treaty"),
    "law": N_("Law or decree"),
    "military": N_("Military"),
    "other": N_("Other"),
}
INTERFACE = {
    "previous": N_("Previous event"),
    "next": N_("Next event"),
    "position": N_("%(number)s of %(total)s"),
    "map": N_("Map"),
    "timeline": N_("Timeline"),
    "events": N_("Events"),
    "baseMap": N_("Base map"),
    "outlines": N_("Outlines"),
    "online": N_("%(name)s (online)"),
    "kilometres": N_("%(number)s km"),
    "metres": N_("%(number)s m"),
    "zoomIn": N_("Zoom in"),
    "zoomOut": N_("Zoom out"),
    "unavailable": N_("The details could not be loaded."),
    "again": N_("Try again"),
    "copyLink": N_("Copy link"),
    "copied": N_("Copied"),
    "close": N_("Close"),
    "openAtlas": N_("Open in Four Islands"),
    "skipToMap": N_("Skip to the map"),
    "skipToContent": N_("Skip to the content"),
    "stepped": N_("Event %(number)s of %(total)s: %(title)s, %(date)s"),
    "opened": N_("Details: %(name)s"),
    "read": N_("Read about it: %(title)s"),
    "onTheMap": N_("What the map shows"),
    "venues": N_("Where it happened"),
    "lines": N_("Lines drawn"),
    "line": N_("%(one)s – %(other)s"),
    "concerned": N_("Islands concerned"),
    "notConcerned": N_("Islands not concerned"),
    "otherPlaces": N_("Other places of the story"),
}


def facts_of(catalogue: Catalogue, plates: Plates) -> str:
    """The ES module that exports `atlas`: what is the same in every language.

    It holds `events`, `places` and `islands` by id, the `stories` as lists of event ids, and the
    `inset`.
    """
    return _module(
        "atlas",
        {
            "events": {
                event.id: {
                    "kind": event.kind,
                    "days": [event.span.earliest.isoformat(), event.span.latest.isoformat()],
                    "sure": event.span.is_sure,
                    "islands": event.islands,
                    "chain": event.whole_chain,
                    "places": [venue.place for venue in event.venues],
                    "lines": list(legs_of(event)),
                    "bounds": plates.bounds[event.id],
                }
                for event in catalogue.events.values()
            },
            "stories": {
                story: [event.id for event in sequence_of(catalogue, story).events]
                for story in catalogue.stories
            },
            "places": {place.id: {"island": place.island} for place in catalogue.places.values()},
            "islands": {id: {} for id in catalogue.islands},
            "inset": plates.inset,
        },
    )


def words_of(catalogue: Catalogue, language: Language) -> str:
    """The ES module that exports `words`: what the scripts say in a language.

    Names come twice: as the language has them, and as both sides have them in their own script.
    """
    say = translations(language).gettext

    def names(of: Names) -> list[str]:
        return [of.text_in(language), of.both_in(language)]

    return _module(
        "words",
        {
            "events": {
                event.id: {
                    "title": event.title.text_in(language),
                    "date": date_label(event.date, language),
                }
                for event in catalogue.events.values()
            },
            "places": {id: names(it.names) for id, it in catalogue.places.items()},
            "islands": {id: names(it.label) for id, it in catalogue.islands.items()},
            "labels": {
                **{id: names(it.names) for id, it in catalogue.settlements.items()},
                **{id: names(it.names) for id, it in catalogue.straits.items()},
            },
            "kinds": {kind: say(label) for kind, label in KINDS.items()},
            "interface": {key: say(message) for key, message in INTERFACE.items()},
        },
    )


def _module(name: str, constants: dict[str, Any]) -> str:
    text = json.dumps(constants, ensure_ascii=False, separators=(",", ":"))
    return f"export const {name} = {text};\n"
