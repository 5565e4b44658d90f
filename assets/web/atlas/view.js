// The map's page: bar, map and timeline strip, mounted once and told which screen to show.
import { atlas, draw } from "./map.js";
import { navigator } from "./navigator.js";
import { Stage } from "./stage.js";
import { Strip } from "./strip.js";

/** Called by Streamlit at each run of the map's page with the server's screen in `data`. */
export function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".atlas");
  root.atlas ??= new View(root);
  navigator.view = root.atlas;
  navigator.sendSelected = (screen) => setTriggerValue("select", screen);
  navigator.confirm(data);
  return () => {
    root.atlas?.remove();
    root.atlas = undefined;
  };
}

class View {
  constructor(root) {
    this.root = root;
    const choose = (change) => navigator.go(change);
    this.bar = root.querySelector(".atlas-bar");
    this.stage = new Stage(root.querySelector("#atlas-map"), draw, atlas, choose);
    this.strip = new Strip(root.querySelector(".atlas-strip"), atlas, choose);
    this.fold();
    this.folding = new MutationObserver(() => this.fold());
    this.folding.observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ["data-collapsed"],
    });
  }

  /** Where the sidebar with its buttons is folded away, the bar on the map has buttons of its own. */
  fold() {
    const sidebar = document.querySelector("[data-testid=stSidebar]");
    this.root.classList.toggle("folded", sidebar?.dataset.collapsed !== "false");
  }

  show(screen) {
    const story = atlas.stories[screen.story];
    this.stage.show(screen, story);
    this.strip.show(screen.event, story);
    const at = story.indexOf(screen.event);
    const { date, title } = atlas.events[screen.event];
    this.bar.querySelector(".atlas-count").textContent = `${at + 1} of ${story.length}`;
    this.bar.querySelector(".atlas-date").textContent = date;
    this.bar.querySelector(".atlas-title").textContent = title;
    this.bar.querySelector(".atlas-previous").disabled = at === 0;
    this.bar.querySelector(".atlas-next").disabled = at === story.length - 1;
  }

  remove() {
    this.folding.disconnect();
    this.strip.remove();
    this.stage.remove();
    if (navigator.view === this) Object.assign(navigator, { view: null, sendSelected: null });
  }
}
