"""The map with its timeline, and the details of the island or place that is selected."""

import streamlit as st

from geo.addresses import screen_from_query
from geo.catalogue import shipped_catalogue
from geo.stories import sequence_of
from pages.atlas import mount_atlas
from pages.html import render

catalogue = shipped_catalogue()
screen = screen_from_query(st.query_params, catalogue)
told = sequence_of(catalogue, screen.story).events

with st.container(key="stage"):
    mount_atlas(screen)
    if island := catalogue.islands.get(screen.selected or ""):
        concerning = [event for event in told if island.id in event.islands]
        heading = "Events that concern it"
        template, shown = "island_details.html", {"island": island}
    elif place := catalogue.places.get(screen.selected or ""):
        concerning = [event for event in told if place.id in {it.place for it in event.venues}]
        heading = "What happened here"
        template, shown = "place_details.html", {"place": place}
    else:
        st.stop()
    with st.container(key="details"):
        st.html(
            render(
                template,
                **shown,
                events=concerning,
                events_heading=heading,
                catalogue=catalogue,
                screen=screen,
            )
        )
