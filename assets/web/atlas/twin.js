// The map in words: what is drawn, as a list with the same actions. Written only while it is open.
import { nameOf, say } from "./language.js";
import { placesTold } from "./targets.js";

export class Twin {
  constructor(element, atlas, choose) {
    Object.assign(this, { element, atlas, choose });
    [this.summary, this.list] = element.children;
    element.addEventListener("toggle", () => this.write());
    element.addEventListener("keydown", (press) => this.press(press));
    this.list.addEventListener("click", ({ target }) => {
      const id = target.closest("button")?.dataset.shows;
      if (id) choose({ selected: this.screen.selected === id ? null : id });
    });
  }

  relabel() {
    this.summary.textContent = say("onTheMap");
    this.written = null;
  }

  show(screen, sequence) {
    Object.assign(this, { screen, sequence });
    if (!this.element.open) return;
    cancelAnimationFrame(this.waiting);
    this.waiting = requestAnimationFrame(() => setTimeout(() => this.write())); // after the map
  }

  write() {
    if (!this.element.open || !this.screen) return;
    const { event, selected } = this.screen;
    if (this.written?.event !== event || this.written.sequence !== this.sequence) {
      const focused = this.list.contains(document.activeElement) && document.activeElement.dataset.shows;
      this.list.replaceChildren(...this.parts());
      this.written = { event, sequence: this.sequence };
      if (focused) (this.button(focused) ?? this.summary).focus();
    }
    for (const button of this.list.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.shows === selected));
    }
  }

  parts() {
    const { atlas } = this;
    const { title, date, places, lines, islands } = atlas.events[this.screen.event];
    const heading = document.createElement("p");
    const [bold, when] = [document.createElement("b"), document.createElement("span")];
    bold.textContent = title;
    when.textContent = date;
    heading.append(bold, " ", when);
    const told = placesTold(atlas, this.sequence);
    const others = Object.keys(atlas.places).filter((id) => told.has(id) && !places.includes(id));
    const left = Object.keys(atlas.islands).filter((id) => !islands.includes(id));
    const name = (id) => nameOf((atlas.islands[id] ?? atlas.places[id]).names);
    const button = (id) => {
      const made = document.createElement("button");
      made.type = "button";
      made.dataset.shows = id;
      made.textContent = name(id);
      return made;
    };
    const line = ([one, other]) => say("line", { one: name(one), other: name(other) });
    return [
      heading,
      ...group("venues", [...new Set(places)].map(button)),
      ...group("lines", lines.map(line)),
      ...group("concerned", islands.map(button)),
      ...group("notConcerned", left.map(button)),
      ...group("otherPlaces", others.map(button)),
    ];
  }

  button(id) {
    return this.list.querySelector(`[data-shows="${id}"]`);
  }

  press(press) {
    if (press.key !== "Escape" || !this.element.open) return;
    press.stopPropagation();
    this.element.open = false;
    this.summary.focus();
  }
}

function group(message, items) {
  if (!items.length) return [];
  const [heading, list] = [document.createElement("h2"), document.createElement("ul")];
  heading.textContent = say(message);
  for (const item of items) list.appendChild(document.createElement("li")).append(item);
  return [heading, list];
}
