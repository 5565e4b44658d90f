"""The four islands side by side: drawn at one scale, with both sides' figures, and each islet."""

from collections import Counter

import streamlit as st

from geo.dates import date_label
from geo.edition import shipped_catalogue, shipped_edition
from geo.gazetteer import Islet
from geo.pictures import picture_of
from pages.state import current_screen
from pages.templating import render

SCALE_BAR_KM = 50
GROUP_SCALE_BAR_KM = 10


screen = current_screen()


def islet_label(islet: Islet) -> str:
    """An islet's names: in English after the Russian and the Japanese one, else both sides' own."""
    order = {"en": ("en",), "ru": ("ru", "ja"), "ja": ("ja", "ru")}[screen.language]
    names = [name.text for own in order for name in islet.names if name.language == own]
    return " / ".join(dict.fromkeys([names[0], names[-1]]))


catalogue = shipped_catalogue()
plates = shipped_edition().plates
islands = [catalogue.islands[id] for id in plates.to_scale]
notes = Counter(note for island in islands for note in island.notes)
concerning = {
    id: [event for event in catalogue.events.values() if id in event.islands]
    for id in catalogue.islands
}
st.html(
    render(
        "islands.html",
        screen,
        islands=islands,
        drawings=plates.to_scale,
        group_drawings=plates.groups,
        picture_of=picture_of,
        scale_bar=SCALE_BAR_KM,
        group_scale_bar=GROUP_SCALE_BAR_KM,
        islet_label=islet_label,
        shared_notes=[note for note, count in notes.items() if count > 1],
        on_the_day={
            id: {date_label(event.date): event.id for event in events}
            for id, events in concerning.items()
        },
        alone={
            id: [event for event in events if len(event.islands) == 1]
            for id, events in concerning.items()
        },
        catalogue=catalogue,
    )
)
