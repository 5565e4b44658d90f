// The event's card beside the bar, for where the sidebar that holds it is folded away.
export class Sheet {
  constructor(button, element) {
    Object.assign(this, { button, element, selected: null });
    button.addEventListener("click", () => this.toggle(element.hidden));
    for (const part of [button, element]) part.addEventListener("keydown", (press) => this.press(press));
    this.watcher = new MutationObserver(() => this.fill());
  }

  relabel() {}

  /** The details of an island take the card's place. */
  show({ selected }) {
    if (selected && selected !== this.selected) this.toggle(false);
    this.selected = selected;
  }

  toggle(open) {
    if (open === !this.element.hidden) return;
    this.element.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    if (!open) {
      this.watcher.disconnect();
      return;
    }
    this.fill();
    // The card changes when the server has answered.
    this.watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
  }

  fill() {
    const card = document.getElementById("event-card");
    if (!card || this.html === card.innerHTML) return;
    this.html = card.innerHTML;
    const copy = card.cloneNode(true);
    for (const name of ["id", "data-testid"]) copy.removeAttribute(name);
    const content = document.createElement("div");
    content.className = "stHtml";
    content.append(copy);
    this.element.replaceChildren(content);
    this.element.scrollTop = 0;
  }

  press(press) {
    if (press.key !== "Escape" || this.element.hidden) return;
    press.stopPropagation();
    this.toggle(false);
    this.button.focus();
  }

  remove() {
    this.watcher.disconnect();
  }
}
