// Starts the page: charts, map, notes behind numbers, paper. Each part that fails leaves the words
// and the tables as they are.
(() => {
  const paperWidth = 660;
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const content = read("brief-data");
  const attempt = (what, act) => {
    try {
      return act();
    } catch (error) {
      console.error(`The ${what} could not be drawn.`, error);
      return undefined;
    }
  };

  const plots = [...document.querySelectorAll("figure.chart .plot")];
  const started = attempt("charts", () => (charts.start(content.words), true));
  const drawAll = (width) => plots.forEach((plot, index) =>
    attempt(`chart ${content.charts[index].id}`, () =>
      drawing.draw(content.charts[index], plot, width)));

  if (started) {
    drawAll();
    const widths = new Map(plots.map((plot) => [plot, plot.clientWidth]));
    const watch = new ResizeObserver((entries) => {
      const changed = entries.map((entry) => entry.target)
        .filter((plot) => plot.clientWidth !== widths.get(plot));
      requestAnimationFrame(() => changed.forEach((plot) => {
        widths.set(plot, plot.clientWidth);
        attempt("chart", () => drawing.draw(content.charts[plots.indexOf(plot)], plot));
      }));
    });
    plots.forEach((plot) => watch.observe(plot));
  }

  const drawn = content.map
    ? attempt("map", () =>
      corridorMap.draw(content.map, read("brief-outlines"), content.words))
    : undefined;

  window.addEventListener("beforeprint", () => {
    document.documentElement.classList.add("on-paper");
    if (started) drawAll(paperWidth);
    drawn?.refit();
  });
  window.addEventListener("afterprint", () => {
    document.documentElement.classList.remove("on-paper");
    if (started) drawAll();
    drawn?.refit();
  });

  // A note closes when one of its sources is followed.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".note a");
    link?.closest(".note").hidePopover();
  });

  // Where the browser cannot tie a note to its number by style, it is put there by hand.
  if (!CSS.supports("position-area", "bottom")) {
    document.addEventListener("click", (event) => {
      const button = event.target.closest?.("button[popovertarget]");
      const note = button && document.getElementById(button.getAttribute("popovertarget"));
      if (!note?.matches(":popover-open")) return;
      const box = button.getBoundingClientRect();
      const left = Math.min(box.left, document.documentElement.clientWidth - note.offsetWidth - 8);
      const below = box.bottom + 6;
      const fits = below + note.offsetHeight < document.documentElement.clientHeight;
      note.style.inset = "auto";
      note.style.left = `${Math.max(8, left)}px`;
      note.style.top = `${fits ? below : Math.max(8, box.top - note.offsetHeight - 6)}px`;
    });
  }
})();
