"use strict";
// Says when the brief is there.
(() => {
  const frame = document.getElementById("brief-frame");
  const wait = document.getElementById("brief-wait");
  const done = () => { wait.hidden = true; };
  frame.addEventListener("load", done);
  if (frame.contentDocument?.readyState === "complete" && frame.contentDocument.body?.childElementCount) {
    done();
  }
})();
