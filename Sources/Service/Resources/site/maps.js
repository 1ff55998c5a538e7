"use strict";
// Two scenarios on maps beside one another, month by month; circles of both have one scale.
const maps = (() => {
  const { t, make, number } = site;
  const largest = 28;
  // What was chosen stays when further runs bring new numbers.
  let shownScenario;
  let shownMonth;

  function section(content) {
    const last = content.months.length - 1;
    const others = content.scenarios.slice(1);
    const scenario = () => content.scenarios.find((one) => one.id === shownScenario) || others[0];
    const month = () => (shownMonth === undefined ? last : Math.min(shownMonth, last));
    const choice = make("select", { id: "map-scenario" },
      others.map((one) => make("option", { value: one.id }, one.name)));
    if (scenario()) choice.value = scenario().id;
    const slider = make("input", {
      type: "range", id: "map-month", min: 0, max: last, value: month(),
      "aria-label": t("Month", "Mes"),
    });
    const shown = make("output", { for: "map-month" });
    const panels = content.scenarios.slice(0, 2).map(() => ({
      name: make("h3", {}), place: make("div", { class: "map", hidden: true }), circles: [],
    }));
    const table = make("table", { "data-table": "places" });

    function show() {
      const shown = [content.scenarios[0], scenario()].filter(Boolean);
      const counts = shown.map((one) => one.people[month()]);
      const most = Math.max(1, ...content.scenarios.flatMap((one) => one.people.flat())
        .filter(Number.isFinite));
      shown.textContent = content.months[month()].label;
      slider.setAttribute("aria-valuetext", shown.textContent);
      panels.forEach((panel, side) => {
        panel.name.textContent = shown[side].name;
        panel.circles.forEach((circle, index) => {
          const value = counts[side][index];
          const known = Number.isFinite(value) && value > 0;
          circle.getElement().classList.toggle("absent", !known);
          circle.setRadius(known ? Math.max(2, largest * Math.sqrt(value / most)) : 1);
          circle.setTooltipContent(make("span", {},
            `${content.places[index].name}: ${known ? number(value) : "–"}`));
        });
      });
      const rows = content.places.map((place, index) => [place, counts.map((one) => one[index])])
        .filter(([, values]) => values.some(Number.isFinite));
      table.replaceChildren(
        make("thead", {}, make("tr", {}, make("th", { scope: "col" }, t("Place", "Lugar")),
          shown.map((one) => make("th", { scope: "col" }, one.name)))),
        make("tbody", {}, rows.map(([place, values]) => make("tr", {},
          make("th", { scope: "row" }, place.name),
          values.map((value) => make("td", {}, Number.isFinite(value) ? number(value) : "–"))))));
    }

    async function draw() {
      const at = new Map(content.places.map((place) => [place.id, place]));
      for (const panel of panels) {
        const { L, drawn } = await site.map(panel.place, content.places);
        for (const way of content.ways) {
          const ends = [at.get(way.from), at.get(way.to)];
          L.polyline(ends.map((one) => [one.latitude, one.longitude]),
            { className: "way", interactive: false, weight: 1 }).addTo(drawn);
        }
        panel.circles = content.places.map((place) =>
          L.circleMarker([place.latitude, place.longitude], { className: "point", weight: 1 })
            .addTo(drawn).bindTooltip(""));
      }
      show();
    }

    slider.addEventListener("input", () => {
      shownMonth = Number(slider.value);
      show();
    });
    choice.addEventListener("change", () => {
      shownScenario = choice.value;
      show();
    });
    const title = t("People at each place", "Personas en cada lugar");
    const element = make("section", { "aria-labelledby": "maps-title" },
      make("h2", { id: "maps-title" }, title),
      make("p", { class: "quiet" }, t(
        "Medians of the runs, at the end of the month. Both maps use the same scale.",
        "Medianas de las simulaciones, a fin de mes. Ambos mapas usan la misma escala.")),
      make("div", { class: "controls" },
        others.length > 1 ? make("p", { class: "field" },
          make("label", { for: "map-scenario" }, t("Compare with the first", "Comparar con el primero")), choice)
          : null),
      make("div", { class: "timeline" }, slider, shown),
      make("div", { class: panels.length > 1 ? "columns" : "" },
        panels.map((panel) => make("div", {}, panel.name, panel.place))),
      make("details", { class: "figures" },
        make("summary", {}, t("The places as a table", "Los lugares en una tabla")),
        make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, table)));
    show();
    return { element, draw };
  }

  return { section };
})();
