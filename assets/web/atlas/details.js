// The details of the island or place that is selected, beside the map.
import { addressOf, queryOf } from "./address.js";
import { say } from "./language.js";
import { detailsOf } from "./source.js";

export class Details {
  constructor(element) {
    this.element = element;
    this.asked = ""; // what the element shows, or will show
  }

  /** Takes over what the document already shows for a screen. */
  adopt(panel, screen) {
    if (!panel) return;
    this.asked = String(queryOf(screen));
    this.element.append(...panel.childNodes);
    panel.remove();
  }

  /** What is shown next is asked for in the new language. */
  relabel() {}

  async show(screen) {
    const asked = screen.selected ? String(queryOf(screen)) : "";
    if (asked === this.asked) return;
    this.asked = asked;
    if (!asked) return this.close();
    let shown;
    try {
      shown = document.createRange().createContextualFragment(await detailsOf(screen));
    } catch (error) {
      console.warn(error);
      shown = unavailable(screen);
    }
    if (this.asked !== asked) return; // the reader has gone on
    const { selectedId } = this.element.firstElementChild?.dataset ?? {};
    this.element.replaceChildren(shown);
    if (selectedId !== screen.selected) this.element.scrollTop = 0;
  }

  close() {
    const closed = this.element.querySelector("#details");
    const hadFocus = this.element.contains(document.activeElement);
    this.element.replaceChildren();
    // A reader who came by keyboard goes on from the island that they came from.
    if (hadFocus) document.querySelector(`[data-id="${closed?.dataset.selectedId}"]`)?.focus();
  }
}

/** A server that does not answer now may answer later: the link asks for the whole page again. */
function unavailable(screen) {
  const section = document.createElement("section");
  const [text, link] = [document.createElement("p"), document.createElement("a")];
  section.id = "details";
  section.dataset.selectedId = screen.selected;
  text.textContent = say("unavailable");
  link.textContent = say("again");
  link.href = addressOf(screen);
  section.append(text, link);
  return section;
}
