"use strict";
// Shows what a report says: sentences, tables, charts, cautions, sources, and the command behind it.
const report = (() => {
  const { t, make } = site;

  const table = (content) => make("div", {}, make("h3", {}, content.title),
    make("p", { class: "quiet" }, content.caption),
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": content.title },
      make("table", { "data-table": content.id },
        make("thead", {}, make("tr", {}, content.columns.map((column, index) =>
          make("th", { scope: "col", class: isWordy(content, index - 1) ? "text" : null }, column)))),
        make("tbody", {}, content.rows.map((row) => make("tr", {},
          make("th", { scope: "row" }, row.header), row.cells.map((cell) => (cell.figure
            ? make("td", { title: cell.figure.vintage }, cell.figure.display)
            : make("td", { class: "text" }, cell.text ?? "")))))))),
    (content.notes || []).map((text) => make("p", { class: "remark" }, text)));

  // Whether a column holds words rather than numbers.
  const isWordy = (content, index) =>
    index >= 0 && content.rows.some((row) => row.cells[index]?.text !== undefined);

  // What a picture of a chart says below it: where its numbers come from, and what was known.
  const frame = (chart, content) => {
    const used = content.sources.filter((source) => chart.sources.includes(source.id));
    const named = used.map((source) => (source.published
      ? `${source.publisher} (${site.day(source.published)})` : source.publisher));
    return { title: chart.title, unit: chart.unit, lines: [
      named.length ? `${t("Source: ", "Fuente: ")}${[...new Set(named)].join("; ")}.` : "",
      content.knowledge,
    ].filter(Boolean) };
  };

  // Buttons that save the drawing above them.
  const pictures = (chart, frame) => make("p", { class: "downloads" },
    ["svg", "png"].map((kind) => make("button", {
      type: "button", class: "link", "aria-label": `${kind.toUpperCase()}: ${chart.title}`,
      onclick: () => site.saveChart(chart, frame, kind, chart.id),
    }, kind.toUpperCase())));

  function charts(content) {
    const drawn = [];
    const elements = content.chart_sections.map((section) => make("section", {},
      make("h2", {}, section.title), make("p", { class: "quiet" }, section.text),
      make("div", { class: section.charts.length > 1 ? "charts-grid" : "" },
        section.charts.map((chart) => {
          const one = site.figure(chart);
          one.element.append(pictures(chart, frame(chart, content)));
          drawn.push(one);
          return one.element;
        }))));
    return { elements, draw: () => drawn.forEach((one) => one.draw()) };
  }

  const cautions = (content) => (content.cautions.length
    ? make("section", { class: "cautions" }, make("h2", {}, t("Read this with care", "Leer con cautela")),
      make("ul", {}, content.cautions.map((text) => make("li", {}, text))))
    : null);

  const sources = (content) => (content.sources.length
    ? make("section", {}, make("h2", {}, t("Sources", "Fuentes")),
      make("ul", { class: "source-list" }, content.sources.map((source) => make("li", {},
        make("b", {}, source.publisher), `, ${source.title}. `,
        source.published ? t(`Published ${site.day(source.published)}. `,
          `Publicado el ${site.day(source.published)}. `) : "", source.licence,
        /^https?:\/\//.test(source.url)
          ? [" ", make("a", { href: source.url, rel: "noreferrer" }, source.url)] : null))))
    : null);

  const command = (text) => make("p", { class: "quiet" },
    t("On the command line: ", "En la línea de comandos: "), make("code", {}, text));

  // The whole of a report into its place.
  function show(place, content, downloads = null) {
    const parts = charts(content);
    place.replaceChildren(
      make("section", { "aria-labelledby": "result-title" },
        make("h2", { id: "result-title" }, content.headline),
        make("p", { class: "quiet" }, content.knowledge),
        content.summary.map((sentence) => make("p", { class: "sentence" }, sentence.text)),
        downloads),
      ...parts.elements,
      content.tables.length ? make("section", {}, content.tables.map(table)) : "",
      cautions(content) || "", sources(content) || "", command(content.provenance.command));
    parts.draw();
  }

  return { show, table, charts, cautions, command };
})();
