"use strict";
// Two series in one chart: a choice asks at once.
(() => {
  const form = document.getElementById("pair");
  // With keys the button asks: a page that comes anew takes the focus away.
  form.addEventListener("change", () => { if (!site.isByKeys() && form.checkValidity()) form.requestSubmit(); });
  // What is empty has no place in an address.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
  const chart = site.read("chart-data");
  const plot = document.querySelector("#answer .plot");
  if (!chart || !plot) return;
  site.draw(chart, plot);
  for (const button of document.querySelectorAll("[data-save]")) {
    button.addEventListener("click", () =>
      site.saveChart(chart, site.read("frame-data"), button.dataset.save, "together"));
  }
})();
