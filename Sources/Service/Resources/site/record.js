"use strict";
// The page of the record: a choice asks at once, and only the answer is put anew.
(() => {
  const { t } = site;
  const question = document.getElementById("question");

  function drawAnswer() {
    const chart = site.read("chart-data");
    const plot = document.querySelector("#answer .plot");
    if (chart && plot) {
      site.draw(chart, plot);
      const dated = site.marks(chart);
      if (dated) plot.after(dated);
    }
    for (const button of document.querySelectorAll("[data-save]")) {
      button.addEventListener("click", () => site.saveChart(
        chart, site.read("frame-data"), button.dataset.save, "trocha"));
      button.disabled = !chart;
    }
    site.copies(document.getElementById("answer"));
    for (const area of document.querySelectorAll("[data-frame]")) {
      area.value = area.value.replace('src="/', `src="${location.origin}/`);
      area.addEventListener("focus", () => area.select());
    }
  }

  // The address of what a form says, without what is empty.
  const address = (form) => {
    const said = [...new FormData(form)].filter(([, value]) => value !== "");
    return `/record?${new URLSearchParams(said)}`;
  };

  let latest = 0;
  // Puts the page of another address here, keeping the control that has the focus.
  async function go(url, { push = true } = {}) {
    latest += 1;
    const mine = latest;
    const answer = document.getElementById("answer");
    answer.setAttribute("aria-busy", "true");
    let text;
    try {
      text = await (await fetch(url, { headers: { Accept: "text/html" } })).text();
    } catch {
      return location.assign(url);
    }
    if (mine !== latest) return undefined;
    const page = new DOMParser().parseFromString(text, "text/html");
    const focused = document.activeElement?.id;
    document.getElementById("question").replaceChildren(
      ...page.getElementById("question").childNodes);
    document.getElementById("answer").replaceChildren(...page.getElementById("answer").childNodes);
    document.getElementById("answer").removeAttribute("aria-busy");
    document.title = page.title;
    if (push) history.pushState({}, "", url);
    site.setAddress({}, { replace: true });
    const link = document.querySelector("[data-language]");
    link.href = page.querySelector("[data-language]").getAttribute("href");
    listen();
    drawAnswer();
    if (focused) document.getElementById(focused)?.focus();
    return undefined;
  }

  // With keys once they rest.
  let resting;
  function whenSettled(action) {
    clearTimeout(resting);
    resting = setTimeout(action, site.isByKeys() ? 700 : 0);
  }

  function listen() {
    const named = document.getElementById("named");
    const choices = document.getElementById("choices");
    named.querySelector("[data-without-script]").hidden = true;
    named.addEventListener("change", (event) => {
      if (event.target.value) whenSettled(() => go(address(named)));
      else document.getElementById("measure").focus();
    });
    choices.addEventListener("submit", (event) => {
      event.preventDefault();
      go(address(choices));
    });
    choices.addEventListener("change", (event) => {
      const { id, value } = event.target;
      // Labels of another measure mean nothing.
      whenSettled(() => go(id === "measure" ? `/record?${new URLSearchParams({ measure: value })}` : address(choices)));
    });
  }

  document.getElementById("answer").addEventListener("click", (event) => {
    const link = event.target.closest("tbody a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.getAttribute("href"));
  });
  site.onAddress(() => go(location.href, { push: false }));
  question.dataset.language = t("en", "es");
  listen();
  drawAnswer();
})();
