// Where the reader is, as the page shows it: at once what they chose, then what the server confirms.
import { addressOf, pageHere, parametersOf } from "./address.js";
import { Announcer } from "./announcer.js";
import { atlas } from "./atlas.js";
import { EventList } from "./event-list.js";
import { foldSections, unfoldOnTheWay } from "./folding.js";
import { read } from "./language.js";
import { whenGone, whenThere } from "./lifecycle.js";
import { Links, WHOLE_RECORD } from "./links.js";
import { Sharing } from "./sharing.js";
import { skipLink } from "./skipping.js";
import { Stepping } from "./stepping.js";

const CONFIRMATION_MS = 3000;
const IDLE_MS = 500; // after a run its answer is drawn, on a busy machine too
const TRIES = 3;

/** One for the page: `connect` feeds it the server's screen, and the way to answer. */
export const navigator = {
  screen: null, // what is shown: event, selected, story, filters, lang, names
  server: null, // what the server has last confirmed
  query: null, // the address parameters for which it has
  page: null, // the page on which it has
  goal: null, // the page that is open or being opened
  asked: 0, // how many choices were sent
  awaited: 0, // the number of the choice that is not answered yet, 0 if none
  address: null, // the address as which it was sent; null if it was sent as a screen
  sequence: [], // the events that are stepped through, in order
  views: new Set(), // what shows the screen: the map, a timeline
  hasAged: false, // whether the server has taken up a changed record since this page was opened
  sendScreen: null, // has the server follow: the card, the address

  /** Listens to the page's buttons, keys and links: when there is a screen that they can change. */
  start() {
    if (this.stepping) return;
    this.stepping = new Stepping(this);
    this.sharing = new Sharing(this);
    this.add(new Announcer());
    this.add(new Links());
    skipLink.start();
    unfoldOnTheWay();
    window.addEventListener("popstate", ({ isTrusted }) => isTrusted && this.goBack());
    const attributeFilter = ["data-test-connection-state", "data-test-script-state"];
    new MutationObserver(() => this.insist()).observe(document, { subtree: true, attributeFilter });
    // The browser has looked for the address's # before Streamlit drew the page.
    whenThere(location.hash.slice(1), (part) => part.scrollIntoView());
    document.addEventListener("visibilitychange", () => this.hasAged && location.reload());
  },

  /** Goes on in a language, now or when its words have come; what is shown is then said anew. */
  speak({ language, names }, then) {
    const said = () => {
      const bothNames = names === "both";
      const changed = atlas.language !== this.language || atlas.bothNames !== bothNames;
      Object.assign(atlas, { bothNames });
      this.language = atlas.language;
      if (changed) {
        for (const view of this.views) {
          view.relabel();
          if (this.screen) view.show(this.screen, this.sequence);
        }
      }
      then();
    };
    if (language === atlas.language) said();
    else read(language).then((wanted) => wanted && said());
  },

  /**
   * The server's screen: shown at once, unless a newer choice of the reader awaits its answer.
   * `answered` is the number of the last choice that the server has followed; the screen itself
   * does not tell, as a reader who steps to and fro comes by the same ones again.
   */
  confirm({ event, selected, story, filters, lang, names, page, query, sequence, answered }) {
    this.server = { event, selected: selected ?? null, story, filters, lang, names };
    Object.assign(this, { page, query });
    const isNew = (id) => !(id in atlas.events);
    if (isNew(event) || sequence?.some(isNew)) return location.replace(addressOf(this.server, page));
    if (String(this.filtered) !== String(sequence)) this.filtered = sequence; // the same list stays
    if (this.awaited && !this.isFollowed(answered)) return this.insist();
    const address = this.awaited && this.address;
    this.settle();
    this.start();
    // The answer to something older may have changed the address since.
    if (address && address !== location.href) visit(address);
  },

  /** Whether the server has followed what is awaited; an address that was opened has no number. */
  isFollowed(answered) {
    if (!this.address) return (answered ?? 0) >= this.awaited;
    return this.page === this.goal && same(this.query, parametersOf(this.address));
  },

  settle() {
    this.leave();
    this.goal = this.page;
    this.show(this.server);
  },

  /** The reader's choice: shown in this frame, then sent. `page` opens another page with it. */
  go(change, page = this.goal) {
    const screen = { ...this.screen, ...change };
    if (!change.filters && !this.sequence.includes(screen.event)) {
      Object.assign(screen, { story: WHOLE_RECORD, filters: {} });
    }
    if (page === this.goal && same(screen, this.screen)) return;
    this.leave();
    if (!change.filters || !this.sendScreen) this.show(screen); // what filters leave over, only the server knows
    if (!this.sendScreen) return location.assign(addressOf(screen, page));
    const address = page === this.page ? null : String(new URL(addressOf(screen, page), document.baseURI));
    if (address) history.pushState(null, "", address);
    this.expect({ screen, page, address });
    this.send();
  },

  /** The browser has gone to another address by itself, and the app follows. */
  goBack() {
    if (!this.query) return; // there is no server yet, or none at all
    const isHere = pageHere() === this.page && same(this.query, parametersOf(location.href));
    if (location.hash && isHere) return; // to a part of this page
    this.leave();
    this.expect({ screen: this.screen, page: pageHere(), address: location.href });
  },

  expect({ screen, page, address }) {
    Object.assign(this, { wanted: screen, goal: page, address, awaited: ++this.asked, tries: TRIES });
    this.wait();
  },

  /** On its page a choice is sent as such; another page is opened by its address, like by Back. */
  send() {
    if (this.address) visit(this.address);
    else this.sendScreen({ ...this.wanted, asked: this.awaited });
  },

  /**
   * Sends a choice again that the server is done with and has not followed: there was no connection,
   * or the session was new and did not know yet what the choice was made in.
   */
  insist() {
    clearTimeout(this.insisting);
    if (!this.awaited) return;
    this.wait();
    if (!isIdle() || !this.tries) return;
    this.insisting = setTimeout(() => {
      this.tries -= 1;
      this.wait();
      this.send();
    }, IDLE_MS);
  },

  /** Gives the server time to answer from its last sign of life; none while there is no connection. */
  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => isConnected() ? this.settle() : this.wait(), CONFIRMATION_MS);
  },

  step(by) {
    const event = this.sequence[this.sequence.indexOf(this.screen.event) + by];
    if (event) this.go({ event });
  },

  /** What the server says next counts, whatever was on its way. */
  leave() {
    clearTimeout(this.timer);
    clearTimeout(this.insisting);
    this.awaited = 0;
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
  navigator.sendScreen = (screen) => setTriggerValue("go", screen);
  navigator.hasAged = String(new URL(".", import.meta.url)) !== String(new URL(data.bundle, document.baseURI));
  const select = parentElement.querySelector(".event-list");
  navigator.speak(data, () => {
    select.events ??= new EventList(select, atlas, (change) => navigator.go(change));
    navigator.confirm(data);
    navigator.add(select.events);
    skipLink.follow();
    foldSections();
    document.documentElement.dataset.navigator = "ready";
  });
  return whenGone(select, () => navigator.views.delete(select.events));
}

/** Opens an address within the app, which runs its page as it does when the browser goes back. */
function visit(address) {
  if (address !== location.href) history.replaceState(null, "", address);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

/** Whether what is sent now reaches a server; Streamlit says so at the page's outermost element. */
function isConnected() {
  return document.querySelector("[data-test-connection-state=CONNECTED]") !== null;
}

/** Whether that server has answered all that it was sent. */
function isIdle() {
  return isConnected() && document.querySelector("[data-test-script-state=notRunning]") !== null;
}

function same(one, other) {
  return JSON.stringify(one, order(one)) === JSON.stringify(other, order(other));
}

/** The same keys in the same order, at both levels of a screen. */
function order(screen) {
  return [...Object.keys(screen), ...Object.keys(screen.filters ?? {})].sort();
}
