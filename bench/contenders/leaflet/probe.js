// Where the static page shows what.
({
  island: (id) => document.querySelector(`path[data-island="${id}"]`),
  shown: ({ id }) => document.querySelector("#map")?.dataset.event === id,
  details: () => document.querySelector("#details"),
})
