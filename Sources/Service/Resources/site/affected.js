"use strict";
// The interview: what is said leaves the page in the body of a request, and is kept nowhere.
(() => {
  const { t, make } = site;
  const form = document.getElementById("interview");
  const place = document.getElementById("screening");
  const guided = document.getElementById("guided-question");
  const start = document.getElementById("guided-start");

  // The conditions that the answer hangs on.
  // What is met needs no words where something else is in doubt, or decides.
  const decisive = (node, isElsewhere) => {
    if (!node.decisive) return node.reasons.flatMap((part) => decisive(part, isElsewhere));
    return isElsewhere && node.answer === "yes" ? [] : [node.text];
  };

  // Whether the first reason is no condition on the person: the rule is over, stopped, or before the courts.
  const isObstructed = (entry) => entry.reasons[0]?.condition === "";

  const isDecidedElsewhere = (entry) => ["depends", "ask-a-lawyer"].includes(entry.advice.standing)
    || (entry.advice.standing === "not-open" && isObstructed(entry));

  // What stands beside an answer: until when it is known, on what it depends, deadlines, permits.
  function beside(entry, answer) {
    const { advice } = entry;
    const lines = [];
    if (advice.is_after_check && advice.checked_through && advice.standing !== "ask-a-lawyer") {
      lines.push(t(`By the rules as they were on ${site.day(advice.checked_through)}; look up what changed.`,
        `Según las normas al ${site.day(advice.checked_through)}; averigüe qué cambió.`));
    }
    if (advice.assumed_not.length) {
      lines.push(t("Unless there is: ", "Salvo que haya: ") + advice.assumed_not.join("; ") + ".");
    }
    const steps = advice.is_after_check && isObstructed(entry)
      ? advice.history.map((step) => `${site.day(step.from)}: ${step.text}`) : [];
    lines.push(...steps);
    if (answer === "no") return lines;
    if (advice.depends_on.length) {
      lines.push(t("Depends on: ", "Depende de: ")
        + advice.depends_on.map((fact) => fact.label).join("; ") + ".");
    }
    const last = advice.history[advice.history.length - 1];
    if (last && !steps.length) {
      lines.push(t(`Before the courts; since ${site.day(last.from)}: ${last.text}`,
        `Ante los tribunales; desde el ${site.day(last.from)}: ${last.text}`));
    }
    if (advice.deadline) {
      lines.push(`${advice.deadline.text}: ${site.day(advice.deadline.day)}`
        + (advice.deadline.is_over ? t(" (over).", " (pasado).") : ".")
        + (advice.deadline.counted ? ` ${advice.deadline.counted}` : ""));
    }
    if (advice.requires) lines.push(advice.requires);
    if (advice.work) lines.push(advice.work);
    return lines;
  }

  // What would concern the person, but for a court or an agency that stopped it: it can come back.
  const isStopped = (entry) => {
    const last = entry.advice.history[entry.advice.history.length - 1];
    return entry.concerns === "no" && last && !last.in_force && isObstructed(entry);
  };

  // What is said of the person before all answers needs no words beside each.
  let remarks = [];
  const unsaid = (text) => !remarks.includes(text);

  const verdict = (entry, answer, says) => make("li", {},
    make("p", {}, make("span", { class: `verdict ${answer}` }, says)),
    make("h3", {}, entry.name),
    make("ul", { class: "reasons" },
      [...new Set([...entry.reasons.flatMap((node) => decisive(node, isDecidedElsewhere(entry))),
        ...beside(entry, answer)])].filter(unsaid)
        .map((text) => make("li", {}, text))),
    entry.note && answer !== "no" ? make("p", { class: "quiet" }, entry.note) : null,
    entry.sources.length && entry.reasons.every((node) => unsaid(node.text))
      ? make("p", { class: "quiet" }, `${entry.sources[0].publisher}: ${entry.sources[0].title}`) : null);

  const order = { yes: 0, unknown: 1, no: 2 };
  const standing = (advice, yes, no) => ({
    open: yes, "not-open": no, depends: t("depends", "depende"),
    "ask-a-lawyer": t("ask a lawyer", "consulte a un abogado"),
  }[advice.standing]);

  const list = (title, entries) => (entries.length
    ? make("section", {}, make("h2", {}, title), make("ul", { class: "verdicts" }, entries)) : null);

  function show(report, said) {
    remarks = report.remarks;
    const by = (key) => (a, b) => order[a[key]] - order[b[key]];
    const parts = [
      report.caution ? make("p", { class: "alert" }, report.caution) : null,
      make("p", { class: "good" }, report.notice),
      ...report.remarks.map((remark) => make("p", {}, make("b", {}, remark))),
      report.assumptions.length ? make("p", {}, make("b", {}, t("Assumed: ", "Se supone: ")),
        report.assumptions.join(" ")) : null,
      make("p", { class: "act" }, make("button", { type: "button", onclick: () => print(said) },
        t("A sheet to print", "Una hoja para imprimir"))),
      list(t(`Pathways on ${site.day(report.on)}`, `Vías el ${site.day(report.on)}`),
        [...report.pathways].sort(by("open")).map((entry) => verdict(entry, entry.open,
          standing(entry.advice, t("open", "abierta"), t("not open", "no abierta"))))),
      // That a return applies is no good news: it has the colour of caution.
      list(t("Returns", "Retornos"), [...report.returns].sort(by("applies")).map((entry) => verdict(entry,
        { yes: "applies", no: "no", unknown: "unknown" }[entry.applies],
        standing(entry.advice, t("applies", "se aplica"), t("does not apply", "no se aplica"))))),
      list(t("What an authority can do", "Qué puede hacer una autoridad"),
        report.exposures.filter((entry) => entry.concerns !== "no" || isStopped(entry)).map((entry) => verdict(entry,
          { yes: "applies", no: "no", unknown: "unknown" }[entry.concerns],
          standing(entry.advice, t("can happen", "puede pasar"), t("not now", "ahora no"))))),
      list(t("Other ways to ask a lawyer about", "Otras vías para consultar con un abogado"),
        report.referrals.filter((entry) => entry.concerns !== "no").map((entry) => verdict(entry,
          "unknown", standing(entry.advice, "", "")))),
      report.other_policies.length ? make("section", {},
        make("h2", {}, t("Other policies in force", "Otras políticas en vigor")
          + (report.caution && report.checked_through
            ? t(`, by the rules as they were on ${site.day(report.checked_through)}`,
              `, según las normas al ${site.day(report.checked_through)}`) : "")),
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

  const post = (path, said) => site.ask(path, {
    method: "POST", body: JSON.stringify(said), headers: { "Content-Type": "application/json" },
  });

  async function print(said) {
    const sheet = await post("/api/v1/screenings/sheet", said);
    place.replaceChildren(make("article", { id: "sheet" }, make("h2", {}, sheet.title),
      sheet.sections.map((section) => make("section", {}, make("h3", {}, section.title),
        make("ul", {}, section.lines.map((line) => make("li", {}, line))))),
      make("p", { class: "quiet" }, sheet.sources.join(" · "))));
    window.print();
  }

  async function answer(said) {
    try {
      show(await post("/api/v1/screenings", said), said);
    } catch (fault) {
      place.replaceChildren(site.note(fault));
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = {};
    for (const [name, value] of new FormData(form)) if (value !== "") said[name] = value;
    answer(said);
  });
  form.addEventListener("reset", () => place.replaceChildren());

  // Which of several facts are so: at least one box is ticked, if only that of none.
  function boxes(question, title) {
    const box = (value, label) => make("label", {}, make("input", { type: "checkbox", value }), ` ${label}`);
    const none = box("no", t("none of these", "nada de esto"));
    const set = make("fieldset", { id: "guided-answer", class: "several", tabindex: -1 }, make("legend", {}, title),
      question.choices.map((choice) => box(choice.value, choice.label)),
      box("unknown", t("not sure about the others", "lo demás no se sabe")), none);
    set.addEventListener("change", ({ target }) => {
      for (const one of set.querySelectorAll("input")) {
        if (target.checked && one !== target && (none.contains(target) || none.contains(one))) one.checked = false;
      }
    });
    return set;
  }

  const ticked = (set) => [...set.querySelectorAll("input:checked")].map((one) => one.value).join(",");

  // One question at a time. The answers live in this list and nowhere else.
  function field(question) {
    const id = "guided-answer";
    const option = (value, label) => make("option", { value }, label);
    switch (question.kind) {
      case "yes-no": return make("select", { id }, option("yes", t("yes", "sí")), option("no", "no"));
      case "choice": return make("select", { id },
        question.choices.map((choice) => option(choice.value, choice.label)));
      case "day": return make("input", { id, type: "date", required: true });
      case "number": return make("input", { id, type: "number", min: 0, max: 120, required: true });
      default: return make("input", { id, list: "countries", maxlength: 60, required: true });
    }
  }

  // At the start the page keeps the focus where it is.
  let asking = 0;
  async function ask(said, count, { isStart = false } = {}) {
    asking += 1;
    const mine = asking;
    let step;
    try {
      step = await post("/api/v1/screenings/next", said);
    } catch (fault) {
      if (mine === asking) place.replaceChildren(site.note(fault));
      return;
    }
    // The interview was begun anew meanwhile.
    if (mine !== asking) return;
    guided.hidden = !step.question;
    if (!step.question) {
      guided.replaceChildren();
      start.textContent = t("Begin again", "Empezar de nuevo");
      answer(said);
      return;
    }
    const title = `${count}. ${step.question.question}`;
    const isSeveral = step.question.kind === "several";
    const input = isSeveral ? boxes(step.question, title) : field(step.question);
    const next = async (value) => {
      const tried = { ...said, [step.question.fact]: value };
      try {
        await post("/api/v1/screenings/next", tried);
      } catch (fault) {
        place.replaceChildren(site.note(fault));
        return;
      }
      place.replaceChildren();
      ask(tried, count + 1);
    };
    guided.replaceChildren(...[
      step.caution ? make("p", { class: "alert" }, step.caution) : null,
      isSeveral ? input
        : make("p", { class: "field" }, make("label", { for: "guided-answer" }, title), input),
      step.question.why ? make("p", { class: "quiet" }, step.question.why) : null,
      make("p", { class: "act" },
        make("button", { type: "submit", class: "primary" }, t("Next", "Siguiente")),
        make("button", { type: "button", id: "guided-unknown", onclick: () => next("unknown") },
          t("I don’t know", "No lo sé"))),
    ].filter(Boolean));
    guided.onsubmit = (event) => {
      event.preventDefault();
      const value = isSeveral ? ticked(input) : input.value;
      if (value) next(value);
      else {
        place.replaceChildren(make("p", { class: "alert" },
          t("Tick what is so, or “none of these”.", "Marque lo que sea cierto, o «nada de esto».")));
      }
    };
    if (!isStart) input.focus();
  }

  // What must be looked up again before anybody leans on the rules.
  const currency = document.getElementById("currency");
  currency.hidden = false;
  currency.addEventListener("toggle", async () => {
    const box = currency.querySelector("div");
    if (!currency.open || box.childElementCount) return;
    try {
      const told = await site.ask("/api/v1/screenings/currency");
      const rules = (title, entries) => (entries.length ? [make("h3", {}, title),
        make("ul", { class: "reasons" }, entries.map((entry) => make("li", {},
          `${entry.policy}${entry.bar ? ` (${entry.bar})` : ""} ${entry.from} – ${entry.until || "…"}`)))] : []);
      box.replaceChildren(...[
        told.checked_through ? make("p", {}, t(`Checked through ${site.day(told.checked_through)}.`,
          `Revisado hasta el ${site.day(told.checked_through)}.`)) : null,
        ...rules(t("Without a day of check", "Sin día de revisión"), told.unchecked),
        ...rules(t("Ended after the check", "Terminadas después de la revisión"), told.ended),
        ...rules(t("Before the courts when last checked", "Ante los tribunales en la última revisión"),
          told.contested),
        ...(told.without_address.length ? [make("h3", {}, t("Sources without an address", "Fuentes sin dirección")),
          make("ul", { class: "reasons" }, told.without_address.map((entry) => make("li", {}, entry.title)))] : []),
      ].filter(Boolean));
    } catch (fault) {
      box.replaceChildren(site.note(fault));
    }
  });

  const day = document.getElementById("guided-on");
  function begin(options) {
    place.replaceChildren();
    guided.replaceChildren();
    ask({ on: day.value }, 1, options);
  }
  document.getElementById("guided-begin").addEventListener("submit", (event) => {
    event.preventDefault();
    begin();
  });
  // Another day has other rules.
  day.addEventListener("change", () => { if (day.value) begin({ isStart: true }); });
  // The page opens with the first question.
  start.textContent = t("Begin again", "Empezar de nuevo");
  begin({ isStart: true });
})();
