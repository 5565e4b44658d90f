"""What can be taken away from a screen: the page that offers it, and handouts for paper."""

from dataclasses import replace
from urllib.parse import urlencode

from markupsafe import Markup

from geo.addresses import Screen, address_of, told_in
from geo.edition import Edition
from geo.exports.release import CREDIT, shipped_release
from geo.model import Event
from geo.share.canonical import canonical_address
from geo.share.citing import citation, cited, styles_for
from geo.share.citing_serving import cite_address
from geo.share.home import Home
from geo.share.oembed import embed_address, embed_code
from pages.first_view import still_script
from pages.templating import render

EMBED_PX = 520
REFERENCES = {"BibTeX": "bib", "RIS": "ris", "CSL-JSON": "csl.json"}


def take_away(edition: Edition, screen: Screen, page: str, home: Home) -> str:
    """The page with everything that can be taken away from a screen, as a whole document."""
    catalogue = edition.catalogue
    event = catalogue.events[screen.event]
    # What is taken away is read by others, whose browsers may prefer another language.
    fixed = replace(screen, lang=screen.language)
    return render(
        "take_away.html",
        screen,
        catalogue=catalogue,
        event=event,
        told=told_in(catalogue, screen),
        bundle=f"./{edition.bundle.address}",
        address=home.to(address_of(screen, page)),
        embed_address=embed_address(fixed, "", home),
        embed_code=embed_code(fixed, "", catalogue, home, "100%", EMBED_PX),
        citations=_citations(edition, fixed, home, event),
        atlas_citations=_citations(edition, fixed, home, None),
        references={
            name: cite_address(event.id, screen.language, suffix)
            for name, suffix in REFERENCES.items()
        },
        copies={id: _copy_address(fixed, id) for id in catalogue.stories},
    )


def _citations(
    edition: Edition, screen: Screen, home: Home, event: Event | None
) -> list[tuple[str, str]]:
    language = screen.language
    reference = cited(edition.catalogue, shipped_release(), home, event, language)
    return [(style.label, citation(reference, id)) for id, style in styles_for(language).items()]


def _copy_address(screen: Screen, story: str) -> str:
    """The address of a copy of a story, opened at the reader's event if that is told there."""
    query = {"story": story, "lang": screen.language}
    if story == screen.story:
        query["event"] = screen.event
    return f"./copy?{urlencode(query)}"


def handout(edition: Edition, screen: Screen, home: Home, *, whole_story: bool) -> str:
    """A document for paper: the event of a screen with its map, or all that the screen tells."""
    catalogue, plates = edition.catalogue, edition.plates
    told = told_in(catalogue, screen)
    events = told.events if whole_story else (catalogue.events[screen.event],)
    story = catalogue.stories[screen.story]
    shown = replace(screen, selected=None)
    return render(
        "handout.html",
        shown,
        catalogue=catalogue,
        sequence=told,
        title=(story if whole_story else events[0]).title.text_in(screen.language),
        events=[
            (event, plates.stills[plates.still_of[event.id]["still"]], plates.still_of[event.id])
            for event in events
        ],
        inset=plates.inset,
        addresses={
            event.id: home.to(
                canonical_address(
                    replace(shown, event=event.id, lang=screen.language), "", {"event": event.id}
                )
            )
            for event in events
        },
        bundle=f"./{edition.bundle.address}",
        script=Markup(still_script()),
        release=shipped_release(),
        credit=CREDIT,
    )
