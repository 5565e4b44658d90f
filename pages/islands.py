"""The four islands side by side: drawn at one scale, with both sides' figures, and each islet."""

from collections import Counter

import streamlit as st

from geo.catalogue import shipped_catalogue
from geo.dates import date_label
from geo.gazetteer import Islet
from geo.pictures import picture_of
from geo.plates import shipped_plates
from pages.labels import LANGUAGES
from pages.state import current_screen
from pages.templating import render

SCALE_BAR_KM = 50
GROUP_SCALE_BAR_KM = 10


def islet_label(islet: Islet) -> str:
    """An islet's names in English: the one after the Russian name, the one after the Japanese."""
    english = [name.text for name in islet.names if name.language == "en"]
    return " / ".join(dict.fromkeys([english[0], english[-1]]))


catalogue = shipped_catalogue()
plates = shipped_plates()
islands = [catalogue.islands[id] for id in plates.to_scale]
notes = Counter(note for island in islands for note in island.notes)
concerning = {
    id: [event for event in catalogue.events.values() if id in event.islands]
    for id in catalogue.islands
}
st.html(
    render(
        "islands.html",
        islands=islands,
        drawings=plates.to_scale,
        group_drawings=plates.groups,
        picture_of=picture_of,
        scale_bar=SCALE_BAR_KM,
        group_scale_bar=GROUP_SCALE_BAR_KM,
        islet_label=islet_label,
        LANGUAGES=LANGUAGES,
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
        screen=current_screen(),
    )
)
