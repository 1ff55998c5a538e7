"use strict";
// What a figure means, where the text does not fix it: its readings as buttons. What was chosen is
// remembered in this browser by the hash of the text, without a word of it.
const choosing = (() => {
  const { t, make } = site;
  const key = (hash) => `trocha-choices:${hash}`;

  // Storage may be full, or forbidden: then choices last as long as the page.
  function remembered(hash) {
    try {
      const known = JSON.parse(localStorage.getItem(key(hash)) || "[]");
      return Array.isArray(known) ? known : [];
    } catch {
      return [];
    }
  }

  function remember(hash, choices) {
    try {
      if (choices.length) localStorage.setItem(key(hash), JSON.stringify(choices));
      else localStorage.removeItem(key(hash));
    } catch { /* They are still used on this page. */ }
  }

  const isOf = (choice, claim) => choice.hash === claim.hash && choice.start === claim.start;
  const without = (choices, claim) => choices.filter((choice) => !isOf(choice, claim));
  const pick = (claim, reading) => ({
    start: claim.start, end: claim.end, hash: claim.hash,
    reading: reading && {
      query: reading.query, period: reading.period, base: reading.base, whole: reading.whole,
    },
  });

  // The readings of a figure without a verdict, or an undo for one that was chosen.
  function controls(claim, choose) {
    if (claim.chosen) {
      return make("p", {}, make("button", { type: "button", class: "undo", onclick: () => choose(claim, undefined) },
        t("Undo your choice", "Deshacer su elección")));
    }
    if (claim.verdict !== "uncheckable" || !claim.readings.length) return null;
    const button = (text, reading) => make("li", {}, make("button", {
      type: "button", class: "reading", onclick: () => choose(claim, reading),
    }, text));
    return make("fieldset", { class: "readings" },
      make("legend", {}, t("What does it mean? Choose:", "¿Qué quiere decir? Elija:")),
      make("ol", {}, claim.readings.map((reading) => button(reading.text, reading)),
        button(t("None of these", "Ninguna de estas"), null)));
  }

  // Outside a secure context there is no clipboard to ask for; an older way still copies.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = make("textarea", { class: "unseen", readonly: true, tabindex: "-1", "aria-hidden": "true" });
      area.value = text;
      document.body.append(area);
      area.select();
      const isDone = document.execCommand("copy");
      area.remove();
      return isDone;
    }
  }

  // The plain sentence of a figure, to be taken along.
  function sentence(claim) {
    if (!claim.sentence) return null;
    const said = make("span", { role: "status", class: "quiet" });
    const button = make("button", {
      type: "button", class: "copy",
      onclick: async () => {
        const isDone = await copy(claim.sentence);
        button.focus();
        said.textContent = isDone ? t(" Copied.", " Copiado.")
          : t(" Could not be copied.", " No se pudo copiar.");
      },
    }, t("Copy the sentence", "Copiar la frase"));
    return make("div", { class: "sentence" }, make("p", {}, claim.sentence), make("p", {}, button, said));
  }

  // From which words each part of the reading was read.
  function words(claim, parts) {
    const read = claim.read?.parts || [];
    if (!read.length) return null;
    const shown = (part) => {
      if (part.words === null) {
        return part.basis === "carried" ? t("from earlier text", "del texto anterior") : t("filled in", "supuesto");
      }
      const quoted = t(`“${part.words}”`, `«${part.words}»`);
      return part.basis === "said" ? quoted : quoted + t(", from earlier text", ", del texto anterior");
    };
    return make("details", { class: "read" },
      make("summary", {}, t("Words behind this reading", "Palabras de esta lectura")),
      make("dl", { class: "lines" }, read.map((part) => make("div", {},
        make("dt", {}, parts[part.part]), make("dd", {}, shown(part))))));
  }

  return { remembered, remember, without, pick, controls, sentence, words };
})();
