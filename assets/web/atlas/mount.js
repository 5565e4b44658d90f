// The bridge between Streamlit and the map: mounts once, then applies only differences.
import { Stage } from "./stage.js";
import { Strip } from "./strip.js";
import { Stepping } from "./stepping.js";
import { atlas, draw } from "./map.js";

const CONFIRMATION_MS = 3000;
const WHOLE_RECORD = "record";

/** Called by Streamlit at each rerun with the server's screen in `component.data`. */
export function mount(component) {
  const root = component.parentElement.querySelector(".atlas");
  root.atlas ??= new AtlasView(root);
  root.atlas.confirm(component);
  return () => {
    root.atlas?.remove();
    root.atlas = undefined;
  };
}

class AtlasView {
  constructor(root) {
    this.root = root;
    this.stage = new Stage(root.querySelector("#atlas-map"), draw, atlas, (change) => this.go(change));
    this.strip = new Strip(root.querySelector(".atlas-strip"), atlas, (change) => this.go(change));
    this.stepping = new Stepping(
      root,
      (change) => this.go(change),
      (by) => this.neighbour(by),
    );
  }

  /** The server's screen: shown at once, unless a newer choice of the reader awaits its answer. */
  confirm({ data, setTriggerValue }) {
    this.send = setTriggerValue;
    this.server = { event: data.event, selected: data.selected ?? null, story: data.story };
    if (this.awaited && !same(this.awaited, this.server)) return;
    this.settle();
  }

  settle() {
    clearTimeout(this.timer);
    this.awaited = null;
    this.show(this.server);
  }

  /** The reader's choice: shown in this frame, then sent; the address and the card follow. */
  go(change) {
    const screen = { ...this.screen, ...change };
    if (!atlas.stories[screen.story].includes(screen.event)) screen.story = WHOLE_RECORD;
    if (same(screen, this.screen)) return;
    this.awaited = screen;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), CONFIRMATION_MS);
    this.show(screen);
    this.send("go", screen);
  }

  neighbour(by) {
    const story = atlas.stories[this.screen.story];
    return story[story.indexOf(this.screen.event) + by];
  }

  show(screen) {
    this.screen = screen;
    const story = atlas.stories[screen.story];
    const at = story.indexOf(screen.event);
    this.stage.show(screen, story);
    this.strip.show(screen.event, story);
    this.stepping.show(atlas.events[screen.event], at, story.length);
  }

  remove() {
    clearTimeout(this.timer);
    this.stepping.remove();
    this.strip.remove();
    this.stage.remove();
  }
}

function same(one, other) {
  return one.event === other.event && one.selected === other.selected && one.story === other.story;
}
