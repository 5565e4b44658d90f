// Loaded with the document: the map answers before Streamlit has started.
import { firstView } from "./first-view.js";

firstView.watch();
if (firstView.still) {
  const [{ navigator }, { View }] = await Promise.all([import("./navigator.js"), import("./view.js")]);
  if (!navigator.screen) {
    navigator.start();
    navigator.confirm(JSON.parse(document.getElementById("first-screen").textContent));
    navigator.add(firstView.draw(View));
  }
}
