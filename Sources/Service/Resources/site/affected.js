"use strict";
// The interview: what is said leaves the page in one request, and is kept nowhere.
(() => {
  const { t, make } = site;
  const form = document.getElementById("interview");
  const place = document.getElementById("screening");
  const words = {
    yes: t("yes", "sí"), no: t("no", "no"), unknown: t("not known", "no se sabe"),
  };

  // The conditions that the answer hangs on.
  const decisive = (node) => (node.decisive ? [node.text] : node.reasons.flatMap(decisive));

  const verdict = (entry, answer, says) => make("li", {},
    make("p", {}, make("span", { class: `verdict ${answer}` }, says)),
    make("h3", {}, entry.name),
    make("ul", { class: "reasons" },
      [...new Set(entry.reasons.flatMap(decisive))].map((text) => make("li", {}, text))),
    entry.note && answer !== "no" ? make("p", { class: "quiet" }, entry.note) : null,
    entry.source ? make("p", { class: "quiet" }, `${entry.source.publisher}: ${entry.source.title}`)
      : null);

  const order = { yes: 0, unknown: 1, no: 2 };

  function show(report) {
    const pathways = [...report.pathways].sort((a, b) => order[a.open] - order[b.open]);
    const returns = [...report.returns].sort((a, b) => order[a.applies] - order[b.applies]);
    const parts = [
      report.caution ? make("p", { class: "alert" }, report.caution) : null,
      make("p", { class: "good" }, report.notice),
      report.assumptions.length ? make("p", {}, make("b", {}, t("Assumed: ", "Se supone: ")),
        report.assumptions.join(" ")) : null,
      make("section", {},
        make("h2", {}, t(`Pathways on ${site.day(report.on)}`, `Vías el ${site.day(report.on)}`)),
        make("ul", { class: "verdicts" }, pathways.map((entry) => verdict(entry, entry.open, {
          yes: t("open", "abierta"), no: t("not open", "no abierta"), unknown: words.unknown,
        }[entry.open])))),
      make("section", {}, make("h2", {}, t("Returns", "Retornos")),
        // That a return applies is no good news: it has the colour of caution.
        make("ul", { class: "verdicts" }, returns.map((entry) => verdict(entry,
          { yes: "applies", no: "no", unknown: "unknown" }[entry.applies], {
          yes: t("applies", "se aplica"), no: t("does not apply", "no se aplica"),
          unknown: words.unknown,
        }[entry.applies])))),
      report.other_policies.length ? make("section", {},
        make("h2", {}, t("Other policies in force", "Otras políticas en vigor")),
        make("ul", { class: "reasons" }, report.other_policies.map((entry) => make("li", {}, entry.name))))
        : null,
      report.would_change.length ? make("section", {},
        make("h2", {}, t("What would change the answer", "Qué cambiaría la respuesta")),
        make("ul", { class: "reasons" },
          report.would_change.map((entry) => make("li", {}, entry.text)))) : null,
    ];
    place.replaceChildren(...parts.filter(Boolean));
    place.focus();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = {};
    for (const [name, value] of new FormData(form)) {
      if (value === "") continue;
      const isCode = form.elements[name].classList?.contains("code");
      said[name] = isCode ? value.toUpperCase() : value;
    }
    try {
      show(await site.ask("/api/v1/screenings", {
        method: "POST", body: JSON.stringify(said), headers: { "Content-Type": "application/json" },
      }));
    } catch (fault) {
      place.replaceChildren(site.note(fault));
    }
  });
  form.addEventListener("reset", () => place.replaceChildren());
})();
