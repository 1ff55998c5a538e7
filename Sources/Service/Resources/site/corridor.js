"use strict";
// The corridor's map through the months: circles and flows, the place chosen, the slider.
(() => {
  const { t, make, number, percent } = site;
  const data = site.read("corridor-data");
  if (!data) return;
  const parameters = new URLSearchParams(location.search);
  const slider = document.getElementById("month");
  const play = document.getElementById("play");
  const who = document.getElementById("who");
  const largest = 30;
  const widest = 16;
  const circles = new Map();
  const flows = [];
  // Open at the start: where all ways lead, by the order of the corridor.
  const opening = () => data.points.findLast((point) => Number.isFinite(latest(point)))?.id
    ?? data.points[0]?.id ?? "";
  let chosen = parameters.get("place") || "";
  let leaflet;
  let lands = [];
  let timer;

  // Groups of people that at least two points count.
  const labels = [...new Set(data.points.flatMap((point) => point.series.map((s) => s.label)))]
    .filter((label) => data.points.filter((p) => p.series.some((s) => s.label === label)).length > 1);
  who.append(...labels.map((label) => make("option", { value: label }, label)));
  if (labels.includes(parameters.get("who"))) who.value = parameters.get("who");
  const wanted = data.months.findIndex((entry) => entry.month === parameters.get("month"));
  if (wanted >= 0) slider.value = wanted;

  const series = (point) => point.series.find((entry) => entry.label === who.value);
  const figure = (point) => {
    const found = series(point);
    return found && !found.yearly ? found.figures[slider.value] : undefined;
  };
  const most = () => Math.max(1, ...data.points.flatMap((point) => {
    const found = series(point);
    return found && !found.yearly ? found.figures.map((entry) => entry.value ?? 0) : [];
  }));

  function latest(point) {
    const found = series(point);
    return found && !found.yearly ? found.figures.at(-1)?.value : undefined;
  }

  // How the month's figure of a series differs from the month before.
  function changed(found) {
    const [now, before] = [found.figures[slider.value], found.figures[slider.value - 1]];
    if (found.yearly || !Number.isFinite(now?.value) || !Number.isFinite(before?.value)) return "";
    const change = now.value / before.value - 1;
    return Number.isFinite(change) ? `${change > 0 ? "+" : ""}${percent(change)}` : "";
  }

  // The month's figure and its change, for the label beside a circle.
  function said(point) {
    const now = figure(point);
    if (!Number.isFinite(now?.value)) return undefined;
    const change = changed(series(point));
    return change ? `${now.display} (${change})` : now.display;
  }

  const label = () => mapLabels.place(leaflet, data.points.map((point) => ({
    point, radius: circles.get(point.id).getRadius(), shown: said(point),
  })), lands.filter(({ code }) => data.countries[code] && !isNamed(data.countries[code]))
    .map(({ code, at }) => ({ at, name: data.countries[code] })));

  // A country that has a point of its own name is named there.
  const isNamed = (name) => data.points.some((point) => point.name.includes(name));

  async function drawMap() {
    const { L, drawn, lands: around } = await site.map(document.getElementById("map"), data.points);
    leaflet = drawn;
    lands = around;
    const at = new Map(data.points.map((point) => [point.id, point]));
    for (const way of data.ways) {
      const [from, to] = [at.get(way.from), at.get(way.to)];
      if (!from || !to) continue;
      const line = L.polyline(
        [[from.latitude, from.longitude], [to.latitude, to.longitude]],
        { className: "flow", interactive: false }).addTo(drawn);
      flows.push({ way, line, to });
    }
    for (const point of data.points) {
      const circle = L.circleMarker([point.latitude, point.longitude], {
        radius: 8, className: "point", weight: 1.5,
      }).addTo(drawn);
      circle.bindTooltip("", { direction: "top" });
      circle.on("click", () => choose(point.id));
      const element = circle.getElement();
      element.setAttribute("tabindex", "0");
      element.setAttribute("role", "button");
      element.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(point.id);
      });
      circles.set(point.id, circle);
    }
    document.querySelector(".leaflet-overlay-pane svg")?.setAttribute("role", "group");
    document.getElementById("timeline").hidden = false;
    drawn.on("zoomend moveend resize", label);
    show();
  }

  // Everything that depends on the month and on who is counted.
  function show() {
    const month = data.months[slider.value];
    const scale = most();
    for (const point of data.points) {
      const circle = circles.get(point.id);
      if (!circle) continue;
      const known = Number.isFinite(figure(point)?.value);
      circle.setRadius(known ? Math.max(4, largest * Math.sqrt(figure(point).value / scale)) : 7);
      const element = circle.getElement();
      element.classList.toggle("unknown", !known);
      element.classList.toggle("chosen", point.id === chosen);
      const said = `${point.name}, ${month.label}: `
        + (known ? figure(point).display : t("not known", "no se sabe"));
      element.setAttribute("aria-label", said);
      circle.setTooltipContent(make("span", {}, said));
    }
    for (const { way, line, to } of flows) {
      const value = way.counted ? figure(to)?.value : undefined;
      const known = Number.isFinite(value);
      line.getElement().classList.toggle("unknown", !known);
      line.setStyle({ weight: known ? Math.max(1.5, (widest * value) / scale) : 1.5 });
    }
    if (leaflet) label();
    slider.setAttribute("aria-valuetext", month.label);
    document.getElementById("month-name").textContent = month.label;
    document.getElementById("places-month").textContent = month.label;
    const event = data.events.filter((entry) => entry.day.startsWith(month.month));
    document.getElementById("event").textContent = event
      .map((entry) => `${site.day(entry.day)}: ${entry.label}`).join(" · ");
    for (const card of document.querySelectorAll(".places > li")) {
      const point = data.points.find((entry) => entry.id === card.dataset.place);
      card.classList.toggle("chosen", point.id === chosen);
      card.querySelectorAll("dd").forEach((cell, index) => {
        const entry = point.series[index].figures[slider.value];
        const change = changed(point.series[index]);
        cell.replaceChildren(entry.display,
          ...(change ? [" ", make("span", { class: "change" }, change)] : []),
          ...(entry.differing ? [" ", make("small", {}, entry.differing)] : []));
        cell.className = Number.isFinite(entry.value) ? "" : "unknown";
      });
    }
    remember();
  }

  const remember = () => site.setAddress({
    month: Number(slider.value) === data.months.length - 1 ? "" : data.months[slider.value].month,
    who: who.value === labels[0] ? "" : who.value, place: chosen === opening() ? "" : chosen,
  }, { replace: true });

  function choose(id) {
    chosen = id;
    show();
    detail();
  }

  // The place chosen: its series as a chart, its comparisons, who counts.
  async function detail() {
    const place = document.getElementById("detail");
    const point = data.points.find((entry) => entry.id === chosen);
    if (!point) {
      place.replaceChildren(make("p", { class: "quiet" },
        t("Choose a place on the map or in the list for its series and comparisons.",
          "Elija un lugar en el mapa o en la lista para ver su serie y sus comparaciones.")));
      return;
    }
    const shown = series(point) || point.series[0];
    const chart = {
      title: `${point.name}: ${shown.label}`, description: shown.label, form: "lines", unit: "",
      series: [{ id: shown.query, label: point.name, points: data.months.map((month, index) => ({
        x: `${month.month}-01`, label: month.label, y: shown.figures[index].value,
        display: shown.figures[index].display,
      })) }],
      marks: data.events.map((entry) => ({ date: entry.day, label: entry.label })), notes: [],
    };
    const drawn = site.figure(chart, { heading: "h2" });
    const compared = make("div", {}, make("p", { class: "quiet" }, "…"));
    const question = new URLSearchParams({ q: shown.query });
    const other = shown.yearly ? undefined : shown.figures[slider.value].differing;
    if (data.as_of) question.set("as-of", data.as_of);
    const age = shown.age?.text;
    place.replaceChildren(drawn.element,
      ...(age ? [make("p", { class: "quiet" }, age[0].toUpperCase() + age.slice(1) + ".")] : []),
      make("p", {}, make("a", { href: `/record?${question}` },
        t("Open in the record", "Abrir en el registro"))),
      compared,
      make("p", { class: "counted" }, make("b", {}, t("Who counts here: ", "Quién cuenta aquí: ")),
        point.counted_by),
      make("p", { class: "counted" }, make("b", {}, t("What is counted: ", "Qué se cuenta: ")),
        point.counts));
    drawn.draw();
    const mine = chosen;
    const asked = data.months[slider.value];
    try {
      if (!shown.yearly) question.set("period", asked.month);
      const report = await site.ask(`/api/v1/comparisons?${question}`);
      if (mine !== chosen) return;
      compared.replaceChildren(
        make("h3", {}, shown.yearly ? null : `${asked.label}: `, report.value === null
          ? t("not known", "no se sabe") : number(report.value)),
        ...(other ? [make("p", { class: "quiet" }, other)] : []),
        make("dl", { class: "lines" }, report.comparisons.slice(0, 8).map((entry) =>
          make("div", {}, make("dt", {}, entry.label), make("dd", {}, entry.text)))));
    } catch (fault) {
      compared.replaceChildren(site.note(fault));
    }
  }

  function stop() {
    clearInterval(timer);
    timer = undefined;
    play.setAttribute("aria-pressed", "false");
    play.textContent = t("Play", "Reproducir");
  }

  play.addEventListener("click", () => {
    if (timer) {
      stop();
      return detail();
    }
    if (Number(slider.value) >= data.months.length - 1) slider.value = 0;
    play.setAttribute("aria-pressed", "true");
    play.textContent = t("Pause", "Pausar");
    timer = setInterval(() => {
      slider.value = Number(slider.value) + 1;
      show();
      if (Number(slider.value) < data.months.length - 1) return;
      stop();
      detail();
    }, 350);
    return undefined;
  });
  slider.addEventListener("input", () => { stop(); show(); });
  slider.addEventListener("change", detail);
  who.addEventListener("change", () => { show(); detail(); });
  for (const button of document.querySelectorAll("[data-choose]")) {
    button.addEventListener("click", () => {
      choose(button.dataset.choose);
      document.getElementById("detail").scrollIntoView({ block: "nearest" });
    });
  }
  document.getElementById("as-of").addEventListener("change", (event) => {
    if (!site.isByKeys()) event.target.form.submit();
  });
  chosen ||= opening();
  detail();
  drawMap().catch((fault) => document.getElementById("detail").append(site.note(fault)));
})();
