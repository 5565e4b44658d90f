"""The atlas as it is usually written with Streamlit, Folium and streamlit-folium.

The map is made anew in every run. Leaflet comes from the app's own static files; the jQuery,
Bootstrap and Font Awesome that Folium adds by default are not used here and left out.
"""

import json
from pathlib import Path
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

HERE = Path(__file__).parent

folium.Map.default_js = [("leaflet", "/app/static/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "/app/static/leaflet.css")]


@st.cache_data
def load(name: str) -> Any:
    """One of the data files."""
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


@st.cache_data
def corners_of_islands() -> dict[str, list[tuple[float, float]]]:
    """South-west and north-east (latitude, longitude) of each island."""
    corners: dict[str, list[tuple[float, float]]] = {}
    for feature in load("islands")["features"]:
        shape = folium.GeoJson(feature)
        id = feature["properties"].get("group") or feature["id"]
        corners.setdefault(id, []).extend(shape.get_bounds())
    return corners


story = load("story")
events = {event["id"]: event for event in story["events"]}
ids = list(events)

st.set_page_config(page_title="The talks on the islands", layout="wide")
if "event" not in st.session_state:
    st.session_state.event = st.query_params.get("event", ids[0])


def step(by: int) -> None:
    """Go to the event before or after."""
    st.session_state.event = ids[ids.index(st.session_state.event) + by]


with st.sidebar:
    at = ids.index(st.session_state.event)
    previous, following = st.columns(2)
    previous.button("Previous", on_click=step, args=(-1,), disabled=at == 0)
    following.button("Next", on_click=step, args=(1,), disabled=at == len(ids) - 1)
    st.selectbox("Event", ids, key="event", format_func=lambda id: events[id]["title"])
    event = events[st.session_state.event]
    st.header(event["title"])
    st.caption(f"{event['date']} · {event['kind']}")
    st.write(event["summary"])
    if event["people"]:
        st.markdown("\n".join(f"- {who['name']}, {who['role']}" for who in event["people"]))
    if event["notes"]:
        st.info(event["notes"])
    st.subheader("Sources")
    st.markdown(
        "\n".join(
            f"- [{it['outlet']}: {it['title']}]({it['url']}): {it['states']} ({it['stance']})"
            for it in event["citations"]
        )
    )

atlas = folium.Map(tiles=None)
folium.GeoJson(
    load("land"),
    style_function=lambda _: {"color": "#8a9a9a", "weight": 1, "fillColor": "#dfe4e0"},
    interactive=False,
).add_to(atlas)
folium.GeoJson(
    load("chain"),
    style_function=lambda _: {"color": "#8a9a9a", "weight": 1, "fillColor": "#b9c2c1"},
    interactive=False,
).add_to(atlas)
folium.GeoJson(
    load("islands"),
    style_function=lambda feature: {
        "color": "#8a6415",
        "weight": 2,
        "fillOpacity": 0.8,
        "fillColor": "#d8a94a"
        if (feature["properties"].get("group") or feature["id"]) in event["islands"]
        else "#eee0c0",
    },
).add_to(atlas)
venues = {venue["name"]: venue for it in events.values() for venue in it["venues"]}
for venue in venues.values():
    folium.CircleMarker(
        (venue["latitude"], venue["longitude"]), radius=4, tooltip=venue["name"]
    ).add_to(atlas)
corners = [(venue["latitude"], venue["longitude"]) for venue in event["venues"]]
for corner in corners:
    folium.CircleMarker(corner, radius=9, color="#b03a2e", tooltip=event["title"]).add_to(atlas)
for island in event["islands"]:
    corners += corners_of_islands()[island]
atlas.fit_bounds(corners, padding=(40, 40), max_zoom=8)

map_side, details_side = st.columns([3, 1])
with map_side:
    clicked = st_folium(
        atlas, use_container_width=True, height=700, returned_objects=["last_active_drawing"]
    )
with details_side, st.container(key="details"):
    if drawing := clicked["last_active_drawing"]:
        island = story["islands"][drawing["properties"].get("group") or drawing["id"]]
        st.subheader(island["name"])
        st.write(f"Administered by {island['administered_by']}, claimed by {island['claimed_by']}.")
        st.markdown("\n".join(f"- {it['text']}: {it['used_by']}" for it in island["names"]))
        st.table(island["figures"])
        st.markdown("\n".join(f"- {note}" for note in island["notes"]))
