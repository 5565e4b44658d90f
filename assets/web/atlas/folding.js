// On a narrow screen the sections of a long page are folded, except the one that is asked for.
const NARROW = "(max-width: 767px)";

/** Folds what has not been folded yet: the reader's own choices stay. */
export function foldSections() {
  for (const section of document.querySelectorAll("#root details.foldable:not([data-folded])")) {
    section.dataset.folded = "";
    section.open = !matchMedia(NARROW).matches;
  }
  unfold(location.hash);
}

export function unfoldOnTheWay() {
  window.addEventListener("hashchange", () => unfold(location.hash));
  window.addEventListener("click", ({ target }) => unfold(target.closest?.("a[href^='#']")?.hash ?? ""));
}

function unfold(hash) {
  const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  const section = target && (target.closest("details.foldable") ?? target.querySelector("details.foldable"));
  if (!section || section.open) return;
  section.open = true;
  target.scrollIntoView();
}
