// Loaded with the document: the map answers before Streamlit has started.
import { firstView } from "./first-view.js";

firstView.watch();
if (firstView.still) {
  const [{ navigator }, { View }] = await Promise.all([import("./navigator.js"), import("./view.js")]);
  const sent = JSON.parse(document.getElementById("first-screen").textContent);
  if (!navigator.screen) {
    navigator.speak(sent, () => {
      navigator.confirm(sent);
      navigator.add(firstView.draw(View, navigator.screen));
    });
  }
}
