// The Timeline page's picture: all events along time, a row a kind.
import { MAP } from "./address.js";
import { atlas } from "./atlas.js";
import { say } from "./language.js";
import { whenGone } from "./lifecycle.js";
import { navigator } from "./navigator.js";
import { Timeline } from "./timeline.js";

/** Called by Streamlit at each run of the page. */
export function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".chronicle");
  navigator.speak(data, () => {
    if (!root.timeline) {
      const rows = Object.keys(atlas.kinds).map((kind) => ({ kind, lanes: 3 }));
      root.timeline = new Timeline(root, atlas, (change) => navigator.go(change, MAP), rows);
    }
    root.setAttribute("aria-label", say("timeline"));
    navigator.add(root.timeline);
  });
  return whenGone(root, () => {
    navigator.views.delete(root.timeline);
    root.timeline?.remove();
    root.timeline = undefined;
  });
}
