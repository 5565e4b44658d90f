// What the map asks for, in a copy of the atlas: everything is in the file itself.
const held = JSON.parse(document.getElementById("held").textContent);

export const shapes = Promise.resolve(held.shapes);

/** The details of what is selected, with the event marked that is shown. */
export async function detailsOf({ event, selected }) {
  const template = document.createElement("template");
  template.innerHTML = held.details[selected];
  for (const link of template.content.querySelectorAll("a[data-event]")) {
    if (link.dataset.event === event) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  return template.innerHTML;
}
