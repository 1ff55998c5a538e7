"use strict";
// Scenarios side by side: chosen or made, run with progress, shown as they converge.
(() => {
  const { t, make } = site;
  const start = site.read("start-data");
  if (!start) return;
  const form = document.getElementById("what-if");
  const message = document.getElementById("message");
  const choices = document.getElementById("scenarios");
  const run = document.getElementById("run");
  const result = document.getElementById("result");
  const fields = ["as-of", "from", "through", "runs", "seed"];
  const usual = Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));
  // Scenarios made here: their files by name.
  const drafts = new Map();
  let chosen = start.usual;
  let stop = () => {};
  let shownRuns = 0;
  let current;

  // MARK: What is asked

  function readAddress() {
    const said = new URLSearchParams(location.search);
    for (const name of fields) form.elements[name].value = said.get(name) ?? usual[name];
    // Drafts travel behind the number sign, which no browser sends to a server.
    for (const [id, text] of new URLSearchParams(location.hash.slice(1))) drafts.set(id, text);
    if (said.has("scenarios")) chosen = said.get("scenarios").split(",").filter(Boolean);
    chosen = chosen.filter((id) => drafts.has(id) || start.scenarios.some((one) => one.id === id));
    return said.get("job");
  }

  function writeAddress(job) {
    const said = { scenarios: chosen.join(","), job };
    for (const name of fields) {
      const { value } = form.elements[name];
      said[name] = value === usual[name] ? "" : value;
    }
    site.setAddress(said);
    const shared = new URLSearchParams([...drafts].filter(([id]) => chosen.includes(id))).toString();
    const url = new URL(location.href);
    url.hash = shared;
    history.replaceState({}, "", url);
  }

  const names = () => [
    ...start.scenarios.map((scenario) => [scenario.id, scenario.name]),
    ...[...drafts].map(([id, text]) => [id, draftName(text) || id]),
  ];

  const draftName = (text) => {
    try {
      return JSON.parse(text).name?.[site.language];
    } catch {
      return text.match(new RegExp(`^name:.*${site.language}: *"?([^",}]*)`, "m"))?.[1];
    }
  };

  function showChoices() {
    choices.replaceChildren(...names().map(([id, name]) => make("li", {},
      make("input", {
        type: "checkbox", id: `scenario-${id}`, value: id, checked: chosen.includes(id),
        onchange: (event) => {
          chosen = event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id);
        },
      }),
      make("label", { for: `scenario-${id}` }, name),
      drafts.has(id) ? make("button", {
        type: "button", class: "link", "aria-label": `${t("Remove", "Quitar")} ${name}`,
        onclick: () => {
          drafts.delete(id);
          chosen = chosen.filter((other) => other !== id);
          showChoices();
        },
      }, t("remove", "quitar")) : null)));
  }

  async function ask() {
    message.replaceChildren();
    if (!chosen.length) {
      message.replaceChildren(make("p", { class: "alert" },
        t("Choose a scenario.", "Elija un escenario.")));
      return;
    }
    const said = Object.fromEntries(fields.map((name) => [name, form.elements[name].value])
      .filter(([, value]) => value !== "").map(([name, value]) => [name.replace("-", "_"), value]));
    const shown = new Map(names());
    try {
      const job = await site.ask("/api/v1/jobs", {
        method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          ...said, runs: Number(said.runs), seed: Number(said.seed), scenarios: chosen,
          name: chosen.map((id) => shown.get(id)).join(" · "),
          drafts: Object.fromEntries([...drafts].filter(([id]) => chosen.includes(id))),
        }),
      });
      open(job.id);
    } catch (fault) {
      message.replaceChildren(site.note(fault));
    }
  }

  // MARK: What comes of it

  function open(id) {
    stop();
    writeAddress(id);
    shownRuns = 0;
    current = id;
    result.replaceChildren();
    run.hidden = false;
    stop = progress.follow(id, (job) => {
      if (job.id !== current) return;
      if (job.fault) {
        run.hidden = true;
        message.replaceChildren(site.note(job.fault));
        return;
      }
      document.getElementById("run-state").textContent = progress.said(job);
      document.getElementById("run-progress").value = job.total ? job.done / job.total : 0;
      run.hidden = progress.isOver(job);
      if (job.problem) {
        message.replaceChildren(site.note({ message: job.problem }));
      }
      if (job.result_runs > shownRuns || job.state === "done") show(job);
    });
    run.scrollIntoView({ block: "nearest" });
  }

  // What an address has of a result: its content, and the people at places.
  const fetched = (address) => Promise.all(["content", "map"].map((format) =>
    site.ask(`${address}?format=${format}`)));

  async function show(job) {
    shownRuns = job.result_runs;
    const address = `/api/v1/jobs/${job.id}/result`;
    let found;
    try {
      found = await fetched(address);
    } catch (fault) {
      if (progress.isOver(job)) message.replaceChildren(site.note(fault));
      return;
    }
    if (job.id !== current) return;
    display(found, address, job.command, progress.isOver(job) ? null
      : t("These are partial results; they change as runs finish.",
        "Estos son resultados parciales; cambian a medida que terminan las simulaciones."));
  }

  // The results that come with the corridor, until others are asked for.
  async function showKept() {
    const address = "/what-if/kept";
    let found;
    try {
      found = await fetched(address);
    } catch {
      return;
    }
    if (current) return;
    display(found, address, start.kept, t("Results that come with the corridor. Yours take their place.",
      "Resultados que vienen con el corredor. Los suyos los reemplazan."));
  }

  function display([content, places], address, command, note) {
    const charts = report.charts(content);
    const drawn = maps.section(places);
    const isOpen = [...result.querySelectorAll("details")].map((details) => details.open);
    result.replaceChildren(
      make("section", { "aria-labelledby": "result-title" },
        make("h2", { id: "result-title", tabindex: "-1" }, content.headline),
        make("p", { class: "quiet" }, content.knowledge),
        ...(note ? [make("p", { class: "quiet" }, note)] : []),
        downloads(address), ...content.tables.map(report.table)),
      drawn.element, ...charts.elements, report.cautions(content) || "",
      report.command(command));
    result.querySelectorAll("details").forEach((details, index) => {
      if (isOpen[index]) details.open = true;
    });
    charts.draw();
    drawn.draw();
  }

  const downloads = (address) => make("p", { class: "downloads" },
    make("span", {}, t("Save:", "Guardar:")),
    ...[["xlsx", "Excel"], ["csv", "CSV (HXL)"], ["json", "JSON"], ["geojson", "GeoJSON"]].map(([format, words]) =>
      make("a", { href: `${address}?format=${format}`,
        download: `what-if.${format}` }, words)));

  // MARK: A scenario of one's own

  const editorMessage = document.getElementById("editor-message");
  const ownName = document.getElementById("own-name");
  const startFrom = document.getElementById("start");

  const idOf = (name) => name.normalize("NFD").replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "").toLowerCase().slice(0, 60) || "own";

  function own() {
    const name = ownName.value.trim() || t("My scenario", "Mi escenario");
    return { id: idOf(name), name, text: JSON.stringify(cards.file(name), null, 2) };
  }

  function say(words) {
    editorMessage.replaceChildren(make("p", { class: "good" }, words));
  }

  function add({ id, name, text }) {
    const isTaken = start.scenarios.some((scenario) => scenario.id === id);
    const free = isTaken ? `${id}-own` : id;
    drafts.set(free, text);
    if (!chosen.includes(free)) chosen.push(free);
    showChoices();
    writeAddress("");
    say(t(`“${name}” is among the scenarios to compare.`,
      `«${name}» está entre los escenarios por comparar.`));
  }

  startFrom.append(...start.scenarios.map((scenario) =>
    make("option", { value: scenario.id }, scenario.name)));
  startFrom.addEventListener("change", () => {
    const scenario = start.scenarios.find((one) => one.id === startFrom.value);
    if (scenario.file) cards.load(JSON.parse(scenario.file));
    else cards.clear();
  });
  document.getElementById("add").addEventListener("click", () => add(own()));
  document.getElementById("save-file").addEventListener("click", () => {
    const { id, text } = own();
    site.save(new Blob([text, "\n"], { type: "application/yaml" }), `${id}.yaml`);
  });
  document.getElementById("load-file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const text = await file.text();
    const id = idOf(file.name.replace(/\.[a-z]+$/i, ""));
    add({ id, name: draftName(text) || id, text });
    try {
      cards.load(JSON.parse(text));
    } catch {
      say(t("The file is among the scenarios to compare; its changes are kept unchanged.",
        "El archivo está entre los escenarios por comparar; sus cambios se conservan tal cual."));
    }
    event.target.value = "";
  });

  // MARK: Start

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  document.getElementById("cancel").addEventListener("click", () =>
    site.ask(`/api/v1/jobs/${current}`, { method: "DELETE" })
      .catch((fault) => message.replaceChildren(site.note(fault))));
  const job = readAddress();
  cards.start(document.getElementById("cards"), start.policies);
  showChoices();
  progress.list(document.getElementById("jobs"), open);
  if (job) open(job);
  else if (start.kept) showKept();
})();
