// Where the reader is, as the page shows it: at once what they chose, then what the server confirms.
import { atlas } from "./map.js";
import { EventList } from "./event-list.js";
import { whenGone } from "./lifecycle.js";
import { Stepping } from "./stepping.js";

const CONFIRMATION_MS = 3000;
const SETTLING_MS = 1000;
const WHOLE_RECORD = "record";

/** One for the page: `connect` and the map's `mount` feed it the server's screen and ways to answer. */
export const navigator = {
  screen: null, // what is shown: event, selected, story, filters
  server: null, // what the server has last confirmed
  awaited: null, // what was chosen and is not confirmed yet
  sequence: [], // the events that are stepped through, in order
  views: new Set(), // what shows the screen: the map, a timeline
  sendScreen: null, // runs the whole page: the card, the address, the sidebar
  sendSelected: null, // runs only the map's part of it

  /** The server's screen: shown at once, unless a newer choice of the reader awaits its answer. */
  confirm({ event, selected, story, filters, sequence }) {
    this.server = { event, selected: selected ?? null, story, filters };
    if (String(this.filtered) !== String(sequence)) this.filtered = sequence; // the same list stays
    if (this.awaited && !same(this.awaited, this.server)) return;
    this.settle();
  },

  settle() {
    clearTimeout(this.timer);
    this.awaited = null;
    this.show(this.server);
  },

  /** The reader's choice: shown in this frame, then sent. `page` opens another page with it. */
  go(change, page = null) {
    const screen = { ...this.screen, ...change };
    if (!change.filters && !this.sequence.includes(screen.event)) {
      Object.assign(screen, { story: WHOLE_RECORD, filters: {} });
    }
    if (same(screen, this.screen) && !page) return;
    if (change.filters) {
      this.leave(); // what filters leave over, and where among it the reader is, only the server knows
      this.sendScreen(screen, page);
      return;
    }
    const onlySelected = same({ ...screen, selected: null }, { ...this.screen, selected: null });
    this.awaited = screen;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), CONFIRMATION_MS);
    clearTimeout(this.settling);
    this.show(screen);
    if (onlySelected && this.sendSelected && !page) {
      this.sendSelected(screen);
      // The links beside the map still lead to the old selection; they can wait until all is quiet.
      this.settling = setTimeout(() => this.sendScreen(this.screen), SETTLING_MS);
    } else {
      this.sendScreen(screen, page);
    }
  },

  step(by) {
    const event = this.sequence[this.sequence.indexOf(this.screen.event) + by];
    if (event) this.go({ event });
  },

  /** What the server says next counts, whatever was on its way: after Back, Forward or filters. */
  leave() {
    clearTimeout(this.timer);
    clearTimeout(this.settling);
    this.awaited = null;
  },

  show(screen) {
    this.screen = screen;
    const isFiltered = this.filtered && same(screen.filters, this.server.filters);
    this.sequence = isFiltered ? this.filtered : atlas.stories[screen.story];
    for (const view of this.views) view.show(screen, this.sequence);
  },

  /** A part of the page that shows the screen, now and from now on. */
  add(view) {
    this.views.add(view);
    if (this.screen) view.show(this.screen, this.sequence);
  },
};

/** Called by Streamlit at each run of any page: buttons, keys and links work everywhere. */
export function connect({ data, parentElement, setTriggerValue }) {
  navigator.sendScreen = (screen, page = null) => setTriggerValue("go", { ...screen, page });
  if (!navigator.stepping) {
    navigator.stepping = new Stepping(navigator);
    window.addEventListener("popstate", () => navigator.leave());
  }
  const select = parentElement.querySelector(".event-list");
  select.events ??= new EventList(select, atlas, (change) => navigator.go(change));
  navigator.confirm(data);
  navigator.add(select.events);
  document.documentElement.dataset.navigator = "ready";
  return whenGone(select, () => navigator.views.delete(select.events));
}

function same(one, other) {
  return JSON.stringify(one, order(one)) === JSON.stringify(other, order(other));
}

/** The same keys in the same order, at both levels of a screen. */
function order(screen) {
  return [...Object.keys(screen), ...Object.keys(screen.filters ?? {})].sort();
}
