// The map itself: one Leaflet map for the whole visit; showing a screen changes classes and layers.
import "./leaflet.js";
import { BaseMaps, Inset, Scale, Zoom } from "./controls.js";
import { framing, NEAR_ZOOM } from "./framing.js";
import { shapes } from "./source.js";
import { Targets } from "./targets.js";

const L = window.L;
const WORLD = L.CRS.EPSG3857;
const FLIGHT_SECONDS = 0.7;
const CLOSE_ZOOM = 7; // a place of the story no longer covers its island
const PAN_PX = 120;
const PAPER_PX = [680, 380]; // A4 and Letter leave at least this between their margins
const DETAIL_ZOOM = 8.5; // names of settlements and straits no longer run into each other

export class Stage {
  constructor(element, draw, atlas, choose) {
    Object.assign(this, { element, draw, atlas, choose, screen: null, flownTo: null });
    this.ready = this.start();
  }

  async start() {
    const loaded = await shapes;
    await width(this.element);
    if (this.removed) return;
    // Folium's script asks for its shapes through jQuery; this is all of jQuery that it uses. They
    // are handed over when the map shows its first event, or all would be projected twice.
    const asked = [];
    const $ = { ajax: (name) => ({ done: (callback) => asked.push(() => callback(loaded[name])) }) };
    this.parts = this.draw(L, $, this.element);
    this.map = this.parts.map;
    this.map.attributionControl.setPrefix(false);
    if (isStill()) this.still();
    this.zoom = new Zoom(this.map);
    this.measure = new Scale(this.map);
    this.baseMaps = new BaseMaps(this.map, this.parts.baseMaps, this.element);
    this.inset = new Inset(this.map, this.atlas.inset);
    if (this.screen) this.fly(this.atlas.events[this.screen.event].bounds, false);
    asked.forEach((hand) => hand());
    for (const name of ["reach", "islands", "chain", "land"]) { // places lie on them
      this.parts[name].getLayers().reverse().forEach((layer) => layer.bringToBack());
    }
    this.targets = new Targets(this.parts, this.inset, this.atlas, this.choose);
    this.map.on("zoomend", () => this.scale());
    this.scale();
    this.watcher = new ResizeObserver(() => this.resize());
    this.watcher.observe(this.element);
    for (const touch of ["pointerdown", "wheel", "keydown"]) {
      this.element.addEventListener(touch, () => (this.touched = true), { passive: true });
    }
    this.element.addEventListener("keydown", (press) => this.pan(press));
    this.printing = (event) => this.print(event);
    window.addEventListener("beforeprint", this.printing);
    window.addEventListener("afterprint", this.printing);
    if (this.screen) this.paint();
    this.element.dataset.ready = "true";
  }

  /** Leaflet moves by its buttons and keys, and zooms, without being asked whether it may. */
  still() {
    const { map } = this;
    const panBy = map.panBy.bind(map);
    map.panBy = (offset, options) => panBy(offset, { ...options, animate: false });
    Object.assign(map, { _zoomAnimated: false });
    Object.assign(map.options, { inertia: false });
  }

  relabel() {
    this.targets?.relabel();
    this.zoom?.relabel();
    this.measure?.relabel();
    this.baseMaps?.relabel();
  }

  show(screen, sequence) {
    Object.assign(this, { screen, sequence });
    if (this.map) this.paint();
  }

  paint() {
    const { event, selected } = this.screen;
    const shown = this.atlas.events[event];
    if (this.drawn !== event) {
      this.parts.events[this.drawn]?.remove();
      this.parts.events[event].addTo(this.map);
      this.drawn = event;
    }
    this.targets.mark(shown, selected, this.sequence);
    this.element.dataset.event = event;
    this.element.dataset.selected = selected ?? "";
    if (this.flownTo !== event && this.element.clientWidth) this.fly(shown.bounds, this.flownTo !== null);
  }

  /** Arrows pan, also from an island on the map. Leaflet listens too far out: Streamlit's buttons step by key. */
  pan(press) {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[press.key];
    const { target, altKey, ctrlKey, metaKey, shiftKey } = press;
    if (!by || altKey || ctrlKey || metaKey || shiftKey) return;
    if (target.closest("select")) return;
    press.stopPropagation();
    press.preventDefault();
    this.map.panBy(by.map((side) => side * PAN_PX), { animate: !isStill() });
  }

  fly([west, south, east, north], animated) {
    this.flownTo = this.screen.event;
    this.touched = false;
    const low = WORLD.latLngToPoint(L.latLng(south, west), 0);
    const high = WORLD.latLngToPoint(L.latLng(north, east), 0);
    const size = [this.element.clientWidth, this.element.clientHeight];
    const box = [high.x - low.x, low.y - high.y];
    const middle = [(low.x + high.x) / 2, (low.y + high.y) / 2];
    const { zoom, center } = framing(size, box, middle, this.inset.height, this.screen.selected);
    const position = WORLD.pointToLatLng(L.point(center), 0);
    if (animated && !isStill()) this.map.flyTo(position, zoom, { duration: FLIGHT_SECONDS });
    else this.map.setView(position, zoom, { animate: false });
  }

  /** From near the islands are named and pressed on the map, from afar in the inset. */
  scale() {
    const zoom = this.map.getZoom();
    const near = zoom >= NEAR_ZOOM;
    this.element.classList.toggle("near", near);
    this.element.classList.toggle("close", zoom >= CLOSE_ZOOM);
    this.element.classList.toggle("detailed", zoom >= DETAIL_ZOOM);
    this.inset.toggle(!near);
    this.targets.reach(near, zoom >= DETAIL_ZOOM);
  }

  resize() {
    if (!this.element.clientWidth) return;
    this.map.invalidateSize({ animate: false, pan: false });
    // A view that the reader has not changed shows the event at the new size too.
    if (this.screen && (!this.touched || this.flownTo !== this.screen.event)) this.fly(this.atlas.events[this.screen.event].bounds, false);
  }

  /** Paper has a width of its own: the map is laid out for it, and afterwards for the window again. */
  print({ type }) {
    const [width, height] = type === "beforeprint" ? PAPER_PX.map((side) => `${side}px`) : ["", ""];
    Object.assign(this.element.style, { width, height });
    this.map.invalidateSize({ animate: false, pan: false });
    if (this.screen) this.fly(this.atlas.events[this.screen.event].bounds, false);
  }

  remove() {
    this.removed = true;
    window.removeEventListener("beforeprint", this.printing);
    window.removeEventListener("afterprint", this.printing);
    this.watcher?.disconnect();
    this.map?.remove();
  }
}

/** Whether the reader wants nothing to move that need not. */
function isStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
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
