// Runs in every frame of a measured page before its own scripts, and notes when goals are reached.
// A goal is reached in the second animation frame after the page shows it: by then it is painted.
// Times are milliseconds of the wall clock; they hold across the frames of a page. The top frame
// looks for all of them: in a frame that begins without any height no animation frames come.
((contender, firstGoals) => {
  const bench = (window.top.__bench ??= { goals: {}, reached: {}, clicked: 0, looks: new Set() });
  const isTop = window === window.top;
  const now = () => performance.timeOrigin + performance.now();
  const candidates = new Set();
  const GRID = 12;

  const isShown = (element, inside = window) => {
    const { width, height, left, right, top, bottom } = element.getBoundingClientRect();
    const { innerWidth, innerHeight } = inside;
    const inView = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
    const styled = { opacityProperty: true, visibilityProperty: true };
    return width > 0 && height > 0 && inView && element.checkVisibility(styled);
  };

  /** A point of the window where a press meets the element itself, or null. */
  const pressable = (element) => {
    const box = element.getBoundingClientRect();
    const frame = window.frameElement?.getBoundingClientRect() ?? { left: 0, top: 0 };
    for (let i = 0; i < GRID * GRID; i++) {
      const x = box.left + (box.width * ((i % GRID) + 0.5)) / GRID;
      const y = box.top + (box.height * (Math.floor(i / GRID) + 0.5)) / GRID;
      if (document.elementFromPoint(x, y) !== element) continue;
      const point = { x: x + frame.left, y: y + frame.top };
      if (!window.frameElement) return point;
      if (window.top.document.elementFromPoint(point.x, point.y) === window.frameElement) return point;
    }
    return null;
  };

  const kinds = {
    text: () => [...candidates].some((element) => element.isConnected && isShown(element)),
    island: (ids) => {
      for (const id of ids) {
        const element = contender.island(id);
        const point = element && isShown(element) && pressable(element);
        if (point) return { ...point, id };
      }
      return null;
    },
    shown: (value) => contender.shown(value),
    details: (name) => {
      const element = contender.details();
      return element && isShown(element) && element.textContent.includes(name);
    },
  };

  const wanted = Object.values(firstGoals).find(({ kind }) => kind === "text")?.value;
  const note = (node) => {
    if (!wanted || !node.textContent?.includes(wanted)) return;
    if (node.nodeType === Node.TEXT_NODE) candidates.add(node.parentElement);
    else for (const child of node.childNodes) note(child);
  };
  new MutationObserver((records) => {
    for (const { target, addedNodes, type } of records) {
      if (type === "characterData") note(target);
      else addedNodes.forEach(note);
    }
  }).observe(document, { childList: true, subtree: true, characterData: true });

  const look = () => {
    if (!isTop) {
      if (!window.frameElement) return bench.looks.delete(look); // the frame is gone
      if (innerHeight === 0 || !isShown(window.frameElement, window.top)) return;
    }
    for (const [name, { kind, value }] of Object.entries(bench.goals)) {
      const found = kinds[kind](value);
      if (!found) continue;
      delete bench.goals[name];
      window.top.requestAnimationFrame(() => (bench.reached[name] = { at: now(), found }));
    }
  };
  bench.looks.add(look);
  const click = (event) => (bench.clicked = performance.timeOrigin + event.timeStamp);
  window.addEventListener("click", click, { capture: true });
  if (!isTop) return;
  Object.assign(bench.goals, firstGoals);
  const lookAll = () => {
    for (const one of bench.looks) one();
    requestAnimationFrame(lookAll);
  };
  requestAnimationFrame(lookAll);
})
