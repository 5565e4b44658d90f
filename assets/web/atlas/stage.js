// The map itself: one Leaflet map for the whole visit; showing a screen changes classes and layers.
import "./leaflet.js";
import { BaseMaps, Inset } from "./controls.js";

const L = window.L;
const FLIGHT_SECONDS = 0.7;
const DETAILS_PX = 360; // what the open details cover of a wide map
const SHAPES = ["land", "chain", "islands", "reach"];

/** The shapes, asked for once and together, while the rest of the page is still being put up. */
const shapes = Promise.all(
  SHAPES.map(async (name) => {
    const answer = await fetch(new URL(`${name}.json`, import.meta.url));
    if (!answer.ok) throw new Error(`The shapes “${name}” could not be loaded (${answer.status}).`);
    return [name, await answer.json()];
  }),
).then(Object.fromEntries);

export class Stage {
  constructor(root, draw, atlas, choose) {
    Object.assign(this, { root, draw, atlas, choose, screen: null, flownTo: null });
    this.element = root.querySelector("#atlas-map");
    this.started = this.start();
  }

  async start() {
    const loaded = await shapes;
    await width(this.element);
    if (this.removed) return;
    // Folium's script asks for its shapes through jQuery; this is all of jQuery that it uses.
    const $ = { ajax: (name) => ({ done: (callback) => callback(loaded[name]) }) };
    this.parts = this.draw(L, $, this.element);
    this.map = this.parts.map;
    this.map.attributionControl.setPrefix(false);
    L.control.zoom({ position: "topright" }).addTo(this.map);
    new BaseMaps(this.map, this.parts.baseMaps, this.element);
    this.inset = new Inset(this.map, this.atlas, this.choose);
    this.name();
    this.label();
    this.map.on("zoomend", () => this.scaleTargets());
    this.watcher = new ResizeObserver(() => this.resize());
    this.watcher.observe(this.element);
    if (this.screen) this.paint();
    this.scaleTargets();
    this.element.dataset.ready = "true";
  }

  /** Shapes and places become buttons with a name, an id and keys. */
  name() {
    const { land, chain, islands, reach, places } = this.parts;
    land.eachLayer((layer) => layer.getElement().classList.add("land"));
    chain.eachLayer((layer) => layer.getElement().classList.add("chain"));
    this.outlines = new Map();
    islands.eachLayer((layer) => {
      layer.getElement().classList.add("island");
      this.outlines.set(layer.feature.id, layer.getElement());
    });
    this.targets = new Map();
    reach.eachLayer((layer) => {
      const id = layer.feature.id;
      this.button(layer, id, "reach", this.atlas.islands[id].name);
      const outline = this.outlines.get(id);
      layer.on("mouseover mouseout", ({ type }) =>
        outline.classList.toggle("hovered", type === "mouseover"),
      );
    });
    for (const [id, marker] of Object.entries(places)) {
      this.button(marker, id, "place", this.atlas.places[id].name);
    }
  }

  button(layer, id, kind, name) {
    const path = layer.getElement();
    path.dataset.id = id;
    path.classList.add(kind);
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.setAttribute("aria-label", name);
    path.setAttribute("aria-pressed", "false");
    const choose = () => this.choose({ selected: this.screen.selected === id ? null : id });
    layer.on("click", choose);
    path.addEventListener("keydown", (press) => {
      if (press.key !== "Enter" && press.key !== " ") return;
      press.preventDefault();
      choose();
    });
    this.targets.set(id, { layer, path });
  }

  label() {
    const permanent = { permanent: true, interactive: false, opacity: 1 };
    const sides = { iturup: "right", kunashir: "left", shikotan: "right", habomai: "bottom" };
    for (const [id, { layer, path }] of this.targets) {
      const isIsland = path.classList.contains("reach");
      const name = isIsland ? this.atlas.islands[id].name : this.atlas.places[id].name;
      const text = document.createElement("span");
      text.textContent = name;
      const options = isIsland
        ? { ...permanent, direction: sides[id] ?? "right", className: "island-label" }
        : { ...permanent, direction: "auto", offset: [10, 0], className: "place-label" };
      layer.bindTooltip(text, options);
      this.targets.get(id).label = layer.getTooltip();
    }
  }

  show(screen, story) {
    this.screen = screen;
    this.story = story;
    if (this.map) this.paint();
  }

  paint() {
    const { event, selected } = this.screen;
    const shown = this.atlas.events[event];
    if (this.element.dataset.event !== event) {
      this.parts.events[this.drawn]?.remove();
      this.parts.events[event].addTo(this.map);
      this.drawn = event;
    }
    this.mark(shown, selected);
    this.inset.mark(shown.islands, selected);
    this.element.dataset.event = event;
    this.element.dataset.selected = selected ?? "";
    if (this.flownTo !== event) this.fly(shown.bounds, this.flownTo !== null);
    this.flownTo = event;
  }

  mark(shown, selected) {
    const told = new Set(["moscow", "tokyo", "vladivostok"]);
    for (const id of this.story) this.atlas.events[id].places.forEach((place) => told.add(place));
    for (const [id, { path, label }] of this.targets) {
      const concerned = shown.islands.includes(id) || shown.places.includes(id);
      const isPlace = path.classList.contains("place");
      path.classList.toggle("concerned", concerned);
      path.classList.toggle("selected", id === selected);
      path.classList.toggle("untold", isPlace && !told.has(id) && id !== selected);
      path.setAttribute("aria-pressed", String(id === selected));
      const element = label.getElement();
      element?.classList.toggle("concerned", concerned || id === selected);
      element?.classList.toggle("capital", id === "moscow" || id === "tokyo");
    }
    for (const [id, outline] of this.outlines) {
      outline.classList.toggle("concerned", shown.islands.includes(id));
      outline.classList.toggle("selected", id === selected);
    }
    this.parts.chain.eachLayer((layer) => {
      layer.getElement().classList.toggle("concerned", shown.chain);
    });
  }

  fly([west, south, east, north], animated) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const wide = this.element.clientWidth > 700;
    const details = wide && this.screen.selected ? DETAILS_PX : 0;
    const options = {
      paddingTopLeft: wide ? [60, 90] : [24, 30],
      paddingBottomRight: wide ? [60 + details, 60] : [24, 30],
      maxZoom: 8,
      duration: FLIGHT_SECONDS,
    };
    const box = [[south, west], [north, east]];
    this.map.stop();
    if (animated && !still) this.map.flyToBounds(box, options);
    else this.map.fitBounds(box, { ...options, animate: false });
  }

  /** Small islands are easy to hit from near, and do not cover each other from afar. */
  scaleTargets() {
    const zoom = this.map.getZoom();
    const reach = zoom >= 7 ? 16 : zoom >= 6 ? 10 : zoom >= 5 ? 6 : zoom >= 4 ? 3 : 1.5;
    this.element.style.setProperty("--reach", `${reach}px`);
    this.element.classList.toggle("near", zoom >= 5.75);
    this.inset.toggle(zoom < 6.5);
  }

  resize() {
    if (!this.element.clientWidth) return;
    this.map.invalidateSize({ animate: false, pan: false });
  }

  remove() {
    this.removed = true;
    this.watcher?.disconnect();
    this.map?.remove();
  }
}

/** Resolves when the element has a width; a map in a folded tab has none and would draw nothing. */
function width(element) {
  if (element.clientWidth) return Promise.resolve();
  return new Promise((resolve) => {
    const watcher = new ResizeObserver(() => {
      if (!element.clientWidth) return;
      watcher.disconnect();
      resolve();
    });
    watcher.observe(element);
  });
}
