"use strict";
// The chart of a frame in another's page.
(() => {
  const chart = site.read("chart-data");
  const plot = document.querySelector(".plot");
  if (!chart || !plot) return;
  site.draw(chart, plot);
  const dated = site.marks(chart);
  if (dated) plot.after(dated);
})();
