"use strict";
// Marks each figure of a text with its verdict; a click tells what the record says.
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

  const note = (claim, index, verdicts) => make("li", {
    id: `claim-${index}`, class: "claim", tabindex: "-1",
  },
  make("p", {}, make("span", { class: `verdict v-${claim.verdict}` }, verdicts[claim.verdict])),
  make("p", {}, make("q", {}, claim.text)),
  make("p", {}, claim.explanation), figures(claim),
  claim.attributed_to ? make("p", { class: "quiet" },
    t(`Attributed to ${claim.attributed_to}`, `Atribuido a ${claim.attributed_to}`)) : null,
  claim.query ? make("p", {}, make("a", {
    href: `/record?${new URLSearchParams({ q: claim.query, ...(claim.period ? { at: claim.period } : {}) })}`,
  }, t("See it in the record", "Verla en el registro"))) : null);

  function show({ report: told, pieces, verdicts }) {
    const shown = told.claims.map((claim, index) => [claim, index])
      .filter(([claim]) => claim.verdict !== "not-a-claim");
    const ids = new Set(shown.map(([, index]) => index));
    const text = pieces.map((piece) => {
      const index = piece.claims.findLast((one) => ids.has(one));
      if (index === undefined) return piece.text;
      const claim = told.claims[index];
      return make("mark", { class: `v-${claim.verdict}` }, make("a", {
        href: `#claim-${index}`, title: verdicts[claim.verdict],
        onclick: (event) => {
          event.preventDefault();
          const entry = document.getElementById(`claim-${index}`);
          entry.scrollIntoView({ block: "center" });
          entry.focus();
        },
      }, piece.text));
    });
    place.replaceChildren(
      make("p", { class: shown.length ? "good" : "alert" }, shown.length
        ? t(`${shown.length} figures found.`, `${shown.length} cifras encontradas.`)
        : t("No figure was found that the record could answer.",
          "No se encontró ninguna cifra que el registro pueda responder.")),
      make("div", { class: "columns" },
        make("section", {}, make("h2", {}, t("The text", "El texto")),
          make("p", { class: "article plain-text" }, text)),
        make("section", {}, make("h2", {}, t("Its figures", "Sus cifras")),
          make("ul", { class: "claims" },
            shown.map(([claim, index]) => note(claim, index, verdicts))))));
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
    place.replaceChildren(make("p", { class: "quiet", role: "status" }, t("Checking …", "Verificando …")));
    try {
      show(await site.ask("/api/v1/checks", {
        method: "POST", body: JSON.stringify(said), headers: { "Content-Type": "application/json" },
      }));
    } catch (fault) {
      place.replaceChildren(site.note(fault));
    }
  });
})();
