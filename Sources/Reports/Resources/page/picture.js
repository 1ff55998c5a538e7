"use strict";
// A chart as a picture that stands alone in a document: its title above, the drawing, and below it what
// is marked, what is not known, the source, the vintage and the age. Colours are written out.
const picture = (() => {
  const space = "http://www.w3.org/2000/svg";
  const margin = 28;
  const sizes = { title: 21, unit: 14, legend: 12.5, small: 12 };

  // How wide a text is at a font's size.
  const wide = (text, size) => (charts.measure(text) * size) / charts.size;

  // A text broken into lines that are at most `width` wide.
  const wrap = (text, width, size, weight = "") =>
    charts.wrap(text, (width * charts.size) / size, weight);

  function element(name, attributes, text) {
    const made = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // Puts lines of text below `y` and gives where the next thing may begin.
  function write(into, lines, x, y, { size, fill = "var(--ink)", weight = 400, gap = 1.36 }) {
    for (const line of lines) {
      y += size * gap;
      into.append(element("text", {
        x, y: y.toFixed(1), fill, "font-size": size, "font-weight": weight,
      }, line));
    }
    return y;
  }

  // The colours of stacked and grouped bars, in rows.
  function legend(into, chart, x, y, width) {
    if (chart.form === "lines" || (chart.form === "ranked-bars" && chart.series.length < 2)) return y;
    let at = x;
    y += sizes.legend * 1.7;
    chart.series.forEach((series, index) => {
      const long = wide(series.label, sizes.legend) + 30;
      if (at > x && at + long > x + width) {
        at = x;
        y += sizes.legend * 1.6;
      }
      into.append(element("rect", {
        x: at, y: (y - 10).toFixed(1), width: 11, height: 11, fill: charts.tint(index),
      }));
      into.append(element("text", {
        x: at + 16, y: y.toFixed(1), fill: "var(--ink)", "font-size": sizes.legend,
      }, series.label));
      at += long;
    });
    return y + 4;
  }

  // What is marked, where the drawing has room for numbers alone.
  function marks(chart, drawn) {
    const shown = [...drawn.querySelectorAll("text")].map((text) => text.textContent).join("\n");
    const dates = chart.series.flatMap((series) => series.points.map((point) => point.x)).sort();
    return [...chart.marks].sort((a, b) => (a.date < b.date ? -1 : 1))
      .map((mark, index) => ({ ...mark, number: index + 1 }))
      .filter((mark) => mark.date >= dates[0] && !shown.includes(mark.label))
      .map((mark) => `${mark.number}. ${mark.label}`);
  }

  // Lines in two columns where they are short enough for it.
  function columns(into, lines, x, y, width, style) {
    const half = (width - 24) / 2;
    const isShort = lines.length > 3
      && lines.every((line) => wide(line, style.size) <= half);
    if (!isShort) {
      return write(into, lines.flatMap((line) => wrap(line, width, style.size)), x, y, style);
    }
    const rows = Math.ceil(lines.length / 2);
    write(into, lines.slice(rows), x + half + 24, y, style);
    return write(into, lines.slice(0, rows), x, y, style);
  }

  // The picture around a drawing.
  function compose(chart, frame, drawn, width) {
    const inner = width - 2 * margin;
    const font = charts.font.replace("system-ui, -apple-system, ", "");
    const svg = element("svg", { xmlns: space, "font-family": font });
    const quiet = { size: sizes.small, fill: "var(--ink-soft)" };
    svg.append(element("title", {}, frame.title));
    svg.append(element("desc", {}, chart.description));
    const paper = svg.appendChild(element("rect", { width: "100%", height: "100%", fill: "var(--paper)" }));
    svg.append(element("rect", { x: margin, y: 0, width: 46, height: 7, fill: "var(--accent)" }));
    let y = write(svg, wrap(frame.title, inner, sizes.title, "bold"), margin, 16, {
      size: sizes.title, weight: 700, gap: 1.22,
    });
    y = write(svg, wrap(frame.unit, inner, sizes.unit), margin, y, {
      size: sizes.unit, fill: "var(--ink-soft)", gap: 1.6,
    });
    y = legend(svg, chart, margin, y, inner) + 14;
    const copy = drawn.cloneNode(true);
    const [across, tall] = ["width", "height"].map((name) => Number(drawn.getAttribute(name)));
    for (const [name, value] of Object.entries({ x: margin, y, width: across, height: tall })) {
      copy.setAttribute(name, value);
    }
    for (const name of ["style", "class"]) copy.removeAttribute(name);
    // Words at the edge may reach into the margin.
    copy.setAttribute("overflow", "visible");
    svg.append(copy);
    y += tall + 4;
    const marked = marks(chart, drawn);
    if (marked.length) y = columns(svg, marked, margin, y, inner, quiet) + 2;
    const remarks = chart.notes.flatMap((text) => wrap(text, inner, sizes.small));
    if (remarks.length) y = write(svg, remarks, margin, y, quiet) + 2;
    y += 12;
    svg.append(element("line", {
      x1: margin, x2: width - margin, y1: y, y2: y, stroke: "var(--line)", "stroke-width": 1,
    }));
    const said = frame.lines.flatMap((text) => wrap(text, inner - 64, sizes.small));
    svg.append(element("text", {
      x: width - margin, y: (y + sizes.small * 1.6).toFixed(1), "text-anchor": "end",
      fill: "var(--accent)", "font-size": sizes.small, "font-weight": 700,
    }, "Trocha"));
    y = write(svg, said, margin, y + 3, quiet) + 16;
    const height = Math.ceil(y);
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    paper.setAttribute("height", height);
    return { text: plain(new XMLSerializer().serializeToString(svg)), width, height };
  }

  // The page's variables as the colours that they stand for.
  function plain(text) {
    const style = getComputedStyle(document.documentElement);
    return text.replace(/var\((--[a-z0-9-]+)\)/g, (_, name) => style.getPropertyValue(name).trim());
  }

  // A single line needs no name beside it, since the title is its name: there stands its last figure.
  function named(chart) {
    const [only, ...others] = chart.series;
    const known = only?.points.filter((point) => Number.isFinite(point.y)) ?? [];
    const last = known.reduce((a, b) => (a && a.x > b.x ? a : b), undefined);
    if (chart.form !== "lines" || others.length || !last) return chart;
    return { ...chart, series: [{ ...only, label: `${last.label}: ${last.display}` }] };
  }

  // Promises the picture of a chart that is drawn for it; nothing where there is nothing to draw.
  async function made(chart, frame, width) {
    const plot = document.createElement("div");
    plot.className = "plot";
    plot.append(Object.assign(document.createElement("div"), { className: "drawing" }));
    document.body.append(plot);
    await drawing.draw(named(chart), plot, width - 2 * margin);
    const drawn = plot.querySelector("svg");
    const answer = drawn ? compose(chart, frame, drawn, width) : undefined;
    plot.remove();
    return answer;
  }

  // The same as PNG, `scale` times as many points a side; the promise of a canvas with it.
  const png = ({ text, width, height }, scale = 2) => new Promise((done, failed) => {
    const image = new Image();
    image.addEventListener("error", () => failed(new Error("The picture cannot be read.")));
    image.addEventListener("load", () => {
      const canvas = Object.assign(document.createElement("canvas"), {
        width: width * scale, height: height * scale,
      });
      canvas.getContext("2d").drawImage(image, 0, 0, width * scale, height * scale);
      done(canvas);
    });
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  });

  return { made, png };
})();
