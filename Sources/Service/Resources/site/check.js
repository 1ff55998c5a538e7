"use strict";
// Marks each figure of a text with its verdict; a click shows what the record has. A figure that
// has no verdict is put to the reading that is chosen for it.
(() => {
  const { t, make, number } = site;
  const form = document.getElementById("check");
  const place = document.getElementById("checked");

  // The figures of a claim: what is stated, what the record says, what was known then.
  function figures(claim) {
    const said = (value) => (claim.kind === "level" || claim.kind === "rate" || Math.abs(value) >= 10
      ? number(value) : site.percent(value));
    const rows = [
      [t("Stated", "Dice"), claim.value], [t("Today", "Hoy"), claim.record],
      [t("Known then", "Sabido entonces"), claim.record_then], [t("Meant", "Quiso decir"), claim.intended],
    ].filter(([, value]) => Number.isFinite(value));
    return rows.length ? make("dl", { class: "lines" }, rows.map(([label, value]) =>
      make("div", {}, make("dt", {}, label), make("dd", {}, said(value))))) : null;
  }

  // What was asked last, and the choices that were made for it.
  let asked;

  const verdict = (claim, verdicts) => verdicts[claim.verdict]
    + (claim.chosen ? t(", by your choice", ", por elección suya") : "");

  const note = (claim, index, verdicts, parts) => make("li", {
    id: `claim-${index}`, class: "claim", tabindex: "-1",
  },
  make("p", {}, make("span", { class: `verdict v-${claim.verdict}` }, verdict(claim, verdicts))),
  make("p", {}, make("q", {}, claim.text)),
  make("p", {}, claim.explanation), choosing.controls(claim, choose), figures(claim),
  choosing.sentence(claim), choosing.words(claim, parts),
  claim.attributed_to ? make("p", { class: "quiet" },
    t(`Attributed to ${claim.attributed_to}`, `Atribuido a ${claim.attributed_to}`)) : null,
  claim.query ? make("p", {}, make("a", {
    href: `/record?${new URLSearchParams({ q: claim.query, ...(claim.period ? { at: claim.period } : {}) })}`,
  }, t("See it in the record", "Verla en el registro"))) : null);

  function show({ report, pieces, verdicts, parts }) {
    const shown = report.claims.map((claim, index) => [claim, index])
      .filter(([claim]) => claim.verdict !== "not-a-claim" || claim.chosen);
    const ids = new Set(shown.map(([, index]) => index));
    const text = pieces.map((piece) => {
      const index = piece.claims.findLast((one) => ids.has(one));
      if (index === undefined) return piece.text;
      const claim = report.claims[index];
      return make("mark", { class: `v-${claim.verdict}` }, make("a", {
        href: `#claim-${index}`, title: verdict(claim, verdicts),
        onclick: (event) => {
          event.preventDefault();
          look(index);
        },
      }, piece.text));
    });
    place.replaceChildren(
      make("p", { class: shown.length ? "good" : "alert" }, shown.length
        ? t(`${shown.length} figures found.`, `${shown.length} cifras encontradas.`)
        : t("No figure was found that the record can check.",
          "No se encontró ninguna cifra que el registro pueda responder.")),
      (report.notes || []).map((text) => make("p", { class: "alert" }, text)),
      make("div", { class: "columns" },
        make("section", {}, make("h2", {}, t("The text", "El texto")),
          make("p", { class: "article plain-text" }, text)),
        make("section", {}, make("h2", {}, t("Its figures", "Sus cifras")),
          make("ul", { class: "claims" },
            shown.map(([claim, index]) => note(claim, index, verdicts, parts))))));
  }

  function look(index) {
    const entry = document.getElementById(`claim-${index}`);
    entry?.scrollIntoView({ block: "center" });
    entry?.focus();
  }

  // The text goes out in the body, with the choices: neither is ever part of an address.
  const ask = () => site.ask("/api/v1/checks?format=content", {
    method: "POST", body: JSON.stringify({ ...asked.said, choices: asked.choices }),
    headers: { "Content-Type": "application/json" },
  });

  // Puts a figure to a reading: `null` for none of them, `undefined` for what it was before.
  async function choose(claim, reading) {
    const rest = choosing.without(asked.choices, claim);
    asked.choices = reading === undefined ? rest : [...rest, choosing.pick(claim, reading)];
    try {
      const answer = await ask();
      choosing.remember(answer.report.sha256, asked.choices);
      show(answer);
      look(answer.report.claims.findIndex((one) => one.start === claim.start && one.hash === claim.hash));
    } catch (fault) {
      place.prepend(site.note(fault));
    }
  }

  const said = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    document.getElementById("example")?.remove();
    asked = { said: said(), choices: [] };
    place.replaceChildren(make("p", { class: "quiet", role: "status" }, t("Checking …", "Verificando …")));
    try {
      let answer = await ask();
      asked.choices = choosing.remembered(answer.report.sha256);
      if (asked.choices.length) answer = await ask();
      show(answer);
    } catch (fault) {
      place.replaceChildren(site.note(fault));
    }
  });

  // The page came with the answer to its text.
  const opening = site.read("check-data");
  if (opening) {
    asked = { said: said(), choices: [] };
    show(opening);
  }
  const clear = document.getElementById("clear");
  if (clear) {
    clear.hidden = false;
    clear.addEventListener("click", () => {
      form.elements.text.value = "";
      place.replaceChildren();
      form.elements.text.focus();
      document.getElementById("example").remove();
    });
  }
})();
