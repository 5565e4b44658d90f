// The atlas in one file: no server answers here, and all that it would send is in the file itself.
import { pageHere, queryOf } from "./address.js";
import { atlas } from "./atlas.js";
import { EventList } from "./event-list.js";
import { navigator } from "./navigator.js";
import { View } from "./view.js";

const first = JSON.parse(document.getElementById("first-screen").textContent);
const isOnline = document.querySelector("base") !== null;

/** The event's card, one of those that the file holds. */
class Card {
  constructor(element) {
    this.element = element;
  }

  relabel() {}

  show({ event }) {
    if (this.event === event) return;
    this.event = event;
    this.element.replaceChildren(document.getElementById(`card-${event}`).content.cloneNode(true));
    this.element.scrollTop = 0;
    document.title = `${atlas.events[event].title} · ${document.body.dataset.name}`;
  }
}

/** The address after the sign #, so that a link into the file opens what was meant. */
class Hash {
  relabel() {}

  show({ event, selected }) {
    const hash = `#${queryOf({ event, story: first.story, filters: {}, selected })}`;
    if (location.hash !== hash) history.replaceState(null, "", location.href.split("#")[0] + hash);
  }
}

/** Where the atlas has no address the links to other parts of it are words. */
new MutationObserver(() => {
  for (const link of document.querySelectorAll("a[href^='./']")) {
    const { event, selected } = link.dataset;
    const isHere = event !== undefined ? event in atlas.events : selected !== undefined;
    if (isHere) continue;
    if (isOnline) for (const name of Object.keys(link.dataset)) delete link.dataset[name];
    else link.replaceWith(...link.childNodes);
  }
}).observe(document.body, { subtree: true, childList: true });

function asked() {
  const query = new URLSearchParams(location.hash.slice(1));
  const [event, selected] = [query.get("event"), query.get("selected")];
  return {
    event: event in atlas.events ? event : first.event,
    selected: selected in atlas.islands || selected in atlas.places ? selected : null,
  };
}

navigator.sendScreen = (screen) => navigator.confirm({ ...screen, page: pageHere(), answered: screen.asked });
navigator.speak(first, () => {
  navigator.confirm({ ...first, ...asked(), page: pageHere() });
  navigator.add(new EventList(document.querySelector(".event-list"), atlas, (change) => navigator.go(change)));
  navigator.add(new View(document.querySelector(".atlas-place")));
  navigator.add(new Card(document.getElementById("card")));
  navigator.add(new Hash());
  window.addEventListener("hashchange", () => navigator.go(asked()));
});
