// Every way to another event or island that is not the map: buttons, keys and links on the page.
const FIELDS = "input, textarea, select, [contenteditable=true], [role=combobox], [role=slider]";

export class Stepping {
  constructor(root, choose, neighbour) {
    Object.assign(this, { root, choose, neighbour });
    this.bar = root.querySelector(".atlas-bar");
    this.listeners = new AbortController();
    const { signal } = this.listeners;
    // In the capture phase, before Streamlit's own handlers: the map answers in the same frame, and
    // what is sent names the event wanted, so that quick clicks end where the reader counted to.
    window.addEventListener("click", (click) => this.click(click), { capture: true, signal });
    window.addEventListener("keydown", (press) => this.press(press), { capture: true, signal });
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
    const folded = sidebar?.dataset.collapsed !== "false";
    this.root.classList.toggle("folded", folded);
  }

  click(click) {
    if (click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    const button = click.target.closest?.(".st-key-previous button, .st-key-next button, .atlas-bar button");
    if (button) {
      stop(click);
      const back = button.closest(".st-key-previous, .atlas-previous") !== null;
      return this.step(back ? -1 : 1);
    }
    const link = click.target.closest?.("a[data-event], a[data-selected]");
    if (!link || link.target === "_blank") return;
    stop(click);
    const { event, selected } = link.dataset;
    const change = {};
    if (event !== undefined) change.event = event;
    if (selected !== undefined) change.selected = selected || null;
    this.choose(change);
  }

  press(press) {
    if (press.metaKey || press.ctrlKey || press.altKey || press.shiftKey) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[press.key];
    if (press.key === "Escape") return this.choose({ selected: null });
    if (!by || press.target.closest?.(FIELDS)) return;
    if (press.target.closest?.("#atlas-map")) return; // there the arrows pan
    stop(press);
    this.step(by);
  }

  step(by) {
    const event = this.neighbour(by);
    if (event) this.choose({ event });
  }

  /** The bar on the map says where the reader is. */
  show(event, at, count) {
    this.bar.querySelector(".atlas-count").textContent = `${at + 1} of ${count}`;
    this.bar.querySelector(".atlas-date").textContent = event.date;
    this.bar.querySelector(".atlas-title").textContent = event.title;
    for (const [name, ended] of [["previous", at === 0], ["next", at === count - 1]]) {
      for (const button of document.querySelectorAll(`.atlas-${name}`)) button.disabled = ended;
    }
  }

  remove() {
    this.listeners.abort();
    this.folding.disconnect();
  }
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
