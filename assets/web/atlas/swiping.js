// A finger that moves sideways over the bar or the card steps; on the map itself it pans.
const FAR_PX = 48;

/** Calls `step` with -1 or 1 when a finger has moved far enough, and clearly not up or down. */
export function swipe(element, step) {
  let from = null;
  const moved = ({ changedTouches: [to] }) => {
    const [across, along] = [to.clientX - from.clientX, to.clientY - from.clientY];
    return Math.abs(across) > 2 * Math.abs(along) ? across : 0;
  };
  element.addEventListener("touchstart", ({ touches }) => (from = touches.length === 1 ? touches[0] : null), { passive: true });
  element.addEventListener("touchcancel", () => (from = null));
  // Else the browser takes it for the begin of a scroll, and the next tap for its end.
  element.addEventListener("touchmove", (move) => from && moved(move) && move.cancelable && move.preventDefault());
  element.addEventListener("touchend", (end) => {
    const across = from ? moved(end) : 0;
    from = null;
    if (Math.abs(across) >= FAR_PX) step(across < 0 ? 1 : -1);
  });
}
