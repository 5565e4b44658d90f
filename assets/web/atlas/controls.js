// What sits in the corners of the map: the choice of a base map, and the inset of the islands.
const SVG = "http://www.w3.org/2000/svg";

/** The atlas's own shapes unless the reader picks tiles, which come from another host. */
export class BaseMaps {
  constructor(map, layers, element) {
    const control = window.L.control({ position: "topright" });
    control.onAdd = () => {
      const label = document.createElement("label");
      label.className = "base-maps leaflet-bar";
      label.title = "Base map";
      const select = document.createElement("select");
      select.setAttribute("aria-label", "Base map");
      select.append(new Option("Outlines", ""));
      for (const name of Object.keys(layers)) {
        select.append(new Option(`${name.replace(".", " ")} (online)`, name));
      }
      select.addEventListener("change", () => {
        Object.values(layers).forEach((layer) => layer.remove());
        layers[select.value]?.addTo(map);
        element.classList.toggle("tiled", select.value !== "");
      });
      window.L.DomEvent.disableClickPropagation(label);
      label.append(select);
      return label;
    };
    control.addTo(map);
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
