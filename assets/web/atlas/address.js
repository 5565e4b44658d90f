// Where the server itself shows a screen, and what it is asked for.

const DEFAULT_STORY = "articles";
const EMBEDDING = ["embed", "embed_options"];

/** A screen as address parameters, as the server writes them: without the default story and what is empty. */
export function queryOf({ event, selected, story, filters, lang, names }) {
  const query = new URLSearchParams({ event });
  const others = { selected, story: story === DEFAULT_STORY ? null : story, lang, names, ...filters };
  for (const [name, value] of Object.entries(others)) if (value) query.set(name, value);
  return query;
}

/** The name of the map's page, in addresses. */
export const MAP = "";

/** The name of the page in the address. */
export function pageHere() {
  return location.pathname.split("/").at(-1);
}

/** The parameters in an address, as the server names them: those of an embed are Streamlit's. */
export function parametersOf(address) {
  const { searchParams } = new URL(address);
  for (const name of EMBEDDING) searchParams.delete(name);
  return Object.fromEntries(searchParams);
}

/** The address of a screen, on this page or another; an embedded atlas stays one. */
export function addressOf(screen, page = MAP) {
  const query = queryOf(screen);
  const { searchParams } = new URL(location.href);
  for (const name of EMBEDDING) {
    for (const value of searchParams.getAll(name)) query.append(name, value);
  }
  return `./${page}?${query}`;
}
