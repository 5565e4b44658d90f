// Runs in the document, right after the still pictures: lays each exactly where a map would be.
function placeStill(still) {
  const map = still.querySelector(".still-map");
  const corner = still.querySelector(".leaflet-bottom");
  const numbers = (name) => still.dataset[name].split(" ").map(Number);
  const size = [map.clientWidth, map.clientHeight];
  const selected = "selected" in still.dataset;
  const { zoom, center } = framing(size, numbers("box"), numbers("middle"), corner.offsetHeight, selected);
  const unit = still.dataset.scale / 2 ** zoom; // units of the still in a pixel of the map
  const [x, y] = numbers("middle").map((middle, axis) => (center[axis] - middle) * still.dataset.scale);
  const [width, height] = size.map((side) => side * unit);
  map.firstElementChild.setAttribute("viewBox", `${x - width / 2} ${y - height / 2} ${width} ${height}`);
  map.style.setProperty("--px", `${unit}px`);
  map.classList.toggle("near", zoom >= NEAR_ZOOM);
  for (const label of map.querySelectorAll(".place-label")) {
    label.classList.toggle("left", label.getAttribute("x") > x); // as Leaflet does: away from the edge
  }
}
document.querySelectorAll(".still").forEach(placeStill);
