"use strict";
// Brings a file into the record by choosing or dropping it, tells what is wrong with it, and undoes.
(() => {
  const { t, make, number } = site;
  const form = document.getElementById("bring");
  const input = document.getElementById("file");
  const answer = document.getElementById("bring-answer");

  async function bring(file) {
    if (!file) return;
    answer.replaceChildren(make("p", {}, t(`Reading ${file.name} …`, `Leyendo ${file.name} …`)));
    const question = new URLSearchParams({ name: file.name });
    for (const name of ["published", "format"]) {
      const value = document.getElementById(name).value;
      if (value) question.set(name, value);
    }
    try {
      const told = await site.ask(`/api/v1/imports?${question}`, {
        method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" },
      });
      answer.replaceChildren(told.id ? brought(told) : make("p", { class: "good" },
        t(`${told.file}: held already, nothing changed.`, `${told.file}: ya estaba, nada cambió.`)));
      await refresh();
    } catch (fault) {
      answer.replaceChildren(site.note(fault));
    } finally {
      input.value = "";
    }
  }

  const brought = (told) => make("p", { class: "good" },
    t(`${told.file}: ${number(told.figuresAdded)} figures added as ${told.sourcesAdded.join(", ")} `,
      `${told.file}: ${number(told.figuresAdded)} cifras añadidas como ${told.sourcesAdded.join(", ")} `),
    `(${told.format}).`);

  async function undo(id) {
    try {
      const gone = await site.ask(`/api/v1/imports/${id}`, { method: "DELETE" });
      answer.replaceChildren(make("p", { class: "good" },
        t(`${gone.file} is taken out: ${number(gone.figures)} figures.`,
          `${gone.file} se ha quitado: ${number(gone.figures)} cifras.`)));
      await refresh();
    } catch (fault) {
      answer.replaceChildren(site.note(fault));
    }
  }

  // The list as it is now.
  async function refresh() {
    const { items } = await site.ask("/api/v1/imports?limit=1000");
    const list = document.getElementById("imports");
    if (!items.length) return list.replaceChildren();
    return list.replaceChildren(make("h3", {}, t("Brought in", "Añadidos")),
      make("ul", { class: "imports" }, items.map((item) => make("li", {}, make("b", {}, item.file),
        t(`: ${number(item.figures)} figures, ${item.sources.join(", ")} `,
          `: ${number(item.figures)} cifras, ${item.sources.join(", ")} `),
        make("button", {
          type: "button", "data-undo": item.id,
          "aria-label": `${t("Undo", "Deshacer")} ${item.file}`,
        }, t("Undo", "Deshacer"))))));
  }

  input.addEventListener("change", () => bring(input.files[0]));
  document.getElementById("imports").addEventListener("click", (event) => {
    const id = event.target.dataset?.undo;
    if (id) undo(id);
  });
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    bring(event.dataTransfer.files[0]);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
})();
