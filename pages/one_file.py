"""The atlas in one file: a story in a language, as HTML that needs no server and no network.

The map is the one of the app, drawn by the same scripts. They are modules that import each other by
address; in the file an import map gives each its content, as `data:` addresses.
"""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from geo.addresses import Screen, address_of
from geo.atlas import facts_of, words_of
from geo.bundle import MAP_SCRIPTS, STYLES, WEB
from geo.catalogue import Catalogue
from geo.edition import Edition
from geo.exports.release import CREDIT, shipped_release
from geo.filters import Filters
from geo.share.home import Home
from geo.stories import sequence_of
from pages.templating import details, render

SHAPES = ("land", "chain", "islands", "reach")
ALWAYS_SHOWN = ("moscow", "tokyo", "vladivostok")
_OF_A_SERVER = {"first.js", "source.js"}
OWN = WEB / "one-file"
_OWN_SCRIPTS = ("one-file.js", "source.js")
_IMPORT = re.compile(r"""(["`])\./([\w.\-${}]+\.js)\1""")


def one_file(edition: Edition, screen: Screen, home: Home | None = None) -> str:
    """The file that opens at a screen, with all of its story; filters are left aside.

    `home` is where the whole atlas is, for links that lead out of the story; without it they are
    plain words.
    """
    screen = replace(screen, filters=Filters(), notices=())
    catalogue = told_only(edition.catalogue, screen.story)
    event = catalogue.events[screen.event]
    return render(
        "one_file.html",
        screen,
        catalogue=edition.catalogue,
        event=event,
        story=catalogue.stories[screen.story],
        home=home.base if home else None,
        address=address_of(screen).removeprefix("./"),
        icon=_data("image/svg+xml", (WEB / "icon.svg").read_bytes()),
        style=Markup(_style()),
        modules={"imports": _modules(edition, catalogue, screen)},
        cards={id: Markup(_card(edition.catalogue, screen, id)) for id in catalogue.events},
        sent=_sent(screen),
        held={
            "shapes": {name: json.loads(edition.plates.files[f"{name}.json"]) for name in SHAPES},
            "details": _details(edition.catalogue, catalogue, screen),
        },
        release=shipped_release(),
        credit=CREDIT,
    )


def told_only(catalogue: Catalogue, story: str) -> Catalogue:
    """The catalogue with the events of one story, and no other story."""
    return replace(
        catalogue,
        events={event.id: event for event in sequence_of(catalogue, story).events},
        stories={story: catalogue.stories[story]},
    )


def _modules(edition: Edition, told: Catalogue, screen: Screen) -> Mapping[str, str]:
    """The content of every module by the name under which the others import it."""
    sources = {
        **{
            name: (WEB / "atlas" / name).read_text("utf-8")
            for name in MAP_SCRIPTS
            if name not in _OF_A_SERVER
        },
        **{name: (OWN / name).read_text("utf-8") for name in _OWN_SCRIPTS},
        "leaflet.js": edition.bundle.files["leaflet.js"].decode(),
        "draw.js": edition.bundle.files["draw.js"].decode(),
        "atlas.js": facts_of(told, edition.plates),
        f"words.{screen.language}.js": words_of(told, screen.language),
    }
    return {
        f"atlas/{name}": _data("text/javascript", _IMPORT.sub(r"\1atlas/\2\1", source).encode())
        for name, source in sources.items()
    }


def _data(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(content).decode()}"


def _style() -> str:
    files = [
        WEB / "leaflet" / "leaflet.css",
        *(WEB / "atlas" / name for name in STYLES),
        OWN / "one-file.css",
    ]
    return "\n".join(file.read_text("utf-8") for file in files)


def _card(catalogue: Catalogue, screen: Screen, event: str) -> str:
    shown = replace(screen, event=event, selected=None)
    return render("event_card.html", shown, event=catalogue.events[event], catalogue=catalogue)


def _details(catalogue: Catalogue, told: Catalogue, screen: Screen) -> dict[str, str]:
    """The details of all that can be selected in the story, with all of its events there."""
    places = {venue.place for event in told.events.values() for venue in event.venues}
    selectable = [*catalogue.islands, *ALWAYS_SHOWN, *sorted(places.difference(ALWAYS_SHOWN))]
    return {
        id: details(catalogue, replace(screen, selected=id), listed=len(told.events))
        for id in selectable
    }


def _sent(screen: Screen) -> dict[str, Any]:
    return {
        "event": screen.event,
        "selected": screen.selected,
        "story": screen.story,
        "filters": {},
        "language": screen.language,
        "lang": screen.language,
        "names": "both" if screen.both_names else None,
    }
