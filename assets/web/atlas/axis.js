// From days to places on an axis that rises with time, fastest where there are most events.
const DAY = 86_400_000;
const BY_ORDER = 0.8; // share of the axis given to order; the rest is given to time itself

/** A function from an ISO day to 0…1, for spans of ISO days [first, last]. */
export function axisOf(days) {
  const last = Math.max(...days.map((span) => number(isOpen(span) ? span[0] : span[1])));
  const knots = [...new Set(days.flatMap((span) => span.map((day) => Math.min(number(day), last))))];
  knots.sort((a, b) => a - b);
  if (knots.length === 1) return () => 0.5;
  const [first] = knots;
  const at = knots.map(
    (day, order) =>
      (1 - BY_ORDER) * ((day - first) / (last - first)) + BY_ORDER * (order / (knots.length - 1)),
  );
  return (iso) => {
    const day = Math.min(Math.max(number(iso), first), last);
    const next = Math.max(1, knots.findIndex((knot) => knot >= day));
    const share = (day - knots[next - 1]) / (knots[next] - knots[next - 1]);
    return at[next - 1] + share * (at[next] - at[next - 1]);
  };
}

/** Whether a span has no end: its last day is then the last that there is. */
export function isOpen([, to]) {
  return to.startsWith("9999");
}

function number(iso) {
  return Date.parse(iso) / DAY;
}
