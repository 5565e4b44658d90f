// The first link of the document: past the sidebar, to the map or what else the page holds.
import { say } from "./language.js";
import { isPlain, stop } from "./stepping.js";

const link = document.querySelector(".skip-link");

export const skipLink = {
  start() {
    link?.addEventListener("focus", () => this.follow());
    link?.addEventListener("click", (click) => {
      if (!isPlain(click)) return;
      stop(click);
      this.follow();
      document.querySelector(link.getAttribute("href"))?.focus();
    });
  },

  /** The page may have changed since the link was written, and the language with it. */
  follow() {
    if (!link) return;
    const hasMap = document.querySelector("#atlas-map") !== null;
    const main = document.querySelector("#stMain") ? "#stMain" : "#first-main";
    link.setAttribute("href", hasMap ? "#atlas-map" : main);
    link.textContent = say(hasMap ? "skipToMap" : "skipToContent");
  },
};
