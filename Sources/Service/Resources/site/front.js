"use strict";
// Answers of the first page that were not made yet when it was sent.
(async () => {
  const waiting = [...document.querySelectorAll("[data-question]")]
    .filter((one) => one.querySelector(".waiting"));
  if (!waiting.length) return;
  const { t } = site;
  let answers;
  try {
    answers = await site.ask(`/front?lang=${site.language}`);
  } catch {
    return;
  }
  for (const one of waiting) {
    const line = answers[one.dataset.question];
    const place = one.querySelector(".answer");
    place.textContent = line?.answer ?? t("No answer is held.", "No hay respuesta.");
    place.classList.remove("waiting");
    one.querySelector(".age").textContent = line?.age ?? "";
  }
})();
