// Where the atlas shows what: its contract for scripts, see README.md.
({
  island: (id) => document.querySelector(`path[data-id="${id}"]`),
  shown: ({ id }) =>
    document.querySelector("#atlas-map[data-ready=true]")?.dataset.event === id &&
    document.querySelector("#atlas-map .event-venue") !== null,
  details: () => document.querySelector("#details"),
})
