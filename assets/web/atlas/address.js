// Where the server itself shows a screen, and what it is asked for.

/** A screen as address parameters. */
export function queryOf({ event, story, filters, ...others }) {
  const query = new URLSearchParams({ event, story, ...filters });
  for (const [name, value] of Object.entries(others)) if (value) query.set(name, value);
  return query;
}

/** The name of the page that is open; the map's is empty. */
export function pageHere() {
  return location.pathname.split("/").at(-1);
}

/** The address of a screen, on this page or another; an embedded atlas stays one. */
export function addressOf(screen, page = null) {
  const query = queryOf(screen);
  const { searchParams } = new URL(location.href);
  for (const name of ["embed", "embed_options"]) {
    for (const value of searchParams.getAll(name)) query.append(name, value);
  }
  return `./${page && page !== "map" ? page : ""}?${query}`;
}
