"use strict";
// Policies as cards: a switch, numbers with sliders, days. What is changed becomes the text of a
// scenario file; JSON is YAML, so that `trocha whatif` reads it as it is.
const cards = (() => {
  const { t, make } = site;
  const kinds = {
    pathway: t("pathway", "vía"), return: t("return", "retorno"),
    agreement: t("agreement", "acuerdo"), closure: t("closure", "cierre"),
    processing: t("processing", "procesamiento"), enforcement: t("enforcement", "control"),
    visa: t("visa", "visa"), announcement: t("announcement", "anuncio"),
  };
  const numbers = {
    capacity: t("Room for", "Cupo de"), flights: t("Flights", "Vuelos"), seats: t("Seats", "Asientos"),
  };
  let policies = [];
  let place;
  // Changes that no card shows: added policies, conditions, parameters. They are kept as they are.
  let others = [];
  const state = new Map();

  function start(element, all) {
    place = element;
    policies = all;
    clear();
  }

  function clear() {
    others = [];
    state.clear();
    for (const policy of policies) state.set(policy.id, { isOn: true, from: "", until: "", set: {} });
    show();
  }

  // Puts a scenario file on the cards.
  function load(file) {
    clear();
    for (const change of file.changes || []) {
      const id = change.remove || change.policy;
      const entry = state.get(id);
      const known = ["policy", "remove", "from", "until", "set"];
      const isPlain = entry && Object.keys(change).every((key) => known.includes(key))
        && Object.keys(change.set || {}).every((key) => numbers[key]);
      if (!isPlain) {
        others.push(change);
      } else if (change.remove) {
        Object.assign(entry, { isOn: false, from: change.from || "" });
      } else {
        Object.assign(entry, {
          from: change.from || "", until: change.until || "", set: { ...change.set }, isChanged: true,
        });
      }
    }
    show();
  }

  // The scenario file that the cards say.
  function file(name) {
    const changes = [];
    for (const [id, entry] of state) {
      const from = entry.from ? { from: entry.from } : {};
      if (!entry.isOn) {
        changes.push({ remove: id, ...from });
      } else if (Object.keys(entry.set).length || entry.isChanged) {
        const until = entry.until ? { until: entry.until } : {};
        changes.push({ policy: id, ...from, ...until, set: entry.set });
      }
    }
    return { name: { en: name, es: name }, changes: [...changes, ...others] };
  }

  const parts = (text) => {
    const [value, ...unit] = text.split(" ");
    return { value: Number(value), unit: unit.join(" ") };
  };

  function show() {
    place.replaceChildren(...policies.map(card));
    if (others.length) {
      place.append(make("li", {}, make("h3", {}, t("Other changes", "Otros cambios")),
        make("p", { class: "quiet" }, t(`${others.length} changes in the file that no card shows; they are kept.`,
          `${others.length} cambios del archivo que ninguna ficha muestra; se conservan.`))));
    }
  }

  function card(policy) {
    const entry = state.get(policy.id);
    const rule = policy.rules.findLast((one) => one.capacity || one.flights) || policy.rules.at(-1);
    const item = make("li", {});
    const mark = () => item.classList.toggle("changed",
      !entry.isOn || Object.keys(entry.set).length > 0);
    const days = policy.rules.map((one) => `${one.from} – ${one.until || "…"}`).join("; ");
    const control = (name) => (rule[name] ? row(policy, entry, name, rule[name], mark) : null);
    item.append(
      make("p", { class: "kind" }, `${kinds[policy.kind]} · ${policy.authority} · ${days}`),
      make("h3", {}, policy.name),
      make("p", { class: "switch" },
        make("input", {
          type: "checkbox", id: `on-${policy.id}`, checked: entry.isOn,
          onchange: (event) => { entry.isOn = event.target.checked; mark(); },
        }),
        make("label", { for: `on-${policy.id}` }, t("holds", "rige"))),
      ...Object.keys(numbers).map(control).filter(Boolean),
      make("p", { class: "dates" },
        date(policy, entry, "from", t("Change from", "Cambia desde")),
        rule.capacity || rule.flights ? date(policy, entry, "until", t("until", "hasta")) : ""));
    mark();
    return item;
  }

  const date = (policy, entry, name, words) => make("span", { class: "field" },
    make("label", { for: `${name}-${policy.id}` }, words),
    make("input", {
      type: "date", id: `${name}-${policy.id}`, value: entry[name],
      onchange: (event) => { entry[name] = event.target.value; },
    }));

  // A number with its slider; both say the same.
  function row(policy, entry, name, usual, mark) {
    const before = parts(usual);
    const now = entry.set[name] ? parts(entry.set[name]) : before;
    const most = Math.max(10, before.value * 3, now.value * 2);
    const id = `${name}-${policy.id}`;
    const label = `${numbers[name]}: ${policy.name}`;
    const change = (text, other) => {
      const value = Number(text);
      if (!Number.isFinite(value) || value < 0 || text === "") return;
      other.value = value;
      if (value === before.value && now.unit === before.unit) delete entry.set[name];
      else entry.set[name] = `${value} ${now.unit}`;
      mark();
    };
    const slider = make("input", {
      type: "range", min: 0, max: most, step: most > 100 ? 10 : 1, value: now.value,
      "aria-label": label, oninput: (event) => change(event.target.value, exact),
    });
    const exact = make("input", {
      type: "number", min: 0, step: "any", value: now.value, id, "aria-label": label,
      oninput: (event) => change(event.target.value, slider),
    });
    return make("p", { class: "row" }, slider, exact, make("span", {}, now.unit));
  }

  return { start, load, clear, file };
})();
