"use strict";
// Brings files into the record by choosing or dropping them, shows what is wrong, and undoes.
(() => {
  const { t, make, number } = site;
  const form = document.getElementById("bring");
  const input = document.getElementById("file");
  const answer = document.getElementById("bring-answer");

  async function bring(files) {
    if (!files.length) return;
    const names = files.map((file) => file.name).join(", ");
    answer.replaceChildren(make("p", {}, t(`Reading ${names} …`, `Leyendo ${names} …`)));
    const question = new URLSearchParams({ lang: site.language });
    for (const name of ["published", "format", "sheet"]) {
      const value = document.getElementById(name).value.trim();
      if (value) question.set(name, value);
    }
    // One request, so that the pages of an answer are one import. The browser writes the content type.
    const body = new FormData();
    for (const file of files) body.append("file", file, file.name);
    try {
      const { imports } = await site.ask(`/api/v1/imports?${question}`, { method: "POST", body });
      answer.replaceChildren(...imports.map(brought));
      await refresh();
    } catch (fault) {
      answer.replaceChildren(site.note(fault));
    } finally {
      input.value = "";
    }
  }

  // What became of a release, and below it what there is to say of it.
  function brought(answer) {
    const notes = [];
    for (const line of answer.lines) {
      if (line.depth === 0) {
        notes.push([make("p", {}, line.text), make("ul", {})]);
      } else {
        const list = notes[notes.length - 1][1];
        list.append(make("li", { class: `depth-${line.depth}${line.warning ? " care" : ""}` }, line.text));
      }
    }
    return make("div", { class: "good" }, notes.flatMap(([head, list]) => (
      list.childElementCount ? [head, list] : [head])));
  }

  async function undo(id) {
    try {
      const gone = await site.ask(`/api/v1/imports/${id}`, { method: "DELETE" });
      answer.replaceChildren(make("p", { class: "good" },
        t(`${gone.file} was removed: ${number(gone.figures)} figures.`,
          `${gone.file} se eliminó: ${number(gone.figures)} cifras.`)));
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
    return list.replaceChildren(make("h3", {}, t("Imported", "Importados")),
      make("ul", { class: "imports" }, items.map((item) => make("li", {}, make("b", {}, item.file),
        t(`: ${number(item.figures)} figures, ${item.sources.join(", ")} `,
          `: ${number(item.figures)} cifras, ${item.sources.join(", ")} `),
        make("button", {
          type: "button", "data-undo": item.id,
          "aria-label": `${t("Undo", "Deshacer")} ${item.file}`,
        }, t("Undo", "Deshacer"))))));
  }

  input.addEventListener("change", () => bring([...input.files]));
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
    bring([...event.dataTransfer.files]);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
})();
