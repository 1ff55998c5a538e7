"use strict";
// Draws each chart of the brief with Vega, as SVG whose colours are the page's own variables, so
// that a change between light, dark and paper needs no new drawing.
const charts = (() => {
  const font = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
  const size = 12;
  const lineHeight = 14;
  // Of the labels at the ends of lines, which are measured as they are written.
  const labelWeight = 600;
  const dashes = [[], [7, 3], [2, 2.5], [9, 3, 2, 3], [4, 4], [12, 4], [1, 3], [6, 2, 2, 2, 2, 2]];
  const tint = (index) => `var(--c${(index % 8) + 1})`;
  const brush = document.createElement("canvas").getContext("2d");
  let vega;
  let words;

  function start(saidWords) {
    words = saidWords;
    const { transforms } = library.load("vega-dataflow");
    for (const name of ["vega-transforms", "vega-view-transforms", "vega-encode"]) {
      Object.assign(transforms, library.load(name));
    }
    vega = {
      parse: library.load("vega-parser").parse,
      View: library.load("vega-view").View,
      scale: library.load("vega-scale").scale,
      numberFormatLocale: library.load("vega-format").numberFormatLocale,
      expressionInterpreter: library.load("vega-interpreter").expressionInterpreter,
      Warn: library.load("vega-util").Warn,
    };
  }

  function measure(text, weight = "") {
    brush.font = `${weight} ${size}px ${font}`;
    return brush.measureText(text).width;
  }

  function wrap(text, width, weight = "") {
    const lines = [];
    for (const word of text.split(" ")) {
      const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
      if (lines.length && measure(longer, weight) <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  const plainNumber = (value) =>
    vega.numberFormatLocale({
      decimal: words.decimal, thousands: words.thousands, grouping: [3], currency: ["", ""],
    }).format(",~f")(value);

  // Time, value scale, size and margins that lines and bars share.
  function frame(chart, full, extent) {
    const times = [...new Set(chart.series.flatMap((s) => s.points.map((p) => Date.parse(p.x))))]
      .filter((time) => !Number.isNaN(time)).sort((a, b) => a - b);
    const steps = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
    const step = steps[Math.floor(steps.length / 2)] || 31 * 864e5;
    const scale = vega.scale("linear")().domain(extent(times)).nice(5);
    const left = Math.max(...scale.ticks(5).map((tick) => measure(plainNumber(tick)))) + 10;
    return { times, step, values: scale, left, narrow: full < 560 };
  }

  function timeAxis(from, to, width) {
    const years = (to - from) / (365.25 * 864e5);
    const roomy = Math.max(2, Math.floor(width / 56));
    if (years > 2.5) {
      const every = Math.ceil(years / roomy);
      return { tickCount: { interval: "year", step: every }, format: "%Y" };
    }
    const every = [1, 2, 3, 6, 12].find((months) => (years * 12) / months <= roomy) || 12;
    return { tickCount: { interval: "month", step: every }, format: "%b %Y" };
  }

  // Words beside each mark's rule, in rows above the chart: on the side and in the row where they
  // meet no other words and no other rule, as far as `limit`.
  function placeMarks(chart, from, to, width, limit, narrow) {
    const dated = chart.marks
      .map((mark) => ({ label: mark.label, time: Date.parse(mark.date) }))
      .sort((a, b) => a.time - b.time)
      .map((mark, index) => ({ ...mark, number: String(index + 1) }))
      .filter((mark) => mark.time >= from && mark.time <= to)
      .map((mark) => ({ ...mark, x: ((mark.time - from) / (to - from)) * width }));
    const clash = (a, b) =>
      (a.row === b.row && a.start < b.end + 6 && a.end > b.start - 6)
      || (b.x > a.start && b.x < a.end && b.row >= a.row)
      || (a.x > b.start && a.x < b.end && a.row >= b.row);
    // Tries each side and row for one mark after the other, and goes back where that leads nowhere.
    const search = (marks, rows, placed, budget) => {
      if (marks.length === 0) return placed;
      const [mark, ...rest] = marks;
      for (let row = 0; row < rows && budget.left-- > 0; row += 1) {
        for (const start of [mark.x, mark.x - mark.long]) {
          const choice = { ...mark, row, start, end: start + mark.long, leftward: start < mark.x };
          const fits = start >= -4 && choice.end <= limit;
          if (!fits || placed.some((other) => clash(choice, other))) continue;
          const found = search(rest, rows, [...placed, choice], budget);
          if (found) return found;
        }
      }
      return undefined;
    };
    const set = (say) => {
      const marks = dated.map((mark) => ({
        x: mark.x, time: mark.time, text: say(mark), long: measure(say(mark)) + 4,
      }));
      for (let rows = dated.length ? 1 : 0; rows <= 4; rows += 1) {
        const placed = search(marks, rows, [], { left: 5000 });
        if (placed) return { placed, rows };
      }
      return undefined;
    };
    // Numbers alone, in turn above each other where they are close, always have room.
    const numbersOnly = () => ({
      rows: Math.min(3, dated.length),
      placed: dated.map((mark, index) => ({
        time: mark.time, text: mark.number, row: index % 3, leftward: false,
      })),
    });
    return (!narrow && set((mark) => `${mark.number}  ${mark.label}`))
      || set((mark) => mark.number) || numbersOnly();
  }

  const markLayers = [
    {
      type: "rule", from: { data: "marks" }, encode: { update: {
        x: { scale: "x", field: "time" }, y: { signal: `${lineHeight} * -datum.row - 4` },
        y2: { signal: "height" }, stroke: { value: "var(--ink-soft)" },
        strokeDash: { value: [2, 3] }, strokeWidth: { value: 1 },
      } },
    },
    {
      type: "text", from: { data: "marks" }, encode: { update: {
        x: { scale: "x", field: "time" }, dx: { signal: "datum.leftward ? -3 : 3" },
        y: { signal: `${lineHeight} * -datum.row - 5` }, baseline: { value: "bottom" },
        align: { signal: "datum.leftward ? 'right' : 'left'" }, text: { field: "text" },
        fill: { value: "var(--ink-soft)" }, fontSize: { value: size },
      } },
    },
  ];

  const axes = (from, to, width, values) => [
    {
      scale: "y", orient: "left", grid: true, domain: false, ticks: false, labelPadding: 6,
      values: values.ticks(5), format: ",~f", zindex: 0,
    },
    { scale: "x", orient: "bottom", labelOverlap: true, ...timeAxis(from, to, width) },
  ];

  function timeSpec(chart, full, base, right, extra) {
    const { from, to } = extra;
    const width = Math.max(120, full - base.left - right);
    const marks = placeMarks(chart, from, to, width, width + right, base.narrow);
    const top = 10 + marks.rows * lineHeight;
    return {
      width, height: extra.height, autosize: "none",
      padding: { left: base.left, right, top, bottom: 24 },
      signals: [{ name: "at", value: null }],
      data: [{ name: "marks", values: marks.placed }, ...extra.data],
      scales: [
        { name: "x", type: "utc", domain: [from, to], range: [0, width] },
        { name: "y", type: "linear", domain: base.values.domain(), range: [extra.height, 0] },
      ],
      axes: axes(from, to, width, base.values),
      marks: [...extra.layers, ...markLayers],
    };
  }

  // Labels at the ends of lines, moved apart until none touches another.
  function endLabels(chart, height, values, room, to) {
    const at = values.copy().range([height, 0]);
    const labels = chart.series.map((series, index) => {
      const known = series.points.filter((point) => point.y !== null && point.y !== undefined);
      const last = known.reduce((a, b) => (a && a.x > b.x ? a : b), undefined);
      if (!last) return undefined;
      const lines = wrap(series.label, room - 20, labelWeight);
      const tall = lines.length * lineHeight + 3;
      const y = at(last.y);
      const time = Date.parse(last.x);
      return { index, lines, tall, end: y, time, early: time < to, middle: y };
    }).filter(Boolean).sort((a, b) => a.end - b.end || a.index - b.index);
    let free = -lineHeight;
    for (const label of labels) {
      label.middle = Math.max(label.middle, free + label.tall / 2);
      free = label.middle + label.tall / 2;
    }
    let floor = height + lineHeight;
    for (const label of [...labels].reverse()) {
      label.middle = Math.min(label.middle, floor - label.tall / 2);
      floor = label.middle - label.tall / 2;
    }
    return labels;
  }

  function lineSpec(chart, full) {
    const base = frame(chart, full, () => {
      const known = chart.series.flatMap((s) => s.points.flatMap((p) => [p.y, p.low, p.high]))
        .filter(Number.isFinite);
      return [Math.min(0, ...known), Math.max(1e-9, ...known)];
    });
    const longest = Math.max(...chart.series.map((series) => measure(series.label, labelWeight))) + 24;
    const right = Math.min(longest, Math.max(96, Math.min(190, full * 0.26)));
    const from = base.times[0];
    const to = base.times[base.times.length - 1] + (base.times.length < 2 ? base.step : 0);
    const tallest = chart.series.reduce(
      (sum, series) => sum + wrap(series.label, right - 20, labelWeight).length * lineHeight + 3, 0);
    const height = Math.max(base.narrow ? 220 : 280, tallest);
    const points = chart.series.flatMap((series, index) => series.points.map((point, i, all) => ({
      index, time: Date.parse(point.x), value: point.y ?? null,
      low: point.low ?? null, high: point.high ?? null,
      alone: Number.isFinite(point.y) && !Number.isFinite(all[i - 1]?.y)
        && !Number.isFinite(all[i + 1]?.y),
    })));
    const colour = { signal: "'var(--c' + (datum.index % 8 + 1) + ')'" };
    // Lines that bound a band are thin, and the area between them takes the colour of the middle one.
    const bands = (chart.bands || []).map((band) => ({
      low: chart.series.findIndex((series) => series.id === band.low),
      high: chart.series.findIndex((series) => series.id === band.high),
    })).filter((band) => band.low >= 0 && band.high >= 0);
    const bounds = new Set(bands.flatMap((band) => [band.low, band.high]));
    const area = (band, order) => ({
      type: "area", from: { data: `band${order}` }, encode: { update: {
        x: { scale: "x", field: "time" }, y: { scale: "y", field: "low" },
        y2: { scale: "y", field: "high" },
        defined: { signal: "isValid(datum.low) && isValid(datum.high)" },
        fill: { value: tint(1) }, fillOpacity: { value: 0.16 },
      } },
    });
    const between = (band) => {
      const high = new Map(chart.series[band.high].points.map((point) => [point.x, point.y]));
      return chart.series[band.low].points.map((point) => ({
        time: Date.parse(point.x), low: point.y ?? null, high: high.get(point.x) ?? null,
      }));
    };
    const line = (index) => ({
      type: "line", from: { data: `line${index}` }, encode: { update: {
        x: { scale: "x", field: "time" }, y: { scale: "y", field: "value" },
        defined: { signal: "isValid(datum.value)" },
        stroke: { value: bounds.has(index) ? tint(1) : tint(index) },
        strokeWidth: { value: bounds.has(index) ? 0.75 : 2 }, strokeDash: { value: dashes[index % 8] },
        strokeJoin: { value: "round" },
      } },
    });
    const hasBand = (series) => series.points.some((point) => Number.isFinite(point.low));
    const band = (index) => ({
      type: "area", from: { data: `line${index}` }, encode: { update: {
        x: { scale: "x", field: "time" }, y: { scale: "y", field: "low" },
        y2: { scale: "y", field: "high" },
        defined: { signal: "isValid(datum.low) && isValid(datum.high)" },
        fill: { value: tint(index) }, fillOpacity: { value: 0.14 },
      } },
    });
    return timeSpec(chart, full, base, right, {
      from, to, height,
      data: [
        { name: "points", values: points },
        { name: "labels", values: endLabels(chart, height, base.values, right, to) },
        ...chart.series.map((_, index) => ({
          name: `line${index}`, values: points.filter((point) => point.index === index),
        })),
        ...bands.map((band, order) => ({ name: `band${order}`, values: between(band) })),
      ],
      layers: [
        ...bands.map(area),
        ruleAt,
        ...chart.series.flatMap((series, index) => (hasBand(series) ? [band(index)] : [])),
        ...chart.series.map((_, index) => line(index)),
        dots(colour, "datum.alone ? 22 : datum.time === at ? 36 : 0"),
        ...labelLayers(colour),
      ],
    });
  }

  const ruleAt = {
    type: "rule", encode: { update: {
      x: { scale: "x", signal: "at === null ? 0 : at" }, y: { value: 0 }, y2: { signal: "height" },
      stroke: { value: "var(--ink-soft)" }, strokeWidth: { signal: "at === null ? 0 : 1" },
    } },
  };

  const dots = (colour, area) => ({
    type: "symbol", from: { data: "points" }, encode: { update: {
      x: { scale: "x", field: "time" }, y: { scale: "y", field: "value" },
      size: { signal: `isValid(datum.value) ? (${area}) : 0` }, fill: colour,
    } },
  });

  const labelLayers = (colour) => [
    {
      type: "rule", from: { data: "labels" }, encode: { update: {
        x: { scale: "x", field: "time", offset: 3 }, y: { field: "end" },
        x2: { signal: "width + 12" }, y2: { field: "middle" },
        // A line that ends early is led to its label by dots that cannot be taken for figures.
        stroke: { signal: `datum.early ? 'var(--ink-soft)' : ${colour.signal}` },
        strokeDash: { signal: "datum.early ? [1, 5] : [1, 0]" },
        strokeWidth: { value: 1 },
      } },
    },
    {
      type: "text", from: { data: "labels" }, encode: { update: {
        x: { signal: "width + 16" },
        y: { signal: `datum.middle - (length(datum.lines) - 1) * ${lineHeight} / 2` },
        baseline: { value: "middle" }, text: { field: "lines" },
        lineHeight: { value: lineHeight }, fill: { value: "var(--ink)" },
        fontSize: { value: size }, fontWeight: { value: labelWeight },
      } },
    },
  ];

  return {
    start, lineSpec, frame, timeSpec, measure, wrap, tint, font, size, ruleAt,
    vega: () => vega, words: () => words,
  };
})();
