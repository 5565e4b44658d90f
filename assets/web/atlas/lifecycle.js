// When a part of the page is really gone.

/**
 * The clean-up of a component. Streamlit also calls it between two runs that follow each other
 * quickly, with the element still in the page: what it holds is then wanted again at once.
 */
export function whenGone(root, remove) {
  return () => setTimeout(() => root.isConnected || remove());
}
