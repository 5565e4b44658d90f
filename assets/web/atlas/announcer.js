// What a step changes, said to a reader who listens instead of looking.
import { atlas } from "./atlas.js";
import { nameOf, say } from "./language.js";

const QUIET_MS = 250; // of a key held down only the last step is said

export class Announcer {
  constructor() {
    this.voice = document.createElement("p");
    this.voice.className = "unseen";
    this.voice.id = "atlas-voice";
    this.voice.setAttribute("role", "status");
    document.body.append(this.voice);
  }

  relabel() {
    this.voice.textContent = "";
  }

  show(screen, sequence) {
    const before = this.shown;
    const [event, total, selected] = [screen.event, sequence.length, screen.selected];
    this.shown = { event, total, selected };
    if (!before) return; // what a reader arrives at, they read
    if (before.event !== event || before.total !== total) {
      const { title, date } = atlas.events[event];
      this.say("stepped", { number: sequence.indexOf(event) + 1, total, title, date });
    } else if (selected && before.selected !== selected) {
      const { names } = atlas.islands[selected] ?? atlas.places[selected];
      this.say("opened", { name: nameOf(names) });
    }
  }

  say(message, values) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => (this.voice.textContent = say(message, values)), QUIET_MS);
  }
}
