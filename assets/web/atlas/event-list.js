// The list of the events that are stepped through, to jump to one of them.
export class EventList {
  constructor(select, atlas, choose) {
    Object.assign(this, { select, atlas, sequence: null });
    select.addEventListener("change", () => choose({ event: select.value }));
  }

  show({ event }, sequence) {
    if (this.sequence !== sequence) {
      this.sequence = sequence;
      const option = (id) => {
        const { date, title } = this.atlas.events[id];
        return new Option(`${date} · ${title}`, id);
      };
      this.select.replaceChildren(...sequence.map(option));
    }
    this.select.value = event;
  }
}
