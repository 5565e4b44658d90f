// The words of the atlas in the reader's language: put beside the facts that they belong to.
import { atlas } from "./atlas.js";

let reading = null;

/** Puts a language's words into the atlas; resolves with whether it is still the one wanted. */
export async function read(language) {
  reading = language;
  const { words } = await import(`./words.${language}.js`);
  if (reading !== language) return false;
  for (const [id, { title, date }] of Object.entries(words.events)) {
    if (atlas.events[id]) Object.assign(atlas.events[id], { title, date }); // words of a newer record
  }
  for (const part of ["places", "islands"]) {
    for (const [id, names] of Object.entries(words[part])) atlas[part][id].names = names;
  }
  const { labels, kinds, interface: said } = words;
  Object.assign(atlas, { labels, kinds, said, language });
  document.documentElement.lang = language;
  return true;
}

/** A message of the interface, with its named values put in. */
export function say(message, values = {}) {
  return atlas.said[message].replace(/%\((\w+)\)s/g, (_, name) => values[name]);
}

/** A place's or island's name: as the language has it, or as both sides write it themselves. */
export function nameOf(names) {
  return names[atlas.bothNames ? 1 : 0];
}
