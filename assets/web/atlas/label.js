// A name on the map: there only while it is to be read, as each one costs a layout of the page.
export class Label {
  /** `name` says the name in the reader's language, which `relabel` writes; `layer` is what it belongs to. */
  constructor(map, layer, name, className, direction, offset = [0, 0]) {
    Object.assign(this, { map, name });
    this.span = document.createElement("span");
    const options = { permanent: true, interactive: false, opacity: 1, className, direction, offset };
    this.tooltip = window.L.tooltip(options)
      .setLatLng(layer.getCenter?.() ?? layer.getLatLng())
      .setContent(this.span);
  }

  toggle(on, isConcerned = false) {
    if (on !== this.map.hasLayer(this.tooltip)) on ? this.tooltip.addTo(this.map) : this.tooltip.remove();
    if (on) this.tooltip.getElement().classList.toggle("concerned", isConcerned);
  }

  relabel() {
    this.span.textContent = this.name();
    if (this.map.hasLayer(this.tooltip)) this.tooltip.update();
  }
}
