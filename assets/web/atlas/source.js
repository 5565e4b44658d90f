// What the map asks the server for, beside the modules themselves.
import { queryOf } from "./address.js";

const SHAPES = ["land", "chain", "islands", "reach"];

/** The shapes by name, asked for once and together, while the rest of the page is being put up. */
export const shapes = Promise.all(
  SHAPES.map(async (name) => {
    const answer = await asked(new URL(`${name}.json`, import.meta.url));
    return [name, await answer.json()];
  }),
).then(Object.fromEntries);

/** The HTML of the details of what is selected on a screen. */
export async function detailsOf(screen) {
  const answer = await asked(new URL(`details?${queryOf(screen)}`, document.baseURI));
  return answer.text();
}

async function asked(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}.`);
  return answer;
}
