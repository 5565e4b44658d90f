// What a reader can press on the map: places, and islands on the map itself or in the inset.
import { Label } from "./label.js";
import { nameOf } from "./language.js";

const CAPITALS = ["moscow", "tokyo"];
const ALWAYS_TOLD = [...CAPITALS, "vladivostok"];
const LABEL_SIDES = { iturup: "right", kunashir: "left", shikotan: "right", habomai: "bottom" };

export class Targets {
  constructor(parts, inset, atlas, choose) {
    Object.assign(this, { parts, atlas, choose });
    this.islands = new Map();
    this.places = new Map();
    this.details = []; // the names of settlements and straits
    this.chain = parts.chain.getLayers().map(named("chain"));
    parts.land.getLayers().forEach(named("land"));
    const outlines = new Map(parts.islands.getLayers().map((layer) => [layer.feature.id, layer]));
    for (const layer of parts.reach.getLayers()) {
      const id = layer.feature.id;
      const buttons = [named("reach")(layer), inset.reach.get(id)];
      const drawn = [named("island")(outlines.get(id)), inset.outlines.get(id)];
      const said = () => nameOf(atlas.islands[id].names);
      const label = new Label(parts.map, layer, said, "island-label", LABEL_SIDES[id]);
      this.islands.set(id, { buttons, drawn, label });
      this.connect(id, layer, buttons, drawn);
    }
    for (const [id, layer] of Object.entries(parts.places)) {
      const { island } = atlas.places[id];
      const button = named("place")(layer);
      button.classList.toggle("on-island", island !== null);
      const said = () => nameOf(atlas.places[id].names);
      const label = new Label(parts.map, layer, said, "place-label", "auto", [10, 0]);
      this.places.set(id, { buttons: [button], label });
      this.connect(id, layer, [button], []);
      expose(button, id);
    }
    for (const kind of ["settlement", "strait"]) {
      for (const [id, layer] of Object.entries(parts[`${kind}s`])) {
        named(kind)(layer);
        const direction = kind === "strait" ? "center" : "right";
        const said = () => nameOf(atlas.labels[id]);
        this.details.push(new Label(parts.map, layer, said, `${kind}-label`, direction));
      }
    }
    this.relabel();
  }

  relabel() {
    for (const label of this.details) label.relabel();
    for (const part of ["islands", "places"]) {
      for (const [id, { buttons, label }] of this[part]) {
        label.relabel();
        const shown = buttons.find((button) => button.dataset.id);
        shown?.setAttribute("aria-label", nameOf(this.atlas[part][id].names));
      }
    }
  }

  connect(id, layer, buttons, drawn) {
    const press = () => this.choose({ selected: this.selected === id ? null : id });
    layer.on("click", press); // Leaflet's own click does not fire at the end of a drag
    buttons.slice(1).forEach((button) => button.addEventListener("click", press));
    buttons[0].addEventListener("focus", () => this.reveal(buttons[0], layer));
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

  /** What is reached by key comes into view. */
  reveal(button, layer) {
    const at = layer.getLatLng?.() ?? layer.getCenter();
    const { map } = this.parts;
    if (!button.matches(":focus-visible") || map.getBounds().pad(-0.05).contains(at)) return;
    map.panTo(at, { animate: false });
  }

  /** From near an island is pressed on the map, from afar in the inset; one of the two is named. */
  reach(near, isDetailed) {
    for (const label of this.details) label.toggle(isDetailed);
    for (const [id, { buttons, label }] of this.islands) {
      label.toggle(near);
      const [shown, other] = near ? buttons : buttons.toReversed();
      if (shown.dataset.id === id) continue;
      expose(shown, id);
      shown.setAttribute("aria-label", nameOf(this.atlas.islands[id].names));
      shown.setAttribute("aria-pressed", String(this.selected === id));
      if (document.activeElement === other) shown.focus();
      withdraw(other);
    }
  }

  /** Marks what an event concerns and what is selected, and shows the places that are told. */
  mark({ islands, places, chain }, selected, sequence) {
    this.selected = selected;
    const told = placesTold(this.atlas, sequence).add(selected);
    for (const [id, { buttons, drawn }] of this.islands) {
      this.state(id, [...buttons, ...drawn], islands.includes(id));
    }
    for (const [id, { buttons, label }] of this.places) {
      this.state(id, buttons, places.includes(id));
      toggle(buttons, "untold", !told.has(id));
      const isConcerned = places.includes(id);
      label.toggle(isConcerned || id === selected || CAPITALS.includes(id), isConcerned);
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

/** The ids of the places that a sequence of events tells of, and of those that are always shown. */
export function placesTold(atlas, sequence) {
  return new Set([...ALWAYS_TOLD, ...sequence.flatMap((id) => atlas.events[id].places)]);
}

/** Gives a layer's element a class and returns it. */
function named(name) {
  return (layer) => {
    const element = layer.getElement();
    element.classList.add(name);
    return element;
  };
}

function expose(button, id) {
  button.dataset.id = id;
  button.setAttribute("tabindex", "0");
  button.setAttribute("role", "button");
}

function withdraw(button) {
  delete button.dataset.id;
  for (const name of ["tabindex", "role", "aria-label", "aria-pressed"]) button.removeAttribute(name);
}

function toggle(elements, name, on) {
  for (const element of elements) element?.classList.toggle(name, on);
}
