"use strict";
// The page of what is followed: a choice asks at once, and addresses are whole.
(() => {
  const form = document.getElementById("watch");
  const words = document.getElementById("words");
  document.getElementById("q").addEventListener("change", () => {
    words.value = "";
    // With keys the button asks.
    if (!site.isByKeys()) form.requestSubmit();
  });
  // What is empty has no place in an address; words say all.
  form.addEventListener("formdata", (event) => {
    if (words.value !== "") event.formData.delete("q");
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
  for (const address of document.querySelectorAll("[data-address]")) {
    address.textContent = location.origin + address.textContent;
  }
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  site.copies(document);
})();
