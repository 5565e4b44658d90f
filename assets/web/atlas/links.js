// Links that the page itself follows: what they change of the screen, and where they lead.
import { addressOf, pageHere } from "./address.js";

export const LINKS = ["event", "selected", "filters", "lang", "names", "page"].map((it) => `a[data-${it}]`).join();
export const WHOLE_RECORD = "record";
const OUTSIDE_STEPS = ".pages a, .masthead a, .filters a"; // the server sends these only with a whole run

export class Links {
  relabel() {}

  show(screen) {
    for (const link of document.querySelectorAll(OUTSIDE_STEPS)) {
      if (!link.matches(LINKS)) continue;
      link.href = addressOf({ ...screen, ...changeOf(link) }, link.dataset.page ?? pageHere());
    }
    this.reveal(document.querySelector("#root .pages [aria-current]"));
  }

  /** On a phone the row of pages is longer than the screen: its part with a page just opened is shown. */
  reveal(current) {
    if (!current || current === this.current) return;
    this.current = current;
    const row = current.parentElement;
    row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
  }
}

/** What a link changes of the screen. */
export function changeOf({ dataset }) {
  const { event, selected, filters, lang, names } = dataset;
  const change = {};
  if (event !== undefined) change.event = event;
  if (selected !== undefined) change.selected = selected || null;
  if (lang !== undefined) change.lang = lang;
  if (names !== undefined) change.names = names || null;
  if (filters !== undefined) change.filters = Object.fromEntries(new URLSearchParams(filters));
  if (filters !== undefined) change.story = WHOLE_RECORD;
  return change;
}
