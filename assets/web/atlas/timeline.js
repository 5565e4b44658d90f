// Events along a time axis that is stretched where events crowd: the strip, and the Timeline page.
import { axisOf, isOpen } from "./axis.js";

const MARK_PX = 14;
const LANE_PX = 17;
const ROW_GAP_PX = 6;
const TICK_PX = 46;

export class Timeline {
  /** `rows` are {lanes, kind}; a row without a kind takes every event. */
  constructor(element, atlas, choose, rows) {
    Object.assign(this, { element, atlas, choose, rows, sequence: null, marks: new Map() });
    this.axis = element.appendChild(document.createElement("div"));
    this.axis.className = "strip-axis";
    this.track = element.appendChild(document.createElement("div"));
    this.track.className = "strip-track";
    this.watcher = new ResizeObserver(() => this.sequence && this.width !== this.track.clientWidth && this.lay());
    this.watcher.observe(element);
    this.track.addEventListener("keydown", (press) => this.press(press));
  }

  relabel() {
    this.sequence = null;
  }

  show({ event }, sequence) {
    if (this.sequence !== sequence) {
      this.sequence = sequence;
      this.fill();
      this.lay();
    }
    for (const id of [this.event, event]) {
      const mark = this.marks.get(id);
      if (!mark) continue;
      mark.classList.toggle("current", id === event);
      mark.tabIndex = id === event ? 0 : -1;
      if (id === event) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
    }
    this.event = event;
  }

  fill() {
    this.marks.clear();
    this.track.replaceChildren();
    this.labels = this.rows.map(({ kind }) => {
      const name = document.createElement("span");
      name.className = "row-label";
      name.textContent = kind ? this.atlas.kinds[kind] : "";
      return this.track.appendChild(name);
    });
    for (const id of this.sequence) {
      const { title, date, days, sure } = this.atlas.events[id];
      const mark = document.createElement("button");
      mark.type = "button";
      mark.className = "mark";
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
    this.width = this.track.clientWidth;
    const width = this.width - MARK_PX;
    if (width <= 0) return;
    const x = axisOf(this.sequence.map((id) => this.atlas.events[id].days));
    let top = 0;
    this.rows.forEach((row, order) => {
      const told = this.sequence.filter((id) => !row.kind || this.atlas.events[id].kind === row.kind);
      this.labels[order].style.top = `${top}px`;
      this.labels[order].hidden = !told.length;
      if (!told.length) return;
      const name = row.kind ? LANE_PX : 0;
      top += name + this.lanes(told, row.lanes, x, width, top + name) * LANE_PX;
      top += row.kind ? ROW_GAP_PX : 0;
    });
    this.track.style.height = `${Math.max(top, this.rows[0].kind ? 0 : this.rows[0].lanes * LANE_PX)}px`;
    this.ticks(x, width);
  }

  /** Puts marks into as few lanes as they need, `most` at the most; returns how many were used. */
  lanes(ids, most, x, width, top) {
    const ends = [];
    for (const id of ids) {
      const [from, to] = this.atlas.events[id].days.map(x);
      const left = from * width;
      const long = Math.max(MARK_PX, (to - from) * width + MARK_PX);
      let lane = ends.findIndex((end) => end < left - 2);
      if (lane < 0) lane = ends.length < most ? ends.length : ends.indexOf(Math.min(...ends));
      ends[lane] = left + long;
      Object.assign(this.marks.get(id).style, {
        left: `${left}px`,
        width: `${long}px`,
        top: `${top + lane * LANE_PX}px`,
      });
    }
    return ends.length;
  }

  ticks(x, width) {
    this.axis.replaceChildren();
    const years = this.sequence.map((id) => Number(this.atlas.events[id].days[0].slice(0, 4)));
    let free = -Infinity;
    for (const year of new Set(years)) {
      const left = Math.max(0, x(`${year}-01-01`) * width);
      if (left < free) continue;
      free = left + TICK_PX;
      const tick = document.createElement("span");
      tick.textContent = year;
      tick.style.left = `${left}px`;
      this.axis.append(tick);
    }
  }

  press(press) {
    const to = { Home: this.sequence[0], End: this.sequence.at(-1) }[press.key];
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
