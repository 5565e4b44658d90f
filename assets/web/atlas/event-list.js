// The list of the events that are stepped through, to jump to one of them.
import { say } from "./language.js";

export class EventList {
  constructor(select, atlas, choose) {
    Object.assign(this, { select, atlas, sequence: null });
    select.addEventListener("change", () => choose({ event: select.value }));
  }

  relabel() {
    this.sequence = null;
  }

  show({ event }, sequence) {
    if (this.sequence !== sequence) {
      this.select.setAttribute("aria-label", say("events"));
      this.sequence = sequence;
      const option = (id) => {
        const { date, title } = this.atlas.events[id];
        return new Option(`${date} · ${title}`, id);
      };
      this.select.replaceChildren(...sequence.map(option));
    }
    this.select.value = event;
  }
}
