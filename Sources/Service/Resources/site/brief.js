"use strict";
// Says when the brief is there, and gives it the height of what it holds, so that it is read in place.
(() => {
  const frame = document.getElementById("brief-frame");
  const wait = document.getElementById("brief-wait");
  wait.hidden = false;
  function done() {
    wait.hidden = true;
    frame.dataset.shown = "";
    const page = frame.contentDocument?.documentElement;
    if (!page) return;
    const fit = () => { frame.style.height = `${page.ownerDocument.body.scrollHeight}px`; };
    new ResizeObserver(fit).observe(page.ownerDocument.body);
    fit();
  }
  frame.addEventListener("load", done);
  if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.body?.childElementCount) {
    done();
  }
})();
