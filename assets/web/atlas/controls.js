// What sits in the corners of the map: the choice of a base map, and the inset of the islands.
import { say } from "./language.js";

const SVG = "http://www.w3.org/2000/svg";

/** Leaflet's zoom buttons, named in the reader's language. */
export class Zoom {
  constructor(map) {
    this.buttons = window.L.control.zoom({ position: "topright" }).addTo(map).getContainer().children;
    this.relabel();
  }

  relabel() {
    ["zoomIn", "zoomOut"].forEach((message, order) => {
      this.buttons[order].title = say(message);
      this.buttons[order].setAttribute("aria-label", say(message));
    });
  }
}

/** Leaflet's scale, with the unit in the reader's language. */
export class Scale {
  constructor(map) {
    this.line = window.L.control.scale({ imperial: false }).addTo(map).getContainer().firstChild;
    map.on("move", () => this.measured());
    this.measured();
  }

  /** Leaflet has just written a number and "km" or "m". */
  measured() {
    const [number, unit] = this.line.textContent.split(" ");
    this.measure = unit === "km" ? "kilometres" : unit === "m" ? "metres" : this.measure;
    this.number = number;
    this.relabel();
  }

  relabel() {
    this.line.textContent = say(this.measure, { number: this.number });
  }
}

/** The atlas's own shapes unless the reader picks tiles, which come from another host. */
export class BaseMaps {
  constructor(map, layers, element) {
    this.label = document.createElement("label");
    this.label.className = "base-maps leaflet-bar";
    this.select = this.label.appendChild(document.createElement("select"));
    this.select.append(...["", ...Object.keys(layers)].map((name) => new Option("", name)));
    this.relabel();
    this.select.addEventListener("change", () => {
      Object.values(layers).forEach((layer) => layer.remove());
      layers[this.select.value]?.addTo(map);
      element.classList.toggle("tiled", this.select.value !== "");
    });
    window.L.DomEvent.disableClickPropagation(this.label);
    const control = window.L.control({ position: "topright" });
    control.onAdd = () => this.label;
    control.addTo(map);
  }

  relabel() {
    this.label.title = say("baseMap");
    this.select.setAttribute("aria-label", say("baseMap"));
    for (const option of this.select.options) {
      const name = option.value.replace(".", " ");
      option.text = name ? say("online", { name }) : say("outlines");
    }
  }
}

/** The four islands at one scale, for when the map shows half the world. */
export class Inset {
  constructor(map, { width, height, land, islands, reach }) {
    this.figure = document.createElement("div");
    this.figure.className = "inset";
    const drawing = document.createElementNS(SVG, "svg");
    drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const draw = (data, name) => {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", data);
      path.setAttribute("class", name);
      return drawing.appendChild(path);
    };
    const drawn = (paths, name) =>
      new Map(Object.entries(paths).map(([id, data]) => [id, draw(data, name)]));
    draw(land, "land");
    this.outlines = drawn(islands, "island");
    this.reach = drawn(reach, "reach");
    this.figure.append(drawing);
    const control = window.L.control({ position: "bottomleft" });
    control.onAdd = () => this.figure;
    control.addTo(map);
    window.L.DomEvent.disableClickPropagation(this.figure);
  }

  /** Of its corner, with the scale below it: in pixels, also while it is hidden. */
  get height() {
    const wasHidden = this.figure.classList.contains("hidden");
    this.toggle(true);
    const height = this.figure.parentElement.offsetHeight;
    this.toggle(!wasHidden);
    return height;
  }

  toggle(visible) {
    this.figure.classList.toggle("hidden", !visible);
  }
}
