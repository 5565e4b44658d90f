// Where the streamlit-folium app shows what: the map is the global `map` of the component's frame.
(() => {
  const layers = () => Object.values(window.map?._layers ?? {});
  const text = (tooltip) => {
    const content = tooltip?.getContent();
    if (typeof content !== "string") return content?.textContent?.trim();
    return new DOMParser().parseFromString(content, "text/html").body.textContent.trim();
  };
  return {
    island: (id) =>
      layers()
        .find(({ feature }) => [feature?.id, feature?.properties?.group].includes(id))
        ?.getElement?.() ?? null,
    shown: ({ title }) => layers().some((layer) => text(layer.getTooltip?.()) === title),
    details: () => document.querySelector(".st-key-details"),
  };
})()
