"use strict";
// A form whose answer is a report: each choice is in the address, and asks at once.
(() => {
  const { t, make } = site;
  const form = document.getElementById("asking");
  const place = document.getElementById("answer");
  const { api, save } = form.dataset;
  let latest = 0;

  const said = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));

  async function ask() {
    latest += 1;
    const mine = latest;
    const question = said();
    for (const name of form.dataset.needs.split(" ")) if (!question.get(name)) return;
    place.setAttribute("aria-busy", "true");
    place.replaceChildren(make("p", { class: "quiet", role: "status" },
      t("Computing …", "Calculando …")));
    try {
      const content = await site.ask(`${api}?${question}&format=content`);
      if (mine === latest) show(content, question);
    } catch (fault) {
      if (mine === latest) place.replaceChildren(site.note(fault));
    }
    place.removeAttribute("aria-busy");
  }

  const downloads = (question) => make("p", { class: "downloads" },
    make("span", {}, t("Save:", "Guardar:")),
    make("a", { href: `${api}?${question}&format=xlsx`, download: `${save}.xlsx` }, "Excel"),
    make("a", { href: `${api}?${question}&format=csv`, download: `${save}.csv` }, "CSV"),
    make("a", { href: `${api}?${question}`, download: `${save}.json` }, "JSON"),
    make("span", {}, t("Cite:", "Citar:")),
    [[t("text", "texto"), "citation"], ["BibTeX", "bibtex"], ["CSL-JSON", "csl"]].map(
      ([name, form]) => make("a", { href: `${api}?${question}&format=${form}` }, name)));

  // The markup that shows the chart in another's page, where it may be shown there.
  function frame(question, title) {
    const box = make("textarea", { id: "frame", rows: "3", readonly: true, onfocus: (event) => event.target.select() });
    const address = `${location.origin}${form.dataset.embed}?${question}&lang=${site.language}`;
    box.value = `<iframe src="${address.replaceAll("&", "&amp;")}" title="${title.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" `
      + 'width="100%" height="640" loading="lazy" style="border: 0"></iframe>';
    return make("details", { class: "more snippets" },
      make("summary", {}, t("Put this chart into a page", "Poner este gráfico en una página")),
      make("label", { for: "frame" }, t("It follows the newest figures", "Sigue las cifras más recientes")), box);
  }

  const show = (content, question) => report.show(place, content, form.dataset.embed
    ? make("div", {}, downloads(question), frame(question, content.headline)) : downloads(question));

  function choose() {
    const question = said();
    site.setAddress(Object.fromEntries([...form.elements].filter((one) => one.name)
      .map((one) => [one.name, question.get(one.name) ?? ""])));
    ask();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose();
  });
  form.addEventListener("change", (event) => {
    // A list of examples fills in a field.
    const target = event.target.dataset?.fills;
    if (target && event.target.value) document.getElementById(target).value = event.target.value;
    if (form.checkValidity()) choose();
  });
  site.onAddress(() => location.reload());
  // The page came with the answer to what its form says.
  const opening = site.read("answer-data");
  if (opening) show(opening, said());
})();
