"use strict";
// What all pages share: words in two languages, requests, elements, charts and maps.
const site = (() => {
  const language = document.documentElement.lang;
  const t = (english, spanish) => (language === "es" ? spanish : english);
  const locale = language === "es" ? "es-419" : "en-US";

  // A count as the rest of the page writes it; `null` is not known.
  const number = (value) => (Number.isFinite(value)
    ? new Intl.NumberFormat(language === "es" ? "de-DE" : "en-US", { maximumFractionDigits: 0 })
      .format(value).replace("-", "−")
    : t("not known", "no se sabe"));

  const percent = (value) => new Intl.NumberFormat(language === "es" ? "es-ES" : "en-US",
    { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value).replace("-", "−");

  // An element with attributes and children; text is never read as markup.
  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === undefined || value === null || value === false) continue;
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
  }

  const read = (id) => {
    const element = document.getElementById(id);
    return element ? JSON.parse(element.textContent) : undefined;
  };

  class Fault extends Error {
    constructor(problem) {
      super(problem.detail || problem.title || t("The service could not answer.",
        "El servicio no pudo responder."));
      this.problem = problem;
    }
  }

  // Asks the API; what it says is wrong is thrown as a Fault.
  async function ask(address, options = {}) {
    const headers = { "Accept-Language": language, Accept: "application/json", ...options.headers };
    let answer;
    try {
      answer = await fetch(address, { ...options, headers });
    } catch {
      throw new Fault({ detail: t("The service does not answer. Is it still running?",
        "El servicio no responde. ¿Sigue activo?") });
    }
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Fault(body);
    return body;
  }

  // Inputs by the labels that the page has for them.
  const labelled = (text) => text.replace(/^([a-z-]+): /gm, (all, name) => {
    const label = document.querySelector(`label[for="${name}"]`);
    return label ? t(`“${label.textContent}”: `, `«${label.textContent}»: `) : all;
  });

  // A problem as a note: its words, and what is wrong with a file line by line.
  function note(fault) {
    const problem = fault.problem || {};
    const lead = /\/(no-answer|nothing-held)$/.test(problem.type)
      ? t("Not known, because:", "No se sabe, porque:")
      : /\/parameter$/.test(problem.type) ? t("Please change:", "Por favor, cambie:") : problem.title || t("That did not work", "No funcionó");
    const box = make("div", { class: "alert", role: "alert" }, make("p", {}, make("b", {}, lead)));
    if (problem.errors?.length) {
      box.append(make("ul", {}, problem.errors.slice(0, 12).map((issue) => {
        const where = [issue.file, issue.line && t(`line ${issue.line}`, `línea ${issue.line}`),
          issue.column_name || (issue.column && t(`column ${issue.column}`, `columna ${issue.column}`))]
          .filter(Boolean).join(", ");
        const said = t(`expected ${issue.expected}, found ${issue.found}`,
          `se esperaba ${issue.expected}, se encontró ${issue.found}`);
        return make("li", {}, make("b", {}, where), `: ${said}`,
          issue.hint ? make("span", { class: "plain-text" }, `. ${issue.hint}`) : null);
      })));
    } else {
      box.append(make("p", { class: "plain-text" }, labelled(fault.message)));
    }
    return box;
  }

  // Another address by the browser's buttons. One that differs after its # alone, as that of the link which skips the
  // navigation, shows the same.
  let shown = location.pathname + location.search;
  const onAddress = (action) => addEventListener("popstate", () => {
    const now = location.pathname + location.search;
    if (now === shown) return;
    shown = now;
    action();
  });

  // The address says what is chosen; nothing that is empty.
  function setAddress(choices, { replace = false } = {}) {
    const url = new URL(location.href);
    for (const [key, value] of Object.entries(choices)) {
      if (value === "" || value === undefined || value === null) url.searchParams.delete(key);
      else url.searchParams.set(key, value);
    }
    shown = url.pathname + url.search;
    if (url.href === location.href) return;
    history[replace ? "replaceState" : "pushState"]({}, "", url);
    tellLanguageLink();
  }

  // The other language's link leads to what is shown now.
  function tellLanguageLink() {
    const link = document.querySelector("[data-language]");
    if (!link) return;
    const url = new URL(location.href);
    url.searchParams.set("lang", link.hreflang);
    link.href = url.pathname + url.search + url.hash;
  }

  const save = (blob, name) => {
    const link = make("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  const months = (style) => Array.from({ length: 12 }, (_, month) =>
    new Date(Date.UTC(2023, month, 1)).toLocaleDateString(locale, { month: style, timeZone: "UTC" })
      .replace(".", ""));

  let isReady = false;
  function startCharts() {
    if (isReady) return;
    charts.start({
      notKnown: t("not known", "no se sabe"), thousands: t(",", "."), decimal: t(".", ","),
      months: months("long"), shortMonths: months("short"),
    });
    isReady = true;
  }

  // Draws a chart into a figure, and again whenever its width changes; promises the first drawing.
  function draw(chart, plot) {
    startCharts();
    plot.setAttribute("aria-label", `${chart.title}. ${chart.description}`);
    const drawn = drawing.draw(chart, plot);
    let width = plot.clientWidth;
    new ResizeObserver(() => requestAnimationFrame(() => {
      if (plot.clientWidth === width || !plot.isConnected) return;
      width = plot.clientWidth;
      drawing.draw(chart, plot);
    })).observe(plot);
    return drawn;
  }

  // A figure with its chart's title, legend of marks and table.
  function figure(chart, { heading = "h3" } = {}) {
    const plot = make("div", { class: "plot", role: "img", hidden: true },
      make("div", { class: "drawing", "aria-hidden": "true" }));
    const rows = chart.series[0]?.points.map((point, index) => make("tr", {},
      make("th", { scope: "row" }, point.label),
      chart.series.map((series) => make("td", {}, series.points[index]?.display ?? "–")))) || [];
    const table = make("details", { class: "figures" },
      make("summary", {}, t("The figures as a table", "Las cifras en una tabla")),
      make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": chart.title },
        make("table", {},
          make("thead", {}, make("tr", {}, make("th", { scope: "col" }, t("Period", "Período")),
            chart.series.map((series) => make("th", { scope: "col" }, series.label)))),
          make("tbody", {}, rows))));
    const element = make("figure", { class: "chart" },
      make("figcaption", {}, make(heading, {}, chart.title), make("p", { class: "unit" }, chart.unit)),
      plot, marks(chart), chart.notes.map((text) => make("p", { class: "remark" }, text)), table);
    return { element, draw: () => draw(chart, plot) };
  }

  // What is marked, in the order of the numbers in the drawing.
  const marks = (chart) => (chart.marks.length
    ? make("ol", { class: "dated" }, [...chart.marks].sort((a, b) => (a.date < b.date ? -1 : 1)).map((mark) => make("li", {},
      make("span", { class: "mark-day" }, day(mark.date)), ` ${mark.label}`)))
    : null);

  const day = (text) => new Date(`${text}T00:00:00Z`).toLocaleDateString(
    language === "es" ? "es-419" : "en-GB",
    { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  // Saves a chart as a picture that stands alone; `frame` has the lines below it.
  async function saveChart(chart, frame, kind, name) {
    startCharts();
    const made = await picture.made(chart, frame, 920);
    if (!made) return undefined;
    if (kind === "svg") return save(new Blob([made.text], { type: "image/svg+xml" }), `${name}.svg`);
    const canvas = await picture.png(made);
    return canvas.toBlob((png) => save(png, `${name}.png`), "image/png");
  }

  // A map with the land on it, without tiles: nothing is fetched from elsewhere.
  async function map(place, points) {
    const L = library.load("leaflet");
    place.hidden = false;
    const drawn = L.map(place, {
      attributionControl: false, zoomControl: false, scrollWheelZoom: false, zoomSnap: 0.25,
      dragging: !L.Browser.mobile, minZoom: 1, maxZoom: 9, zoomAnimation: false,
    });
    // The corridor runs from the north-west to the south-east: the other corners are free.
    L.control.zoom({
      position: "topright", zoomInTitle: t("Zoom in", "Acercar"), zoomOutTitle: t("Zoom out", "Alejar"),
    }).addTo(drawn);
    L.control.scale({ imperial: false }).addTo(drawn);
    const bounds = L.latLngBounds(points.map((point) => [point.latitude, point.longitude]));
    const fit = () => drawn.fitBounds(bounds, { padding: [40, 48], animate: false, maxZoom: 7 });
    fit();
    const outlines = await ask("/api/v1/corridor/outlines");
    L.geoJSON(outlines, {
      interactive: false, style: { className: "land", weight: 1, fillOpacity: 1 },
    }).addTo(drawn);
    let moved = false;
    for (const name of ["pointerdown", "keydown"]) {
      place.addEventListener(name, () => { moved = true; });
    }
    new ResizeObserver(() => requestAnimationFrame(() => {
      drawn.invalidateSize({ animate: false });
      if (!moved) fit();
    })).observe(place);
    return { L, drawn, lands: lands(outlines) };
  }

  // The middle of each country's largest piece of land, by its code.
  function lands(outlines) {
    return outlines.features.map(({ properties, geometry }) => {
      const rings = (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates)
        .map(([outer]) => outer);
      const boxes = rings.map((ring) => {
        const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
        const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
        return { size: (right - left) * (high - low), at: [(low + high) / 2, (left + right) / 2] };
      });
      return { code: properties.iso3, at: boxes.reduce((a, b) => (a.size >= b.size ? a : b)).at };
    });
  }

  // Whether what just changed was changed with keys: in a list each key chooses, long before its owner has come to
  // what is meant, so that nothing may take the list away meanwhile.
  let pressed = -Infinity;
  document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  document.addEventListener("pointerdown", () => { pressed = -Infinity; }, true);
  const isByKeys = () => performance.now() - pressed < 300;

  // Buttons that copy the text of an element; without a clipboard the text is marked.
  function copies(place) {
    for (const button of place.querySelectorAll("[data-copy]")) {
      const said = button.textContent;
      button.addEventListener("click", async () => {
        const text = document.getElementById(button.dataset.copy);
        try {
          await navigator.clipboard.writeText(text.textContent);
          button.textContent = t("Copied", "Copiado");
          setTimeout(() => { button.textContent = said; }, 2000);
        } catch {
          getSelection().selectAllChildren(text);
        }
      });
    }
  }

  // Months to choose from where one can also be typed.
  function offerMonths() {
    if (!document.querySelector("input[list=months-list]")) return;
    const names = months("long");
    const first = new Date().getUTCFullYear() + 1;
    document.body.append(make("datalist", { id: "months-list" },
      Array.from({ length: (first - 1999) * 12 }, (_, index) => {
        const [year, name] = [first - Math.floor(index / 12), names[11 - (index % 12)]];
        return make("option", { value: t(`${name} ${year}`, `${name} de ${year}`) });
      })));
  }

  document.addEventListener("DOMContentLoaded", () => {
    tellLanguageLink();
    offerMonths();
  });
  return {
    t, number, percent, make, read, ask, note, setAddress, save, draw, figure, marks, day, saveChart, map, copies, Fault,
    isByKeys, onAddress,
    language,
  };
})();
