// What the document shows before Streamlit has started: handed over part by part, without a gap.
const side = document.getElementById("first-side");
const main = document.getElementById("first-main");
const app = document.getElementById("root");

export const firstView = {
  view: null, // the map that was drawn here already
  place: null, // where Streamlit wants it

  get hasSidebar() {
    return Boolean(side?.offsetWidth);
  },

  get still() {
    return main?.querySelector(".still");
  },

  watch() {
    this.watcher = new MutationObserver(() => this.check());
    this.watcher.observe(app, { subtree: true, childList: true });
    this.check();
  },

  /** Draws the map where the still picture is, which goes when the map is painted. */
  draw(View, screen) {
    this.view = new View(main.querySelector(".atlas-place"));
    this.view.details.adopt(main.querySelector(".first-stage > .details-panel"), screen);
    this.view.stage.ready.then(() => this.still?.remove());
    return this.view;
  },

  /** Streamlit's place for the map takes the one that is there, as soon as the rest is there too. */
  handOver(place) {
    const { view } = this;
    this.view = null;
    if (view) this.place = { element: place, root: view.root };
    this.check();
    return view;
  },

  check() {
    if (side?.isConnected && app.querySelector("#event-card")) side.remove();
    if (main?.isConnected && this.isReplaced()) {
      this.place?.element.append(this.place.root);
      main.remove();
    }
    if (!side?.isConnected && !main?.isConnected) this.watcher?.disconnect();
  },

  isReplaced() {
    if (!main.querySelector(".atlas-place")) return app.querySelector(".stMain .stHtml");
    if (main.querySelector(".notice") && !app.querySelector(".notice")) return false;
    return this.place;
  },
};
