"use strict";
// Needs by a table that goes out in the body of a request, and is never part of an address.
(() => {
  const { t, make } = site;
  const form = document.getElementById("needs");
  const place = document.getElementById("answer");

  function asked() {
    const said = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
    return { q: said.q, plan: said.plan, months: Number(said.months), every: said.every, as_of: said["as-of"] };
  }

  const sent = () => ({
    method: "POST", body: JSON.stringify(asked()), headers: { "Content-Type": "application/json" },
  });

  // Saves what the service answers in another form.
  const save = (text, format, name) => make("button", {
    type: "button", class: "link",
    onclick: async () => {
      const answer = await fetch(`/api/v1/needs?format=${format}`, sent());
      const link = make("a", { href: URL.createObjectURL(await answer.blob()), download: name });
      link.click();
      URL.revokeObjectURL(link.href);
    },
  }, text);

  const show = (content) => report.show(place, content, make("p", { class: "downloads" },
    make("span", {}, t("Save:", "Guardar:")), save("CSV", "csv", "needs.csv"),
    save("CSV + HXL", "hxl", "needs.hxl.csv"), save("JSON", "json", "needs.json")));

  // The page came with the answer to its example.
  const opening = site.read("answer-data");
  if (opening) show(opening);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { q, months, every, as_of: asOf } = asked();
    site.setAddress({ q, months, every, "as-of": asOf ?? "" });
    place.setAttribute("aria-busy", "true");
    place.replaceChildren(make("p", { class: "quiet", role: "status" }, t("Computing …", "Calculando …")));
    try {
      show(await site.ask("/api/v1/needs?format=content", sent()));
    } catch (fault) {
      place.replaceChildren(site.note(fault));
    }
    place.removeAttribute("aria-busy");
  });
})();
