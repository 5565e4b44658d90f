// What the empty app shows; it has no map.
({
  island: () => null,
  shown: ({ steps }) =>
    [...document.querySelectorAll("[data-testid=stMarkdownContainer]")].some(
      (text) => text.textContent.trim() === `Nothing ${steps}`,
    ),
  details: () => null,
})
