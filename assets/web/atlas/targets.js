// What a reader can press on the map: places, and islands on the map itself or in the inset.
const CAPITALS = ["moscow", "tokyo"];
const ALWAYS_TOLD = [...CAPITALS, "vladivostok"];
const LABEL_SIDES = { iturup: "right", kunashir: "left", shikotan: "right", habomai: "bottom" };

export class Targets {
  constructor(parts, inset, atlas, choose) {
    Object.assign(this, { atlas, choose });
    this.islands = new Map();
    this.places = new Map();
    this.chain = parts.chain.getLayers().map(named("chain"));
    parts.land.getLayers().forEach(named("land"));
    const outlines = new Map(parts.islands.getLayers().map((layer) => [layer.feature.id, layer]));
    for (const layer of parts.reach.getLayers()) {
      const id = layer.feature.id;
      const buttons = [named("reach")(layer), inset.reach.get(id)];
      const drawn = [named("island")(outlines.get(id)), inset.outlines.get(id)];
      this.islands.set(id, { buttons, drawn, name: atlas.islands[id].name, layer });
      this.connect(id, layer, buttons, drawn);
      label(layer, atlas.islands[id].name, `island-label`, LABEL_SIDES[id]);
    }
    for (const [id, layer] of Object.entries(parts.places)) {
      const { name, island } = atlas.places[id];
      const button = named("place")(layer);
      button.classList.toggle("on-island", island !== null);
      this.places.set(id, { buttons: [button], name, layer });
      this.connect(id, layer, [button], []);
      label(layer, name, "place-label", "auto");
      expose(button, id, name);
    }
    for (const kind of ["settlement", "strait"]) {
      for (const [id, layer] of Object.entries(parts[`${kind}s`])) {
        named(kind)(layer);
        const direction = kind === "strait" ? "center" : "right";
        label(layer, atlas.labels[id], `${kind}-label`, direction);
      }
    }
  }

  connect(id, layer, buttons, drawn) {
    const press = () => this.choose({ selected: this.selected === id ? null : id });
    layer.on("click", press); // Leaflet's own click does not fire at the end of a drag
    buttons.slice(1).forEach((button) => button.addEventListener("click", press));
    for (const button of buttons) {
      button.addEventListener("keydown", (key) => {
        if (key.key !== "Enter" && key.key !== " ") return;
        key.preventDefault();
        press();
      });
      for (const [event, over] of [["mouseenter", true], ["mouseleave", false]]) {
        button.addEventListener(event, () => toggle(drawn, "hovered", over));
      }
    }
  }

  /** From near an island is pressed on the map, from afar in the inset; one of the two is named. */
  reach(near) {
    for (const [id, { buttons, name }] of this.islands) {
      const [shown, other] = near ? buttons : buttons.toReversed();
      if (shown.dataset.id === id) continue;
      expose(shown, id, name);
      shown.setAttribute("aria-pressed", String(this.selected === id));
      if (document.activeElement === other) shown.focus();
      withdraw(other);
    }
  }

  /** Marks what an event concerns and what is selected, and shows the places that are told. */
  mark({ islands, places, chain }, selected, sequence) {
    this.selected = selected;
    const told = new Set([...ALWAYS_TOLD, selected]);
    for (const id of sequence) this.atlas.events[id].places.forEach((place) => told.add(place));
    for (const [id, { buttons, drawn }] of this.islands) {
      this.state(id, [...buttons, ...drawn], islands.includes(id));
    }
    for (const [id, { buttons, layer }] of this.places) {
      this.state(id, buttons, places.includes(id));
      toggle(buttons, "untold", !told.has(id));
      const name = layer.getTooltip().getElement();
      toggle([name], "shown", places.includes(id) || id === selected || CAPITALS.includes(id));
      toggle([name], "concerned", places.includes(id));
    }
    toggle(this.chain, "concerned", chain);
  }

  state(id, elements, concerned) {
    toggle(elements, "concerned", concerned);
    toggle(elements, "selected", id === this.selected);
    for (const element of elements) {
      if (element.dataset.id) element.setAttribute("aria-pressed", String(id === this.selected));
    }
  }
}

/** Gives a layer's element a class and returns it. */
function named(name) {
  return (layer) => {
    const element = layer.getElement();
    element.classList.add(name);
    return element;
  };
}

function label(layer, text, className, direction) {
  const span = document.createElement("span");
  span.textContent = text;
  const offset = className === "place-label" ? [10, 0] : [0, 0];
  layer.bindTooltip(span, { permanent: true, interactive: false, opacity: 1, className, direction, offset });
}

function expose(button, id, name) {
  button.dataset.id = id;
  button.setAttribute("tabindex", "0");
  button.setAttribute("role", "button");
  button.setAttribute("aria-label", name);
}

function withdraw(button) {
  delete button.dataset.id;
  for (const name of ["tabindex", "role", "aria-label", "aria-pressed"]) button.removeAttribute(name);
}

function toggle(elements, name, on) {
  for (const element of elements) element?.classList.toggle(name, on);
}
