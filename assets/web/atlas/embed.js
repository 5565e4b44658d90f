// What an embedded atlas says of itself below the map: whose it is, and the way to the whole of it.
import { EMBEDDING, addressOf } from "./address.js";
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
    const address = new URL(addressOf(screen), document.baseURI);
    for (const name of EMBEDDING) address.searchParams.delete(name);
    this.home.href = address;
  }
}
