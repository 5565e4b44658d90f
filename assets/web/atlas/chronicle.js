// The Timeline page's picture: all events along time, a row a kind.
import { atlas } from "./wording.js";
import { whenGone } from "./lifecycle.js";
import { navigator } from "./navigator.js";
import { Timeline } from "./timeline.js";

/** Called by Streamlit at each run of the page; `data.rows` are the kinds and their names. */
export function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".chronicle");
  if (!root.timeline) {
    const rows = data.rows.map(([kind, label]) => ({ kind, label, lanes: 3 }));
    root.timeline = new Timeline(root, atlas, (change) => navigator.go(change, "map"), rows);
  }
  navigator.add(root.timeline);
  return whenGone(root, () => {
    navigator.views.delete(root.timeline);
    root.timeline?.remove();
    root.timeline = undefined;
  });
}
