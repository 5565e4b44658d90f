// What an embedded atlas says of itself below the map: whose it is, and the way to the whole of it.
import { queryOf } from "./address.js";
import { say } from "./language.js";

export const isEmbedded = new URLSearchParams(location.search).get("embed") === "true";

export class Imprint {
  constructor(element) {
    this.element = element;
    [this.home, this.copy] = element.children;
    this.relabel();
  }

  relabel() {
    this.home.textContent = say("openAtlas");
    this.copy.textContent = say("copyLink");
  }

  show(screen) {
    this.home.href = new URL(`./?${queryOf(screen)}`, document.baseURI);
  }
}
