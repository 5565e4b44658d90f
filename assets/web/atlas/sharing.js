// Taking a screen away: copying its link, and the dialog with everything else.
import { pageHere, queryOf } from "./address.js";
import { say } from "./language.js";
import { isPlain, stop } from "./stepping.js";

const COPIED_MS = 2000;

export class Sharing {
  constructor(navigator) {
    this.navigator = navigator;
    window.addEventListener("click", (click) => this.click(click), { capture: true });
  }

  click(click) {
    if (!isPlain(click)) return;
    const part = click.target.closest?.("[data-copy], [data-copy-from], a[data-take-away]");
    if (!part) return;
    const { copyFrom, takeAway } = part.dataset;
    stop(click);
    if (takeAway !== undefined) this.open(part);
    else if (copyFrom) {
      const from = document.getElementById(copyFrom);
      this.copy(part, from.value ?? from.textContent);
    } else this.copy(part, this.address);
  }

  /** The absolute address of the screen as it is shown now, outside of any embed. */
  get address() {
    const page = document.querySelector("base") ? "" : pageHere();
    return String(new URL(`./${page}?${queryOf(this.navigator.screen)}`, document.baseURI));
  }

  async copy(button, text) {
    const { textContent } = button;
    if (!(await copied(text, button))) return window.open(text);
    if (textContent === say("copied")) return;
    // The server may be drawing a step meanwhile, and another button takes the place of this one.
    const current = () => button.isConnected ? button : document.querySelector(`#root [data-copy="${button.dataset.copy}"]`);
    const tell = () => {
      const shown = current();
      if (!shown || shown.textContent === say("copied")) return;
      shown.setAttribute("aria-live", "polite");
      shown.textContent = say("copied");
    };
    const drawing = new MutationObserver(tell);
    drawing.observe(document.body, { childList: true, subtree: true });
    tell();
    setTimeout(() => {
      drawing.disconnect();
      const shown = current();
      if (shown?.textContent === say("copied")) shown.textContent = textContent;
    }, COPIED_MS);
  }

  /** The page behind the link, in a dialog; where it cannot be fetched the link is followed. */
  async open(link) {
    const address = `take-away?${queryOf(this.navigator.screen)}&page=${pageHere()}`;
    let main;
    try {
      const answer = await fetch(new URL(address, document.baseURI));
      const whole = new DOMParser().parseFromString(await answer.text(), "text/html");
      main = whole.querySelector("main");
      if (!answer.ok || !main) throw new Error(`${address} was answered with ${answer.status}.`);
    } catch (error) {
      console.warn(error);
      return window.open(link.href);
    }
    document.querySelector(".taking-dialog")?.remove();
    const dialog = document.createElement("dialog");
    const close = document.createElement("button");
    dialog.className = "taking-dialog stApp";
    dialog.setAttribute("aria-labelledby", "take-away-heading");
    close.className = "close";
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", say("close"));
    dialog.append(close, main);
    for (const button of dialog.querySelectorAll("button[hidden]")) button.hidden = false;
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (click) => click.target === dialog && dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }
}

/** Puts a text on the clipboard; an embed and a page without TLS may do so only in the old way. */
async function copied(text, near) {
  // Asking where it is not allowed would be an error in the console of the embedding page.
  const isAllowed = document.featurePolicy?.allowsFeature("clipboard-write") ?? true;
  if (isAllowed && (await written(text))) return true;
  const area = document.createElement("textarea");
  area.value = text;
  (near.closest("dialog") ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  near.focus();
  return done;
}

async function written(text) {
  try {
    await window.navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
