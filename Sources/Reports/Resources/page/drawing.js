// Puts a chart's drawing into its place on the page, again at each new width, and says under the
// pointer what the figures of a period are.
const drawing = (() => {
  const specs = {
    lines: (chart, width) => charts.lineSpec(chart, width),
    "stacked-bars": (chart, width) => bars.stackedSpec(chart, width),
    "ranked-bars": (chart, width) => bars.rankedSpec(chart, width),
  };
  const views = new Map();

  const config = () => ({
    background: null,
    aria: false,
    axis: {
      labelFont: charts.font, labelFontSize: charts.size, labelColor: "var(--ink-soft)",
      gridColor: "var(--line)", domainColor: "var(--ink-soft)", tickColor: "var(--ink-soft)",
      tickSize: 4,
    },
    text: { font: charts.font },
  });

  function locale() {
    const words = charts.words();
    const days = Array(7).fill("");
    return {
      number: {
        decimal: words.decimal, thousands: words.thousands, grouping: [3], currency: ["", ""],
      },
      time: {
        dateTime: "%x", date: "%Y-%m-%d", time: "%H:%M", periods: ["", ""], days, shortDays: days,
        months: words.months, shortMonths: words.shortMonths,
      },
    };
  }

  // Draws `chart` as wide as its place, or as `width` says; promises to be done.
  function draw(chart, plot, width) {
    if (!chart.series.some((series) => series.points.length)) return undefined;
    plot.hidden = false;
    const full = Math.floor(width || plot.clientWidth);
    if (full < 40) return undefined;
    const place = plot.querySelector(".drawing");
    views.get(plot)?.finalize();
    place.replaceChildren();
    const vega = charts.vega();
    const view = new vega.View(vega.parse(specs[chart.form](chart, full), config(), { ast: true }), {
      expr: vega.expressionInterpreter, renderer: "svg", container: place, hover: false,
      locale: locale(), logLevel: vega.Warn,
    });
    view.run();
    for (const name of ["role", "aria-roledescription", "aria-label"]) place.removeAttribute(name);
    views.set(plot, view);
    if (chart.form !== "ranked-bars") follow(chart, plot, view);
    return view.runAsync();
  }

  function follow(chart, plot, view) {
    const times = [...new Set(chart.series.flatMap((s) => s.points.map((p) => p.x)))].sort();
    const svg = plot.querySelector("svg");
    const readout = plot.querySelector(".readout")
      || plot.appendChild(Object.assign(document.createElement("div"), { className: "readout" }));
    readout.setAttribute("aria-hidden", "true");
    readout.hidden = true;
    const move = (event) => {
      const box = svg.getBoundingClientRect();
      const time = view.scale("x").invert(event.clientX - box.left - view.origin()[0]).getTime();
      const x = chart.form === "lines" ? nearest(times, time) : covering(times, time);
      view.signal("at", Date.parse(x)).run();
      fill(readout, chart, x);
      readout.hidden = false;
      const left = event.clientX - box.left;
      const room = box.width - readout.offsetWidth;
      readout.style.left = `${Math.max(0, Math.min(room, left < room - 16 ? left + 16
        : left - readout.offsetWidth - 16))}px`;
    };
    const leave = () => {
      readout.hidden = true;
      view.signal("at", null).run();
    };
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerdown", move);
    svg.addEventListener("pointerleave", leave);
  }

  const nearest = (times, time) => times.reduce((best, x) =>
    Math.abs(Date.parse(x) - time) < Math.abs(Date.parse(best) - time) ? x : best);
  const covering = (times, time) =>
    times.reduce((best, x) => (Date.parse(x) <= time ? x : best));

  function fill(readout, chart, x) {
    const rows = chart.series.map((series, index) => {
      const point = series.points.find((candidate) => candidate.x === x);
      const row = document.createElement("p");
      const swatch = document.createElement("span");
      swatch.className = `swatch tint-${(index % 8) + 1}`;
      const value = document.createElement("b");
      value.textContent = point?.display || charts.words().notKnown;
      row.append(swatch, `${series.label} `, value);
      return [row, point?.label];
    });
    const title = document.createElement("p");
    title.className = "readout-title";
    title.textContent = rows.map(([, label]) => label).find(Boolean) || x;
    readout.replaceChildren(title, ...rows.map(([row]) => row));
  }

  return { draw };
})();
