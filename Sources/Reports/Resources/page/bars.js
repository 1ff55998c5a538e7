// Charts made of bars: stacked over time, and ranked by group.
const bars = (() => {
  const known = (point) => Number.isFinite(point?.y);

  function stackedSpec(chart, full) {
    const columns = chart.series.map((series) => new Map(series.points.map((p) => [p.x, p])));
    const sums = (sign) => {
      const total = new Map();
      for (const point of chart.series.flatMap((series) => series.points)) {
        if (known(point) && sign * point.y > 0) {
          total.set(point.x, (total.get(point.x) || 0) + point.y);
        }
      }
      return [0, ...total.values()];
    };
    const base = charts.frame(chart, full, () => [
      Math.min(...sums(-1)), Math.max(1e-9, ...sums(1)),
    ]);
    const ends = new Map(base.times.map((time, i) => [time, base.times[i + 1] || time + base.step]));
    const from = base.times[0];
    const to = ends.get(base.times[base.times.length - 1]);
    const right = 10;
    const gap = ((full - base.left - right) / base.times.length) > 5 ? 1 : 0.25;
    const pieces = chart.series.flatMap((series, index) => series.points.filter(known).map((p) => ({
      index, time: Date.parse(p.x), end: ends.get(Date.parse(p.x)), value: p.y,
    })));
    // Neighbouring periods with something unknown are shaded as one.
    const holes = [];
    const names = [...new Set(chart.series.flatMap((series) => series.points.map((p) => p.x)))];
    for (const x of names.sort()) {
      if (columns.every((column) => known(column.get(x)))) continue;
      const [time, end] = [Date.parse(x), ends.get(Date.parse(x))];
      if (holes.at(-1)?.end === time) holes.at(-1).end = end;
      else holes.push({ time, end });
    }
    return charts.timeSpec(chart, full, base, right, {
      from, to, height: base.narrow ? 220 : 280,
      data: [
        { name: "holes", values: holes },
        {
          name: "pieces", values: pieces,
          transform: [{
            type: "stack", groupby: ["time"], field: "value", sort: { field: "index" },
          }],
        },
      ],
      layers: [
        {
          type: "rect", from: { data: "holes" }, encode: { update: {
            x: { scale: "x", field: "time" }, x2: { scale: "x", field: "end" },
            y: { value: 0 }, y2: { signal: "height" }, fill: { value: "var(--shade)" },
          } },
        },
        {
          type: "rect", from: { data: "pieces" }, encode: { update: {
            x: { scale: "x", field: "time", offset: gap / 2 },
            x2: { scale: "x", field: "end", offset: -gap / 2 },
            y: { scale: "y", field: "y0" }, y2: { scale: "y", field: "y1" },
            fill: { signal: "'var(--c' + (datum.index % 8 + 1) + ')'" },
            stroke: { value: "var(--paper)" }, strokeWidth: { value: gap / 2 },
            opacity: { signal: "at === null || at === datum.time ? 1 : 0.55" },
          } },
        },
      ],
    });
  }

  // One row for each bar: beside its group's name where there is room, under it where there is not.
  function rankedSpec(chart, full) {
    const narrow = full < 480;
    const many = chart.series.length > 1;
    const names = new Map();
    for (const point of chart.series.flatMap((series) => series.points)) {
      if (!names.has(point.x)) names.set(point.x, point.label);
    }
    const widest = Math.max(...[...names.values()].map((name) => charts.measure(name))) + 10;
    const left = narrow ? 0 : Math.min(widest, full * 0.36);
    const thick = many ? 14 : 18;
    const between = narrow ? 8 : 7;
    const rows = [];
    const heads = [];
    let y = 2;
    for (const [x, name] of names) {
      const lines = charts.wrap(name, narrow ? full : left - 10);
      const above = narrow ? lines.length * 15 + 1 : 0;
      const tall = Math.max(thick * chart.series.length, narrow ? 0 : lines.length * 14);
      const start = y + above + (tall - thick * chart.series.length) / 2;
      heads.push({ lines, y: narrow ? y + 7 : y + tall / 2 - (lines.length - 1) * 7 });
      chart.series.forEach((series, index) => {
        const point = series.points.find((candidate) => candidate.x === x);
        rows.push({
          index, x, y: start + index * thick, value: known(point) ? point.y : null,
          shown: known(point) ? point.display : point?.display || charts.words().notKnown,
        });
      });
      y += above + tall + between;
    }
    const room = (test) => Math.max(0, ...rows.filter(test).map((row) => charts.measure(row.shown)));
    const values = rows.map((row) => row.value).filter(Number.isFinite);
    const lowest = Math.min(0, ...values);
    const right = room((row) => !(row.value < 0)) + 10;
    const inset = lowest < 0 ? room((row) => row.value < 0) + 8 : 0;
    return {
      width: full - left - right, height: y, autosize: "none",
      padding: { left, right, top: 0, bottom: 2 },
      data: [{ name: "rows", values: rows }, { name: "heads", values: heads }],
      scales: [{
        name: "x", type: "linear", domain: [lowest, Math.max(1e-9, ...values)],
        range: [inset, full - left - right],
      }],
      marks: [
        {
          type: "text", from: { data: "heads" }, encode: { update: {
            x: { value: narrow ? 0 : -8 }, y: { field: "y" }, text: { field: "lines" },
            align: { value: narrow ? "left" : "right" }, baseline: { value: "middle" },
            lineHeight: { value: 14 }, fill: { value: "var(--ink)" },
            fontSize: { value: charts.size },
          } },
        },
        {
          type: "rect", from: { data: "rows" }, encode: { update: {
            x: { scale: "x", value: 0 }, x2: { scale: "x", signal: "datum.value || 0" },
            y: { signal: "datum.y + 1" }, height: { value: thick - 2 },
            fill: { signal: "'var(--c' + (datum.index % 8 + 1) + ')'" },
          } },
        },
        {
          type: "text", from: { data: "rows" }, encode: { update: {
            x: { scale: "x", signal: "datum.value || 0", offset: {
              signal: "datum.value < 0 ? -5 : 5" } },
            y: { signal: `datum.y + ${thick / 2}` }, baseline: { value: "middle" },
            align: { signal: "datum.value < 0 ? 'right' : 'left'" },
            text: { field: "shown" }, fill: { value: "var(--ink)" },
            fontSize: { value: charts.size },
            fontStyle: { signal: "isValid(datum.value) ? 'normal' : 'italic'" },
          } },
        },
        {
          // Beside each bar only, so that it does not run through a name above the bar.
          type: "rule", from: { data: "rows" }, encode: { update: {
            x: { scale: "x", value: 0 }, y: { signal: "datum.y - 1" },
            y2: { signal: `datum.y + ${thick + 1}` },
            stroke: { value: "var(--ink-soft)" }, strokeWidth: { value: 1 },
          } },
        },
      ],
    };
  }

  return { stackedSpec, rankedSpec };
})();
