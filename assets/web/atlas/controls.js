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
  constructor(map, atlas, choose) {
    const { width, height, paths } = atlas.inset;
    this.figure = document.createElement("div");
    this.figure.className = "inset";
    this.figure.setAttribute("aria-hidden", "true"); // the map's own shapes have the same names
    const drawing = document.createElementNS(SVG, "svg");
    drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.shapes = new Map();
    for (const [id, data] of Object.entries(paths)) {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", data);
      path.setAttribute("class", id === "land" ? "land" : "island");
      drawing.append(path);
      if (id === "land") continue;
      const title = document.createElementNS(SVG, "title");
      title.textContent = atlas.islands[id].name;
      path.append(title);
      path.dataset.inset = id;
      path.addEventListener("click", () => choose({ selected: id }));
      this.shapes.set(id, path);
    }
    this.figure.append(drawing);
    const control = window.L.control({ position: "bottomleft" });
    control.onAdd = () => this.figure;
    control.addTo(map);
    window.L.DomEvent.disableClickPropagation(this.figure);
  }

  mark(concerned, selected) {
    for (const [id, path] of this.shapes) {
      path.classList.toggle("concerned", concerned.includes(id));
      path.classList.toggle("selected", id === selected);
    }
  }

  toggle(visible) {
    this.figure.classList.toggle("hidden", !visible);
  }
}
