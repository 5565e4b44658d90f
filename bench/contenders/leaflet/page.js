// The limit: the same events, text and shapes, with nothing between them and the browser.
const json = async (name) => (await fetch(`${name}.json`)).json();
const shapes = Promise.all(["land", "chain", "islands"].map(json));
const { events, islands } = await json("story");
const asked = new URLSearchParams(location.search).get("event");
let at = Math.max(0, events.findIndex(({ id }) => id === asked));

const element = (name, text = "", children = []) => {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...children);
  return made;
};
const list = (lines) => element("ul", "", lines.map((line) => element("li", line)));

function tell() {
  const { title, date, kind, summary, notes, people, citations } = events[at];
  document.querySelector("#event").replaceChildren(
    element("h2", title),
    element("p", `${date} · ${kind}`),
    element("p", summary),
    list(people.map(({ name, role }) => `${name}, ${role}`)),
    element("p", notes ?? ""),
    element("h3", "Sources"),
    list(citations.map((it) => `${it.outlet}: ${it.title}: ${it.states} (${it.stance})`)),
  );
  document.querySelector("#previous").disabled = at === 0;
  document.querySelector("#next").disabled = at === events.length - 1;
}

tell();
const [land, chain, outlines] = await shapes;
const { L } = window;
const map = L.map("map", { zoomSnap: 0.25 });
const idOf = ({ id, properties }) => properties.group ?? id;
const drawn = L.geoJSON(outlines, { color: "#8a6415", weight: 2, fillOpacity: 0.8 });
const current = L.layerGroup();

function draw(animated) {
  const event = events[at];
  const bounds = L.latLngBounds(event.venues.map((it) => [it.latitude, it.longitude]));
  drawn.eachLayer((layer) => {
    const concerned = event.islands.includes(idOf(layer.feature));
    layer.setStyle({ fillColor: concerned ? "#d8a94a" : "#eee0c0" });
    if (concerned) bounds.extend(layer.getBounds());
  });
  const view = { padding: [40, 40], maxZoom: 8, duration: 0.7 };
  if (animated) map.flyToBounds(bounds, view);
  else map.fitBounds(bounds, view);
  current.clearLayers();
  for (const { latitude, longitude } of event.venues) {
    L.circleMarker([latitude, longitude], { radius: 9, color: "#b03a2e" }).addTo(current);
  }
  map.getContainer().dataset.event = event.id;
}

function step(by) {
  at += by;
  draw(true);
  tell();
}

draw(false);
const quiet = { interactive: false, weight: 1, color: "#8a9a9a", fillColor: "#dfe4e0" };
L.geoJSON(land, quiet).addTo(map);
L.geoJSON(chain, quiet).addTo(map);
drawn.addTo(map);
for (const venue of new Map(events.flatMap(({ venues }) => venues.map((it) => [it.name, it]))).values()) {
  L.circleMarker([venue.latitude, venue.longitude], { radius: 4 }).bindTooltip(venue.name).addTo(map);
}
current.addTo(map);
drawn.eachLayer((layer) => {
  const id = idOf(layer.feature);
  layer.getElement().dataset.island = id;
  layer.on("click", () => {
    const { name, names, administered_by, claimed_by, figures, notes } = islands[id];
    document.querySelector("#details").replaceChildren(
      element("h3", name),
      element("p", `Administered by ${administered_by}, claimed by ${claimed_by}.`),
      list(names.map(({ text, used_by }) => `${text}: ${used_by}`)),
      list(figures.map((it) => `${it.quantity}: ${it.value} (${it.side})`)),
      list(notes),
    );
  });
});
document.querySelector("#previous").addEventListener("click", () => step(-1));
document.querySelector("#next").addEventListener("click", () => step(1));
