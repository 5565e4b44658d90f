// When a part of the page is there, and when it is really gone.

const DRAWING_MS = 10_000;

/** Does something with the part of an id as soon as Streamlit has drawn it. */
export function whenThere(id, act) {
  const isThere = () => {
    const part = id && document.getElementById(id);
    if (part) act(part);
    return Boolean(part);
  };
  if (!id || isThere()) return;
  const drawn = new MutationObserver(() => isThere() && drawn.disconnect());
  drawn.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => drawn.disconnect(), DRAWING_MS);
}

/**
 * The clean-up of a component. Streamlit also calls it between two runs that follow each other
 * quickly, with the element still in the page: what it holds is then wanted again at once.
 */
export function whenGone(root, remove) {
  return () => setTimeout(() => root.isConnected || remove());
}
