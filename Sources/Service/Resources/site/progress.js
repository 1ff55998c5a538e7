"use strict";
// Follows a simulation by server-sent events, and shows all that were asked for.
const progress = (() => {
  const { t, make, number } = site;
  const words = {
    waiting: t("waiting for its turn", "en espera de su turno"), running: t("running", "en marcha"),
    done: t("done", "terminada"), cancelled: t("cancelled", "cancelada"),
    failed: t("failed", "falló"),
  };
  const isOver = (job) => ["done", "cancelled", "failed"].includes(job.state);

  // One connection for the page, and none while nobody looks: a browser grants a host only six.
  const listeners = new Set();
  let events;
  // What is over stays over: an answer asked for before the end may come in after the news of it.
  const over = new Map();
  const hear = (job) => {
    if (isOver(job)) over.set(job.id, job);
    const newest = over.get(job.id) ?? job;
    listeners.forEach((listen) => listen(newest));
  };
  async function connect() {
    events?.close();
    events = undefined;
    if (document.hidden) return;
    events = new EventSource("/api/v1/events");
    events.addEventListener("job", (event) => hear(JSON.parse(event.data)));
    // What was missed meanwhile.
    events.addEventListener("open", async () => {
      const { items } = await site.ask("/api/v1/jobs?limit=1000").catch(() => ({ items: [] }));
      items.forEach(hear);
    });
  }
  document.addEventListener("visibilitychange", connect);

  // Calls `listen` with a job now and at each change; returns what ends it.
  function follow(id, listen) {
    const mine = (job) => { if (job.id === id) listen(job); };
    listeners.add(mine);
    site.ask(`/api/v1/jobs/${id}`).then(hear)
      .catch((fault) => listen({ id, fault, state: "failed" }));
    return () => listeners.delete(mine);
  }

  const said = (job) => `${words[job.state]}: `
    + t(`${number(job.done)} of ${number(job.total)} runs`,
      `${number(job.done)} de ${number(job.total)} simulaciones`);

  // The list of jobs, kept up to date.
  function list(place, open) {
    const jobs = new Map();
    const change = async (job) => {
      try {
        await site.ask(`/api/v1/jobs/${job.id}`, { method: "DELETE" });
        if (isOver(job)) jobs.delete(job.id);
        show();
      } catch (fault) {
        place.append(site.note(fault));
      }
    };
    const row = (job) => make("tr", {},
      make("th", { scope: "row" },
        make("a", {
          href: `/what-if?job=${job.id}`,
          onclick: (event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            open(job.id);
          },
        }, job.name)),
      make("td", { class: "text" }, said(job)),
      make("td", {}, make("button", {
        type: "button", onclick: () => change(job),
        "aria-label": `${isOver(job) ? t("Remove", "Quitar") : t("Cancel", "Cancelar")} ${job.name}`,
      }, isOver(job) ? t("Remove", "Quitar") : t("Cancel", "Cancelar"))));
    const show = () => {
      if (!jobs.size) {
        place.replaceChildren(make("p", { class: "quiet" }, t("None yet.", "Ninguna todavía.")));
        return;
      }
      const order = [...jobs.values()].sort((a, b) => b.created.localeCompare(a.created));
      place.replaceChildren(make("div", {
        class: "scroll", tabindex: "0", role: "region",
        "aria-label": t("Simulations so far", "Simulaciones hasta ahora"),
      }, make("table", { class: "jobs" },
        make("thead", {}, make("tr", {}, make("th", { scope: "col" }, t("Simulation", "Simulación")),
          make("th", { scope: "col", class: "text" }, t("State", "Estado")),
          make("th", { scope: "col" }, make("span", { class: "unseen" }, t("Change", "Cambiar"))))),
        make("tbody", {}, order.map(row)))));
    };
    show();
    listeners.add((job) => {
      const before = jobs.get(job.id);
      jobs.set(job.id, job);
      // The button in hand is not replaced for a number that grows.
      if (before?.state !== job.state || !place.contains(document.activeElement)) show();
    });
  }

  connect();
  return { follow, list, said, isOver };
})();
