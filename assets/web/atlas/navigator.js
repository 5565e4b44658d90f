// Where the reader is, as the page shows it: at once what they chose, then what the server confirms.
import { atlas } from "./map.js";
import { Stepping } from "./stepping.js";

const CONFIRMATION_MS = 3000;
const SETTLING_MS = 1000;
const WHOLE_RECORD = "record";

/** One for the page: `connect` and `view.js` feed it the server's screen and the ways to answer. */
export const navigator = {
  screen: null, // what is shown
  server: null, // what the server has last confirmed
  awaited: null, // what was chosen and is not confirmed yet
  view: null, // the map's page, while it is up
  sendScreen: null, // runs the whole page: the card, the address, the sidebar
  sendSelected: null, // runs only the map's part of it

  /** The server's screen: shown at once, unless a newer choice of the reader awaits its answer. */
  confirm({ event, selected, story }) {
    this.server = { event, selected: selected ?? null, story };
    if (this.awaited && !same(this.awaited, this.server)) return;
    this.settle();
  },

  settle() {
    clearTimeout(this.timer);
    this.awaited = null;
    this.show(this.server);
  },

  /** The reader's choice: shown in this frame, then sent. */
  go(change) {
    const screen = { ...this.screen, ...change };
    if (!atlas.stories[screen.story].includes(screen.event)) screen.story = WHOLE_RECORD;
    if (same(screen, this.screen)) return;
    const onlySelected = same({ ...screen, selected: null }, { ...this.screen, selected: null });
    this.awaited = screen;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), CONFIRMATION_MS);
    clearTimeout(this.settling);
    this.show(screen);
    if (onlySelected && this.sendSelected) {
      this.sendSelected(screen);
      // The links beside the map still lead to the old selection; they can wait until all is quiet.
      this.settling = setTimeout(() => this.sendScreen(this.screen), SETTLING_MS);
    } else {
      this.sendScreen(screen);
    }
  },

  step(by) {
    const story = atlas.stories[this.screen.story];
    const event = story[story.indexOf(this.screen.event) + by];
    if (event) this.go({ event });
  },

  /** Back or Forward: what the address says now counts, whatever was on its way. */
  leave() {
    clearTimeout(this.timer);
    clearTimeout(this.settling);
    this.awaited = null;
  },

  show(screen) {
    this.screen = screen;
    this.view?.show(screen);
  },
};

/** Called by Streamlit at each run of any page: buttons, keys and links work everywhere. */
export function connect({ data, setTriggerValue }) {
  navigator.sendScreen = (screen) => setTriggerValue("go", screen);
  if (!navigator.stepping) {
    navigator.stepping = new Stepping(navigator);
    window.addEventListener("popstate", () => navigator.leave());
  }
  navigator.confirm(data);
}

function same(one, other) {
  return one.event === other.event && one.selected === other.selected && one.story === other.story;
}
