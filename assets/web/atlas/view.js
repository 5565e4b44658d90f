// The map's page: bar, map and timeline strip, mounted once and told which screen to show.
import { draw } from "./draw.js";
import { atlas } from "./atlas.js";
import { Details } from "./details.js";
import { Imprint, isEmbedded } from "./embed.js";
import { firstView } from "./first-view.js";
import { say } from "./language.js";
import { whenGone } from "./lifecycle.js";
import { navigator } from "./navigator.js";
import { Sheet } from "./sheet.js";
import { skipLink } from "./skipping.js";
import { Stage } from "./stage.js";
import { swipe } from "./swiping.js";
import { Timeline } from "./timeline.js";
import { Twin } from "./twin.js";

const MARKUP = `<div class="atlas-head">
<div class="atlas-bar">
<button type="button" class="atlas-previous">←</button>
<p><span class="atlas-count"></span> <span class="atlas-date"></span>
<b class="atlas-title"></b></p>
<button type="button" class="atlas-read" aria-expanded="false" aria-controls="atlas-sheet"></button>
<button type="button" class="atlas-next">→</button>
</div>
<section class="card-sheet" id="atlas-sheet" hidden></section>
<details class="atlas-twin"><summary></summary><div class="twin-list"></div></details>
</div>
<div id="atlas-map" role="region"></div>
<div class="details-panel stHtml"></div>
<nav class="atlas-strip"></nav>
${isEmbedded ? '<p class="atlas-imprint"><a target="_blank"></a><button type="button" data-copy></button></p>' : ""}`;

/** Called by Streamlit at each whole run of the map's page; what to show, the navigator knows. */
export function mount({ data, parentElement }) {
  const place = parentElement.querySelector(".atlas-place");
  navigator.speak(data, () => {
    if (!place.view) {
      place.view = firstView.handOver(place) ?? new View(place);
      navigator.add(place.view);
    }
  });
  return whenGone(place, () => {
    place.view?.remove();
    place.view = undefined;
  });
}

export class View {
  constructor(place) {
    const root = document.createElement("div");
    root.className = "atlas";
    root.innerHTML = MARKUP;
    place.append(root);
    this.root = root;
    const choose = (change) => navigator.go(change);
    this.bar = root.querySelector(".atlas-bar");
    this.stage = new Stage(root.querySelector("#atlas-map"), draw, atlas, choose);
    this.strip = new Timeline(root.querySelector(".atlas-strip"), atlas, choose, [{ lanes: 4 }]);
    this.details = new Details(root.querySelector(".details-panel"));
    this.sheet = new Sheet(root.querySelector(".atlas-read"), root.querySelector(".card-sheet"));
    this.twin = new Twin(root.querySelector(".atlas-twin"), atlas, choose);
    this.parts = [this.details, this.stage, this.strip, this.sheet, this.twin]; // the server answers while the map is painted
    for (const part of [this.bar, this.sheet.element]) swipe(part, (by) => navigator.step(by));
    if (isEmbedded) this.parts.push(new Imprint(root.querySelector(".atlas-imprint")));
    this.name();
    this.twin.relabel();
    this.fold();
    skipLink.follow();
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
    const unfolded = sidebar ? sidebar.dataset.collapsed === "false" : firstView.hasSidebar;
    this.root.classList.toggle("folded", !unfolded);
    if (unfolded) this.sheet.toggle(false);
  }

  name() {
    const named = { previous: ".atlas-previous", next: ".atlas-next", map: "#atlas-map", timeline: ".atlas-strip" };
    for (const [message, part] of Object.entries(named)) {
      this.root.querySelector(part).setAttribute("aria-label", say(message));
    }
  }

  relabel() {
    this.name();
    for (const part of this.parts) part.relabel();
  }

  show(screen, sequence) {
    for (const part of this.parts) part.show(screen, sequence);
    const at = sequence.indexOf(screen.event);
    const { date, title } = atlas.events[screen.event];
    this.bar.querySelector(".atlas-count").textContent = say("position", { number: at + 1, total: sequence.length });
    this.bar.querySelector(".atlas-date").textContent = date;
    this.bar.querySelector(".atlas-title").textContent = title;
    this.bar.querySelector(".atlas-read").setAttribute("aria-label", say("read", { title }));
    this.bar.querySelector(".atlas-previous").disabled = at === 0;
    this.bar.querySelector(".atlas-next").disabled = at === sequence.length - 1;
  }

  remove() {
    navigator.views.delete(this);
    this.folding.disconnect();
    this.sheet.remove();
    this.strip.remove();
    this.stage.remove();
    skipLink.follow();
  }
}
