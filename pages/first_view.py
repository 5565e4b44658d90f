"""The first view: the document of an address already holds what the app will show there.

It is plain HTML that needs no script: the event's card, the picture of the map, and links for
every step. The app takes its place part by part as it starts (`assets/web/atlas/first-view.js`).
"""

from collections.abc import Mapping
from functools import cache

from markupsafe import Markup

from geo.addresses import screen_from_query, told_in
from geo.bundle import WEB
from geo.documents import FirstView
from geo.edition import shipped_catalogue, shipped_edition
from geo.languages import LANGUAGES, Language
from geo.share.tags import shared_of
from pages.filters import filters_summary
from pages.labels import PAGES, page_title
from pages.sending import sent_screen
from pages.templating import details, render, to


def first_view(page: str, query: Mapping[str, str], preferred: Language) -> FirstView | None:
    """What a page shows first at an address with these parameters; none if there is no such page.

    The map's page has the empty name. `preferred` is the language if the address asks for none.
    """
    if page not in PAGES:
        return None
    catalogue = shipped_catalogue()
    plates = shipped_edition().plates
    screen = screen_from_query(query, catalogue, preferred)
    event = catalogue.events[screen.event]
    drawn = plates.still_of[event.id]
    body = render(
        "first_view.html",
        screen,
        page=page,
        has_sidebar=query.get("embed") != "true",
        catalogue=catalogue,
        event=event,
        sequence=told_in(catalogue, screen),
        drawn=drawn,
        still=plates.stills[drawn["still"]],
        inset=plates.inset,
        notices=screen.notices,
        filters="" if screen.filters.is_empty else Markup(filters_summary(catalogue, screen, page)),
        details=Markup(details(catalogue, screen)) if screen.selected else None,
        script=Markup(still_script()),
        sent=sent_screen(screen, page),
    )
    return FirstView(
        page_title(event, screen.language),
        event.summary.text_in(screen.language),
        body,
        has_map=not page,
        language=screen.language,
        alternates={
            "x-default": to(screen, page, lang=None),
            **{language: to(screen, page, lang=language) for language in LANGUAGES},
        },
        shared=shared_of(catalogue, screen, page, query),
    )


@cache
def still_script() -> str:
    """The framing of the map and the placing of stills, as one script without modules."""
    files = [(WEB / "atlas" / name).read_text("utf-8") for name in ("framing.js", "place-still.js")]
    return "\n".join(files).replace("export ", "")
