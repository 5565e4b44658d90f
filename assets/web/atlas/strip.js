// The timeline under the map: every event of the story on a time axis stretched where events crowd.
const DAY = 86_400_000;
const LANES = 4;
const BY_ORDER = 0.8; // share of the axis given to order; the rest is given to time itself
const TICK_PX = 46;

export class Strip {
  constructor(element, atlas, choose) {
    Object.assign(this, { element, atlas, choose, story: null, marks: new Map() });
    this.axis = element.appendChild(document.createElement("div"));
    this.axis.className = "strip-axis";
    this.track = element.appendChild(document.createElement("div"));
    this.track.className = "strip-track";
    this.watcher = new ResizeObserver(() => this.story && this.lay());
    this.watcher.observe(element);
    this.track.addEventListener("keydown", (press) => this.press(press));
  }

  show(event, story) {
    if (this.story !== story) {
      this.story = story;
      this.event = event;
      this.fill();
      this.lay();
    }
    this.mark(event, true);
  }

  mark(event) {
    for (const id of [this.event, event]) {
      const mark = this.marks.get(id);
      if (!mark) continue;
      const current = id === event;
      mark.classList.toggle("current", current);
      mark.tabIndex = current ? 0 : -1;
      if (current) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
    }
    this.event = event;
  }

  fill() {
    this.marks.clear();
    this.track.replaceChildren();
    for (const id of this.story) {
      const { title, date, kind, days, sure } = this.atlas.events[id];
      const mark = document.createElement("button");
      mark.type = "button";
      mark.className = `mark kind-${kind}`;
      mark.classList.toggle("unsure", !sure);
      mark.classList.toggle("open", isOpen(days));
      mark.title = `${date}: ${title}`;
      mark.setAttribute("aria-label", mark.title);
      mark.tabIndex = -1;
      mark.addEventListener("click", () => this.choose({ event: id }));
      this.marks.set(id, mark);
      this.track.append(mark);
    }
  }

  /** Spans are as long as the time they may fill; marks that would touch go to another lane. */
  lay() {
    const width = this.track.clientWidth;
    if (!width) return;
    const x = axisOf(this.story.map((id) => this.atlas.events[id].days));
    const ends = Array(LANES).fill(-Infinity);
    for (const id of this.story) {
      const [from, to] = this.atlas.events[id].days.map(x);
      const left = from * (width - 14);
      const long = Math.max(14, (to - from) * (width - 14) + 14);
      let lane = ends.findIndex((end) => end < left - 2);
      if (lane < 0) lane = ends.indexOf(Math.min(...ends));
      ends[lane] = left + long;
      const mark = this.marks.get(id);
      mark.style.left = `${left}px`;
      mark.style.width = `${long}px`;
      mark.style.top = `${lane * 17}px`;
      mark.classList.toggle("span", long > 14);
    }
    this.ticks(x, width - 14);
  }

  ticks(x, width) {
    this.axis.replaceChildren();
    const years = new Set(this.story.map((id) => Number(this.atlas.events[id].days[0].slice(0, 4))));
    let free = -Infinity;
    for (const year of [...years].sort((a, b) => a - b)) {
      const left = x(`${year}-01-01`) * width;
      if (left < free) continue;
      free = left + TICK_PX;
      const tick = document.createElement("span");
      tick.textContent = year;
      tick.style.left = `${Math.max(0, left)}px`;
      this.axis.append(tick);
    }
  }

  press(press) {
    const to = { Home: this.story[0], End: this.story.at(-1) }[press.key];
    if (!to) return;
    press.preventDefault();
    this.choose({ event: to });
    this.marks.get(to).focus();
  }

  remove() {
    this.watcher.disconnect();
    this.element.replaceChildren();
  }
}

/** A function from an ISO day to 0…1, rising with time, and fastest where there are most events. */
function axisOf(days) {
  const last = Math.max(...days.map((span) => number(isOpen(span) ? span[0] : span[1])));
  const knots = [...new Set(days.flatMap(([from, to]) => [number(from), Math.min(number(to), last)]))];
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
function isOpen([, to]) {
  return to.startsWith("9999");
}

function number(iso) {
  return Date.parse(iso) / DAY;
}
