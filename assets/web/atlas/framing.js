// How the map frames an event. Also written into the document itself, for the still picture that
// stands where the map will be.
const WIDE_PX = 700;
export const NEAR_ZOOM = 6; // the islands can be told apart and pressed
const CLOSEST_ZOOM = 8;
const ZOOM_STEP = 0.25;
const DETAILS_PX = 360; // what the open details cover of a wide map

/**
 * The zoom at which a box fits a map, and the point that is then in the map's middle.
 * `size` is the map's width and height, `box` the box's, `middle` its middle point; box and points
 * are in pixels of the world at zoom 0. Room is left for what lies over the map: the bar, the open
 * details, and from afar the inset, `inset` pixels high.
 */
export function framing(size, box, middle, inset, selected) {
  const wide = size[0] > WIDE_PX;
  const details = wide && selected ? DETAILS_PX : 0;
  const [left, top] = wide ? [60, 90] : [24, 30];
  const zoomWithin = (width, height) => {
    const fits = Math.log2(Math.min((size[0] - width) / box[0], (size[1] - height) / box[1]));
    return Math.max(1, Math.floor(Math.min(fits, 99) / ZOOM_STEP) * ZOOM_STEP);
  };
  const isNear = zoomWithin(2 * left + details, top + 40) >= NEAR_ZOOM;
  const bottom = isNear ? 40 : inset + 20;
  const zoom = Math.min(CLOSEST_ZOOM, zoomWithin(2 * left + details, top + bottom));
  const scale = 2 ** zoom;
  return { zoom, center: [middle[0] + details / 2 / scale, middle[1] + (bottom - top) / 2 / scale] };
}
