// Every way to another event or island that is not the map: buttons, keys and links on the page.
import { MAP } from "./address.js";
import { LINKS, changeOf } from "./links.js";

const STEPS = ".st-key-previous button, .st-key-next button, .atlas-previous, .atlas-next";
const CLOSED_BY_KEY = ".atlas-twin[open], .card-sheet, .atlas-read[aria-expanded=true]"; // they see to it
const FIELDS = "input, textarea, select, [contenteditable=true], [role=combobox], [role=slider]";

export class Stepping {
  constructor(navigator) {
    this.navigator = navigator;
    // In the capture phase, before Streamlit's own handlers: the map answers in the same frame, and
    // what is sent names the event wanted, so that quick clicks end where the reader counted to.
    window.addEventListener("click", (click) => this.click(click), { capture: true });
    window.addEventListener("keydown", (press) => this.press(press), { capture: true });
  }

  click(click) {
    if (!isPlain(click)) return;
    const { target } = click;
    const step = target.closest?.(STEPS);
    if (step) {
      stop(click);
      this.navigator.step(step.closest(".st-key-previous, .atlas-previous") ? -1 : 1);
      return;
    }
    const link = target.closest?.(LINKS);
    if (!link) return;
    stop(click);
    const change = changeOf(link);
    const stays = onMap() || change.event === undefined && change.selected === undefined;
    this.navigator.go(change, link.dataset.page ?? (stays ? undefined : MAP));
  }

  press(press) {
    if (press.metaKey || press.ctrlKey || press.altKey || press.shiftKey) return;
    const { target } = press;
    if (document.querySelector("dialog[open]")) {
      if (/^(Arrow|Escape)/.test(press.key)) press.stopImmediatePropagation(); // Streamlit's buttons step by key too
      return;
    }
    if (press.key === "Escape") {
      if (!target.closest?.(`${FIELDS}, ${CLOSED_BY_KEY}`)) this.navigator.go({ selected: null });
      return;
    }
    const by = { ArrowLeft: -1, ArrowRight: 1 }[press.key];
    if (!by || target.closest?.(FIELDS)) return;
    if (target.closest?.("#atlas-map")) return; // there the arrows pan
    stop(press);
    this.navigator.step(by);
  }
}

/** Whether the map is on this page: events and islands are shown there, not where the link stands. */
function onMap() {
  return document.querySelector("#atlas-map") !== null;
}

/** Whether a click asks for no new tab or window. */
export function isPlain({ button, metaKey, ctrlKey, shiftKey, altKey }) {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}

export function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
